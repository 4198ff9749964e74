"""Furniture of a pasted layout that stands among the words of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.blocks import LONG_LINE
from archive.working import Edit, Working

_LINE = re.compile(r"[^\n\r]+")
_PIECE = re.compile(r"(?:(?!\s{5})[^\n\r])+")
_EDGE = "|" + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def strip_pipes(working: Working) -> Working:
    r"""Cut the bars at the edges of lines, each a cut of its own.

    >>> strip_pipes(Working.of("| Title\n | a | b |\nLast words. |\n|\n")).text.split("\n")
    ['  Title', ' | a | b |', 'Last words.  ', ' ', '']
    """
    if "|" not in working.text:
        return working
    cuts: list[Edit] = []
    for line in _pieces(working.text):
        if "|" not in line[0] or "|" in line[0].strip(_EDGE):  # bars inside: a row of a real table
            continue
        content = line[0].strip(_EDGE)
        first = line[0].index(content) if content else len(line[0])
        last = first + len(content)
        cuts += (
            Edit(line.start() + bar.start(), line.start() + bar.end(), " ", "table-pipe", "layout")
            for bar in re.finditer(r"\|", line[0])
            if bar.start() < first or bar.start() >= last
        )
    return working.edit(cuts) if cuts else working


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """Yield the lines; a long one in which runs of blanks mark paragraphs, in its paragraphs."""
    for line in _LINE.finditer(text):
        if len(line[0]) > LONG_LINE:
            yield from _PIECE.finditer(text, line.start(), line.end())
        else:
            yield line
