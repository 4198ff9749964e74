"""Whether an article that was read matches, and where what is asked for stands in it."""

from __future__ import annotations

from typing import assert_never

from index import stretches
from index.analysis import stem
from index.engines.scan.reading import Reading
from index.likeness import alike
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
from index.stretches import Stretch


def is_match(query: Query, reading: Reading) -> bool:
    """Tell whether an article matches."""
    match query:
        case Word() | Phrase() | Cased() | Prefix() | Pattern() | Fuzzy():
            return count(query, reading) > 0
        case Near():
            return bool(stretches_of(query, reading))
        case AtLeast(times, part):
            return stretches.count(stretches_of(part, reading)) >= times
        case Boost(part):
            return is_match(part, reading)
        case Length(least, most):
            length = reading.words(None).length
            return (least is None or least <= length) and (most is None or length <= most)
        case Days(first, last, perhaps):
            return reading.days is not None and _lies_within(reading.days, first, last, perhaps)
        case And(parts):
            return all(is_match(part, reading) for part in parts)
        case Or(parts):
            return any(is_match(part, reading) for part in parts)
        case Not(part):
            return not is_match(part, reading)
        case Everything():
            return True
        case _:
            assert_never(query)


def count(leaf: Leaf, reading: Reading) -> int:
    """Return how often a leaf is found in its field."""
    match leaf:
        case Word(text, field):
            return len(reading.words(field).stems.get(stem(text), ()))
        case Phrase() | Cased():
            return len(stretches_of(leaf, reading))
        case Prefix() | Pattern() | Fuzzy():
            words = reading.words(leaf.field).positions
            return sum(len(places) for word, places in words.items() if alike(leaf)(word))
        case _:
            assert_never(leaf)


def stretches_of(query: Query, reading: Reading) -> list[Stretch]:
    """Return where what is placed stands in its field; what is not placed stands nowhere."""
    match query:
        case Word(text, field):
            return stretches.single(reading.words(field).stems.get(stem(text), ()))
        case Phrase(words, field, slop):
            positions = reading.words(field).positions
            return stretches.phrase([positions.get(word, ()) for word in words], slop)
        case Cased(words, field):
            positions = reading.cased(field)
            return stretches.phrase([positions.get(word, ()) for word in words])
        case Prefix() | Pattern() | Fuzzy():
            found = reading.words(query.field).positions.items()
            is_alike = alike(query)
            return stretches.single(place for word, places in found if is_alike(word) for place in places)
        case Or(parts):
            return sorted({one for part in parts for one in stretches_of(part, reading)})
        case Near(left, right):
            begins = reading.words(field_of(left)).begins
            sides = stretches_of(left, reading), stretches_of(right, reading)
            return stretches.pairs(query, *sides, begins.__getitem__)
        case _:
            return []


def field_of(placed: Query) -> str | None:
    """Return the field of what is placed."""
    match placed:
        case Word() | Phrase() | Cased() | Prefix() | Pattern() | Fuzzy():
            return placed.field
        case Or((part, *_)) | Near(part):
            return field_of(part)
        case _:
            return None


def _lies_within(days: tuple[int, int], first: str | None, last: str | None, perhaps: bool) -> bool:
    begin, end = days[::-1] if perhaps else days
    return (first is None or _number(first) <= begin) and (last is None or end <= _number(last))


def _number(day: str) -> int:
    return int(day.replace("-", ""))
