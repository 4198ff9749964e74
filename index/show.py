"""Query tree to query text, as a user would write it."""

from __future__ import annotations

from typing import assert_never

from index.days import written_days
from index.query import And, Days, Everything, Not, Or, Phrase, Prefix, Query, Word
from index.stop_words import STOP_WORDS


def show(query: Query) -> str:
    """Return text that ``parse`` reads as the very same tree, for every tree that it gives.

    >>> show(And((Word("guaido"), Not(Phrase(("louvre", "museum"), "title")))))
    'guaido -title:"louvre museum"'
    """
    match query:
        case Word(text, field):
            return _in_field(field, text)
        case Phrase(words, field):
            return _in_field(field, f'"{" ".join(words)}"')
        case Prefix(text, field):
            return _in_field(field, f"{text}*")
        case Days(first, last):
            return f"date:{written_days(first, last)}"
        case And(parts):
            passed_over = [_is_passed_over(part) for part in parts]
            # A stop word that was meant stands in brackets, unless all are stop words.
            meant = passed_over if not all(passed_over) else [False] * len(parts)
            return " ".join(map(_part, parts, meant))
        case Or(parts):
            return " OR ".join(map(_part, parts))
        case Not(part):
            return f"-{_part(part, isinstance(part, Not))}"
        case Everything():
            return "*"
        case _:
            assert_never(query)


def _part(part: Query, is_set_apart: bool = False) -> str:
    shown = show(part)
    return f"({shown})" if is_set_apart or isinstance(part, And | Or) else shown


def _in_field(field: str | None, written: str) -> str:
    return f"{field}:{written}" if field else written


def _is_passed_over(part: Query) -> bool:
    return isinstance(part, Word) and part.field is None and part.text in STOP_WORDS
