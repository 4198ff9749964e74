"""Query text to lexemes: words, phrases, brackets and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from archive.errors import QuerySyntaxError
from archive.frozen import dataclass

Kind = Literal[
    "word", "phrase", "field", "minus", "and", "or", "not", "near", "at-least", "slop", "weight",
    "open", "close",
]  # fmt: skip

# Straight or curly, any of them opens a phrase and any closes it: people mix them.
_QUOTES = '"“”„‟«»＂'
_STRAIGHT = str.maketrans(_QUOTES, '"' * len(_QUOTES))
_PIECE = re.compile(
    r"(?P<space>\s+)|(?P<open>\()|(?P<close>\))"
    r'|"(?P<phrase>[^"]*)(?P<end>"?)|(?P<run>[^\s()"]+)'
)
_MINUSES = ("-", "\u2010", "\u2011", "\u2212", "\ufe63", "\uff0d")
# A name and a colon make a field; http:// is none, and 12:30 has no name.
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}
_MEASURED = re.compile(r"(?:(?P<near>NEAR|WITHIN)|(?P<least>ATLEAST))/(\S*)|(?P<short>W)/(\d+|[sSpP])")
_SLOP = re.compile(r"~(\d+)")
_WEIGHT = re.compile(r"\^([0-9.]\S*)\Z")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query; ``text`` without quotes, colon and sign; ``offset`` where it begins.

    Of NEAR/5 and ATLEAST/5, of "…"~5 and …^5 it is the 5.
    """

    kind: Kind
    text: str
    offset: int


def lexemes(query: str) -> Iterator[Lexeme]:
    """Yield the lexemes of ``query``; raises ``QuerySyntaxError`` for a quote left open."""
    is_fresh = True  # a minus says "not" only after a space or an opening bracket
    straight = query.translate(_STRAIGHT)
    is_closed = False  # a slop or a weight may follow a quote or a bracket that closes
    for piece in _PIECE.finditer(straight):
        offset = piece.start()
        match piece.lastgroup:
            case "open" | "close" as kind:
                yield Lexeme("open" if kind == "open" else "close", piece[0], offset)
            case "end":
                if not piece["end"]:
                    raise QuerySyntaxError("this quote is not closed", query=query, offset=offset)
                yield Lexeme("phrase", piece["phrase"], offset)
            case "space":
                pass
            case _:
                run = piece[0]
                slop = _SLOP.match(run) if is_closed else None
                if slop:
                    yield Lexeme("slop", slop[1], offset)
                    run, offset = run[slop.end() :], offset + slop.end()
                yield from _run(run, offset, straight[piece.end() : piece.end() + 1], is_fresh, is_closed)
        is_fresh = piece.lastgroup in ("space", "open")
        is_closed = piece.lastgroup in ("end", "close")


def _run(run: str, offset: int, following: str, is_fresh: bool, is_closed: bool) -> Iterator[Lexeme]:
    """Yield what is written in one stretch; a quote or a bracket may be ``following`` it."""
    minus = is_fresh and run.startswith(_MINUSES) and not run.startswith(_MINUSES, 1)
    is_signed = minus and (len(run) > 1 or following in ('"', "("))
    if is_signed:
        yield Lexeme("minus", run[0], offset)
        run, offset = run[1:], offset + 1
    field = _FIELD.match(run)
    if field:
        yield Lexeme("field", field[1], offset)
        run, offset = run[field.end() :], offset + field.end()
    elif not is_signed and (sign := _operator(run, offset)):
        yield sign
        return
    weight = _WEIGHT.search(run)
    if weight and not weight.start() and not (is_closed and not field):
        weight = None  # it is of nothing
    if weight:
        run = run[: weight.start()]
    if run:
        yield Lexeme("word", run, offset)
    if weight:
        yield Lexeme("weight", weight[1], offset + weight.start())


def _operator(run: str, offset: int) -> Lexeme | None:
    if run in _OPERATORS:
        return Lexeme(_OPERATORS[run], run, offset)
    measured = _MEASURED.fullmatch(run)
    if measured:
        return Lexeme("at-least" if measured["least"] else "near", run.partition("/")[2], offset)
    return None
