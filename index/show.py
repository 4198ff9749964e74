"""Query tree to query text, as a user would write it."""

from __future__ import annotations

import re
from typing import assert_never

from index.days import written_days
from index.fields import FIELDS
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Everything,
    Fuzzy,
    Length,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Word,
)  # fmt: skip
from index.stop_words import STOP_WORDS

_LABEL = re.compile(r"\w[\w.-]*")


def show(query: Query) -> str:
    """Return text that ``parse`` reads as the very same tree, for every tree that it gives.

    >>> show(And((Word("guaido"), Not(Phrase(("louvre", "museum"), "title")))))
    'guaido -title:"louvre museum"'
    """
    match query:
        case Word(text, field):
            return _in_field(field, text)
        case Phrase((label,), str() as field) if FIELDS[field].kind == "labels":
            return f"{field}:{label}" if _LABEL.fullmatch(label) else f'{field}:"{label}"'
        case Phrase(words, field, slop):
            return _in_field(field, f'"{" ".join(words)}"' + (f"~{slop}" if slop else ""))
        case Cased(words, field):
            written = f"case:{words[0]}" if len(words) == 1 else f'case:"{" ".join(words)}"'
            return f"{field}:({written})" if field else written
        case Prefix(text, field):
            return _in_field(field, f"{text}*")
        case Pattern(text, field):
            return _in_field(field, text)
        case Fuzzy(text, distance, field):
            return _in_field(field, f"{text}~{distance}")
        case Near(left, right, reach):
            measure = f"WITHIN/{reach[0]}" if isinstance(reach, str) else f"NEAR/{reach}"
            return f"{_set_apart(left)} {measure} {_set_apart(right)}"
        case AtLeast(count, part):
            return f"ATLEAST/{count} {_set_apart(part)}"
        case Boost(part, factor):
            return f"{_set_apart(part)}^{factor:g}"
        case Length(least, most):
            ends = ("" if end is None else str(end) for end in (least, most))
            return f"words:{least}" if least == most else f"words:{'..'.join(ends)}"
        case Days(first, last, perhaps):
            return f"date:{written_days(first, last)}{'~' if perhaps else ''}"
        case And(parts):
            passed_over = [_is_passed_over(part) for part in parts]
            # A stop word that was meant stands in brackets, unless all are stop words.
            meant = passed_over if not all(passed_over) else [False] * len(parts)
            return " ".join(map(_part, parts, meant))
        case Or(parts):
            return " OR ".join(map(_part, parts))
        case Not(part):
            return f"-{_set_apart(part)}"
        case Everything():
            return "*"
        case _:
            assert_never(query)


def _part(part: Query, is_set_apart: bool = False) -> str:
    shown = show(part)
    return f"({shown})" if is_set_apart or isinstance(part, And | Or) else shown


def _set_apart(part: Query) -> str:
    """Return a part in brackets, unless it is one word, phrase, date or the like."""
    return _part(part, isinstance(part, Not | Near | AtLeast | Boost))


def _in_field(field: str | None, written: str) -> str:
    return f"{field}:{written}" if field else written


def _is_passed_over(part: Query) -> bool:
    return isinstance(part, Word) and part.field is None and part.text in STOP_WORDS
