"""Words near one another, as phrases of a tantivy index: exact, where that takes few of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, product
from typing import NamedTuple

import tantivy
from tantivy import Query as Asked

from index.engines.tantivy import held
from index.engines.tantivy.expand import Expander
from index.query import Fuzzy, Near, Or, Pattern, Phrase, Prefix, Query, Word

MOST_PHRASES = 600

Row = tuple[str, ...]
"""Words one after another."""


class Placed(NamedTuple):
    """Words, the places of each from the first on, and how much these may be off."""

    words: Row
    places: Sequence[int]
    slop: int = 0


class Nears:
    """Translates nodes, and says which it can."""

    def __init__(self, schema: tantivy.Schema, expanded: Expander) -> None:
        self._expanded = expanded
        self._phrase = partial(Asked.phrase_query, schema)
        self._known: dict[Near, Sequence[Placed] | None] = {}

    def is_exact(self, query: Near) -> bool:
        """Tell whether ``asked`` can find what matches and no more."""
        return self._placed(query) is not None

    def asked(self, query: Near) -> Asked:
        """Return what finds both sides near one another; its scores mean nothing."""
        field = held.words(field_of(query))
        asked = [
            self._phrase(field, list(zip(places, words, strict=True)), slop)
            for words, places, slop in self._placed(query) or ()
        ]
        return Asked.disjunction_max_query(asked) if asked else Asked.empty_query()

    def _placed(self, query: Near) -> Sequence[Placed] | None:
        if query not in self._known:
            left, right = self._side(query.left), self._side(query.right)
            found = None
            if left is not None and right is not None and isinstance(query.reach, int):
                found = list(islice(_near(left, right, query.reach), MOST_PHRASES + 1))
            self._known[query] = None if found is None or len(found) > MOST_PHRASES else found
        return self._known[query]

    def _side(self, side: Query) -> list[Row] | None:
        """Return what a side can be; None where that is too much, or is not known from words in a row."""
        match side:
            case Word() | Prefix() | Pattern() | Fuzzy() if not held.has_labels(side.field):
                found = self._expanded(side)
                return None if found.joined else [(word,) for word in sorted(found.words)]
            case Phrase(words, field, 0) if not held.has_labels(field):
                if any(self._expanded.is_joined(word, field) for word in words):
                    return None
                return [tuple(map(held.sound, words))] if words else []
            case Or(parts):
                sides = [self._side(part) for part in parts]
                return None if None in sides else [row for one in sides for row in one or ()]
            case _:
                return None


def field_of(placed: Query) -> str | None:
    """Return the field of what is placed."""
    match placed:
        case Word() | Phrase() | Prefix() | Pattern() | Fuzzy():
            return placed.field
        case Or((part, *_)) | Near(part):
            return field_of(part)
        case _:
            return None


def _near(left: Sequence[Row], right: Sequence[Row], reach: int) -> Iterator[Placed]:
    for one, other in product(left, right):
        for first, second in ((one, other), (other, one)):
            words = (*first, *second)
            if len(words) == 2 and first != second:
                # Off by so much, either way: what is found in the wrong order is no farther apart.
                yield Placed(words, (0, 1), reach)
            else:
                for between in range(reach + 1):
                    begin = len(first) + between
                    yield Placed(words, (*range(len(first)), *range(begin, begin + len(second))))
