"""``FIELD=VALUE`` as the user writes it to what the cleaner is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from archive.errors import ArchiveError

FIELDS: Mapping[str, str] = {
    "agency": "agencies",
    "agencies": "agencies",
    "author": "authors",
    "authors": "authors",
    "contributors": "contributors",
    "date": "published",
    "lang": "language",
    "language": "language",
    "outlet": "outlet",
    "place": "place",
    "published": "published",
    "section": "section",
    "title": "title",
    "url": "url",
}
"""What may be given, as people call it, to the article's own name."""


def given(pairs: Iterable[str]) -> dict[str, str]:
    """Return field to value; raises ``ArchiveError`` for an unknown field or a date that is none.

    >>> given(["outlet=The Hill", "lang=en", "section="])
    {'outlet': 'The Hill', 'language': 'en', 'section': ''}
    """
    return dict(_pair(pair) for pair in pairs)


def _pair(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    name, value = name.strip().lower(), value.strip()
    if not equals:
        raise ArchiveError(f"--set takes FIELD=VALUE, such as outlet=Reuters; '{pair}' has no '='")
    if name not in FIELDS:
        near = get_close_matches(name, FIELDS, n=1)
        right = (
            f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(set(FIELDS.values())))}"
        )
        raise ArchiveError(f"no field '{name}' to set; {right}")
    if FIELDS[name] == "published" and value:
        from archive.metadata.days import read_day

        if read_day(value, basis="given") is None:
            raise ArchiveError(f"'{value}' is no date; write it as 2019-03-28, 2019-03 or 2019")
    return FIELDS[name], value
