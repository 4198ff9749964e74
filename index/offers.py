"""What is offered beside the hits: near spellings, and what may have been published then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.frozen import dataclass
from index.budget import Budget
from index.engine import Engine
from index.likeness import slips
from index.nodes import leaves
from index.query import And, Boost, Days, Fuzzy, Or, Phrase, Query, Word
from index.stop_words import STOP_WORDS
from index.words import stem

FEW = 2
"""Articles: where a word brings no more, near spellings of it are offered."""
_SHORTEST = 4  # letters of a word that has near spellings
_LONG = 8  # letters of one in which two slips are looked for
_MOST_WORDS = 5
_MOST_SPELLINGS = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word that the archive has, much like ``word``, which ``known`` says whether it has, too."""

    word: str
    spelling: str
    articles: int
    known: bool


def spellings(query: Query, engine: Engine, budget: Budget) -> tuple[Spelling, ...]:
    """Return near spellings of the words of ``query`` that bring little, the nearest first."""
    asked = (_word(leaf) for leaf in leaves(query))
    words = dict.fromkeys(word for word in asked if word and word.text not in STOP_WORDS)
    found: list[Spelling] = []
    for word in list(words)[:_MOST_WORDS]:
        articles = engine.search(word, limit=0, budget=budget).total
        if articles <= FEW:
            found += _near(word, articles > 0, engine, budget)
    return tuple(found)


def loosened(query: Query) -> Query | None:
    """Return ``query`` with what may have been published on its days; None if it is not of days.

    >>> loosened(And((Word("oil"), Days("2019-03-01", None))))
    And(parts=(Word(text='oil', field=None), Days(first='2019-03-01', last=None, perhaps=True)))
    """
    loose = _loose(query)
    return None if loose == query else loose


def _loose(query: Query) -> Query:
    match query:
        case Days():
            return replace(query, perhaps=True)
        case And(parts):
            return And(tuple(map(_loose, parts)))
        case Or(parts):
            return Or(tuple(map(_loose, parts)))
        case Boost(part, factor):
            return Boost(_loose(part), factor)
        case _:
            return query


def _word(leaf: Query) -> Word | None:
    match leaf:
        case Word(text, field) | Phrase((text,), field) if len(text) >= _SHORTEST and text.isalpha():
            return Word(text, field)
        case _:
            return None


def _near(word: Word, known: bool, engine: Engine, budget: Budget) -> Iterator[Spelling]:
    distance = 1 if len(word.text) < _LONG else 2
    others = engine.spellings(Fuzzy(word.text, distance, word.field), budget)
    nearest = sorted(
        (slips(word.text, other, distance), -articles, other)
        for other, articles in others.items()
        if stem(other) != stem(word.text)
    )
    for _, articles, other in nearest[:_MOST_SPELLINGS]:
        yield Spelling(word.text, other, -articles, known)
