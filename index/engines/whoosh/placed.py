"""Where what is placed stands, as stretches of positions through all documents of a Whoosh index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, partial
from heapq import merge
from itertools import chain

from index import stretches
from index.budget import Budget
from index.engines.whoosh import held
from index.engines.whoosh.documents import Documents
from index.fields import FIELDS
from index.folding import fold
from index.likeness import alike, beginning
from index.query import Cased, Fuzzy, Near, Or, Pattern, Phrase, Prefix, Query, Word
from index.show import show
from index.stretches import Stretch
from index.words import common_beginning, stem

_AT_ONCE = 1_000  # documents between two looks at the clock


def words_for(leaf: Word | Prefix | Pattern | Fuzzy, documents: Documents, budget: Budget) -> Set[str]:
    """Return the words as written that a leaf stands for; raises ``BudgetError``."""
    budget.check()
    name = held.words(leaf.field)
    if isinstance(leaf, Word):
        stemmed = stem(leaf.text)
        begun = documents.words_beginning(name, common_beginning(stemmed))
        return {word for word in begun if stem(word) == stemmed}
    is_alike = alike(leaf)
    found = {word for word in documents.words_beginning(name, beginning(leaf)) if is_alike(word)}
    budget.check_expansions(show(leaf), found)
    return found


def places_of(leaf: Word | Prefix | Pattern | Fuzzy, documents: Documents, budget: Budget) -> Iterator[int]:
    """Yield where each word stands that a leaf stands for, in no order."""
    name = held.words(leaf.field)
    found = chain.from_iterable(documents.places(name, word) for word in words_for(leaf, documents, budget))
    return (start for start, _ in _in_field(((place, place) for place in found), leaf.field, documents))


def stretches_of(query: Query, documents: Documents, budget: Budget, among: Set[int]) -> list[Stretch]:
    """Return where what is placed stands ``among`` some documents, in order.

    Of words with their capitals, where they stand in any form.
    """
    budget.check()
    match query:
        case Word() | Prefix() | Pattern() | Fuzzy():
            found = places_of(query, documents, budget)
            return _among(stretches.single(found), documents, among)
        case Phrase(words, field, slop):
            name = held.words(field)
            whole = stretches.phrase([documents.places(name, word) for word in words], slop)
            return _among(list(_in_field(whole, field, documents)), documents, among)
        case Cased(words, field):
            return stretches_of(Phrase(tuple(map(fold, words)), field), documents, budget, among)
        case Or(parts):
            return sorted({one for part in parts for one in stretches_of(part, documents, budget, among)})
        case Near(left, right):
            here, there = (stretches_of(side, documents, budget, among) for side in (left, right))
            return list(_pairs(query, here, there, documents, budget))
        case _:
            return []


def _among(found: list[Stretch], documents: Documents, among: Set[int]) -> list[Stretch]:
    if len(among) == documents.count:
        return found
    numbers = documents.of(start for start, _ in found)
    return [one for one, number in zip(found, numbers, strict=True) if number in among]


def _pairs(
    query: Near, here: list[Stretch], there: list[Stretch], documents: Documents, budget: Budget
) -> Iterator[Stretch]:
    """Yield both sides near one another, some documents at a time: nothing reaches into the next."""
    begins = cache(partial(documents.places, held.UNITS))
    ends = [*documents.ends[_AT_ONCE - 1 :: _AT_ONCE], documents.ends[-1]] if here and there else []
    from_here = from_there = 0
    for end in ends:
        budget.check()
        to_here, to_there = (bisect_left(side, (end, 0)) for side in (here, there))
        if from_here < to_here and from_there < to_there:
            yield from stretches.pairs(query, here[from_here:to_here], there[from_there:to_there], begins)
        from_here, from_there = to_here, to_there


def _in_field(found: Iterable[Stretch], field: str | None, documents: Documents) -> Iterable[Stretch]:
    """Return what lies in the lead, if that is the field; the index has no words of it apart."""
    if field is None or FIELDS[field].kind != "lead":
        return found
    begins = documents.places(held.UNITS, held.LEAD)
    ends = documents.places(held.UNITS, held.REST)
    marks: Sequence[int] = list(merge(begins, ends))
    leads = set(begins)

    def is_in_lead(stretch: Stretch) -> bool:
        mark = bisect_right(marks, stretch[1])
        return mark > 0 and marks[mark - 1] in leads  # nothing stands before a lead that reaches into it

    return filter(is_in_lead, found)
