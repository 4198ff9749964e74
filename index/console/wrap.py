"""Text to lines of a width, counted in the cells of a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# A word, or one character of a script that is written without blanks, and what closes after it.
_FIRST_HAN = "\u2e80"
_HAN_AND_KANA = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
_CLOSING = "、。，．！？：；）］｝」』】〉》〕…”’"
_WORD = re.compile("\\S+")


def pieces(text: str) -> re.Pattern[str]:
    """Return what matches the stretches of a text between which a line may break.

    >>> pieces("in Caracas").findall("in Caracas"), pieces("委内。").findall("委内。")
    (['in', 'Caracas'], ['委', '内。'])
    """
    return _WORD if max(text, default="") < _FIRST_HAN else _wide()


def cells(text: str) -> int:
    r"""Return how many cells ``text`` takes: two for a wide character, none for an accent alone.

    >>> cells("Guaidó"), cells("委内瑞拉"), cells("o\N{COMBINING ACUTE ACCENT}")
    (6, 8, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return where the lines of ``text`` stand, half-open, none wider than ``width`` cells.

    Lines break at blanks, or between Chinese and Japanese characters; a word wider than a
    line is broken within.

    >>> text = "Russia acknowledged Thursday that it has military personnel"
    >>> [text[start:end] for start, end in wrap(text, 24)]
    ['Russia acknowledged', 'Thursday that it has', 'military personnel']
    """
    lines: list[tuple[int, int]] = []
    first, last, used = 0, 0, 0
    for start, end in _pieces(text, width):
        needed = cells(text[last:start]) + cells(text[start:end])
        if last > first and used + needed <= width:
            used += needed
        else:
            if last > first:
                lines.append((first, last))
            first, used = start, cells(text[start:end])
        last = end
    return [*lines, (first, last)] if last > first else lines


def _cells_of(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{_HAN_AND_KANA}][{_CLOSING}]*|[^\\s{_HAN_AND_KANA}]+")


def _pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    for match in pieces(text).finditer(text):
        start, used = match.start(), 0
        if cells(match[0]) > width:
            for offset in range(match.start(), match.end()):
                wide = _cells_of(text[offset])
                if used + wide > width and offset > start:
                    yield start, offset
                    start, used = offset, 0
                used += wide
        yield start, match.end()
