"""What a tantivy query finds, in order: ties, which tantivy leaves to chance, broken by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, cast

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from index.engines.tantivy import held

By = Literal["relevance", "newest", "oldest", "id"]
Listed = Sequence[tuple[int, float]]
"""Ids as numbers, each with its score; 0 where sorted by anything else."""

_AHEAD = 50
"""Articles looked up beyond the stretch, to see ties."""
_COLUMNS = {"newest": held.NEWEST, "oldest": held.OLDEST, "id": held.ID}


class Listing:
    """Lists what is found in one open index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def count(self, asked: Asked) -> int:
        """Return how many articles are found."""
        return _count(self._top(asked, "relevance", 1))

    def every(self, asked: Asked, by: By) -> Listed:
        """Return all articles that are found."""
        return self._ordered(self._top(asked, by, max(1, self._searcher.num_docs)), by)

    def stretch(self, asked: Asked, by: By, offset: int, limit: int | None) -> tuple[int, Listed]:
        """Return how many articles are found, and a stretch of them."""
        if limit is None:
            listed = self.every(asked, by)
            return len(listed), listed[offset:]
        if not limit:
            return self.count(asked), ()
        end = offset + limit
        reach = end + _AHEAD
        while True:
            found = self._top(asked, by, reach)
            # What is tied with the last that is wanted may also be beyond what was looked up.
            if len(found.hits) < reach or found.hits[-1][0] != found.hits[end - 1][0]:
                return _count(found), self._ordered(found, by)[offset:end]
            if by == "relevance" and found.hits[0][0] == found.hits[-1][0]:
                first = self._first(asked, end)
                if first.hits[-1][0] == found.hits[0][0]:  # all the best, then, and no others come before
                    return _count(found), self._ordered(first, by)[offset:]
            reach *= 8

    def only(self, ids: Iterable[int]) -> Asked:
        """Return what finds the articles of these ids, with no score."""
        return Asked.const_score_query(Asked.term_set_query(self._schema, held.ID, list(ids)), 0.0)

    def _first(self, asked: Asked, end: int) -> tantivy.SearchResult:
        """Return so many of what is found as come first by their ids, with their scores."""
        ids = (number for number, _ in self._ordered(self._top(asked, "id", end), "id"))
        both = Asked.boolean_query([(Occur.Must, asked), (Occur.Must, self.only(ids))])
        return self._top(both, "relevance", end)

    def _top(self, asked: Asked, by: By, reach: int) -> tantivy.SearchResult:
        if by == "relevance":
            return self._searcher.search(asked, limit=reach)
        order = tantivy.Order.Desc if by == "newest" else tantivy.Order.Asc
        return self._searcher.search(asked, limit=reach, order_by_field=_COLUMNS[by], order=order)

    def _ordered(self, found: tantivy.SearchResult, by: By) -> Listed:
        values = [value for value, _ in found.hits]
        addresses = [address for _, address in found.hits]
        ids = cast(list[int], self._searcher.fast_field_values(held.ID, addresses))
        sign = 1 if by in ("oldest", "id") else -1
        places = sorted(range(len(ids)), key=lambda place: (sign * values[place], ids[place]))
        return [(ids[place], float(values[place]) if by == "relevance" else 0.0) for place in places]


def _count(found: tantivy.SearchResult) -> int:
    counted: int = found.count  # type: ignore[attr-defined]  # which its stub leaves out
    return counted
