"""The engine that reads every article: slow, plain, and what the others are tested against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from pathlib import Path
from typing import assert_never

from archive.article import Article
from archive.errors import GenerationError
from index import ranking
from index.analysis import Token, article_tokens, stem, text_tokens
from index.engine import Facet, Hit, Order, Results
from index.fields import FIELDS, facet_values, first_day, last_day
from index.query import And, Days, Everything, Not, Or, Phrase, Prefix, Query, Word
from index.ranking import Leaf


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one field: where each word stands, and how often each stem."""

    positions: Mapping[str, Sequence[int]]
    stems: Mapping[str, int]

    @property
    def length(self) -> int:
        """How many tokens there are."""
        return sum(self.stems.values())


class Reading:
    """An article and its words, field by field, each read when first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._fields: dict[str | None, Words] = {}

    def words(self, field: str | None) -> Words:
        """Return the words of a field; None: the joint one."""
        if field not in self._fields:
            self._fields[field] = _words(_tokens(self.article, field))
        return self._fields[field]

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day on which it may have been published, as yyyymmdd."""
        first, last = first_day(self.article), last_day(self.article)
        return None if first is None or last is None else (first, last)


def matches(query: Query, article: Article) -> bool:
    """Tell whether an article matches, by reading it."""
    return _matches(query, Reading(article))


class Scan:
    """Every article of the archive, read."""

    inexact: frozenset[type[Query]] = frozenset()

    def __init__(self, articles: Iterable[Article]) -> None:
        self._readings = [Reading(article) for article in articles]

    def search(
        self,
        query: Query,
        *,
        order: Order = "relevance",
        offset: int = 0,
        limit: int | None = 10,
        facets: Sequence[str] = (),
        keep: Callable[[str], bool] | None = None,
    ) -> Results:
        """Return what matches; see ``index.engine.Engine``."""
        try:
            found = [reading for reading in self._readings if _matches(query, reading)]
            if keep is not None:
                found = [reading for reading in found if keep(reading.article.id)]
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

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def _scores(self, query: Query, found: Sequence[Reading]) -> dict[str, float]:
        lengths = sum(reading.words(None).length for reading in self._readings)
        average = lengths / len(self._readings) if lengths else 1.0
        rarities: dict[Leaf, float] = {}

        def rarity(leaf: Leaf) -> float:
            if leaf not in rarities:
                matching = sum(1 for reading in self._readings if _count(leaf, reading))
                rarities[leaf] = ranking.rarity(matching, len(self._readings))
            return rarities[leaf]

        def score(part: Query, reading: Reading) -> float:
            if not _matches(part, reading):
                return 0.0
            match part:
                case Word() | Phrase() | Prefix():
                    return leaf_score(part, reading)
                case And(parts) | Or(parts):
                    return _total(score(inner, reading) for inner in parts)
                case Days() | Not() | Everything():
                    return 0.0
                case _:
                    assert_never(part)

        def leaf_score(leaf: Leaf, reading: Reading) -> float:
            if not (count := _count(leaf, reading)):
                return 0.0
            if leaf.field is not None:
                return ranking.score(count, rarity(leaf), ranking.FIELD_DAMPING)
            damping = ranking.joint_damping(reading.words(None).length, average)
            plain = ranking.score(count, rarity(leaf), damping)
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


def open(folder: Path, articles: Callable[[], Iterable[Article]]) -> Scan:  # noqa: A001
    """Read the articles, once."""
    return Scan(articles())


def _matches(query: Query, reading: Reading) -> bool:
    match query:
        case Word() | Phrase() | Prefix():
            return _count(query, reading) > 0
        case Days(first, last):
            return reading.days is not None and _lies_within(reading.days, first, last)
        case And(parts):
            return all(_matches(part, reading) for part in parts)
        case Or(parts):
            return any(_matches(part, reading) for part in parts)
        case Not(part):
            return not _matches(part, reading)
        case Everything():
            return True
        case _:
            assert_never(query)


def _count(leaf: Leaf, reading: Reading) -> int:
    """Return how often a leaf is found in its field."""
    words = reading.words(leaf.field)
    match leaf:
        case Word(text):
            return words.stems.get(stem(text), 0)
        case Phrase(sought):
            places = [set(words.positions.get(word, ())) for word in sought]
            return sum(1 for start in set().union(*places[:1]) if _all_stand(places, start))
        case Prefix(text):
            return sum(len(places) for word, places in words.positions.items() if word.startswith(text))
        case _:
            assert_never(leaf)


def _all_stand(places: Sequence[Set[int]], start: int) -> bool:
    return all(start + step in there for step, there in enumerate(places))


def _lies_within(days: tuple[int, int], first: str | None, last: str | None) -> bool:
    return (first is None or _number(first) <= days[0]) and (last is None or days[1] <= _number(last))


def _number(day: str) -> int:
    return int(day.replace("-", ""))


def _tokens(article: Article, field: str | None) -> Iterator[Token]:
    return article_tokens(article) if field is None else text_tokens(FIELDS[field].values(article))


def _words(tokens: Iterable[Token]) -> Words:
    positions: dict[str, list[int]] = {}
    stems: Counter[str] = Counter()
    for token in tokens:
        positions.setdefault(token.text, []).append(token.position)
        stems[token.stem] += 1
    return Words(positions, stems)


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
