"""``FIELD=VALUE`` as the user writes it to what is known of a source: values, and names of fields."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from archive.errors import ArchiveError

FIELDS: Mapping[str, str] = {
    "agency": "agencies",
    "agencies": "agencies",
    "author": "authors",
    "authors": "authors",
    "by": "authors",
    "byline": "authors",
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


_MAP = "map:"  # before a field whose name in records is known, not its value


def given(pairs: Iterable[str], said_with: str = "--set") -> dict[str, str]:
    """Return field to value; raises ``ArchiveError`` for an unknown field or a date that is none.

    ``said_with`` is what the user typed before them.

    >>> given(["outlet=The Hill", "lang=en", "section="])
    {'outlet': 'The Hill', 'language': 'en', 'section': ''}
    """
    return dict(_pair(pair, said_with) for pair in pairs)


def mapped(pairs: Iterable[str]) -> dict[str, str]:
    """Return what is known of names: beside given values, but no value; raises ``ArchiveError``.

    >>> mapped(["text=Article_Content", "date=meta.day"])
    {'map:text': 'Article_Content', 'map:published': 'meta.day'}
    """
    from archive.records import MAPPABLE

    called = {name: FIELDS.get(name, name) for name in (*MAPPABLE, *FIELDS)} | {"body": "text"}
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        field = called.get(name.strip().lower())
        if not equals:
            raise ArchiveError(f"--map takes FIELD=NAME, such as text=Article_Content; '{pair}' has no '='")
        if field not in MAPPABLE:
            raise ArchiveError(f"no field '{name}' to map; there are {', '.join(MAPPABLE)}")
        found[_MAP + field] = printable(value.strip())
    return found


def known(pairs: Iterable[str] | None, names: Iterable[str] | None) -> dict[str, str]:
    """Return what the user knows, by --set and --map, of all that is in a source; raises ``ArchiveError``."""
    return given(pairs or ()) | mapped(names or ())


def apart(known: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Part what is known into given values, and the names that records have for fields.

    >>> apart({"outlet": "CNN", "map:text": "Content"})
    ({'outlet': 'CNN'}, {'text': 'Content'})
    """
    names = {field.removeprefix(_MAP): name for field, name in known.items() if field.startswith(_MAP)}
    return {field: value for field, value in known.items() if not field.startswith(_MAP)}, names


def _pair(pair: str, said_with: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    name, value = name.strip().lower(), value.strip()
    if not equals:
        raise ArchiveError(f"{said_with} takes FIELD=VALUE, such as outlet=Reuters; '{pair}' has no '='")
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
    return FIELDS[name], printable(value)


def printable(typed: str) -> str:
    r"""Return what a user typed; raises ``ArchiveError`` where it holds what cannot be printed.

    >>> printable("Guaidó\n\t2019")
    'Guaidó\n\t2019'
    """
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in typed):
        raise ArchiveError(f"{typed!r} holds what cannot be printed; type it anew")
    return typed
