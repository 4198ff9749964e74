"""What a Whoosh index holds, its documents numbered from 0 through all its segments."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import accumulate, chain, pairwise, repeat

from index.engines.whoosh import held, loaded
from index.engines.whoosh.contents import Segment
from index.engines.whoosh.contents import segments as segments_in
from index.engines.whoosh.lists import Listed, each, moved, unpacked
from index.engines.whoosh.mapped import Mapped
from index.engines.whoosh.terms import EXTENSION, Entry, Terms
from index.fields import FACETS
from index.ranking import joint_damping


class Documents:
    """Words and columns of an index, or of some of its segments; no deleted documents are among them.

    Positions go on from one document to the next, as the columns of spans say.
    """

    def __init__(self, files: Mapped, segments: Sequence[Segment] | None = None) -> None:
        if segments is None:
            segments = segments_in(files.path)
        self._folder = files.path
        self._present = {path.name for path in files.path.iterdir()}
        self._names = [segment.segment_id() for segment in segments]
        self._terms = [Terms(files.mapped(f"{name}{EXTENSION}")) for name in self._names]
        self._bases = [0, *accumulate(segment.doc_count_all() for segment in segments)]
        self._deleted = frozenset(
            base + number
            for base, segment in zip(self._bases, segments, strict=False)
            for number in segment.deleted_docs()
        )
        self.count: int = self._bases[-1] - len(self._deleted)
        """How many documents there are."""

    @cached_property
    def all(self) -> frozenset[int]:
        """Every document."""
        return frozenset(range(self._bases[-1])) - self._deleted

    @cached_property
    def ids(self) -> array[int]:
        """The id of each document, as a number."""
        return self._column(held.ID)

    @cached_property
    def first_days(self) -> array[int]:
        """The first day on which each may have been published, yyyymmdd or ``UNDATED``."""
        return self._column(held.FIRST_DAY)

    @cached_property
    def last_days(self) -> array[int]:
        """The last such day of each."""
        return self._column(held.LAST_DAY)

    @cached_property
    def lengths(self) -> array[int]:
        """The length of each in the joint field, in tokens."""
        return self._column(held.LENGTH)

    @cached_property
    def average_length(self) -> float:
        """The mean of the lengths; 1 where there are none."""
        total = sum(self.lengths) - sum(self.lengths[number] for number in self._deleted)
        return total / self.count if total else 1.0

    @cached_property
    def dampings(self) -> Dampings:
        """What a joint field of a length sets against counts."""
        return Dampings(self.average_length)

    @cached_property
    def ends(self) -> list[int]:
        """The position behind each document, at which the next one begins."""
        return list(accumulate(self.spans))

    @cached_property
    def spans(self) -> array[int]:
        """How many positions each document takes."""
        return self._column(held.SPAN)

    def counts(self, field: str, word: str) -> dict[int, int]:
        """Return how often each document has a word of a field of stems."""
        return self.counts_of(self.stems(field, word))

    def stems(self, field: str, word: str) -> list[Listed]:
        """Return the same as lists, one of each segment that has the word, deleted documents in them."""
        return [
            moved(listed, base)
            for part, base in zip(self._terms, self._bases, strict=False)
            if (listed := part.find(field, word))
        ]

    def counts_of(self, lists: Iterable[Listed], among: Set[int] | None = None) -> dict[int, int]:
        """Return which documents such lists name, or which of some, and how often."""
        found: dict[int, int] = {}
        for listed in lists:
            counts = unpacked(listed.counts) if listed.counts else repeat(1)
            counted = zip(each(listed), counts, strict=False)
            if among is None:
                found.update(counted)
            else:
                found.update({number: count for number, count in counted if number in among})
        for number in found.keys() & self._deleted:
            del found[number]
        return found

    def living(self, lists: Iterable[Listed]) -> int:
        """Return how many documents such lists name."""
        lists = tuple(lists)
        gone = (
            sum(map(self._deleted.__contains__, chain.from_iterable(map(each, lists))))
            if self._deleted
            else 0
        )
        return sum(listed.size for listed in lists) - gone

    def places(self, field: str, word: str) -> list[int]:
        """Return where a word of a field of words as written stands, in all documents.

        Between two documents, as between two texts, ``GAP`` positions are free.
        """
        return list(chain.from_iterable(map(each, self.listed(field, word))))

    def listed(self, field: str, word: str) -> list[Listed]:
        """Return the same as lists, one of each segment that has the word."""
        return [
            moved(listed, self.ends[base - 1] if base else 0)
            for part, base in zip(self._terms, self._bases, strict=False)
            if (listed := part.find(field, word))
        ]

    def counted(self, places: Iterable[int]) -> dict[int, int]:
        """Return how many of these places each document has."""
        counts: dict[int, int] = Counter(self.of(places))
        for number in counts.keys() & self._deleted:
            del counts[number]
        return counts

    def of(self, places: Iterable[int]) -> Iterator[int]:
        """Yield for each of these places the document, deleted or not, that it belongs to."""
        return map(bisect_right, repeat(self.ends), places)

    def words_beginning(self, field: str, prefix: str) -> set[str]:
        """Return the words of a field of words as written that begin with ``prefix``."""
        return {word for part in self._terms for word in part.beginning(field, prefix)}

    def facet(self, name: str, numbers: Collection[int]) -> Counter[str]:
        """Return how many of these documents have each value of a facet."""
        counts: Counter[str] = Counter()
        among = sorted(numbers)
        for segment, (base, end) in zip(self._names, pairwise(self._bases), strict=True):
            if (written := self._written(segment, held.facet(name))) is not None:
                references, known = loaded.values(written, end - base)
                here = among[bisect_left(among, base) : bisect_left(among, end)]
                found = Counter(references[number - base] for number in here)
                for reference, count in found.items():
                    for value in known[reference]:
                        counts[value] += count
        return counts

    def rows(self) -> Iterator[held.Row]:
        """Yield for each document what the columns hold of it, where all are of one segment."""
        (segment,) = self._names
        numbers = [self._column(name) for name in held.NUMBERS]
        facets = [
            loaded.values(self._written(segment, held.facet(name)) or b"", self._bases[-1]) for name in FACETS
        ]
        for number in sorted(self.all):
            yield held.Row(
                tuple(column[number] for column in numbers),
                tuple(tuple(known[references[number]]) for references, known in facets),
            )

    def entries(self) -> Iterator[Entry]:
        """Yield the words of all documents, deleted or not, where all are of one segment."""
        (part,) = self._terms
        return part.entries()

    def _column(self, name: str) -> array[int]:
        typecode = held.NUMBERS[name]
        whole = array(typecode)
        for segment, (base, end) in zip(self._names, pairwise(self._bases), strict=True):
            whole.extend(loaded.numbers(self._written(segment, name) or b"", typecode, end - base))
        return whole

    def _written(self, segment: str, column: str) -> bytes | None:
        """Return a column of a segment; None where it had none when the index was opened."""
        name = f"{segment}.{column}.col"
        return (self._folder / name).read_bytes() if name in self._present else None


class Dampings(dict[int, float]):
    """``ranking.joint_damping`` by length, each worked out once."""

    def __init__(self, average: float) -> None:
        super().__init__()
        self._average = average

    def __missing__(self, length: int) -> float:
        damping = self[length] = joint_damping(length, self._average)
        return damping
