"""What was found in a Whoosh index to scores: of the best, at least, as most cannot be among them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from heapq import nlargest
from math import inf

from index import ranking
from index.budget import Budget
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.find import Found, find_among
from index.query import Leaf

Scores = dict[int, float]

_A_LITTLE_LESS = 0.999


def scores(found: Found, among: Set[int], documents: Documents, budget: Budget, best: int) -> Scores:
    """Return the scores of those of ``among`` that something adds to; all of them match.

    Some that have less than the ``best`` so many (1 or more) may be left out.
    """
    if found.leaf is not None:
        return _Leaf(found, found.leaf, among, documents, budget).likely(among, best)
    parts = [(part, among & part.documents) for part in found.parts]
    leaves = [
        _Leaf(part, part.leaf, among, documents, budget) for part in found.parts if part.leaf is not None
    ]
    if found.factor != 1.0 or len(leaves) < len(parts):
        return _summed(
            (scores(part, here, documents, budget, max(len(here), 1)) for part, here in parts), found.factor
        )
    once: set[int] = set()
    again: set[int] = set()  # found by several parts, of which each adds to the score
    for _, here in parts:
        again |= once & here
        once |= here
    totals = _summed(leaf.scores(again & here) for leaf, (_, here) in zip(leaves, parts, strict=True))
    for leaf, (_, here) in zip(leaves, parts, strict=True):
        totals |= leaf.likely(here - again, best, _least(totals, best))
    return totals


class _Leaf:
    """What a word or the like adds to the scores of the documents in which it is found."""

    def __init__(
        self, found: Found, leaf: Leaf, among: Set[int], documents: Documents, budget: Budget
    ) -> None:
        self._counts = found.counts
        self._documents = documents
        self._is_joint = leaf.field is None
        self._rarity = ranking.rarity(found.size, documents.count)
        self._beside = [
            (find_among(part, among, documents, budget), weight)
            for part, weight in (ranking.boosts(leaf) if self._is_joint else ())
        ]

    def scores(self, among: Set[int]) -> Scores:
        """Return the scores of all of these."""
        rarity, counts = self._rarity, self._counts
        if not self._is_joint:
            return {number: ranking.score(counts[number], rarity, ranking.FIELD_DAMPING) for number in among}
        lengths, damping, gain = self._documents.lengths, self._documents.dampings, ranking.K1 + 1
        # This is ranking.score, written out: a call for each of many documents takes most of a query's time.
        totals = {
            number: rarity * (count := counts[number]) * gain / (count + damping[lengths[number]])
            for number in among
        }
        for beside, weight in self._beside:
            rarity = ranking.rarity(beside.size, self._documents.count)
            more = {
                count: weight * ranking.score(count, rarity, ranking.FIELD_DAMPING)
                for count in set(beside.counts.values())
            }
            for number in beside.documents & among:
                totals[number] += more[beside.counts[number]]
        return totals

    def likely(self, among: Set[int], best: int, floor: float = 0.0) -> Scores:
        """Return the scores of those that can have ``floor`` and be among the ``best`` so many.

        The more often a document has it, the more it can come to, however short it is.
        """
        if not self._is_joint:
            return self.scores(among)
        counts, most = self._counts, inf
        if len(among) < len(counts):
            counts = {number: counts[number] for number in among}
        found = self.scores({number for beside, _ in self._beside for number in beside.documents & among})
        if len(among) > best:
            most = nlargest(best, counts.values())[-1]
            found |= self.scores({number for number, count in counts.items() if count >= most} - found.keys())
            floor = max(floor, _least(found, best))
        least = self._fewest(floor)
        rest = {number for number, count in counts.items() if least <= count < most}
        return found | self.scores(rest - found.keys())

    def _fewest(self, floor: float) -> float:
        """Return a count, or a little less, with which the shortest document comes to a score."""
        part = floor / (self._rarity * (ranking.K1 + 1))
        shortest = self._documents.dampings[0]
        return part * shortest / (1 - part) * _A_LITTLE_LESS if part < 1 else inf


def _least(scored: Scores, best: int) -> float:
    """Return the score of the last of so many best; 0 where there are not so many."""
    return nlargest(best, scored.values())[-1] if len(scored) >= best else 0.0


def _summed(parts: Iterable[Scores], factor: float = 1.0) -> Scores:
    totals: Scores = {}
    for scored in parts:
        more = scored if factor == 1.0 else {number: factor * score for number, score in scored.items()}
        both = {number: totals[number] + more[number] for number in totals.keys() & more.keys()}
        totals |= more
        totals |= both
    return totals
