"""A word, a phrase, a pattern, a date as written to its part of the query tree."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby

from archive.errors import QuerySyntaxError
from index import ranges
from index.analysis import GAP, LONGEST, Token, tokens
from index.fields import FIELDS
from index.folding import fold
from index.lexemes import Lexeme
from index.query import Cased, Days, Everything, Fuzzy, Length, Or, Pattern, Phrase, Prefix, Query, Word
from index.words import cased, is_paired

SHORTEST_PREFIX = 2
"""Letters that a prefix or a pattern needs; one in a script without spaces."""
MAX_REACH = GAP - 1
"""Words that may stand between those of a phrase or on both sides of NEAR: no text reaches the next."""
MAX_SLIPS = 2
"""Slips that a fuzzy word may ask for."""

_STAR_IN_PHRASE = re.compile(r"\w\*")
_WILD_END = re.compile(r"\*(?:[^\w?]|_)*\Z")  # with the points and the like that follow it
_STARS = re.compile(r"\*+")
_WILD = re.compile(r"([*?])")
_QUESTION_WITHIN = re.compile(r"\w\?+(?=[\w*])|(?<!\S)\?+\w")
_SLIPS = re.compile(r"~(\d*)\Z")


def term(lexeme: Lexeme, field: str | None, query: str, today: date | None) -> Query | None:
    """Return what a word or phrase of ``query`` asks for in ``field``; None if it has no token."""
    kind = FIELDS[field].kind if field else "words"
    if kind in ("days", "length"):
        return days(lexeme, "", query, today) if kind == "days" else _length(lexeme, query)
    if field and kind == "labels":
        return _label(lexeme, field, query)
    if lexeme.kind == "phrase":
        return _phrase(lexeme, field, query)
    if "*" in lexeme.text or _QUESTION_WITHIN.search(lexeme.text):
        return _pattern(lexeme, field, query)
    slips = _SLIPS.search(lexeme.text)
    if slips:
        return _fuzzy(lexeme, slips, field, query)
    return _word(list(tokens(lexeme.text)), field)


def as_cased(lexeme: Lexeme, field: str | None, query: str) -> Query | None:
    """Return what a word or phrase asks for as written, its capitals included."""
    if "*" in lexeme.text or (lexeme.kind == "word" and _QUESTION_WITHIN.search(lexeme.text)):
        raise error("with its capitals a word is taken as written, without * and ?", lexeme, query, 0)
    words = _apart(list(tokens(lexeme.text)), lexeme.text)
    return Cased(words, field) if words else None


def days(lexeme: Lexeme, side: str, query: str, today: date | None) -> Days:
    """Return the days that are written; ``side`` says on which side of them, or is empty."""
    try:
        return ranges.days_beside(lexeme.text, side, today) if side else ranges.days(lexeme.text, today)
    except ranges.NoRangeError as problem:
        raise error(str(problem), lexeme, query, problem.place) from problem


def _length(lexeme: Lexeme, query: str) -> Length:
    try:
        return ranges.length(lexeme.text)
    except ranges.NoRangeError as problem:
        raise error(str(problem), lexeme, query, 0) from problem


def _label(lexeme: Lexeme, field: str, query: str) -> Query | None:
    written, labels = fold(lexeme.text), FIELDS[field].labels
    if labels and written not in labels:
        raise error(f"'{field}:' knows {', '.join(labels)}", lexeme, query, 0)
    if lexeme.kind == "word" and "*" in written:
        begins = written.rstrip("*")
        if "*" in begins or not begins:
            raise error("a * may stand only at the end of a label, as in rule:ap-*", lexeme, query, 0)
        return Prefix(begins, field)
    return Phrase((written,), field) if written.strip() else None


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
        raise error("within quotes all is taken as written; put a word with a * outside", lexeme, query,
                    star.start() + 1)  # fmt: skip
    words = _apart(list(tokens(lexeme.text)))
    return Phrase(words, field) if words else None


def _pattern(lexeme: Lexeme, field: str | None, query: str) -> Query:
    """Return a word with * or ? in it; one with a * at its end alone is a prefix."""
    written = lexeme.text
    end = _WILD_END.search(written)
    begins = written[: end.start()] if end else written
    if not begins and field is None:
        return Everything()
    if end and not _QUESTION_WITHIN.search(f"{begins}*") and "*" not in begins:
        return _prefix(begins, lexeme, field, query)
    pieces: list[str] = []
    letters, is_in_pairs = 0, False
    for piece in _WILD.split(written):
        found = list(tokens(piece))
        joined = _joined(found)
        if len(joined) > 1:
            raise error("a word with * or ? in it can be only one word, as in ven?zuel*", lexeme, query, 0)
        letters += sum(map(len, joined))
        is_in_pairs |= any(is_paired(word) for word in joined)
        pieces += [piece] if piece in ("*", "?") else joined
    if letters < SHORTEST_PREFIX and not (is_in_pairs and letters):
        raise error(
            f"a word with * or ? needs at least {SHORTEST_PREFIX} letters, as in *la", lexeme, query, 0
        )
    pattern = _STARS.sub("*", "".join(pieces))
    if len(pattern) > LONGEST:
        raise error(f"a word with * or ? in it may have {LONGEST} signs", lexeme, query, 0)
    return Pattern(pattern, field)


def _prefix(written: str, lexeme: Lexeme, field: str | None, query: str) -> Query:
    found = list(tokens(written))
    joined = _joined(found)
    is_in_pairs = bool(found) and all(is_paired(token.text) for token in found)
    if is_in_pairs and len(joined) > 1:
        return Phrase(joined, field)  # no word ends there, so any may follow
    if len(joined) > 1:
        raise error("a * can end only one word, as in venez*", lexeme, query, len(written))
    if not joined or (len(joined[0]) < SHORTEST_PREFIX and not is_in_pairs):
        raise error(f"a * needs at least {SHORTEST_PREFIX} letters before it, as in ve*", lexeme, query, 0)
    return Prefix(joined[0], field)


def _fuzzy(lexeme: Lexeme, slips: re.Match[str], field: str | None, query: str) -> Query | None:
    found = _joined(list(tokens(lexeme.text[: slips.start()])))
    number = slips[1].lstrip("0") if slips[1] else "1"
    distance = int(number) if len(number) == 1 else 0
    if not 1 <= distance <= MAX_SLIPS:
        message = f"~ takes 1 or {MAX_SLIPS} slips, as in guaido~1"
        raise error(message, lexeme, query, slips.start())
    if not found:
        return None
    if len(found) > 1:
        raise error("a ~ can follow only one word or a phrase, as in guaido~1", lexeme, query, slips.start())
    if len(found[0]) <= 2 * distance:
        message = f"~{distance} needs a word of more than {2 * distance} letters"
        raise error(message, lexeme, query, slips.start())
    return Fuzzy(found[0], distance, field)


def _apart(found: list[Token], written: str | None = None) -> tuple[str, ...]:
    """Return the words without the joined forms; as they stand in ``written``, where that is given."""
    firsts = (next(same) for _, same in groupby(found, key=lambda token: token.position))
    if written is None:
        return tuple(token.text for token in firsts)
    return tuple(cased(written[token.start : token.end]) for token in firsts)


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


def error(message: str, lexeme: Lexeme, query: str, place: int) -> QuerySyntaxError:
    """Return an error at a place within a lexeme of ``query``."""
    quote = 1 if lexeme.kind == "phrase" else 0
    return QuerySyntaxError(message, query=query, offset=lexeme.offset + quote + place)
