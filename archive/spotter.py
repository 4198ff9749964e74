"""Which of many signs texts bear, found in one pass over all of them (Aho and Corasick 1975)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from archive.signs import Word, plain

_ENOUGH = 12  # characters of a word that opens a text: those of longer ones would outgrow the cache
_SOLID = re.compile(r"[^\W_]")
_GROWS = "İ"  # the one letter that is longer in lower case


class Spotter:
    """Signs, each a set of words of which a text bears one; they are known by their number.

    What has no sign is passed over. Words are looked for in lower case, those that open a text
    only where it begins; as they are written they are compared where they are found.
    """

    def __init__(self, signs: Sequence[frozenset[Word] | None]) -> None:
        opening: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        within: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, words in enumerate(signs):
            for text, opens, free in map(plain, words or ()):
                word = text[:_ENOUGH] if opens else text
                (opening if opens else within)[word.lower()]["" if free else word].add(number)
        self._opening, self._within = _Words(opening), _Words(within)

    def seen_in(self, texts: Sequence[str]) -> list[set[int]]:
        """Return for each text the numbers of the signs that it bears."""
        found = self._seen_first(texts)
        ends = [*accumulate(len(text) + 1 for text in texts)]
        number = 0
        for start, signs in self._within.found_in("\n".join(texts)):
            while start >= ends[number]:
                number += 1
            found[number] |= signs
        return found

    def seen_behind(self, text: str, starts: Sequence[int]) -> list[set[int]]:
        """Return for each place in a text, in order, the signs that what stands there and behind it bears."""
        found = self._seen_first([text[start:] for start in starts])
        first = starts[0] if starts else len(text)
        for begin, signs in self._within.found_in(text[first:]):
            for number in range(bisect_right(starts, first + begin)):
                found[number] |= signs
        return found

    def _seen_first(self, texts: Sequence[str]) -> list[set[int]]:
        """Return for each text the numbers of the signs with which it begins."""
        found: list[set[int]] = [set() for _ in texts]
        firsts = [0 if text[:1].isalnum() else _first_solid(text) for text in texts]
        heads = [text[: first + _ENOUGH] for text, first in zip(texts, firsts, strict=True)]
        ends = [*accumulate(len(head) + 1 for head in heads)]
        number = 0
        for start, signs in self._opening.found_in("\n".join(heads)):
            while start >= ends[number]:
                number += 1
            if start - (ends[number] - len(heads[number]) - 1) <= firsts[number]:
                found[number] |= signs
        return found


class _Words:
    """Words in lower case, each with the numbers of its signs by how they write it, "" if in any case."""

    def __init__(self, words: Mapping[str, Mapping[str, set[int]]]) -> None:
        self._signs = [
            (forms.get("", set()), {form: signs for form, signs in forms.items() if form})
            for forms in words.values()
        ]
        self._automaton = AhoCorasick([*words], store_patterns=False)

    def found_in(self, text: str) -> Iterator[tuple[int, set[int]]]:
        """Yield where words begin, in the order of their ends, and the signs that each is of."""
        lower = text.lower() if text.isascii() else text.replace(_GROWS, "I").lower()
        for word, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            in_any_case, as_written = self._signs[word]
            if in_any_case:
                yield start, in_any_case
            if as_written and (signs := as_written.get(text[start:end])):
                yield start, signs


def _first_solid(text: str) -> int:
    solid = _SOLID.search(text)
    return solid.start() if solid else len(text)
