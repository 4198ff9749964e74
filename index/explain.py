"""How a query was understood, and why each hit matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.article import Article
from index.analysis import searchable
from index.budget import Budget
from index.engine import Engine, Hit
from index.fields import FIELDS
from index.marks import find, marks
from index.nodes import every
from index.query import And, AtLeast, Boost, Leaf, Near, Not, Or, Query
from index.show import show


@dataclass(frozen=True, slots=True)
class Found:
    """What of the text answers, as it stands there, in which part of the article and how often."""

    text: str
    part: str
    times: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A word, phrase or pattern of a query that an article answers, and what that adds to its score."""

    of: str
    score: float
    found: tuple[Found, ...]


def outline(query: Query, engine: Engine, budget: Budget) -> str:
    """Return the query as a tree in its own language, a node a line, with how many articles answer a leaf."""
    notes: dict[Query, str] = {}
    for part in every(query):
        if isinstance(part, Leaf) and part not in notes:
            total = engine.search(part, limit=0, budget=budget).total
            notes[part] = f"  ({'at most ' if engine.inexact(part) else ''}{total:,})"
    return "\n".join(_lines(query, "", lambda leaf: notes.get(leaf, "")))


def reasons(
    query: Query, hits: Sequence[Hit], articles: Sequence[Article], engine: Engine, budget: Budget
) -> list[tuple[Reason, ...]]:
    """Return for each hit what it answers, in the order of the query; ``articles`` are the hits'.

    Where hits are sorted by relevance, the scores add up to the hit's.
    """
    scores: dict[Leaf, dict[str, float]] = {}
    ids = {hit.id for hit in hits}

    def score(leaf: Leaf, article: Article) -> float:
        if leaf not in scores:
            alone = engine.search(leaf, limit=None, keep=ids.__contains__, budget=budget).hits
            scores[leaf] = {hit.id: hit.score for hit in alone}
        return scores[leaf].get(article.id, 0.0)

    return [
        tuple(
            Reason(show(leaf), factor * score(leaf, article), _found(leaf, article))
            for leaf, factor in _answered(query, article)
        )
        for article in articles
    ]


def _lines(query: Query, indent: str, note: Callable[[Query], str]) -> Iterator[str]:
    match query:
        case And(parts):
            sign = "AND"
        case Or(parts):
            sign = "OR"
        case Near(left, right, reach):
            sign, parts = f"WITHIN/{reach[0]}" if isinstance(reach, str) else f"NEAR/{reach}", (left, right)
        case Not(part):
            sign, parts = "NOT", (part,)
        case AtLeast(count, part):
            sign, parts = f"ATLEAST/{count}", (part,)
        case Boost(part, factor):
            sign, parts = f"^{factor:g}", (part,)
        case _:
            yield f"{indent}{show(query)}{note(query)}"
            return
    yield indent + sign
    for each in parts:
        yield from _lines(each, f"{indent}  ", note)


def _answered(query: Query, article: Article) -> Iterator[tuple[Leaf, float]]:
    """Yield what adds to the article's score, each with its weight."""
    from index.engines.scan import matches

    if not matches(query, article):
        return
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _answered(part, article)
        case Near(left, right):
            yield from _answered(left, article)
            yield from _answered(right, article)
        case AtLeast(_, part):
            yield from _answered(part, article)
        case Boost(part, factor):
            yield from ((leaf, weight * factor) for leaf, weight in _answered(part, article))
        case _ if isinstance(query, Leaf):
            yield query, 1.0
        case _:
            pass


def _found(leaf: Leaf, article: Article) -> tuple[Found, ...]:
    if leaf.field is None:
        parts = searchable(article)
    else:
        name = leaf.field
        parts = tuple((name, text) for text in FIELDS[name].values(article))
        if FIELDS[name].kind == "labels":
            return tuple(Found(text, part, 1) for part, text in parts if show(leaf) == f"{part}:{text}")
        if FIELDS[name].kind == "lead":
            parts = tuple(("title" if text == article.title else "body", text) for _, text in parts)
    counts = Counter(
        (" ".join(text[mark.start : mark.end].split()), part)
        for part, text in parts
        for mark in find(text, marks(leaf, part))
    )
    return tuple(Found(text, part, times) for (text, part), times in counts.items())
