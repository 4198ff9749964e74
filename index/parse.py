"""Query text to query tree."""

from __future__ import annotations

from archive.errors import QuerySyntaxError
from index.analysis import STOP_WORDS
from index.fields import FIELD_NAMES, FIELDS
from index.lexemes import Lexeme, lexemes
from index.query import And, Not, Or, Phrase, Query, Word
from index.relax import relaxed
from index.show import show
from index.terms import term

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_WORDS", "parse", "relaxed", "show"]

MAX_LENGTH = 100_000
"""Characters of the longest query."""
MAX_WORDS = 1_024
"""Words, prefixes and dates of the largest query, those in phrases counted one by one."""
MAX_DEPTH = 100
"""Brackets and negations within one another."""


def parse(query: str) -> Query:
    """Return the tree of what a user wrote; raises ``QuerySyntaxError`` and nothing else.

    A part of an ``And`` is never an ``And``, nor one of an ``Or`` an ``Or``.

    >>> parse("guaidó -title:louvre")
    And(parts=(Word(text='guaido', field=None), Not(part=Word(text='louvre', field='title'))))
    """
    if len(query) > MAX_LENGTH:
        message = f"a query may have {MAX_LENGTH:,} characters; this one has {len(query):,}"
        raise QuerySyntaxError(message, query=query, offset=MAX_LENGTH)
    return _Parser(query).parse()


class _Parser:
    """One pass over the lexemes of a query, by recursive descent no deeper than ``MAX_DEPTH``."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.lexemes = list(lexemes(query))
        self.next = 0
        self.words = 0
        self.depth = 0

    def parse(self) -> Query:
        query = self.choice(None)
        if self.next < len(self.lexemes):
            raise self.error("this bracket closes nothing", self.lexemes[self.next].offset)
        if query is None:
            raise self.error("there is nothing to search for", 0)
        return query

    def choice(self, field: str | None) -> Query | None:
        """Read sequences with OR between them, up to a closing bracket or the end."""
        query, is_there = self.sequence(field)
        parts = [query]
        while sign := self.take("or"):
            if not is_there:
                raise self.error("OR needs something before it", sign.offset)
            query, is_there = self.sequence(field)
            if not is_there:
                raise self.error("OR needs something after it", sign.offset)
            parts.append(query)
        return _joined(Or, [part for part in parts if part is not None])

    def sequence(self, field: str | None) -> tuple[Query | None, bool]:
        """Read all up to OR, and tell whether anything stood there, with a word in it or not."""
        parts: list[tuple[Query, bool]] = []
        is_there = False
        awaits: Lexeme | None = None
        while (lexeme := self.peek()) and lexeme.kind not in ("or", "close"):
            if lexeme.kind == "and":
                if awaits or not is_there:
                    raise self.error("AND needs something before it", lexeme.offset)
                awaits = self.take("and")
                continue
            query = self.operand(field)
            is_there, awaits = True, None
            if query is not None:
                parts.append((query, lexeme.kind == "word" and _is_passed_over(query)))
        if awaits:
            raise self.error("AND needs something after it", awaits.offset)
        kept = [query for query, is_passed_over in parts if not is_passed_over]
        return _joined(And, kept or [query for query, _ in parts]), is_there

    def operand(self, field: str | None) -> Query | None:
        """Read a word, a phrase, a bracket, or what follows NOT, a minus or a field's name."""
        lexeme = self.lexemes[self.next]
        self.next += 1
        match lexeme.kind:
            case "not" | "minus":
                following = self.peek()
                if following is None or following.kind in ("and", "or", "close"):
                    raise self.error("NOT needs something after it", lexeme.offset)
                query = self.deeper(lexeme, field)
                return None if query is None else Not(query)
            case "field":
                if field:
                    raise self.error(f"'{lexeme.text}:' cannot stand within '{field}:'", lexeme.offset)
                return self.in_field(lexeme)
            case "open":
                return self.deeper(lexeme, field)
            case _:
                return self.term(lexeme, field)

    def deeper(self, sign: Lexeme, field: str | None) -> Query | None:
        """Read what a negation or an opening bracket is about."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"more than {MAX_DEPTH} brackets or NOTs within one another", sign.offset)
        if sign.kind != "open":
            query = self.operand(field)
        else:
            query = self.choice(field)
            if not self.take("close"):
                raise self.error("this bracket is not closed", sign.offset)
        self.depth -= 1
        return query

    def in_field(self, lexeme: Lexeme) -> Query:
        """Read what must follow a field's name and colon without a space."""
        field = FIELD_NAMES.get(lexeme.text.lower())
        if field is None:
            raise self.error(_no_field(lexeme.text), lexeme.offset)
        end = lexeme.offset + len(lexeme.text) + 1
        following = self.peek()
        query = None
        if following is not None and following.offset == end and following.kind != "close":
            query = self.operand(field)
        if query is None:
            kind, such = ("date", "2019-03") if FIELDS[field].kind == "days" else ("word", "venezuela")
            message = f"'{lexeme.text}:' needs a {kind} right after it, as in {lexeme.text}:{such}"
            raise self.error(message, lexeme.offset)
        return query

    def term(self, lexeme: Lexeme, field: str | None) -> Query | None:
        query = term(lexeme, field, self.query)
        self.words += _count(query)
        if self.words > MAX_WORDS:
            raise self.error(f"a query may have {MAX_WORDS:,} words; this one has more", lexeme.offset)
        return query

    def peek(self) -> Lexeme | None:
        return self.lexemes[self.next] if self.next < len(self.lexemes) else None

    def take(self, kind: str) -> Lexeme | None:
        lexeme = self.peek()
        if lexeme is None or lexeme.kind != kind:
            return None
        self.next += 1
        return lexeme

    def error(self, message: str, offset: int) -> QuerySyntaxError:
        return QuerySyntaxError(message, query=self.query, offset=offset)


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    flat = [each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))]
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))


def _is_passed_over(query: Query) -> bool:
    """Tell whether it is a stop word of prose; in names every word counts."""
    match query:
        case Word(text, field):
            return text in STOP_WORDS and (field is None or FIELDS[field].prose)
        case _:
            return False


def _count(query: Query | None) -> int:
    match query:
        case None:
            return 0
        case Phrase(words):
            return len(words)
        case Or(parts):
            return sum(map(_count, parts))
        case _:
            return 1


def _no_field(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), FIELD_NAMES, n=1)
    cure = (
        f"did you mean '{near[0]}'?"
        if near
        else f"there are {', '.join(FIELDS)}; in quotes it is found as written"
    )
    return f"no field '{name:.40}'; {cure}"
