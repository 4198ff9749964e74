"""Query text to query tree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from archive.errors import QuerySyntaxError
from index import measures
from index.analysis import STOP_WORDS
from index.fields import FIELD_NAMES, FIELDS
from index.lexemes import Lexeme, lexemes
from index.modifiers import MODIFIERS, no_field, such_as
from index.query import And, Cased, Not, Or, Phrase, Query, Word
from index.relax import relaxed
from index.show import show
from index.terms import as_cased, days, term

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_NEARS", "MAX_WORDS", "parse", "relaxed", "show"]

NONE_SAVED: Mapping[str, str] = {}
MAX_LENGTH = 100_000
"""Characters of the longest query."""
MAX_WORDS = 1_024
"""Words, prefixes and dates of the largest query, those in phrases counted one by one."""
MAX_DEPTH = 100
"""Brackets and negations within one another."""
MAX_NEARS = 100
"""NEARs of the largest query, which may stand within one another, too."""


def parse(query: str, today: date | None = None, saved: Mapping[str, str] = NONE_SAVED) -> Query:
    """Return the tree of what a user wrote; raises ``QuerySyntaxError`` and nothing else.

    Dates such as last-month count from ``today``; without it they are none. ``saved`` holds what
    ``query:NAME`` stands for, by name. A part of an
    ``And`` is never an ``And``, nor one of an ``Or`` an ``Or``.

    >>> parse("guaidó -title:louvre")
    And(parts=(Word(text='guaido', field=None), Not(part=Word(text='louvre', field='title'))))
    """
    if len(query) > MAX_LENGTH:
        message = f"a query may have {MAX_LENGTH:,} characters; this one has {len(query):,}"
        raise QuerySyntaxError(message, query=query, offset=MAX_LENGTH)
    return _Parser(query, today, saved).parse()


class _Parser:
    """One pass over the lexemes of a query, by recursive descent no deeper than ``MAX_DEPTH``."""

    def __init__(self, query: str, today: date | None, saved: Mapping[str, str]) -> None:
        self.query = query
        self.today = today
        self.saved = saved
        self.lexemes = list(lexemes(query))
        self.next = 0
        self.words = 0
        self.depth = 0
        self.nears = 0

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
            query = self.neighbours(field)
            is_there, awaits = True, None
            if query is not None:
                parts.append((query, lexeme.kind == "word" and _is_passed_over(query)))
        if awaits:
            raise self.error("AND needs something after it", awaits.offset)
        kept = [query for query, is_passed_over in parts if not is_passed_over]
        return _joined(And, kept or [query for query, _ in parts]), is_there

    def neighbours(self, field: str | None) -> Query | None:
        """Read an operand, and all that stands beside it with NEAR between, from the left."""
        query = self.operand(field)
        while sign := self.take("near"):
            reach = measures.reach(sign, self.query)
            self.nears += 1
            if self.nears > MAX_NEARS:
                raise self.error(f"a query may have {MAX_NEARS} NEARs; this one has more", sign.offset)
            following = self.peek()
            if following is None or following.kind in ("and", "or", "close", "near"):
                raise self.error("NEAR needs something after it", sign.offset)
            query = measures.near(query, self.operand(field), reach, sign, self.query)
        return query

    def operand(self, field: str | None) -> Query | None:
        """Read a word, a phrase, a bracket, or what follows NOT, a minus or a field's name."""
        query = self.unweighted(field)
        while sign := self.take("weight"):
            query = measures.weighted(query, sign, self.query)
        return query

    def unweighted(self, field: str | None) -> Query | None:
        lexeme = self.lexemes[self.next]
        self.next += 1
        match lexeme.kind:
            case "not" | "minus":
                self.require(lexeme, "NOT")
                query = self.deeper(lexeme, field)
                return None if query is None else Not(query)
            case "at-least":
                self.require(lexeme, "ATLEAST")
                return measures.at_least(lexeme, self.deeper(lexeme, field), self.query)
            case "near":
                raise self.error("NEAR needs something before it", lexeme.offset)
            case "slop":
                raise self.error("~ and a number follow a word or a phrase", lexeme.offset)
            case "field":
                return self.in_field(lexeme, field)
            case "open":
                return self.deeper(lexeme, field)
            case _:
                return self.term(lexeme, field)

    def require(self, sign: Lexeme, name: str) -> None:
        following = self.peek()
        if following is None or following.kind in ("and", "or", "close", "near"):
            raise self.error(f"{name} needs something after it", sign.offset)

    def deeper(self, sign: Lexeme, field: str | None) -> Query | None:
        """Read what a negation, a number of times or an opening bracket is about."""
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

    def in_field(self, lexeme: Lexeme, outer: str | None) -> Query:
        """Read what must follow a field's name and colon without a space."""
        name = lexeme.text.lower()
        field = FIELD_NAMES.get(name)
        if field is None and name not in MODIFIERS:
            raise self.error(no_field(lexeme.text), lexeme.offset)
        if outer and (name != "case" or FIELDS[outer].kind not in ("words", "lead")):
            raise self.error(f"'{lexeme.text}:' cannot stand within '{outer}:'", lexeme.offset)
        query = None
        following = self.peek()
        if following and following.offset == lexeme.offset + len(lexeme.text) + 1:
            if field is not None and following.kind not in ("close", "weight"):
                query = self.operand(field)
            elif field is None and following.kind in ("word", "phrase"):
                query = self.modified(name, lexeme, outer)
        if query is None:
            raise self.error(f"'{lexeme.text}:' needs {such_as(lexeme.text, field)}", lexeme.offset)
        return query

    def modified(self, name: str, lexeme: Lexeme, outer: str | None) -> Query | None:
        """Read what stands after the colon of a name that is no field's."""
        following = self.lexemes[self.next]
        self.next += 1
        if name == "case":
            return self.counted(as_cased(following, outer, self.query), following)
        if name == "query":
            return self.counted(self.looked_up(following), following)
        if name != "in":
            return self.counted(days(following, name, self.query, self.today), following)
        field = FIELD_NAMES.get(following.text.lower())
        if field is None:
            raise self.error(no_field(following.text), following.offset)
        self.require(lexeme, f"in:{following.text}")
        return self.operand(field)

    def looked_up(self, lexeme: Lexeme) -> Query:
        """Return the saved query of that name."""
        name = lexeme.text
        if name not in self.saved:
            near = get_close_matches(name, self.saved, n=1)
            cure = f"did you mean '{near[0]}'?" if near else f"save one with: archive save {name:.40} QUERY"
            raise self.error(f"no saved query '{name:.40}'; {cure}", lexeme.offset)
        if not self.saved[name]:
            raise self.error(f"the saved query '{name:.40}' asks for itself", lexeme.offset)
        try:
            return parse(self.saved[name], self.today, {**self.saved, name: ""})
        except QuerySyntaxError as error:
            raise self.error(f"within the saved query '{name:.40}': {error}", lexeme.offset) from error

    def term(self, lexeme: Lexeme, field: str | None) -> Query | None:
        query = self.counted(term(lexeme, field, self.query, self.today), lexeme)
        if lexeme.kind == "phrase" and (sign := self.take("slop")):
            return measures.loosened(query, sign, self.query)
        return query

    def counted(self, query: Query | None, lexeme: Lexeme) -> Query | None:
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
        case Phrase(words) | Cased(words):
            return len(words)
        case Or(parts):
            return sum(map(_count, parts))
        case _:
            return 1
