"""Query text to lexemes: words, phrases, brackets and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.errors import QuerySyntaxError

Kind = Literal["word", "phrase", "field", "minus", "and", "or", "not", "open", "close"]

# Straight or curly, any of them opens a phrase and any closes it: people mix them.
_QUOTES = '"“”„‟«»＂'
_PIECE = re.compile(
    f"(?P<space>\\s+)|(?P<open>\\()|(?P<close>\\))"
    f"|[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?)|(?P<run>[^\\s(){_QUOTES}]+)"
)
_MINUS = re.compile("[-\u2010\u2011\u2212\ufe63\uff0d](?![-\u2010\u2011\u2212\ufe63\uff0d])")
# A name and a colon make a field; http:// is none, and 12:30 has no name.
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query; ``text`` without quotes, colon and sign; ``offset`` where it begins."""

    kind: Kind
    text: str
    offset: int


def lexemes(query: str) -> Iterator[Lexeme]:
    """Yield the lexemes of ``query``; raises ``QuerySyntaxError`` for a quote left open."""
    is_fresh = True  # a minus says "not" only after a space or an opening bracket
    for piece in _PIECE.finditer(query):
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
                yield from _run(piece[0], offset, query[piece.end() : piece.end() + 1], is_fresh)
        is_fresh = piece.lastgroup in ("space", "open")


def _run(run: str, offset: int, following: str, is_fresh: bool) -> Iterator[Lexeme]:
    """Yield what is written in one stretch; a quote or a bracket may be ``following`` it."""
    stands_before = following != "" and following in _QUOTES + "("
    minus = _MINUS.match(run) if is_fresh else None
    is_signed = minus is not None and (len(run) > 1 or stands_before)
    if is_signed:
        yield Lexeme("minus", run[0], offset)
        run, offset = run[1:], offset + 1
    field = _FIELD.match(run)
    if field:
        yield Lexeme("field", field[1], offset)
        run, offset = run[field.end() :], offset + field.end()
    elif run in _OPERATORS and not is_signed:
        yield Lexeme(_OPERATORS[run], run, offset)
        return
    if run:
        yield Lexeme("word", run, offset)
