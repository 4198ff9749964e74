"""A query to the documents of a Whoosh index that match, and to their scores.

Postings become sets and dicts, put together here: exact totals, facets and dates ask for every
match anyway, so Whoosh's tree of matchers, made to skip, would cost more (and some of them err).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import repeat
from operator import sub
from typing import assert_never

from archive.frozen import dataclass
from index import ranking
from index.analysis import stem
from index.budget import Budget
from index.engines.whoosh import held
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.placed import places_of, stretches_of
from index.fields import FIELDS
from index.folding import fold
from index.nodes import holds
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Everything,
    Fuzzy,
    Leaf,
    Length,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Word,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that match a query, with what of it can add to their scores."""

    documents: Set[int]
    leaf: Leaf | None = None
    counts: Mapping[int, int] | None = None
    parts: tuple[Found, ...] = ()
    factor: float = 1.0


def inexact(part: Query) -> bool:
    """Tell whether more documents are found for a node than match: the index knows no capitals."""
    return isinstance(part, Cased)


def find(query: Query, documents: Documents, budget: Budget) -> Found:
    """Return the documents that match, and where some node is inexact, others; raises ``BudgetError``."""
    budget.check()
    match query:
        case Word() | Phrase() | Prefix() | Pattern() | Fuzzy():
            counts = _counts(query, documents, budget)
            return Found(counts.keys(), query, counts)
        case Cased(words, field):
            return find(Phrase(tuple(map(fold, words)), field), documents, budget)
        case Near(left, right):
            both = _all_of((left, right), documents, budget)
            return replace(both, documents=_where(query, both.documents, 1, documents, budget))
        case AtLeast(times, part):
            found = find(part, documents, budget)
            return Found(_where(part, found.documents, times, documents, budget), parts=(found,))
        case Boost(part, factor):
            found = find(part, documents, budget)
            return Found(found.documents, parts=(found,), factor=factor)
        case Length(least, most):
            lengths = documents.lengths
            longest = max(lengths, default=0) if most is None else most
            return Found({number for number in documents.all if (least or 0) <= lengths[number] <= longest})
        case Days():
            return Found(_published(query, documents.all, documents))
        case And(parts):
            return _all_of(parts, documents, budget)
        case Or(parts):
            some = tuple(find(part, documents, budget) for part in parts)
            return Found(set().union(*(part.documents for part in some)), parts=some)
        case Not():
            return Found(documents.all - _surely(query.part, documents, budget))
        case Everything():
            return Found(documents.all)
        case _:
            assert_never(query)


def scores(found: Found, among: Set[int], documents: Documents, budget: Budget) -> dict[int, float]:
    """Return the scores of those of ``among`` that something adds to; all of them match."""
    if found.leaf is not None and found.counts is not None:
        return _leaf_scores(found.leaf, found.counts, among, documents, budget)
    totals: dict[int, float] = {}
    for part in found.parts:
        for number, score in scores(part, among & part.documents, documents, budget).items():
            totals[number] = totals.get(number, 0.0) + found.factor * score
    return totals


def _all_of(parts: Sequence[Query], documents: Documents, budget: Budget) -> Found:
    wanted = tuple(find(part, documents, budget) for part in parts if not isinstance(part, Days | Not))
    smallest_first = sorted((found.documents for found in wanted), key=len)
    common = set(smallest_first[0] if wanted else documents.all)
    for some in smallest_first[1:]:
        common &= some
    for part in parts:
        if isinstance(part, Days):
            common = _published(part, common, documents)
        elif isinstance(part, Not):
            common -= _surely(part.part, documents, budget)
    return Found(common, parts=wanted)


def _surely(query: Query, documents: Documents, budget: Budget) -> Set[int]:
    """Return documents of which it is known that they match."""
    return set() if holds(query, inexact) else find(query, documents, budget).documents


def _where(placed: Query, among: Set[int], times: int, documents: Documents, budget: Budget) -> Set[int]:
    """Return the documents in which something placed is found so many times, all of ``among`` if unsure."""
    if not among or holds(placed, inexact):
        return among
    starts = {start for start, _ in stretches_of(placed, documents, budget, among)}
    return {number for number, count in documents.counted(starts).items() if count >= times}


def _counts(leaf: Leaf, documents: Documents, budget: Budget) -> Mapping[int, int]:
    """Return how often each document has what a leaf asks for."""
    is_apart = leaf.field is None or FIELDS[leaf.field].kind == "words"
    match leaf:
        case Word(text, field) if is_apart:
            return documents.counts(held.stems(field), stem(text))
        case Phrase((), field):
            return {}
        case Phrase((word,), field) if is_apart:
            return documents.counted(documents.places(held.words(field), word))
        case Phrase(words, field, 0) if is_apart:
            return documents.counted(_phrase_places(words, held.words(field), documents))
        case Phrase() | Cased():
            return documents.counted(
                start for start, _ in stretches_of(leaf, documents, budget, documents.all)
            )
        case Word() | Prefix() | Pattern() | Fuzzy():
            return documents.counted(places_of(leaf, documents, budget))
        case _:
            assert_never(leaf)


def _phrase_places(words: Sequence[str], name: str, documents: Documents) -> Set[int]:
    """Return where a phrase begins."""
    placed = sorted(
        ((step, documents.places(name, word)) for step, word in enumerate(words)), key=lambda it: len(it[1])
    )
    begins = {place - placed[0][0] for place in placed[0][1]}
    for step, places in placed[1:]:
        begins.intersection_update(map(sub, places, repeat(step)))
    return begins


def _published(days: Days, among: Set[int], documents: Documents) -> set[int]:
    lowest = int(days.first.replace("-", "")) if days.first else held.UNDATED + 1
    highest = int(days.last.replace("-", "")) if days.last else held.AFTER_ALL_DAYS
    firsts, lasts = documents.first_days, documents.last_days
    if days.perhaps:
        firsts, lasts = lasts, firsts
    return {number for number in among if lowest <= firsts[number] and lasts[number] <= highest}


def _leaf_scores(
    leaf: Leaf, counts: Mapping[int, int], among: Set[int], documents: Documents, budget: Budget
) -> dict[int, float]:
    rarity = ranking.rarity(len(counts), documents.count)
    if leaf.field is not None:
        return {number: ranking.score(counts[number], rarity, ranking.FIELD_DAMPING) for number in among}
    lengths, damping, gain = documents.lengths, documents.dampings, ranking.K1 + 1
    # This is ranking.score, written out: a call for each of many documents takes most of a query's time.
    totals = {
        number: rarity * count * gain / (count + damping[lengths[number]])
        for number in among
        if (count := counts[number])
    }
    for part, weight in ranking.boosts(leaf):
        beside = _counts(part, documents, budget)
        rarity = ranking.rarity(len(beside), documents.count)
        for number in beside.keys() & among:
            totals[number] += weight * ranking.score(beside[number], rarity, ranking.FIELD_DAMPING)
    return totals
