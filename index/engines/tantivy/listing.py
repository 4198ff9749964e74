"""What a tantivy query finds, in order: ties, which tantivy leaves to chance, broken by id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

import tantivy

from index.engines.tantivy import held

By = Literal["relevance", "newest", "oldest", "id"]
Listed = Sequence[tuple[int, float]]
"""Ids as numbers, each with its score; 0 where sorted by anything else."""

_AHEAD = 50
"""Articles looked up beyond the stretch, to see ties."""
_COLUMNS = {"newest": held.NEWEST, "oldest": held.OLDEST, "id": held.ID}


def stretch(
    searcher: tantivy.Searcher, asked: tantivy.Query, by: By, offset: int, limit: int | None
) -> tuple[int, Listed]:
    """Return how many articles are found, and a stretch of them."""
    if limit is None:
        listed = every(searcher, asked, by)
        return len(listed), listed[offset:]
    if not limit:
        return count(searcher, asked), ()
    end = offset + limit
    reach = end + _AHEAD
    while True:
        found = _top(searcher, asked, by, reach)
        # What is tied with the last that is wanted may also be beyond what was looked up.
        if len(found.hits) < reach or found.hits[-1][0] != found.hits[end - 1][0]:
            return _count(found), _ordered(searcher, found, by)[offset:end]
        reach *= 8


def count(searcher: tantivy.Searcher, asked: tantivy.Query) -> int:
    """Return how many articles are found."""
    return _count(_top(searcher, asked, "relevance", 1))


def every(searcher: tantivy.Searcher, asked: tantivy.Query, by: By) -> Listed:
    """Return all articles that are found."""
    return _ordered(searcher, _top(searcher, asked, by, max(1, searcher.num_docs)), by)


def _top(searcher: tantivy.Searcher, asked: tantivy.Query, by: By, reach: int) -> tantivy.SearchResult:
    if by == "relevance":
        return searcher.search(asked, limit=reach)
    order = tantivy.Order.Desc if by == "newest" else tantivy.Order.Asc
    return searcher.search(asked, limit=reach, order_by_field=_COLUMNS[by], order=order)


def _count(found: tantivy.SearchResult) -> int:
    counted: int = found.count  # type: ignore[attr-defined]  # which its stub leaves out
    return counted


def _ordered(searcher: tantivy.Searcher, found: tantivy.SearchResult, by: By) -> Listed:
    hits = found.hits
    ids = cast(list[int], searcher.fast_field_values(held.ID, [address for _, address in hits]))
    values = [value for value, _ in hits]
    sign = 1 if by in ("oldest", "id") else -1
    places = sorted(range(len(ids)), key=lambda place: (sign * values[place], ids[place]))
    return [(ids[place], float(values[place]) if by == "relevance" else 0.0) for place in places]
