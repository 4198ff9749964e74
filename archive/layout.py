"""Furniture of a pasted layout that stands among the words of a line."""

from __future__ import annotations

import re

from archive.working import Edit, Working

_LINE = re.compile(r"[^\n\r]+")
_EDGE = " \t\xa0|"


def strip_pipes(working: Working) -> Working:
    """Cut the bars at the edges of lines, each a cut of its own.

    >>> strip_pipes(Working.of("| Title\\n | a | b |\\nLast words. |\\n|\\n")).text.split("\\n")
    ['  Title', ' | a | b |', 'Last words.  ', ' ', '']
    """
    if "|" not in working.text:
        return working
    cuts: list[Edit] = []
    for line in _LINE.finditer(working.text):
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
