"""How well an article answers what was asked: BM25, for every engine that scores by itself."""

from __future__ import annotations

from dataclasses import replace
from math import log

from index.fields import FIELDS
from index.query import Leaf

# Chosen with tests/bench/ranking.py, within what larger collections of newswire asked for.
K1 = 1.6
"""How soon a word said again stops adding."""
B = 0.6
"""How much its length is held against an article in the joint field; in no other field."""


def rarity(matching: int, articles: int) -> float:
    """Return the inverse document frequency of what ``matching`` of ``articles`` have; above 0."""
    return log(1 + (articles - matching + 0.5) / (matching + 0.5))


def joint_damping(length: int, average: float) -> float:
    """Return what a joint field of ``length`` tokens sets against counts; more for a longer one."""
    return K1 * (1 - B + B * length / average)


FIELD_DAMPING = K1
"""The same for every other field: whether one names two authors or five says nothing."""


def score(count: float, rarity: float, damping: float) -> float:
    """Return the BM25 score of ``count`` finds."""
    return rarity * count * (K1 + 1) / (count + damping)


def boosts(leaf: Leaf) -> tuple[tuple[Leaf, float], ...]:
    """Return what a find in the joint field is also looked up as, and the weight of that score.

    >>> from index.query import Word
    >>> boosts(Word("louvre"))
    ((Word(text='louvre', field='title'), 0.2),)
    """
    weighted = ((name, field.weight) for name, field in FIELDS.items() if field.weight)
    return tuple((replace(leaf, field=name), weight) for name, weight in weighted)
