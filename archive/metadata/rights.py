"""Notices of copyright as evidence: whose the story is, and of which year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.article import Published
from archive.metadata.days import EARLIEST, LATEST
from archive.metadata.houses import House, house_by_mark, house_by_owner

_SIGNS = ("©", "opyright", "OPYRIGHT", "(c)", "(C)", "-Wire", "-WIRE")
_TAIL = 2000  # characters; in a text of one paragraph the notice stands at its end
_WIRE = re.compile(r"\bThe[- ]CNN[- ]Wire\b", re.I)
_FONT = re.compile(r"\b\w+ Sans ™? ?& ?© ?\d{4}[^.©]*\.?")
_EXCERPT = re.compile(r"\bexcerpt|\breprinted (?:by|with|from)|\blyrics\b", re.I)
_PICTURE = re.compile(r"\b(?:image|photo|photograph|picture|video|lyrics)\s*(?:copyright|©)", re.I)
_PICTURE_OWNER = re.compile(
    r"\b(?:photos?|pool|handout|maxar|planet labs|pexels|depositphotos|getty|images?|via)\b", re.I
)
_NOTICE = re.compile(
    r"(?P<sign>(?:(?:\bcopyright\b|©|(?<!\w)\(c\))[\s:,]*)+)"
    r"(?:(?P<first>\d{4})\s*[-–—]\s*)?\(?(?P<year>\d{4}\b)?\)?[\s,:;-]*(?:by\s+)?(?P<owner>[^©]{0,120})",
    re.I,
)
_OWNER_END = re.compile(
    r"\s*(?:[.,]?\s+(?:an?|and its) (?:[A-Z]\w+ )|"
    r"[.,;:]*\s*(?:all|some|used under|the|no) (?:rights|content|license|part)\b|"
    r"(?<=\w\w)\.\s+(?:[A-Z]|$)|\.?\s*\]|[()|]|\s+/|;|\.\s*$|\s+(?:contributed|in its|may not)|\n)",
    re.I,
)
_YEAR_AFTER = re.compile(r"^(?P<owner>[^\d©]{2,60}?)[\s,]+(?P<year>\d{4})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a notice says: the owner as written, the houses it stands for, the year.

    An agency's notice gives ``agencies`` alone: who published the story it does not say.
    """

    owner: str | None
    outlet: str | None
    agencies: tuple[str, ...]
    published: Published | None


def rights(text: str) -> Rights | None:
    """Return what the notice of copyright in ``text`` says; None if there is none.

    A range of years is a site's, and so is the year beside a font's notice, which stands in the
    footer of a page as it was fetched: neither dates a story. Several different years date none.

    >>> rights("© 2024 Cable News Network. All Rights Reserved.").outlet
    'CNN'
    """
    if not any(sign in text for sign in _SIGNS):
        return None
    plain, page = _FONT.subn(" ", text[-_TAIL:])
    wire = _WIRE.search(plain)
    notices = [match for match in _NOTICE.finditer(plain) if not _is_picture(plain, match.start())]
    if not notices and not wire:
        return None
    owners: list[str] = []
    years: dict[str, str] = {}
    for match in notices:
        owner, year = match["owner"], match["year"]
        late = None if year else _YEAR_AFTER.match(owner)
        owner = late["owner"] if late else owner
        if end := _OWNER_END.search(owner):
            owner = owner[: end.start()]
        owner = owner.strip(" .,;:-–—\"'“”[]")
        if not _is_notice(match["sign"], year, owner):
            continue
        year = late["year"] if late else year
        if owner:
            owners.append(" ".join(owner.split()))
        if year and not match["first"] and EARLIEST <= int(year) <= LATEST:
            until = max(plain.find(owner, match.start()) + len(owner), plain.find(year, match.start()) + 4)
            years.setdefault(year, " ".join(plain[match.start() : until].split()))
    houses = [house for owner in owners if (house := _house(owner))]
    agencies = ["CNN Wire"] if wire else [house.supplier for house in houses if house.kind != "outlet"]
    outlets = [] if wire else [house.name for house in houses if house.kind == "outlet"]
    published = None
    if len(years) == 1 and not (page or _EXCERPT.search(plain)):
        year = next(iter(years))
        evidence = text.strip() if len(text) < 200 else years[year]
        published = Published(date=year, precision="year", basis="copyright-line", evidence=evidence)
    if not (owners or published or wire):
        return None
    return Rights(
        owner=owners[0] if owners else None,
        outlet=outlets[0] if outlets else None,
        agencies=tuple(dict.fromkeys(agencies)),
        published=published,
    )


def _is_notice(sign: str, year: str | None, owner: str) -> bool:
    """Say whether it claims a right and does not tell of one: "copyright alerts in 2013"."""
    if _PICTURE_OWNER.search(owner):
        return False
    if "©" in sign:
        return bool(year or owner)
    if owner[:1].islower() and not owner.startswith("the "):
        return False
    return sign[:1] in "C(" and bool(year or _house(owner))


def _is_picture(text: str, offset: int) -> bool:
    """Say whether the sign belongs to a picture: "Image copyright Reuters"."""
    return _PICTURE.search(text, max(0, offset - 14), offset + 10) is not None


def _house(owner: str) -> House | None:
    """Return the house of an owner: "The Associated Press", "Cable News Network, Inc., a Time ..."."""
    if house := house_by_owner(owner):
        return house
    first = re.split(r",\s+(?!Inc\b|LLC\b|L\.P|Ltd\b)|\s+(?:and|&)\s+(?=[A-Z])", owner, maxsplit=1)[0]
    return house_by_owner(first) or (house_by_mark(first) if first.isupper() and len(first) < 12 else None)
