"""A word, a phrase, a prefix or a date as written to its part of the query tree."""

from __future__ import annotations

import re
from itertools import groupby

from archive.errors import QuerySyntaxError
from index.analysis import Token, tokens
from index.days import days_of
from index.fields import FIELDS
from index.lexemes import Lexeme
from index.query import Days, Everything, Or, Phrase, Prefix, Query, Word
from index.words import is_paired

SHORTEST_PREFIX = 2
"""Letters that a prefix needs; one in a script without spaces."""

_STAR_ELSEWHERE = re.compile(r"\*(?=[^*])")
_STAR_IN_PHRASE = re.compile(r"\w\*")
_QUESTION_WITHIN = re.compile(r"\w\?+\w")
_DATE_SIGNS = {**dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63\uff0d"), "-"), ord("…"): ".."}
_DATES = "write date:2019, date:2019-03, date:2019-03-28 or a range such as date:2019-03..2019-05"


def term(lexeme: Lexeme, field: str | None, query: str) -> Query | None:
    """Return what a word or phrase of ``query`` asks for in ``field``; None if it has no token."""
    if field and FIELDS[field].kind == "days":
        return _days(lexeme, query)
    if lexeme.kind == "phrase":
        return _phrase(lexeme, field, query)
    if "*" in lexeme.text:
        return _prefix(lexeme, field, query)
    question = _QUESTION_WITHIN.search(lexeme.text)
    if question:
        raise _error("a ? cannot stand for a letter; only a * may, at the end of a word", lexeme, query,
                     question.start() + 1)  # fmt: skip
    return _word(list(tokens(lexeme.text)), field)


def _word(found: list[Token], field: str | None) -> Query | None:
    """Return a word; of one that makes several tokens a phrase, with compounds either way."""
    if len(found) == 1:
        return Word(found[0].text, field)
    apart, joined = _apart(found), _joined(found)
    if apart == joined:
        return Phrase(apart, field) if apart else None
    return Or((Phrase(apart, field), Phrase(joined, field)))


def _phrase(lexeme: Lexeme, field: str | None, query: str) -> Query | None:
    star = _STAR_IN_PHRASE.search(lexeme.text)
    if star:
        raise _error("within quotes all is taken as written; put a word with a * outside", lexeme, query,
                     star.start() + 1)  # fmt: skip
    words = _apart(list(tokens(lexeme.text)))
    return Phrase(words, field) if words else None


def _prefix(lexeme: Lexeme, field: str | None, query: str) -> Query:
    star = _STAR_ELSEWHERE.search(lexeme.text)
    if star:
        raise _error("a * may stand only at the end of a word, as in venez*", lexeme, query, star.start())
    written = lexeme.text.rstrip("*")
    if not written and field is None:
        return Everything()
    found = list(tokens(written))
    joined = _joined(found)
    is_in_pairs = bool(found) and all(is_paired(token.text) for token in found)
    if is_in_pairs and len(joined) > 1:
        return Phrase(joined, field)  # no word ends there, so any may follow
    if len(joined) > 1:
        raise _error("a * can end only one word, as in venez*", lexeme, query, len(written))
    if not joined or (len(joined[0]) < SHORTEST_PREFIX and not is_in_pairs):
        raise _error(f"a * needs at least {SHORTEST_PREFIX} letters before it, as in ve*", lexeme, query, 0)
    return Prefix(joined[0], field)


def _days(lexeme: Lexeme, query: str) -> Query:
    """Return the days of a date or a range; the whole of each end is meant, whichever is first."""
    written = lexeme.text.strip().translate(_DATE_SIGNS)
    begin, dots, end = written.partition("..")
    if not dots:
        end = begin
    if not begin and not end:
        raise _error(f"a range needs a date; {_DATES}", lexeme, query, 0)
    found = []
    for part in filter(None, (begin, end)):
        days = days_of(part)
        if days is None:
            at = max(lexeme.text.find(part), 0)
            raise _error(f"'{part:.40}' is no date; {_DATES}", lexeme, query, at)
        found.append(days)
    return Days(
        min(first for first, _ in found) if begin else None,
        max(last for _, last in found) if end else None,
    )


def _apart(found: list[Token]) -> tuple[str, ...]:
    """Return the words without the joined forms."""
    return tuple(next(same).text for _, same in groupby(found, key=lambda token: token.position))


def _joined(found: list[Token]) -> tuple[str, ...]:
    """Return the words, the joined form of a compound in place of its parts."""
    words: list[str] = []
    position = end = -1
    for token in found:
        if token.position == position:
            words[-1], end = token.text, token.end
        elif token.start >= end:
            words.append(token.text)
        position = token.position
    return tuple(words)


def _error(message: str, lexeme: Lexeme, query: str, place: int) -> QuerySyntaxError:
    quote = 1 if lexeme.kind == "phrase" else 0
    return QuerySyntaxError(message, query=query, offset=lexeme.offset + quote + place)
