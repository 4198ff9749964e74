"""Numbers in a query: how near, how often, how much it weighs, to parts of the tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from archive.errors import QuerySyntaxError
from index.fields import FIELDS
from index.lexemes import Lexeme
from index.query import AtLeast, Boost, Cased, Fuzzy, Near, Or, Pattern, Phrase, Prefix, Query, Reach, Word
from index.terms import MAX_REACH

MAX_TIMES = 1_000
"""How often ATLEAST may ask for a word."""
MAX_WEIGHT = 100
"""The heaviest weight that ^ gives."""

_NUMBER = re.compile(r"[0-9]{1,9}")
_WEIGHT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{0,3})?|\.[0-9]{1,3}")
_UNITS: dict[str, Literal["sentence", "paragraph"]] = {"s": "sentence", "p": "paragraph"}


def reach(sign: Lexeme, query: str) -> Reach:
    """Return how far NEAR or WITHIN reaches; raises ``QuerySyntaxError``."""
    complaint = f"NEAR takes 0 to {MAX_REACH} words, s or p, as in NEAR/5"
    return _UNITS.get(sign.text.lower()) or _number(sign, 0, MAX_REACH, complaint, query)


def near(left: Query | None, right: Query | None, reach: Reach, sign: Lexeme, query: str) -> Query:
    """Return both sides near one another; raises ``QuerySyntaxError`` where that says nothing."""
    fields = _fields(left) | _fields(right)
    if _NOWHERE in fields or left is None or right is None:
        message = "NEAR stands between words, phrases or (one OR other)"
        raise QuerySyntaxError(message, query=query, offset=sign.offset)
    if len(fields) > 1:
        message = "both sides of NEAR must be of one field, as in title:(oil NEAR/5 price)"
        raise QuerySyntaxError(message, query=query, offset=sign.offset)
    (field,) = fields
    if field is not None and FIELDS[field].kind == "labels":
        raise QuerySyntaxError(f"in '{field}:' nothing stands near", query=query, offset=sign.offset)
    if isinstance(reach, str) and field not in (None, "lead"):
        message = f"'{field}:' is not told in sentences and paragraphs; write NEAR/10"
        raise QuerySyntaxError(message, query=query, offset=sign.offset)
    return Near(left, right, reach)


def at_least(sign: Lexeme, part: Query | None, query: str) -> Query:
    """Return what must be found several times; raises ``QuerySyntaxError``."""
    times = _number(sign, 1, MAX_TIMES, f"ATLEAST takes 1 to {MAX_TIMES:,} times, as in ATLEAST/5", query)
    if part is None or len(_fields(part)) > 1 or _NOWHERE in _fields(part):
        message = "ATLEAST stands before a word, a phrase or (one OR other), of one field"
        raise QuerySyntaxError(message, query=query, offset=sign.offset)
    return AtLeast(times, part)


def weighted(part: Query | None, sign: Lexeme, query: str) -> Query | None:
    """Return a part with its weight; raises ``QuerySyntaxError``."""
    factor = float(sign.text) if _WEIGHT.fullmatch(sign.text) else -1.0
    if not 0 <= factor <= MAX_WEIGHT:
        message = f"a weight is a number from 0 to {MAX_WEIGHT}, as in maduro^3"
        raise QuerySyntaxError(message, query=query, offset=sign.offset)
    return None if part is None else Boost(part, factor)


def loosened(part: Query | None, sign: Lexeme, query: str) -> Query | None:
    """Return a phrase that may have other words among its own; raises ``QuerySyntaxError``."""
    most = f'between the words of a phrase may stand 0 to {MAX_REACH} others, as in "oil price"~5'
    slop = _number(sign, 0, MAX_REACH, most, query)
    if not isinstance(part, Phrase):
        return part
    if part.field is not None and FIELDS[part.field].kind == "labels":
        raise QuerySyntaxError(f"in '{part.field}:' nothing stands near", query=query, offset=sign.offset)
    return replace(part, slop=slop) if len(part.words) > 1 else part


_NOWHERE = ""  # no field is called so: what has it stands nowhere in a text


def _fields(part: Query | None) -> set[str | None]:
    """Return the fields in which a part stands; of what is not placed, ``_NOWHERE``."""
    match part:
        case Word() | Phrase() | Cased() | Prefix() | Pattern() | Fuzzy():
            return {part.field}
        case Or(parts):
            return set().union(*map(_fields, parts))
        case Near(left, right):
            return _fields(left) | _fields(right)
        case _:
            return {_NOWHERE}


def _number(sign: Lexeme, least: int, most: int, complaint: str, query: str) -> int:
    number = int(sign.text) if _NUMBER.fullmatch(sign.text) else -1
    if not least <= number <= most:
        raise QuerySyntaxError(complaint, query=query, offset=sign.offset)
    return number
