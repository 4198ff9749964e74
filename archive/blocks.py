"""Working text to blocks: paragraphs joined from wrapped lines, tables kept as they stand."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import NamedTuple

import re2

_COLUMN_GAP = re.compile(r"(?: {2}|\t)[ \t]*")
_GAP = re.compile(r"\s{5,}")
# "report.The", "Austin,”He", "NEWS APPFox": where the breaks between paragraphs may have been lost.
_GLUE = re.compile(
    r"""[.!?,]["”]?(?=["“‘]?[A-Z](?:[A-Za-z]*(?:-[A-Za-z]+)?[ ’':,]|\.[A-Z]\. |(?:ep|en|ov|r|t)\. ))"""
    r"""|[A-Z]{3}(?=[A-Z][a-z]{2})"""
)
_GLUED_AFTER = re.compile(r"""[a-z0-9][a-z0-9%)][.!?]|[a-z][.!?,]["”]|[A-Z][A-Z] [A-Z]{3}""")
_MAYBE_GLUE = re2.compile(r"""[a-z0-9%)][.!?,]["”]?[“‘"(]?[A-Z]|[A-Z]{2} [A-Z]{4}[a-z]{2}""")  # wider
_GLUED_OPENER = re.compile(
    r"""[A-Z0-9][.!?]["”]?(?=(?:The|THE|In|But|Fox News|Reuters|CNN|AP)\b[ ’'])"""
    r"""|[A-Z]{2}[.!?]["”]?(?=[A-Z][a-z]+ )"""
)
_GLUED = 3  # such places in one text; fewer may be slips or names
_SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
_MID_SENTENCE = re.compile(r"[\w,;&–—-]")  # as the last character
_LIST_MARK = re.compile(r"(?:[-•*·▪►]|\(?\d{1,2}[.)])\s")
_CELL = 40  # characters; a longer stretch between gaps is prose
_TABLE_WIDTH = 140  # characters; a longer line is no row of a table
LONG_LINE = 160  # characters; lines wrapped by hand are not longer
_SHORT = 0.6  # of the usual width: a line that ends a sentence and is shorter ends its paragraph


StandingAlone = Callable[[Sequence[str]], Sequence[bool]]


class Block(NamedTuple):
    """A paragraph, crosshead, line of furniture or table.

    ``start`` and ``end`` are offsets into the working text, of the first and after the last
    character that is not white space; ``text`` is what stands between, white space joined
    (a table keeps its lines and columns). ``poured`` is furniture found in a line with prose.
    """

    start: int
    end: int
    text: str
    table: bool = False
    poured: bool = False

    def split(self, offset: int, working: str) -> tuple[Block, Block]:
        """Return what stands before and from ``offset`` (into ``text``) on, in the working text."""
        start = self._offset_in(offset, working)
        end = start
        while end > self.start and working[end - 1].isspace():
            end -= 1
        return (
            Block(self.start, end, self.text[:offset].rstrip(), self.table),
            Block(start, self.end, self.text[offset:].lstrip(), self.table),
        )

    def _offset_in(self, offset: int, working: str) -> int:
        """Return where in the working text the first solid character from ``offset`` on stands."""
        if working.startswith(self.text, self.start):
            return self.start + len(self.text) - len(self.text[offset:].lstrip())
        position = max(self.start, self.end - len(self.text) + offset)  # it stands there or nearby
        left = _solid(self.text[offset:]) - _solid(working[position : self.end])
        while left > 0:
            position -= 1
            left -= not working[position].isspace()
        while left < 0 or (position < self.end and working[position].isspace()):
            left += not working[position].isspace()
            position += 1
        return position


class _Line(NamedTuple):
    start: int
    end: int
    indent: str
    text: str
    cells: bool  # short cells with gaps between: a row, if rows stand around it
    row: bool  # a row of a table for certain: several gaps, or figures


def segment(text: str, standing_alone: StandingAlone) -> list[Block]:
    """Return the blocks of a working text in order; blanks apart they hold all of it.

    An empty line ends a block. Where the lines are wrapped by hand they are joined; where
    they are not, each is a paragraph. ``standing_alone`` tells which of several lines are
    boilerplate by themselves, not to be joined to their neighbours.
    """
    runs = _runs(text)
    wrapped, width = _wrapping(runs)
    joints = _joints(text)
    stretches = [stretch for run in runs for stretch in _stretches(run)]
    prose = [line for tabular, lines in stretches if wrapped and not tabular for line in lines]
    alone = iter(standing_alone([_space_joined(line.text) for line in prose]))
    blocks: list[Block] = []
    for tabular, lines in stretches:
        if tabular:
            blocks.append(_table(text, lines))
        elif wrapped:
            blocks += _joined(lines, width, [*islice(alone, len(lines))])
        else:
            for line in lines:
                blocks += _split(text, line, joints)
    return blocks


def _runs(text: str) -> list[list[_Line]]:
    """Return the lines, apart where an empty one stands between."""
    runs: list[list[_Line]] = [[]]
    end = 0
    for line in text.splitlines(keepends=True):
        begin, end = end, end + len(line)
        content = line.strip()
        if content:
            start = begin + (line.index(content[0]) if line[0] != content[0] else 0)
            cells = _cells(content) if "  " in content or "\t" in content else []
            row = len(cells) > 2 or any(character.isdigit() for cell in cells[1:] for character in cell)
            runs[-1].append(_Line(start, start + len(content), text[begin:start], content, bool(cells), row))
        elif runs[-1]:
            runs.append([])
    return runs if runs[-1] else runs[:-1]


def _cells(line: str) -> list[str]:
    """Return the cells of a line with gaps in it, none where it has no gap or one is prose."""
    if len(line) > _TABLE_WIDTH:
        return []
    cells = _COLUMN_GAP.split(line)
    return cells if len(cells) > 1 and all(len(cell) <= _CELL for cell in cells) else []


def _stretches(run: list[_Line]) -> Iterator[tuple[bool, list[_Line]]]:
    """Yield tables (two rows or more, their heads with them) and the prose between them."""
    if not any(line.cells for line in run):
        yield False, run
        return
    prose: list[_Line] = []
    for cells, group in groupby(run, key=lambda line: line.cells):
        lines = list(group)
        if cells and sum(line.row for line in lines) > 1:
            if prose:
                yield False, prose
                prose = []
            yield True, lines
        else:
            prose += lines
    if prose:
        yield False, prose


def _wrapping(runs: list[list[_Line]]) -> tuple[bool, int]:
    """Tell whether lines are wrapped by hand, and the width they are wrapped at."""
    pairs = [pair for run in runs for pair in pairwise(run) if not (pair[0].cells and pair[1].cells)]
    if not pairs:
        return False, 0
    widths = sorted(len(before.text) for before, _ in pairs)
    width = widths[len(widths) * 9 // 10]
    broken = sum(
        1 for before, after in pairs if after.text[0].islower() and _MID_SENTENCE.match(before.text[-1])
    )
    return broken >= 2 and broken * 4 >= len(pairs) and width <= LONG_LINE, width


def _joined(lines: list[_Line], width: int, alone: Sequence[bool]) -> Iterator[Block]:
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and not (
            alone[number - 1] or alone[number] or _breaks(lines[number - 1], lines[number], width)
        ):
            continue
        part = lines[first:number]
        yield Block(part[0].start, part[-1].end, _join([line.text for line in part]))
        first = number


def _breaks(before: _Line, after: _Line, width: int) -> bool:
    """Tell whether a new paragraph begins between two wrapped lines."""
    if _LIST_MARK.match(after.text):
        return True
    if not _SENTENCE_END.search(before.text):
        return False
    return before.indent != after.indent or len(before.text) < width * _SHORT


def _join(lines: list[str]) -> str:
    """Return wrapped lines as one; a word broken at its hyphen is closed again."""
    text = lines[0]
    for line in lines[1:]:
        closes = len(text) > 1 and text[-1] == "-" and text[-2].isalpha() and line[:1].islower()
        text += line if closes else f" {line}"
    return _space_joined(text)


def _joints(text: str) -> list[int]:
    """Return where paragraphs stick together, in a text in which that is no slip."""
    if len(_MAYBE_GLUE.findall(text)) < _GLUED:
        return []
    ends = [match.end() for match in _GLUE.finditer(text)]
    joints = [end for end in ends if any(_GLUED_AFTER.fullmatch(text, end - width, end) for width in (3, 6))]
    if len(joints) < _GLUED:
        return []
    # Where breaks are known to be lost, "platform X.The" and "in the U.S.The" are no names either.
    return sorted({*joints, *(match.end() for match in _GLUED_OPENER.finditer(text))})


def _split(text: str, line: _Line, joints: list[int]) -> Iterator[Block]:
    """Yield the paragraphs of one unwrapped line: runs of blanks in a long one mark new ones.

    So do the joints of a text whose line breaks were lost.
    """
    marks: list[tuple[int, int]] = []
    even = _is_even(line.text)
    if len(line.text) > LONG_LINE:
        if joints:
            marks += (
                (joint, joint) for joint in joints[bisect(joints, line.start) : bisect(joints, line.end - 1)]
            )
        if not even:
            marks = sorted(marks + [match.span() for match in _GAP.finditer(text, line.start, line.end)])
    if not marks:
        yield Block(line.start, line.end, line.text if even else _space_joined(line.text))
        return
    start = line.start
    for end, next_start in [*marks, (line.end, line.end)]:
        if start < end:
            yield Block(start, end, _space_joined(text[start:end]))
        start = next_start


def _table(text: str, lines: list[_Line]) -> Block:
    rows = "\n".join((line.indent + line.text).expandtabs(8) for line in lines)
    return Block(lines[0].start, lines[-1].end, rows, table=True)


def _solid(text: str) -> int:
    return len("".join(text.split()))


def _space_joined(text: str) -> str:
    return text.strip() if _is_even(text) else " ".join(text.split())


def _is_even(text: str) -> bool:
    """Tell whether there is no white space but single blanks: most text."""
    return "  " not in text and text.isprintable()
