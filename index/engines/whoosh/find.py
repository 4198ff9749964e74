"""A query to the documents of a Whoosh index that match, and to their scores.

Postings become sets and dicts, put together here: exact totals, facets and dates ask for every
match anyway, so Whoosh's tree of matchers, made to skip, would cost more (and some of them err).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, repeat
from operator import sub
from typing import assert_never

from index import ranking
from index.analysis import stem
from index.engines.whoosh import held
from index.engines.whoosh.documents import Documents
from index.query import And, Days, Everything, Not, Or, Phrase, Prefix, Query, Word
from index.ranking import Leaf


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that match a query, with what of it can add to their scores."""

    documents: Set[int]
    leaf: Leaf | None = None
    counts: Mapping[int, int] | None = None
    parts: tuple[Found, ...] = ()


def find(query: Query, documents: Documents) -> Found:
    """Return the documents that match."""
    match query:
        case Word() | Phrase() | Prefix():
            counts = _counts(query, documents)
            return Found(counts.keys(), query, counts)
        case Days(first, last):
            return Found(_published(first, last, documents))
        case And(parts):
            return _all_of(parts, documents)
        case Or(parts):
            found = tuple(find(part, documents) for part in parts)
            return Found(set().union(*(part.documents for part in found)), parts=found)
        case Not(part):
            return Found(documents.all - find(part, documents).documents)
        case Everything():
            return Found(documents.all)
        case _:
            assert_never(query)


def scores(found: Found, among: Set[int], documents: Documents) -> dict[int, float]:
    """Return the scores of those of ``among`` that something adds to; all of them match."""
    if found.leaf is not None and found.counts is not None:
        return _leaf_scores(found.leaf, found.counts, among, documents)
    totals: dict[int, float] = {}
    for part in found.parts:
        for number, score in scores(part, among & part.documents, documents).items():
            totals[number] = totals.get(number, 0.0) + score
    return totals


def _all_of(parts: Sequence[Query], documents: Documents) -> Found:
    wanted = tuple(find(part, documents) for part in parts if not isinstance(part, Not))
    smallest_first = sorted((found.documents for found in wanted), key=len)
    common = set(smallest_first[0] if wanted else documents.all)
    for some in smallest_first[1:]:
        common &= some
    for part in parts:
        if isinstance(part, Not):
            common -= find(part.part, documents).documents
    return Found(common, parts=wanted)


def _counts(leaf: Leaf, documents: Documents) -> Mapping[int, int]:
    """Return how often each document has what a leaf asks for."""
    match leaf:
        case Word(text, field):
            return documents.counts(held.stems(field), stem(text))
        case Phrase((), field):
            return {}
        case Phrase((word,), field):
            return documents.counted(documents.places(held.words(field), word))
        case Phrase(words, field):
            return documents.counted(_phrase_places(words, held.words(field), documents))
        case Prefix(text, field):
            name = held.words(field)
            begun = documents.words_beginning(name, text)
            return documents.counted(chain.from_iterable(documents.places(name, word) for word in begun))
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


def _published(first: str | None, last: str | None, documents: Documents) -> set[int]:
    lowest = int(first.replace("-", "")) if first else held.UNDATED + 1
    highest = int(last.replace("-", "")) if last else held.AFTER_ALL_DAYS
    days = zip(documents.first_days, documents.last_days, strict=True)
    within = {number for number, (begin, end) in enumerate(days) if lowest <= begin and end <= highest}
    return within & documents.all


def _leaf_scores(
    leaf: Leaf, counts: Mapping[int, int], among: Collection[int], documents: Documents
) -> dict[int, float]:
    rarity = ranking.rarity(len(counts), documents.count)
    if leaf.field is not None:
        return {number: ranking.score(counts[number], rarity, ranking.FIELD_DAMPING) for number in among}
    lengths, average = documents.lengths, documents.average_length
    totals = {
        number: ranking.score(counts[number], rarity, ranking.joint_damping(lengths[number], average))
        for number in among
    }
    for part, weight in ranking.boosts(leaf):
        beside = _counts(part, documents)
        rarity = ranking.rarity(len(beside), documents.count)
        for number in beside.keys() & totals.keys():
            totals[number] += weight * ranking.score(beside[number], rarity, ranking.FIELD_DAMPING)
    return totals
