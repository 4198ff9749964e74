"""The default engine: Whoosh, which needs nothing but Python.

Its segments, columns and commits are used by the writer; to read them takes no Whoosh. Words are kept as
``terms`` writes them; matching, scoring and order are in ``find``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from heapq import nlargest, nsmallest
from pathlib import Path
from typing import TYPE_CHECKING

from archive.article import Article
from index.budget import NO_LIMIT, Budget
from index.engine import Facet, Hit, Order, Results
from index.engines.whoosh import held
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.find import find, inexact
from index.engines.whoosh.mapped import Mapped, told
from index.engines.whoosh.scores import scores
from index.likeness import alike
from index.query import Fuzzy, Query

if TYPE_CHECKING:
    from index.engines.whoosh.writer import Writer


class Whoosh:
    """An index open for reading by one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = Mapped(folder)
        with told(folder, "read"), self._files.closed_on_failure():
            self._documents = Documents(self._files)

    def inexact(self, part: Query) -> bool:
        """Tell of which nodes more may be found; see ``index.engine.Engine``."""
        return inexact(part)

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
        with told(self._folder, "read"):
            found = find(query, self._documents, budget)
            numbers, ids = found.documents, self._documents.ids
        if keep is not None:
            numbers = set(_kept(numbers, ids, keep, budget))
        with told(self._folder, "read"):
            end = len(numbers) if limit is None else offset + limit
            is_scored = order == "relevance" and end > 0
            scored = scores(found, numbers, self._documents, budget, end) if is_scored else {}
            likely = _likely(numbers, scored, end)
            listed = nsmallest(end, likely, key=self._place(order, scored))[offset:]
            return Results(
                total=len(numbers),
                hits=tuple(Hit(held.id_text(ids[number]), scored.get(number, 0.0)) for number in listed),
                facets={name: _facet(self._documents.facet(name, numbers)) for name in facets},
            )

    def spellings(self, word: Fuzzy, budget: Budget = NO_LIMIT) -> Mapping[str, int]:
        """Return near spellings; see ``index.engine.Engine``."""
        name = held.words(word.field)
        with told(self._folder, "read"):
            budget.check()
            near = filter(alike(word), self._documents.words_beginning(name, word.text[0]))
            counts = {one: len(self._documents.counted(self._documents.places(name, one))) for one in near}
        return {one: articles for one, articles in counts.items() if articles}

    def close(self) -> None:
        """Let go of the files."""
        self._files.close_all()

    def _place(self, order: Order, scored: Mapping[int, float]) -> Callable[[int], tuple[float, float, int]]:
        """Return what gives a document its place; the first after the day of one has the day.

        One of which only the month or year is known comes after those of which the day is, in
        either direction; an undated one comes last.
        """
        ids = self._documents.ids
        if order == "relevance":
            return lambda number: (-scored.get(number, 0.0), 0, ids[number])
        firsts, lasts = self._documents.first_days, self._documents.last_days
        if order == "newest":
            return lambda number: (-firsts[number], lasts[number], ids[number])
        return lambda number: (lasts[number] or held.AFTER_ALL_DAYS, -firsts[number], ids[number])


def _kept(
    numbers: Iterable[int], ids: Sequence[int], keep: Callable[[str], bool], budget: Budget
) -> Iterator[int]:
    for number in numbers:
        budget.check()
        if keep(held.id_text(ids[number])):
            yield number


def create(folder: Path) -> Writer:
    """Begin an empty index in an empty folder."""
    from index.engines.whoosh.writer import Writer

    return Writer(folder, is_new=True)


def extend(folder: Path) -> Writer:
    """Go on with an index; files that are there are read, unlinked, never written."""
    from index.engines.whoosh.writer import Writer

    return Writer(folder, is_new=False)


def is_worn(folder: Path) -> bool:
    """Return False: committing writes again what has much deleted."""
    return False


def open(folder: Path, articles: Callable[[], Iterable[Article]]) -> Whoosh:  # noqa: A001
    """Open an index for reading."""
    return Whoosh(folder)


def _likely(numbers: Set[int], scored: Mapping[int, float], end: int) -> Collection[int]:
    """Return those among which the best are, so many: quicker told by their scores than by their place."""
    if not 0 < end < len(scored) or (least := nlargest(end, scored.values())[-1]) <= 0:
        return numbers
    return [number for number, score in scored.items() if score >= least]


def _facet(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    ordered = sorted(counts.items(), key=lambda it: (-it[1], it[0]))
    return tuple(Facet(value, count) for value, count in ordered)
