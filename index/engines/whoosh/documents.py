"""What a Whoosh index holds, its documents numbered from 0 through all its segments."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from whoosh.matching.mcore import Matcher
from whoosh.reading import IndexReader, TermNotFound

from index.engines.whoosh import held


class Documents:
    """Postings and columns of an open index; deleted documents are not among them."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._segments = reader.leaf_readers() if reader.doc_count_all() else []

    @property
    def count(self) -> int:
        """How many documents there are."""
        return self._reader.doc_count()

    @cached_property
    def all(self) -> frozenset[int]:
        """Every document."""
        return frozenset(base + number for segment, base in self._segments for number in _numbers(segment))

    @cached_property
    def ids(self) -> array[int]:
        """The id of each document, as a number."""
        return self._column("Q", held.ID)

    @cached_property
    def first_days(self) -> array[int]:
        """The first day on which each may have been published, yyyymmdd or ``UNDATED``."""
        return self._column("I", held.FIRST_DAY)

    @cached_property
    def last_days(self) -> array[int]:
        """The last such day of each."""
        return self._column("I", held.LAST_DAY)

    @cached_property
    def lengths(self) -> array[int]:
        """The length of each in the joint field, in tokens."""
        return self._column("I", held.LENGTH)

    @cached_property
    def average_length(self) -> float:
        """The mean of the lengths; 1 where there are none."""
        total = sum(self.lengths[number] for number in self.all)
        return total / self.count if total else 1.0

    def counts(self, field: str, word: str) -> dict[int, float]:
        """Return how often each document has a word in a field of the index."""
        found = {}
        for matcher, base in self._postings(field, word):
            while matcher.is_active():
                found[base + matcher.id()] = matcher.weight()
                matcher.next()
        return found

    def positions(self, field: str, word: str) -> dict[int, bytes]:
        """Return where each document has a word in a field of the index, still encoded."""
        found = {}
        for matcher, base in self._postings(field, word):
            while matcher.is_active():
                found[base + matcher.id()] = matcher.value()
                matcher.next()
        return found

    def words_beginning(self, field: str, prefix: str) -> set[str]:
        """Return the words of a field of the index that begin with ``prefix``."""
        start = held.as_bytes(prefix)
        return {
            held.as_text(word)
            for segment, _ in self._segments
            for word in segment.expand_prefix(field, start)
        }

    def facet(self, name: str, numbers: Iterable[int]) -> Counter[str]:
        """Return how many of these documents have each value of a facet."""
        counts: Counter[str] = Counter()
        among = sorted(numbers)
        for segment, base in self._segments:
            column = segment.column_reader(held.facet(name), translate=False)
            end = base + segment.doc_count_all()
            here = among[bisect_left(among, base) : bisect_left(among, end)]
            for values, count in Counter(column[number - base] for number in here).items():
                for value in held.decoded_values(values):
                    counts[value] += count
        return counts

    def _postings(self, field: str, word: str) -> Iterator[tuple[Matcher, int]]:
        for segment, base in self._segments:
            try:
                yield segment.postings(field, held.as_bytes(word)), base
            except TermNotFound:
                continue

    def _column(self, typecode: str, name: str) -> array[int]:
        whole = array(typecode)
        for segment, _ in self._segments:
            whole.extend(segment.column_reader(name, translate=False).load())
        return whole


def _numbers(segment: IndexReader) -> Iterable[int]:
    return segment.all_doc_ids() if segment.has_deletions() else range(segment.doc_count_all())
