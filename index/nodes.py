"""Walks over a query tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.query import And, AtLeast, Boost, Leaf, Near, Not, Or, Query


def every(query: Query) -> Iterator[Query]:
    """Yield the query and every part of it, however deep."""
    waiting = [query]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(_parts(part)))


def depth(query: Query) -> int:
    """Return how many nodes stand within one another, at the most.

    >>> from index.query import Word
    >>> depth(Not(Or((Word("oil"), Boost(Word("gas"), 2.0)))))
    4
    """
    deepest, level = 0, [query]
    while level:
        deepest += 1
        level = [inner for part in level for inner in _parts(part)]
    return deepest


def holds(query: Query, is_one: Callable[[Query], bool]) -> bool:
    """Tell whether a node of which ``is_one`` holds stands anywhere in ``query``."""
    return any(map(is_one, every(query)))


def asked_for(query: Query) -> Iterator[Query]:
    """Yield the parts without parts that are not negated, in their order."""
    if not isinstance(query, Not):
        parts = _parts(query)
        if not parts:
            yield query
        for part in parts:
            yield from asked_for(part)


def leaves(query: Query) -> Iterator[Leaf]:
    """Yield what is to be found in words, without what is negated."""
    return (part for part in asked_for(query) if isinstance(part, Leaf))


def _parts(query: Query) -> tuple[Query, ...]:
    match query:
        case And(parts) | Or(parts):
            return parts
        case Near(left, right):
            return left, right
        case Not(part) | AtLeast(_, part) | Boost(part):
            return (part,)
        case _:
            return ()
