"""Texts to where each word stands in them: what an index of words holds of ``analysis.tokens``."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive import sentences
from index.analysis import GAP, paragraphs, tokens
from index.words import STRETCH, forms, only_word

# The one way in which a sentence can end within a stretch; analysis.tokens then begins another there.
STRETCH_ENDED = re.compile("\\.['’]*‘")


@dataclass(frozen=True, slots=True)
class Begins:
    """Where sentences and paragraphs begin."""

    sentences: array[int]
    paragraphs: array[int]


class Places:
    """Words as written, each with its positions in the order in which texts were added.

    >>> places = Places()
    >>> places.add(["The anti-coup man", "a coup"], 10)
    (7, 216)
    >>> {word: list(found) for word, found in places.of.items() if "coup" in word}
    {'anticoup': [11], 'coup': [12, 115]}
    """

    def __init__(self) -> None:
        self.of: dict[str, array[int]] = {}
        self._single: dict[str, Callable[[int], None]] = {}

    def add(self, texts: Iterable[str], start: int, begins: Begins | None = None) -> tuple[int, int]:
        """Take the texts of a field; return how many tokens they have, and the next position.

        Where sentences and paragraphs begin is added to ``begins``, if it is wanted.

        The positions are those of ``analysis.text_tokens``, counted from ``start``; the next is
        ``GAP`` behind the last of them, or ``start`` if there is none.
        """
        position, count = start, 0
        for text in texts:
            if begins is None:
                following, shared = self._add_text(text, position)
            else:
                following, shared = self._add_units(text, position, begins)
            if following > position:
                count += following - position + shared
                position = following + GAP
        return count, position

    def _add_text(self, text: str, position: int) -> tuple[int, int]:
        """Return the next position, and how many words share theirs with the one before."""
        if STRETCH_ENDED.search(text):
            return self._add_tokens(text, position)
        return self._add_stretches(STRETCH.findall(text), position)

    def _add_units(self, text: str, position: int, begins: Begins) -> tuple[int, int]:
        """Do the same sentence by sentence."""
        shared = 0
        for offset, block in paragraphs(text):
            first_of_paragraph = position
            for begin, stop in sentences.spans(block):
                first_of_sentence = position
                found = STRETCH.findall(text, offset + begin, offset + stop)
                position, more = self._add_stretches(found, position)
                shared += more
                if position > first_of_sentence:
                    begins.sentences.append(first_of_sentence)
            if position > first_of_paragraph:
                begins.paragraphs.append(first_of_paragraph)
        return position, shared

    def add_labels(self, labels: Iterable[str], start: int) -> int:
        """Take labels, each as one word; return the next position."""
        for label in labels:
            self._append(label)(start)
            start += 1 + GAP
        return start

    def _add_stretches(self, stretches: Sequence[str], position: int) -> tuple[int, int]:
        shared = 0
        for stretch, append in zip(stretches, map(self._single.get, stretches), strict=True):
            if append is not None:
                append(position)
                position += 1
            else:
                steps, words = self._add_stretch(stretch, position)
                position += steps
                shared += words - steps
        return position, shared

    def _add_stretch(self, stretch: str, position: int) -> tuple[int, int]:
        """Return how many positions and how many words the stretch has."""
        if word := only_word(stretch):
            append = self._single[stretch] = self._append(word)
            append(position)
            return 1, 1
        found = tuple(forms(stretch))
        for form in found:
            self._append(form.text)(position + form.step)
        if len(found) == 1:
            self._single[stretch] = self._append(found[0].text)
        return (found[-1].step + 1 if found else 0), len(found)

    def _add_tokens(self, text: str, position: int) -> tuple[int, int]:
        following, count = position, 0
        for token in tokens(text, position=position):
            self._append(token.text)(token.position)
            following, count = token.position + 1, count + 1
        return following, count - (following - position)

    def _append(self, word: str) -> Callable[[int], None]:
        if word not in self.of:
            self.of[word] = array("I")
        return self.of[word].append
