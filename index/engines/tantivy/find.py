"""A query tree to a tantivy query: what matches by it, and how much it adds to the scores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations
from math import comb
from typing import assert_never

import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as Asked

from archive.frozen import dataclass
from index import ranking
from index.analysis import stem
from index.budget import Budget
from index.engines.tantivy import held
from index.engines.tantivy.expand import Expander
from index.engines.tantivy.listing import Listing
from index.engines.tantivy.near import Nears
from index.fields import FIELDS
from index.folding import fold
from index.likeness import beginning
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

MOST_FORMS = 200
"""Ways to place a loose phrase's words that are looked for one by one; where there are more, a superset."""


_SIGN = re.compile(r"[^\w*?]")


@dataclass(frozen=True, slots=True)
class Found:
    """What matches ``query``; where it does, what matches of ``beside`` adds to the score."""

    query: Asked
    beside: tuple[Asked, ...] = ()
    scores: bool = True

    def whole(self) -> Asked:
        """Return both as one query."""
        if not self.beside:
            return self.query
        return Asked.boolean_query([(Occur.Must, self.query), *((Occur.Should, one) for one in self.beside)])


class Finder:
    """Translates for one open index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, listing: Listing) -> None:
        self._listing = listing
        self._articles = searcher.num_docs
        self._expanded = Expander(searcher)
        self._nears = Nears(schema, self._expanded)
        self._term = partial(Asked.term_query, schema)
        self._term_set = partial(Asked.term_set_query, schema)
        self._phrase = partial(Asked.phrase_query, schema)
        self._fuzzy = partial(Asked.fuzzy_term_query, schema)
        self._regex = partial(Asked.regex_query, schema)
        self._range = partial(Asked.range_query, schema, field_type=FieldType.Unsigned)

    def inexact(self, part: Query) -> bool:
        """Tell whether more may be found for a node, its own parts aside, than matches."""
        match part:
            case Cased():
                return True
            case Phrase(words, field, slop) if len(words) > 1:
                return _forms(words, slop) > MOST_FORMS or any(
                    self._expanded.is_joined(word, field) for word in words
                )
            case Near():
                return not self._nears.is_exact(part)
            case AtLeast(times):
                return times > 1
            case _:
                return False

    def find(self, query: Query, budget: Budget) -> Found:
        """Return what matches, and where some node is inexact, more; raises ``BudgetError``."""
        budget.check()
        match query:
            case Word() | Phrase() | Prefix() | Pattern() | Fuzzy():
                asked = self._leaf(query, budget)
                if query.field is not None:
                    # A name stands once among names; how many these are says nothing.
                    return Found(asked if FIELDS[query.field].prose else self._once(asked))
                boosts = ranking.boosts(query)
                beside = (Asked.boost_query(self._leaf(part, budget), weight) for part, weight in boosts)
                return Found(asked, tuple(beside))
            case Cased(words, field):
                return self.find(Phrase(tuple(map(fold, words)), field), budget)
            case Near(left, right):
                both = self._all_of((left, right), budget)
                if not self._nears.is_exact(query):
                    return both
                near = (Occur.Must, _silent(self._nears.asked(query)))
                return Found(Asked.boolean_query([near, (Occur.Must, both.query)]), both.beside)
            case AtLeast(_, part):
                return self.find(part, budget)
            case Boost(part, factor):
                found = self.find(part, budget)
                return Found(Asked.boost_query(found.whole(), factor), scores=found.scores)
            case Length(least, most):
                return _filter(self._range(held.LENGTH, lower_bound=least or 0, upper_bound=most))
            case Days(first, last, perhaps):
                return _filter(self._published(first, last, perhaps))
            case And(parts):
                return self._all_of(parts, budget)
            case Or(parts):
                some = [self.find(part, budget) for part in parts]
                apart = [one for part, found in zip(parts, some, strict=True) for one in _apart(part, found)]
                return Found(_any(apart), scores=any(found.scores for found in some))
            case Not():
                return self._all_of((query,), budget)
            case Everything():
                return _filter(Asked.all_query())
            case _:
                assert_never(query)

    def articles_with(self, leaf: Fuzzy, budget: Budget) -> dict[str, int]:
        """Return in how many articles each word of its first letter stands that a leaf stands for."""
        budget.check()
        near = self._expanded.begun_alike(leaf)
        return {word: self._listing.count(self._written(word, leaf.field)) for word in near}

    def _all_of(self, parts: Sequence[Query], budget: Budget) -> Found:
        wanted = [self.find(part, budget) for part in parts if not isinstance(part, Not)]
        asked = [(Occur.Must, found.query) for found in wanted] or [(Occur.Must, _silent(Asked.all_query()))]
        negated = (part for part in parts if isinstance(part, Not) and not holds(part, self.inexact))
        asked += [(Occur.MustNot, self.find(part.part, budget).query) for part in negated]
        beside = tuple(one for found in wanted for one in found.beside)
        return Found(Asked.boolean_query(asked), beside, any(found.scores for found in wanted))

    def _leaf(self, leaf: Leaf, budget: Budget) -> Asked:
        match leaf:
            case Word(text, field) if not held.has_labels(field):
                return self._term(held.stems(field), held.sound(stem(text)))
            case Phrase((), _):
                return Asked.empty_query()
            case Phrase((word,), field):
                return self._written(held.sound(word), field)
            case Phrase(words, field, slop):
                return self._placed(tuple(map(held.sound, words)), field, slop)
            case Cased(words, field):
                return self._leaf(Phrase(tuple(map(fold, words)), field), budget)
            case Word() | Prefix() | Pattern() | Fuzzy():
                return self._any_of(leaf, budget)
            case _:
                assert_never(leaf)

    def _written(self, word: str, field: str | None) -> Asked:
        asked = self._term(held.words(field), word)
        if not self._expanded.is_joined(word, field):
            return asked
        return _any((asked, self._term(held.joined(field), word)))

    def _placed(self, words: tuple[str, ...], field: str | None, slop: int) -> Asked:
        """Return what finds a phrase of several words; all its words, where that is all that is known."""
        if held.has_labels(field):
            return Asked.empty_query()
        if self.inexact(Phrase(words, field, slop)):
            return Asked.boolean_query([(Occur.Must, self._written(word, field)) for word in words])
        asked = [
            self._phrase(held.words(field), list(zip(places, words, strict=True)))
            for places in _places(len(words), slop)
        ]
        return Asked.disjunction_max_query(asked) if len(asked) > 1 else asked[0]

    def _any_of(self, leaf: Word | Prefix | Pattern | Fuzzy, budget: Budget) -> Asked:
        """Return what finds any of the words; they count as one word that an article has once."""
        if (automaton := self._automaton(leaf)) is not None:
            names = held.words(leaf.field), held.joined(leaf.field)
            return self._once(_any(map(automaton, names)))
        found = self._expanded(leaf, budget)
        if not found.words and not found.joined:
            return Asked.empty_query()
        asked = self._term_set(held.words(leaf.field), sorted(found.words))
        if found.joined:
            asked = _any((asked, self._term_set(held.joined(leaf.field), sorted(found.joined))))
        return self._once(asked)

    def _automaton(self, leaf: Word | Prefix | Pattern | Fuzzy) -> Callable[[str], Asked] | None:
        """Return what finds the words in a field of the index; None where it is quicker to look them up."""
        if held.has_labels(leaf.field):
            return None
        match leaf:
            case Fuzzy(text, 1 | 2 as distance):
                return partial(self._fuzzy, text=held.sound(text), distance=distance)
            case Pattern(text) if not beginning(leaf):
                return partial(self._regex, regex_pattern=_regex(held.sound(text)))
            case _:
                return None

    def _once(self, asked: Asked) -> Asked:
        """Return what finds the same, and scores as if all that is asked for stood once in each article."""
        return Asked.const_score_query(asked, ranking.rarity(self._listing.count(asked), self._articles))

    def _published(self, first: str | None, last: str | None, perhaps: bool) -> Asked:
        lowest = int(first.replace("-", "")) if first else held.UNDATED + 1
        highest = int(last.replace("-", "")) if last else held.AFTER_ALL_DAYS
        begin, end = (held.LAST_DAY, held.FIRST_DAY) if perhaps else (held.FIRST_DAY, held.LAST_DAY)
        bounds = (
            self._range(begin, lower_bound=lowest),
            self._range(end, lower_bound=held.UNDATED + 1, upper_bound=highest),
        )
        return Asked.boolean_query([(Occur.Must, bound) for bound in bounds])


def _apart(part: Query, found: Found) -> tuple[Asked, ...]:
    """Return queries that find together what ``found`` does; one level is quicker than many."""
    # A leaf that is found in the title is also found in the joint field.
    return (found.query, *found.beside) if isinstance(part, Leaf) else (found.whole(),)


def _regex(pattern: str) -> str:
    r"""Return a pattern as tantivy understands it.

    >>> _regex("*27.?")
    '.*27\\..'
    """
    return _SIGN.sub(r"\\\g<0>", pattern).replace("*", ".*").replace("?", ".")


def _filter(asked: Asked) -> Found:
    return Found(_silent(asked), scores=False)


def _silent(asked: Asked) -> Asked:
    return Asked.const_score_query(asked, 0.0)


def _any(asked: Iterable[Asked]) -> Asked:
    return Asked.boolean_query([(Occur.Should, one) for one in asked])


def _forms(words: Sequence[str], slop: int) -> int:
    return comb(slop + len(words) - 1, slop)


def _places(count: int, slop: int) -> Iterable[tuple[int, ...]]:
    """Yield every way to place so many words in order with at most ``slop`` places left free among them.

    >>> list(_places(2, 1)), len(list(_places(3, 4)))
    ([(0, 1), (0, 2)], 15)
    """
    for inner in combinations(range(1, count + slop), count - 1):
        yield (0, *inner)
