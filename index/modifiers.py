"""What may stand before a colon, fields apart, and what to say where something else does."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from index.fields import FIELD_NAMES, FIELDS

_SIDES = ("after", "before", "since", "until")

MODIFIERS: Mapping[str, str] = {
    "case": "a word or a phrase right after it, as in case:RICO",
    "query": "the name of a saved query right after it, as in query:venezuela",
    "in": "a field's name right after it, as in in:cuts",
    **{
        side: f"a date right after it, as in {side}:2019-03" for side in ("after", "before", "since", "until")
    },
}
"""Names that are no field's, and what each needs."""

_NEEDS = {
    "days": "a date right after it, as in {name}:2019-03",
    "length": "a number right after it, as in {name}:>800",
}


def such_as(name: str, field: str | None) -> str:
    """Return what ``name`` and a colon need, with an example; ``field`` is the field that it names."""
    if field is None:
        return MODIFIERS[name.lower()]
    such = next(iter(FIELDS[field].labels), "ap-copyright") if FIELDS[field].kind == "labels" else "venezuela"
    return _NEEDS.get(FIELDS[field].kind, f"a word right after it, as in {{name}}:{such}").format(name=name)


def no_field(name: str) -> str:
    """Return the complaint about a name that is none, with the nearest that is."""
    near = get_close_matches(name.lower(), (*FIELD_NAMES, *MODIFIERS), n=1)
    cure = (
        f"did you mean '{near[0]}'?"
        if near
        else f"there are {', '.join(FIELDS)}; in quotes it is found as written"
    )
    return f"no field '{name:.40}'; {cure}"
