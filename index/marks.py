"""Where what a query asks for stands in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from archive import sentences
from archive.frozen import dataclass
from index.analysis import Token, fold, stem, tokens
from index.likeness import alike
from index.nodes import leaves
from index.query import Cased, Fuzzy, Pattern, Phrase, Prefix, Query, Word
from index.show import show
from index.words import STRETCH, Form, common_beginning, forms

_LEAD = ("title", "body")

_NOT_IN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a query can be seen in a text: stems of words; phrases, prefixes and the like as written."""

    stems: Collection[str] = ()
    phrases: Collection[tuple[str, ...]] = ()
    prefixes: Collection[str] = ()
    likes: Collection[Pattern | Fuzzy] = frozenset()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text, half-open, and the stem, phrase or prefix that it answers."""

    start: int
    end: int
    of: str | tuple[str, ...]


def marks(query: Query, field: str) -> Marks:
    """Return what ``query`` asks to be found in ``field``, or in any.

    What is negated, or asked of another field, is not to be seen there. Of a phrase that may
    have other words in it, each word is.
    """
    stems: set[str] = set()
    phrases: set[tuple[str, ...]] = set()
    prefixes: set[str] = set()
    likes: set[Pattern | Fuzzy] = set()
    for part in leaves(query):
        if part.field not in (None, field) and not (part.field == "lead" and field in _LEAD):
            continue
        match part:
            case Word(text):
                stems.add(stem(text))
            case Phrase(words, _, slop):
                phrases.update(((word,) for word in words) if slop else (words,))
            case Cased(words):
                phrases.add(tuple(map(fold, words)))
            case Prefix(text):
                prefixes.add(text)
            case Pattern() | Fuzzy():
                likes.add(part)
    return Marks(frozenset(stems), frozenset(phrases), frozenset(prefixes), frozenset(likes))


def find(text: str, wanted: Marks) -> list[Mark]:
    """Return every mark in ``text``, sorted by where it starts; they may overlap."""
    if not (wanted.stems or wanted.phrases or wanted.prefixes or wanted.likes):
        return []
    if wanted.phrases or wanted.likes:
        found = _in_all(text, wanted)
    else:
        found = [
            mark
            for offset, stretch in _worth_reading(text, wanted)
            for form in forms(stretch)
            for mark in _of_word(form, offset, wanted)
        ]
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def highlights(text: str, wanted: Marks) -> tuple[tuple[int, int], ...]:
    """Return where ``wanted`` stands in ``text``, sorted and disjoint; a phrase is one stretch."""
    return disjoint((mark.start, mark.end) for mark in find(text, wanted))


def disjoint(stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ``stretches``, sorted by where they start, with those that overlap made one.

    >>> disjoint([(0, 6), (0, 16), (7, 16), (20, 24)])
    ((0, 16), (20, 24))
    """
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _in_all(text: str, wanted: Marks) -> list[Mark]:
    found: list[Mark] = []
    at: dict[int, list[Token]] = {}
    for token in tokens(text):
        at.setdefault(token.position, []).append(token)
        found += _of_word(token, 0, wanted)
        likes = (like for like in wanted.likes if alike(like)(token.text))
        found += (Mark(token.start, token.end, show(like)) for like in likes)
    return [*found, *(mark for phrase in wanted.phrases for mark in _phrase_marks(phrase, at))]


def _of_word(word: Form | Token, offset: int, wanted: Marks) -> Iterator[Mark]:
    """Yield the marks of a word for its stem and its beginning; ``offset`` is where its text begins."""
    start, end = offset + word.start, offset + word.end
    if word.stem in wanted.stems:
        yield Mark(start, end, word.stem)
    yield from (Mark(start, end, f"{prefix}*") for prefix in wanted.prefixes if word.text.startswith(prefix))


def _worth_reading(text: str, wanted: Marks) -> Iterator[tuple[int, str]]:
    """Yield the stretches, with their offsets, in which a word may have a stem or a prefix that is wanted.

    To stem every word of ten articles takes a fresh process longer than all else in a search.
    """
    begins = {_squashed(begin) for begin in (*map(common_beginning, wanted.stems), *wanted.prefixes)}
    for start, end in sentences.spans(text):
        if _may_have(text[start:end], begins):
            for stretch in STRETCH.finditer(text, start, end):
                if _may_have(stretch[0], begins):
                    yield stretch.start(), stretch[0]


def _may_have(text: str, begins: Collection[str]) -> bool:
    squashed = _squashed(fold(text))
    return any(begin in squashed for begin in begins)


def _squashed(folded: str) -> str:
    return _NOT_IN_WORDS.sub("", folded)


def _phrase_marks(phrase: tuple[str, ...], at: dict[int, list[Token]]) -> Iterator[Mark]:
    for position, here in at.items():
        for first in here:
            if first.text != phrase[0]:
                continue
            end = _phrase_end(phrase, position, at, first.end)
            if end is not None:
                yield Mark(first.start, end, phrase)


def _phrase_end(phrase: tuple[str, ...], position: int, at: dict[int, list[Token]], end: int) -> int | None:
    for offset, word in enumerate(phrase[1:], start=1):
        ends = [token.end for token in at.get(position + offset, ()) if token.text == word]
        if not ends:
            return None
        end = max(ends)
    return end
