"""Where words stand, as stretches of positions, and which of them stand near one another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain

from index.query import Near

Stretch = tuple[int, int]
"""The first and the last position of what was found."""


def single(positions: Iterable[int]) -> list[Stretch]:
    """Return the stretches of words that stand alone."""
    return [(position, position) for position in sorted(set(positions))]


def phrase(places: Sequence[Collection[int]], slop: int = 0) -> list[Stretch]:
    """Return where words stand in order with at most ``slop`` others among them, all told.

    ``places`` are the positions of each word, in order. Of each place of the first word the
    shortest stretch counts.

    >>> phrase([[3, 9], [4, 12]]), phrase([[3, 9], [4, 12]], slop=2)
    ([(3, 4)], [(3, 4), (9, 12)])
    """
    if not slop:
        starts = set(places[0]) if places else set()
        for step, positions in enumerate(places[1:], start=1):
            starts.intersection_update(position - step for position in positions)
        return [(start, start + len(places) - 1) for start in sorted(starts)]
    ordered = [sorted(set(positions)) for positions in places]
    return list(_stretched(ordered, slop)) if all(ordered) else []


def pairs(
    query: Near, left: Collection[Stretch], right: Collection[Stretch], begins: Callable[[str], Sequence[int]]
) -> list[Stretch]:
    """Return where both sides of ``query`` stand near one another, given where each stands.

    ``begins`` tells where each sentence or paragraph begins. What stands between two words of
    which it is asked whether they are near (a third in their sentence) is near them both.
    """
    found: list[Stretch] = []
    sides = left, right
    if isinstance(query.reach, int):
        found += near(left, right, query.reach)
    else:
        units = begins(query.reach)
        sides = _inside(left, units), _inside(right, units)
        found += within(*sides, units)
    if isinstance(query.left, Near):
        found += _around(*sides)
    if isinstance(query.right, Near):
        found += _around(*reversed(sides))
    return sorted(set(found))


def near(left: Collection[Stretch], right: Collection[Stretch], reach: int) -> list[Stretch]:
    """Return each of one side with the nearest of the other, before and after, as one stretch.

    At most ``reach`` words stand between; what overlaps is not near.

    >>> near([(0, 0), (9, 9)], [(3, 4)], 2), near([(0, 0), (9, 9)], [(3, 4)], 4)
    ([(0, 4)], [(0, 4), (3, 9)])
    """
    return sorted(
        (first[0], second[1])
        for first, second in _neighbours(left, right)
        if second[0] - first[1] - 1 <= reach
    )


def within(left: Collection[Stretch], right: Collection[Stretch], begins: Sequence[int]) -> list[Stretch]:
    """Return the same for those that lie within one unit; ``begins`` is where each unit begins.

    >>> within([(0, 0), (9, 9)], [(3, 4)], [0, 5])
    [(0, 4)]
    """
    pairs = _neighbours(_inside(left, begins), _inside(right, begins))
    return sorted(_inside(((first[0], second[1]) for first, second in pairs), begins))


def count(stretches: Iterable[Stretch]) -> int:
    """Return how often something is found: what begins at one place counts once."""
    return len({start for start, _ in stretches})


def _inside(found: Iterable[Stretch], begins: Sequence[int]) -> list[Stretch]:
    """Return the stretches that lie within one unit."""
    return [one for one in found if bisect_right(begins, one[0]) == bisect_right(begins, one[1])]


def _around(outer: Collection[Stretch], inner: Collection[Stretch]) -> Iterator[Stretch]:
    """Yield those of ``outer`` that have one of ``inner`` between their first and last position."""
    ordered = sorted(inner)
    starts = [start for start, _ in ordered]
    earliest_ends = list(accumulate((end for _, end in reversed(ordered)), min))[::-1]
    for start, end in outer:
        following = bisect_right(starts, start)
        if following < len(ordered) and earliest_ends[following] < end:
            yield start, end


def _stretched(places: Sequence[Sequence[int]], slop: int) -> Iterator[Stretch]:
    for start in places[0]:
        end = start
        for positions in places[1:]:
            following = bisect_right(positions, end)
            if following == len(positions):
                return  # nor is it found after any later start
            end = positions[following]
        if end - start + 1 - len(places) <= slop:
            yield start, end


def _neighbours(left: Collection[Stretch], right: Collection[Stretch]) -> set[tuple[Stretch, Stretch]]:
    """Return each stretch with the nearest of the other side that begins after or ends before it."""
    return set(chain(_nearest(left, right), _nearest(right, left)))


def _nearest(these: Collection[Stretch], others: Collection[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    by_start = sorted(others)
    by_end = sorted(others, key=lambda other: (other[1], other[0]))
    starts, ends = [start for start, _ in by_start], [end for _, end in by_end]
    for one in these:
        after = bisect_right(starts, one[1])
        if after < len(starts):
            yield one, by_start[after]
        before = bisect_left(ends, one[0])
        if before:
            yield by_end[before - 1], one
