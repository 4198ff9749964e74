"""Texts to where each word stands in them: what an index of words holds of ``analysis.tokens``."""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive import sentences
from archive.frozen import dataclass
from index.analysis import GAP, paragraphs
from index.words import LONGEST, STRETCH, only_word, spelled

# The one way in which a sentence can end within a stretch; analysis.tokens then begins another there.
STRETCH_ENDED = re.compile("\\.['’]*‘")
_WITHIN = "'`.,&-"  # may stand within a stretch; of ASCII, nothing else that is no letter or digit
# UTF-8 to itself, of ASCII capitals made small, and what stands between stretches made blank.
_PLAIN = bytes(
    code if code >= 0x80 or (one := chr(code)).isalnum() or one.isspace() or one in _WITHIN else ord(" ")
    for code in bytes(range(0x100)).lower()
)
_FEW = 4  # words; of more, like a line of Chinese, the same will hardly come again
_consume = deque[None](maxlen=0).extend
_append = array.append


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
        self.of: dict[str, array[int]] = _Positions()
        self._pieces = _Pieces(self.of)
        self._joined = 0
        """Words that share their position with the one before."""

    def add(self, texts: Iterable[str], start: int, begins: Begins | None = None) -> tuple[int, int]:
        """Take the texts of a field; return how many tokens they have, and the next position.

        Where sentences and paragraphs begin is added to ``begins``, if it is wanted.

        The positions are those of ``analysis.text_tokens``, counted from ``start``; the next is
        ``GAP`` behind the last of them, or ``start`` if there is none.
        """
        position, count, joined = start, 0, self._joined
        for text in texts:
            following = self._add_text(text, position, begins)
            if following > position:
                count += following - position
                position = following + GAP
        return count + self._joined - joined, position

    def _add_text(self, text: str, position: int, begins: Begins | None) -> int:
        """Return the next position."""
        plain = text.encode("utf-8", "surrogatepass").translate(_PLAIN).decode("utf-8", "surrogatepass")
        if begins is None:
            if "‘" not in text or not STRETCH_ENDED.search(text):
                return self._add_pieces(plain.split(), position)
            begins = Begins(array("I"), array("I"))
        for offset, block in paragraphs(text):
            first_of_paragraph = position
            for begin, stop in sentences.spans(block):
                first_of_sentence = position
                position = self._add_pieces(plain[offset + begin : offset + stop].split(), position)
                if position > first_of_sentence:
                    begins.sentences.append(first_of_sentence)
            if position > first_of_paragraph:
                begins.paragraphs.append(first_of_paragraph)
        return position

    def add_labels(self, labels: Iterable[str], start: int) -> int:
        """Take labels, each as one word; return the next position."""
        for label in labels:
            self.of[label].append(start)
            start += 1 + GAP
        return start

    def _add_pieces(self, pieces: Sequence[str], position: int) -> int:
        found = list(map(self._pieces.__getitem__, pieces))
        if self._pieces.others:
            return self._add_others(pieces, found, position)
        end = position + len(found)
        _consume(map(_append, found, range(position, end)))
        return end

    def _add_others(self, pieces: Sequence[str], found: Sequence[array[int]], position: int) -> int:
        """Do the same where some pieces are not one word."""
        done = 0
        for piece, parted in self._pieces.others:
            at = pieces.index(piece, done)
            end = position + at - done
            _consume(map(_append, found[done:at], range(position, end)))
            for positions, step in parted.words:
                positions.append(end + step)
            self._joined += len(parted.words) - parted.steps
            position = end + parted.steps
            done = at + 1
        self._pieces.others.clear()
        end = position + len(pieces) - done
        _consume(map(_append, found[done:], range(position, end)))
        return end


class _Positions(dict[str, "array[int]"]):
    """The positions of every word."""

    def __missing__(self, word: str) -> array[int]:
        positions = self[word] = array("I")
        return positions


class _Parted(NamedTuple):
    """The positions of each word of a piece, with its step from the beginning; and all its steps."""

    words: tuple[tuple[array[int], int], ...]
    steps: int


class _Pieces(dict[str, "array[int]"]):
    """A piece of text, as blanks part it, to the positions of the one word that it is.

    For what is not one word there is an array that nobody reads; in ``others`` are the pieces for
    which it was given, and what they are.
    """

    def __init__(self, of: dict[str, array[int]]) -> None:
        super().__init__()
        self._of = of
        self._parted: dict[str, _Parted] = {}
        self.others: list[tuple[str, _Parted]] = []

    def __missing__(self, piece: str) -> array[int]:
        parted = self._parted.get(piece)
        if parted is None:
            if word := only_word(piece):
                positions = self[piece] = self._of[word if word != piece else piece]  # one string of the two
                return positions
            parted = self._part(piece)
            if len(piece) <= LONGEST and len(parted.words) == 1:
                positions = self[piece] = parted.words[0][0]
                return positions
            if len(piece) <= LONGEST and len(parted.words) <= _FEW:
                self._parted[piece] = parted
        self.others.append((piece, parted))
        return _NOWHERE

    def _part(self, piece: str) -> _Parted:
        words: list[tuple[array[int], int]] = []
        steps = 0
        for stretch in STRETCH.findall(piece):
            step = -1
            for word, step, _, _ in spelled(stretch):
                words.append((self._of[word], steps + step))
            steps += step + 1
        return _Parted(tuple(words), steps)


_NOWHERE = array("I")
