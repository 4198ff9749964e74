"""The outlet that a page's own terms and disclaimers name."""

from __future__ import annotations

import re

from archive.metadata.houses import house_by_name

_SIGNS = re.compile(r"privacy|terms of|communications from|endorsed|views|opinion|position|polic", re.I)
_SITE = re.compile(r"(?:[A-Z][\w-]*\.)+(?:com|org|net|info|co\.uk|news|tv)")
_NAME = r"(?P<name>[A-Z][\w.&' ]{1,40}?)"
_NAMES = (
    re.compile(rf"\b(?i:agree to the) {_NAME} ?(?i:privacy|terms)\b"),
    re.compile(rf"\b(?i:communications from) {_NAME}(?:\.| and\b|$)"),
    re.compile(rf"\b(?i:endorsed by|(?:views|opinions?|positions?|polic(?:y|ies)) of)(?i: the)? {_NAME}\W*$"),
)


def named_by(text: str) -> str | None:
    """Return the outlet whose terms one agrees to or whose opinion it need not be, in a line of furniture.

    Only a house of the table or a site is believed. Whose app or page to follow tells nothing:
    others print such pleas too.

    >>> named_by("The views in this article are not necessarily endorsed by Example.com")
    'Example.com'
    >>> named_by("CLICK HERE TO GET THE FOX NEWS APP") is None
    True
    """
    if len(text) > 400 or not _SIGNS.search(text):
        return None
    for form in _NAMES:
        if match := form.search(text):
            house = house_by_name(match["name"])
            if house and house.kind == "outlet":
                return house.name
            if _SITE.fullmatch(match["name"]):
                return match["name"]
    return None
