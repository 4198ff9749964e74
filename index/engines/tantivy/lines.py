"""A text to lines of words with a space between: what tantivy is handed, in place of text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from index.analysis import tokens
from index.places import STRETCH_ENDED
from index.words import STRETCH, forms, only_word, stem

_MOST = 1 << 17  # stretches remembered


class Line(NamedTuple):
    """The words of a text in order, its joined forms, the stems of both, and how many these are."""

    words: str
    joined: str
    stems: str
    length: int


_NONE = Line("", "", "", 0)


class Lines(dict[str, Line]):
    """Makes lines of texts, and remembers those of stretches.

    >>> Lines().line("The anti-coup man")
    Line(words='the anti coup man', joined='anticoup', stems='the anti anticoup coup man', length=5)
    """

    def line(self, text: str) -> Line:
        """Return the line of a text; its words have the positions of ``analysis.tokens``."""
        if len(self) > _MOST:
            self.clear()
        if STRETCH_ENDED.search(text):
            return _line((token.text, token.stem, token.position) for token in tokens(text))
        # Of a stretch without a word, a second space stands between two others; it means nothing.
        words, joined, stems, lengths = zip(_NONE, *map(self.__getitem__, STRETCH.findall(text)), strict=True)
        return Line(" ".join(words[1:]), " ".join(filter(None, joined)), " ".join(stems[1:]), sum(lengths))

    def __missing__(self, stretch: str) -> Line:
        word = only_word(stretch)
        found = self[stretch] = (
            Line(word, "", stem(word), 1)
            if word
            else _line((form.text, form.stem, form.step) for form in forms(stretch))
        )
        return found


def _line(found: Iterable[tuple[str, str, int]]) -> Line:
    words: list[str] = []
    joined: list[str] = []
    stems: list[str] = []
    before = -1
    for word, stemmed, position in found:
        (joined if position == before else words).append(word)
        stems.append(stemmed)
        before = position
    return Line(" ".join(words), " ".join(joined), " ".join(stems), len(stems))
