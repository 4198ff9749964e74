"""The fast engine: tantivy, an extra. It is handed our words and never analyses any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from archive.article import Article
from archive.errors import GenerationError
from index.budget import NO_LIMIT, Budget
from index.engine import Facet, Hit, Order, Results
from index.engines.tantivy import held
from index.engines.tantivy.files import dead_part, told
from index.engines.tantivy.find import Finder
from index.engines.tantivy.listing import Listing
from index.nodes import depth
from index.query import Fuzzy, Query

if TYPE_CHECKING:
    from index.engines.tantivy.writer import Writer

_DEEPEST = 300
"""Nodes within one another; with some hundreds more tantivy overruns its stack, which ends the program."""
_MOST_VALUES = 65_000  # of a facet; tantivy gives no more


class Tantivy:
    """An index open for reading by one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with told(folder, "read"):
            index = tantivy.Index.open(str(folder))
            schema, self._searcher = index.schema, index.searcher()
            self._listing = Listing(schema, self._searcher)
            self._finder = Finder(schema, self._searcher, self._listing)

    def inexact(self, part: Query) -> bool:
        """Tell of which nodes more may be found; see ``index.engine.Engine``."""
        with told(self._folder, "read"):
            return self._finder.inexact(part)

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
        if depth(query) > _DEEPEST:
            raise GenerationError("the query has too many brackets within brackets")
        with told(self._folder, "read"):
            found = self._finder.find(query, budget)
            asked = found.whole()
            by = order if order != "relevance" or found.scores else "id"
            if keep is None:
                total, listed = self._listing.stretch(asked, by, offset, limit)
                return Results(total, _hits(listed), self._facets(asked, facets))
            listed = self._listing.every(asked, by)
        kept = []
        for number, score in listed:
            budget.check()
            if keep(held.id_text(number)):
                kept.append((number, score))
        with told(self._folder, "read"):
            end = None if limit is None else offset + limit
            only = self._listing.only(number for number, _ in kept)
            return Results(len(kept), _hits(kept[offset:end]), self._facets(only, facets))

    def spellings(self, word: Fuzzy, budget: Budget = NO_LIMIT) -> Mapping[str, int]:
        """Return near spellings; see ``index.engine.Engine``."""
        with told(self._folder, "read"):
            counts = self._finder.articles_with(word, budget)
        return {one: articles for one, articles in counts.items() if articles}

    def close(self) -> None:
        """Let go of the files."""
        del self._searcher, self._listing, self._finder

    def _facets(self, asked: tantivy.Query, names: Sequence[str]) -> dict[str, tuple[Facet, ...]]:
        return {name: self._facet(asked, name) for name in names}

    def _facet(self, asked: tantivy.Query, name: str) -> tuple[Facet, ...]:
        terms = {"field": held.facet(name), "size": _MOST_VALUES, "segment_size": _MOST_VALUES}
        found = self._searcher.aggregate(asked, {name: {"terms": terms}})[name]["buckets"]
        facets = (Facet(bucket["key"], bucket["doc_count"]) for bucket in found)
        return tuple(sorted(facets, key=lambda one: (-one.count, one.value)))


def create(folder: Path) -> Writer:
    """Begin an empty index in an empty folder."""
    from index.engines.tantivy.writer import Writer

    return Writer(folder, is_new=True)


def extend(folder: Path) -> Writer:
    """Go on with an index; files that are there are read, unlinked, never written."""
    from index.engines.tantivy.writer import Writer

    return Writer(folder, is_new=False)


def open(folder: Path, articles: Callable[[], Iterable[Article]]) -> Tantivy:  # noqa: A001
    """Open an index for reading."""
    return Tantivy(folder)


def is_worn(folder: Path) -> bool:
    """Tell whether a third of what the files hold is deleted; only indexing anew takes it out."""
    with told(folder, "read"):
        return dead_part(folder) > 1 / 3


def _hits(listed: Iterable[tuple[int, float]]) -> tuple[Hit, ...]:
    return tuple(Hit(held.id_text(number), score) for number, score in listed)
