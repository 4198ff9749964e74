"""Which of many signs a text bears, found in one pass over it (Aho and Corasick 1975)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from archive.signs import OPENING, Word

_FREE = "(?i:"
_SOLID = re.compile(r"[^\W_]")


class Spotter:
    """Signs, each a set of words of which a text bears one; they are known by their number."""

    def __init__(self, signs: Sequence[frozenset[Word]]) -> None:
        as_written: dict[tuple[str, bool], list[int]] = {}
        in_any_case: dict[tuple[str, bool], list[int]] = {}
        for number, words in enumerate(signs):
            for text, opening, free in _shortest(map(_plain, words)):
                (in_any_case if free else as_written).setdefault((text, opening), []).append(number)
        self._as_written = _Words(as_written)
        self._in_any_case = _Words(in_any_case)

    def seen(self, text: str) -> set[int]:
        """Return the numbers of the signs that a text bears."""
        return self._as_written.seen(text) | self._in_any_case.seen(text.lower())


class _Words:
    """Words, each with the numbers of its signs; some count only where marks alone stand before them."""

    def __init__(self, words: dict[tuple[str, bool], list[int]]) -> None:
        self._signs = [(opening, tuple(numbers)) for (_, opening), numbers in words.items()]
        self._automaton = AhoCorasick([text for text, _ in words], store_patterns=False)

    def seen(self, text: str) -> set[int]:
        found: set[int] = set()
        first = -1
        for number, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            opening, signs = self._signs[number]
            if opening:
                if first < 0:
                    solid = _SOLID.search(text)
                    first = solid.start() if solid else len(text)
                if start > first:
                    continue
            found.update(signs)
        return found


def _plain(word: Word) -> tuple[str, bool, bool]:
    """Return a word's letters, whether it opens a text, and whether its case is free."""
    opening = word[0] == OPENING
    letters = word[1:] if opening else word
    free = any(letter.startswith(_FREE) for letter in letters)
    plain = "".join(letter[len(_FREE)] if letter.startswith(_FREE) else letter[-1] for letter in letters)
    return plain.lower() if free else plain, opening, free


def _shortest(words: Iterable[tuple[str, bool, bool]]) -> list[tuple[str, bool, bool]]:
    """Return the words without those that begin with another one of their kind."""
    kept: list[tuple[str, bool, bool]] = []
    for word in sorted(words, key=lambda word: (word[1:], word[0])):
        if not kept or kept[-1][1:] != word[1:] or not word[0].startswith(kept[-1][0]):
            kept.append(word)
    return kept
