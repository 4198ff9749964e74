"""Where a word is found, as rising numbers in few bytes: written, read and strung together."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, chain, islice, pairwise
from operator import sub
from struct import Struct
from typing import NamedTuple

FAR = 0x10FFFF
"""The last code point: stands for so much of a number that more is to come of."""
_ONCE = Struct("<I")  # one number, counted once
_OFTEN = Struct("<IIII")  # first, last, size, bytes of the steps; behind it steps and counts
_CODE_POINTS = f"utf-32-{sys.byteorder[0]}e"
"""What numbers in an array, taken for code points, are encoded in."""
_WIDTH = array("I").itemsize  # bytes
_MANY = 16
"""So many numbers are packed quicker all at once than one by one."""


class Listed(NamedTuple):
    """Rising numbers and, where they are documents, how often each has the word.

    ``steps`` are the distances from each number to the next; no ``counts``: each one is 1.
    """

    first: int
    last: int
    size: int
    steps: bytes
    counts: bytes


def placed(positions: Sequence[int], by: int = 0) -> Listed:
    """Return rising positions, so much added to each, as a list.

    >>> numbers(placed([3, 3, 150, 2_000_000], 7))
    [10, 10, 157, 2000007]
    """
    first, size = positions[0], len(positions)
    if size == 1:
        return Listed(first + by, first + by, 1, b"", b"")
    return Listed(first + by, positions[-1] + by, size, _steps(positions), b"")


def counted(counts: Mapping[int, int], by: int = 0) -> Listed:
    """Return rising documents, so much added to each, and their counts as a list.

    >>> found = counted({7: 1, 9: 3_000_000})
    >>> numbers(found), list(unpacked(found.counts))
    ([7, 9], [1, 3000000])
    """
    first, last, size, steps, _ = placed(tuple(counts), by)
    often = counts.values()
    return Listed(first, last, size, steps, packed(often) if sum(often) > size else b"")


def _steps(numbers: Sequence[int]) -> bytes:
    """Return the distances from each rising number to the next, packed."""
    if len(numbers) >= _MANY:
        # One subtraction does for all: no distance is negative, so that none borrows from the next.
        written = array("I", numbers).tobytes()
        after, before = (
            int.from_bytes(side, sys.byteorder) for side in (written[_WIDTH:], written[:-_WIDTH])
        )
        steps = (after - before).to_bytes(len(written) - _WIDTH, sys.byteorder)
        with suppress(UnicodeDecodeError):
            text = steps.decode(_CODE_POINTS, "surrogatepass")
            if chr(FAR) not in text:
                return text.encode("utf-8", "surrogatepass")
    return packed(map(sub, islice(numbers, 1, None), numbers))


def each(found: Listed) -> Iterator[int]:
    """Yield the numbers of a list."""
    return accumulate(unpacked(found.steps), initial=found.first)


def numbers(found: Listed) -> list[int]:
    """Return them all."""
    return list(each(found))


def moved(found: Listed, by: int) -> Listed:
    """Return the list with so much added to every number."""
    first, last, size, steps, counts = found
    return Listed(first + by, last + by, size, steps, counts)


def strung(parts: Sequence[Listed]) -> Listed:
    """Return several lists as one; each begins where the one before it has ended.

    >>> whole = strung([counted({7: 1}), counted({9: 2, 10: 1})])
    >>> numbers(whole), list(unpacked(whole.counts))
    ([7, 9, 10], [1, 2, 1])
    """
    if len(parts) == 1:
        return parts[0]
    steps = [parts[0].steps]
    for before, part in pairwise(parts):
        steps += packed((part.first - before.last,)), part.steps
    counts = (part.counts or b"\1" * part.size for part in parts)
    return Listed(
        parts[0].first,
        parts[-1].last,
        sum(part.size for part in parts),
        b"".join(steps),
        b"".join(counts) if any(part.counts for part in parts) else b"",
    )


def as_kept_once(number: int) -> bytes:
    """Return a list of one number, counted once, as it is written."""
    return _ONCE.pack(number)


def as_kept(found: Listed) -> bytes:
    """Return a list as it is written."""
    first, last, size, steps, counts = found
    if size == 1 and not counts:
        return as_kept_once(first)
    return _OFTEN.pack(first, last, size, len(steps)) + steps + counts


def as_listed(kept: bytes) -> Listed:
    """Return the list that was written."""
    if len(kept) == _ONCE.size:
        (only,) = _ONCE.unpack(kept)
        return Listed(only, only, 1, b"", b"")
    first, last, size, steps_size = _OFTEN.unpack_from(kept)
    counts = _OFTEN.size + steps_size
    return Listed(first, last, size, kept[_OFTEN.size : counts], kept[counts:])


def packed(several: Iterable[int]) -> bytes:
    """Return numbers as the code points that they are, which UTF-8 makes short."""
    several = list(several)
    greatest = max(several, default=0)
    if greatest < 0x80:
        return bytes(several)
    if greatest >= FAR:
        several = list(chain.from_iterable((*[FAR] * (one // FAR), one % FAR) for one in several))
    return "".join(map(chr, several)).encode("utf-8", "surrogatepass")


def unpacked(several: bytes) -> Iterable[int]:
    """Return the numbers that were packed."""
    if several.isascii():
        return several
    text = several.decode("utf-8", "surrogatepass")
    return map(ord, text) if chr(FAR) not in text else _joined(text)


def _joined(text: str) -> list[int]:
    joined, over = [], 0
    for part in map(ord, text):
        over += part
        if part != FAR:
            joined.append(over)
            over = 0
    return joined
