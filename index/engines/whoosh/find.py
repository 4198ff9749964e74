"""A query to the documents of a Whoosh index that match.

Postings become sets and dicts, put together here: exact totals, facets and dates ask for every
match anyway, so Whoosh's tree of matchers, made to skip, would cost more (and some of them err).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import field, replace
from itertools import chain
from typing import assert_never

from archive.frozen import dataclass
from index.analysis import stem
from index.budget import Budget
from index.engines.whoosh import held
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.lists import Listed, each
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
    counts: Mapping[int, int] = field(default_factory=dict)
    size: int = 0
    """In how many documents the leaf is found, these or more."""
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
            return Found(counts.keys(), query, counts, len(counts))
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


def find_among(leaf: Leaf, among: Set[int], documents: Documents, budget: Budget) -> Found:
    """Return the same of a leaf, of other documents than those ``among`` maybe not."""
    if isinstance(leaf, Word) and (lists := _listed(leaf, documents)):
        return _found_in(lists, leaf, among, documents)
    return find(leaf, documents, budget)


def _all_of(parts: Sequence[Query], documents: Documents, budget: Budget) -> Found:
    wanted = [part for part in parts if not isinstance(part, Days | Not)]
    words = [
        (part, lists) for part in wanted if isinstance(part, Word) and (lists := _listed(part, documents))
    ]
    found = {part: find(part, documents, budget) for part in wanted if part not in dict(words)}
    common: Set[int] | None = None
    for some in sorted((one.documents for one in found.values()), key=len):
        common = some if common is None else common & some
    # Of the rarest word all documents are read, of the next those that are among them, and so on.
    for word, lists in sorted(words, key=lambda it: sum(listed.size for listed in it[1])):
        found[word] = _found_in(lists, word, common, documents)
        common = found[word].documents
    common = set(documents.all if common is None else common)
    for part in parts:
        if isinstance(part, Days):
            common = _published(part, common, documents)
        elif isinstance(part, Not):
            common -= _surely(part.part, documents, budget)
    return Found(common, parts=tuple(found[part] for part in wanted))


def _listed(word: Word, documents: Documents) -> list[Listed]:
    """Return the lists of a word's stem; none where the index has no stems of its field, or not this."""
    return documents.stems(held.stems(word.field), stem(word.text)) if _is_apart(word.field) else []


def _found_in(lists: list[Listed], word: Word, among: Set[int] | None, documents: Documents) -> Found:
    counts = documents.counts_of(lists, among)
    return Found(counts.keys(), word, counts, documents.living(lists))


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
    is_apart = _is_apart(leaf.field)
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


def _is_apart(field: str | None) -> bool:
    """Tell whether the index has stems of a field."""
    return field is None or FIELDS[field].kind == "words"


def _phrase_places(words: Sequence[str], name: str, documents: Documents) -> Set[int]:
    """Return where a phrase begins."""
    lists = sorted(
        ((step, documents.listed(name, word)) for step, word in enumerate(words)),
        key=lambda it: sum(one.size for one in it[1]),
    )
    (before, rarest), *others = lists
    found = set(chain.from_iterable(map(each, rarest)))
    for step, listed in others:
        wanted = {place - before + step for place in found}
        found = wanted.intersection(chain.from_iterable(map(each, listed)))
        before = step
    return {place - before for place in found}


def _published(days: Days, among: Set[int], documents: Documents) -> set[int]:
    lowest = int(days.first.replace("-", "")) if days.first else held.UNDATED + 1
    highest = int(days.last.replace("-", "")) if days.last else held.AFTER_ALL_DAYS
    firsts, lasts = documents.first_days, documents.last_days
    if days.perhaps:
        firsts, lasts = lasts, firsts
    return {number for number in among if lowest <= firsts[number] and lasts[number] <= highest}
