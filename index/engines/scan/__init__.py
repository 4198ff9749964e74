"""The engine that reads every article: slow, plain, and what the others are tested against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import add
from pathlib import Path
from typing import assert_never

from archive.article import Article
from archive.errors import GenerationError
from index import ranking
from index.budget import NO_LIMIT, Budget
from index.engine import Facet, Hit, Order, Results
from index.engines.scan.matching import count, is_match
from index.engines.scan.reading import Reading
from index.fields import facet_values
from index.folding import fold
from index.likeness import alike
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Everything,
    Fuzzy,
    Leaf,
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


def matches(query: Query, article: Article) -> bool:
    """Tell whether an article matches, by reading it."""
    return is_match(query, Reading(article))


class Scan:
    """Every article of the archive, read."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._readings = [Reading(article) for article in articles]

    def inexact(self, part: Query) -> bool:
        """Return False: what is read is known."""
        return False

    def search(
        self,
        query: Query,
        *,
        order: Order = "relevance",
        offset: int = 0,
        limit: int | None = 10,
        facets: Sequence[str] = (),
        keep: Callable[[str], bool] | None = None,
        budget: Budget = NO_LIMIT,
    ) -> Results:
        """Return what matches; see ``index.engine.Engine``."""
        try:
            found = []
            for reading in self._readings:
                budget.check()
                if is_match(query, reading) and (keep is None or keep(reading.article.id)):
                    found.append(reading)
            scores = self._scores(query, found) if order == "relevance" else {}
        except RecursionError as error:
            raise GenerationError("the query has too many brackets within brackets") from error
        found.sort(key=lambda reading: _place(reading, order, scores))
        end = None if limit is None else offset + limit
        return Results(
            total=len(found),
            hits=tuple(Hit(key, scores.get(key, 0.0)) for key in (r.article.id for r in found[offset:end])),
            facets={name: _facet(name, found) for name in facets},
        )

    def spellings(self, word: Fuzzy, budget: Budget = NO_LIMIT) -> Mapping[str, int]:
        """Return near spellings; see ``index.engine.Engine``."""
        budget.check()
        words = chain.from_iterable(reading.words(word.field).positions for reading in self._readings)
        return Counter(one for one in words if one[0] == word.text[0] and alike(word)(one))

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def _scores(self, query: Query, found: Sequence[Reading]) -> dict[str, float]:
        lengths = sum(reading.words(None).length for reading in self._readings)
        average = lengths / len(self._readings) if lengths else 1.0
        rarities: dict[Leaf, float] = {}

        def rarity(leaf: Leaf) -> float:
            if leaf not in rarities:
                matching = sum(1 for reading in self._readings if count(leaf, reading))
                rarities[leaf] = ranking.rarity(matching, len(self._readings))
            return rarities[leaf]

        def score(part: Query, reading: Reading) -> float:
            if not is_match(part, reading):
                return 0.0
            match part:
                case Word() | Phrase() | Prefix() | Pattern() | Fuzzy():
                    return leaf_score(part, reading)
                case Cased(words, field):
                    return leaf_score(Phrase(tuple(map(fold, words)), field), reading)
                case And(parts) | Or(parts):
                    return _total(score(inner, reading) for inner in parts)
                case Near(left, right):
                    return _total(score(inner, reading) for inner in (left, right))
                case AtLeast(_, inner):
                    return score(inner, reading)
                case Boost(inner, factor):
                    return factor * score(inner, reading)
                case Length() | Days() | Not() | Everything():
                    return 0.0
                case _:
                    assert_never(part)

        def leaf_score(leaf: Leaf, reading: Reading) -> float:
            if not (found := count(leaf, reading)):
                return 0.0
            if leaf.field is not None:
                return ranking.score(found, rarity(leaf), ranking.FIELD_DAMPING)
            damping = ranking.joint_damping(reading.words(None).length, average)
            plain = ranking.score(found, rarity(leaf), damping)
            return _total(
                (plain, *(weight * leaf_score(part, reading) for part, weight in ranking.boosts(leaf)))
            )

        return {reading.article.id: score(query, reading) for reading in found}


class Nothing:
    """A writer of an index that holds nothing, since the articles are read as they are."""

    def add(self, article: Article) -> None:
        """Do nothing."""

    def delete(self, article_id: str) -> None:
        """Do nothing."""

    def commit(self) -> None:
        """Do nothing."""

    def abort(self) -> None:
        """Do nothing."""


def create(folder: Path) -> Nothing:
    """Begin an index that needs no files."""
    return Nothing()


def extend(folder: Path) -> Nothing:
    """Go on with an index that needs no files."""
    return Nothing()


def is_worn(folder: Path) -> bool:
    """Return False: nothing wears."""
    return False


def open(folder: Path, articles: Callable[[], Iterable[Article]]) -> Scan:  # noqa: A001
    """Read the articles, once."""
    return Scan(articles())


def _place(reading: Reading, order: Order, scores: Mapping[str, float]) -> tuple[float, float, float, str]:
    """Return what an article sorts by.

    One of which only the month or year is known comes after those of which the day is, in
    either direction; an undated one comes last.
    """
    article_id = reading.article.id
    if order == "relevance":
        return (0, 0, -scores[article_id], article_id)
    if reading.days is None:
        return (1, 0, 0, article_id)
    first, last = reading.days
    return (0, -first, last, article_id) if order == "newest" else (0, last, -first, article_id)


def _total(scores: Iterable[float]) -> float:
    """Add up from the left; ``sum`` rounds otherwise since Python 3.12."""
    return reduce(add, scores, 0.0)


def _facet(name: str, found: Iterable[Reading]) -> tuple[Facet, ...]:
    counts = Counter(value for reading in found for value in set(facet_values(reading.article, name)))
    return tuple(
        Facet(value, count) for value, count in sorted(counts.items(), key=lambda it: (-it[1], it[0]))
    )
