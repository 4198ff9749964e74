"""The best stretch of a text for a query, for every engine alike."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from archive import sentences
from archive.article import Article
from archive.frozen import dataclass
from index.analysis import LONGEST, searchable
from index.console.wrap import pieces
from index.marks import Mark, Marks, disjoint, find, marks
from index.query import Query

_ELLIPSIS = "…"
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*|\Z")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text on one line; ``highlights`` are half-open, in code points into it."""

    text: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """``begins`` and ``ends`` say whether it does so with a sentence."""

    line: str
    start: int
    end: int
    begins: bool
    ends: bool
    marks: tuple[Mark, ...]

    @property
    def distinct(self) -> int:
        return len({mark.of for mark in self.marks})


def snippet(text: str, wanted: Marks, *, width: int = 160) -> Snippet:
    """Return the stretch of ``text`` with most of ``wanted`` in it; the opening if none occurs.

    ``width`` counts characters, ellipses included. The stretch begins with a sentence where
    that shows as much, else with a word; words are never broken, but where one alone is wider.
    An ellipsis stands where it begins or ends within a sentence.

    >>> snippet("He left. Few shops in Caracas, the capital, were open.", Marks({"caraca"}), width=30)
    Snippet(text='Few shops in Caracas, the …', highlights=((13, 20),))
    """
    return _cut(_best(text, wanted, width))


def article_snippet(article: Article, query: Query, *, width: int = 160) -> Snippet:
    """Return the best stretch of an article's text; of its title only where it has no other.

    The body comes before captions and the like unless they hold more of what was asked for.
    """
    parts = [(part, text) for part, text in searchable(article) if text.strip()]
    parts = [(part, text) for part, text in parts if part != "title"] or parts
    found = [_best(text, marks(query, part), width) for part, text in parts]
    return _cut(max(found, key=lambda stretch: stretch.distinct)) if found else Snippet("")


def _best(text: str, wanted: Marks, width: int) -> _Stretch:
    flat = _Flat(text)
    found = [Mark(flat.at(mark.start), flat.at(mark.end - 1) + 1, mark.of) for mark in find(text, wanted)]
    best = flat.stretch(0, width, found)
    asked = len({mark.of for mark in found})
    rank = (best.distinct, best.begins, len(best.marks))
    for start in flat.starts(found, width):
        if rank[:2] == (asked, True):
            break
        stretch = flat.stretch(start, width, found)
        if (stretch.distinct, stretch.begins, len(stretch.marks)) > rank:
            best, rank = stretch, (stretch.distinct, stretch.begins, len(stretch.marks))
    return best


class _Flat:
    """A text with its white space collapsed to single blanks, and where its sentences stand."""

    def __init__(self, text: str) -> None:
        words = list(re.finditer(r"\S+", text))
        self.line = " ".join(word[0] for word in words)
        self._pieces = pieces(self.line)
        self._before = [word.start() for word in words]
        self._after = [0] * len(words)
        for index, word in enumerate(words[:-1]):
            self._after[index + 1] = self._after[index] + len(word[0]) + 1
        self._begins: list[int] = []
        self._ends: set[int] = set()
        paragraph = 0
        for gap in _PARAGRAPH_END.finditer(text):
            for start, end in sentences.spans(text[paragraph : gap.start()]):
                self._begins.append(self.at(paragraph + start))
                self._ends.add(self.at(paragraph + end - 1) + 1)
            paragraph = gap.end()

    def at(self, offset: int) -> int:
        """Return where the character at ``offset`` of the text, no white space, stands in the line."""
        index = bisect_right(self._before, offset) - 1
        return self._after[index] + offset - self._before[index]

    def starts(self, found: list[Mark], width: int) -> Iterator[int]:
        """Yield where a stretch may start to show each mark: its sentence, some words before, itself."""
        for mark in found:
            sentence = self._begins[bisect_right(self._begins, mark.start) - 1]
            if mark.end - sentence <= width:
                yield sentence
            yield max(sentence, self._word_at(mark.start - width // 4))
            yield self._word_at(mark.start)

    def stretch(self, start: int, width: int, found: list[Mark]) -> _Stretch:
        """Return what of the line from ``start`` on fits into ``width``, with the marks in it."""
        at = bisect_left(self._begins, start)
        begins = start == 0 or self._begins[at : at + 1] == [start]
        end = self._end(start, width if begins else width - 2)
        first = bisect_left(found, start, key=lambda mark: mark.start)
        last = bisect_left(found, end, key=lambda mark: mark.start)
        inside = tuple(mark for mark in found[first:last] if mark.end <= end)
        ends = end == len(self.line) or end in self._ends
        return _Stretch(self.line, start, end, begins, ends, inside)

    def _end(self, start: int, room: int) -> int:
        edge = start + room
        if edge >= len(self.line):
            return len(self.line)
        best = start
        for piece in self._pieces.finditer(self.line, start, edge + 1):
            if piece.end() <= edge - 2 or (piece.end() <= edge and piece.end() in self._ends):
                best = piece.end()
        return best if best > start else max(edge - 2, start + 1)

    def _word_at(self, offset: int) -> int:
        offset = max(offset, 0)
        floor = max(self.line.rfind(" ", 0, offset) + 1, offset - LONGEST)
        return next(
            piece.start() for piece in self._pieces.finditer(self.line, floor) if piece.end() > offset
        )


def _cut(stretch: _Stretch) -> Snippet:
    lead = "" if stretch.begins else f"{_ELLIPSIS} "
    tail = "" if stretch.ends else f" {_ELLIPSIS}"
    shift = len(lead) - stretch.start
    marked = disjoint((mark.start + shift, mark.end + shift) for mark in stretch.marks)
    return Snippet(lead + stretch.line[stretch.start : stretch.end] + tail, marked)
