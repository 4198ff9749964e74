"""Which hits are listed, and in which order: articles with all the words first, copies in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from archive.frozen import dataclass
from index.days import days_of
from index.engine import Hit, Results

Ranked = Callable[[int | None], Results]
"""The first so many hits (None: all) of a query in an order, with its total and its facets."""
_BEST = 500  # hits among which the newer are preferred
_YEAR = 365
_FIRST = 20  # hits asked for beyond twice as many as are listed, since copies fall out


@dataclass(frozen=True, slots=True)
class Listed:
    """The hits that are listed, and of each the ids of its copies, if any."""

    hits: tuple[Hit, ...]
    results: Results
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def one_after_other(first: Ranked, then: Ranked) -> Ranked:
    """Rank the hits of ``first`` before what else ``then`` has, which finds all of those, too.

    Facets and total are those of ``then``.
    """

    def ranked(count: int | None) -> Results:
        best = first(None)
        more = then(None if count is None else count + best.total)
        ids = {hit.id for hit in best.hits}
        hits = (*best.hits, *(hit for hit in more.hits if hit.id not in ids))
        return replace(more, hits=hits[:count])

    return ranked


def stretch(ranked: Ranked, offset: int, limit: int | None) -> Listed:
    """List the hits from ``offset`` on."""
    results = ranked(None if limit is None else offset + limit)
    return Listed(results.hits[offset:], results)


def folded(
    ranked: Ranked, offset: int, limit: int | None, copies_of: Callable[[str], tuple[str, ...]]
) -> Listed:
    """List the hits from ``offset`` on, where the best of near-identical ones stands for all of them.

    ``offset`` and ``limit`` count what is listed.
    """
    wanted = None if limit is None else offset + limit
    count = None if wanted is None else 2 * wanted + _FIRST
    while True:
        results = ranked(count)
        listed: list[Hit] = []
        copies: dict[str, tuple[str, ...]] = {}
        seen: set[str] = set()
        for hit in results.hits:
            if hit.id in seen:
                continue
            if len(listed) == wanted:
                break
            listed.append(hit)
            if others := copies_of(hit.id):
                copies[hit.id] = others
                seen.update(others)
        if count is None or len(listed) == wanted or len(results.hits) < count:
            return Listed(tuple(listed[offset:]), results, copies)
        count *= 4


def recent_first(ranked: Ranked, dates: Callable[[Sequence[str]], Mapping[str, str]]) -> Ranked:
    """Rank the newer of the best hits higher: the newest counts double, one a year older half as much more.

    ``dates`` gives the dates of articles by id, reduced ISO; an undated article gains nothing.
    """

    def preferred(count: int | None) -> Results:
        results = ranked(None if count is None else max(count, _BEST))
        best = results.hits[:_BEST]
        known = dates([hit.id for hit in best])
        days = {name: day for name, reduced in known.items() if (day := _day(reduced))}
        newest = max(days.values(), default=0)
        gains = {name: 1 + 2 ** ((day - newest) / _YEAR) for name, day in days.items()}
        scored = [replace(hit, score=hit.score * gains.get(hit.id, 1.0)) for hit in best]
        scored.sort(key=lambda hit: (-hit.score, hit.id))
        return replace(results, hits=(*scored, *results.hits[_BEST:])[:count])

    return preferred


def _day(reduced: str) -> int | None:
    days = days_of(reduced)
    return date.fromisoformat(days[0]).toordinal() if days else None
