"""The text as the cleaner works on it, and the way back to offsets in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the source that reads ``becomes`` in the working text.

    ``name`` is the repair's or the rule's; ``kind`` is a cut's class, None for a repair; ``to``
    is the field that a cut feeds.
    """

    start: int
    end: int
    becomes: str
    name: str
    kind: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """A source with edits applied; ``edits`` are sorted and disjoint, in source offsets.

    >>> once = Working.of("a &amp; b").edit([Edit(2, 7, "&", "entity")])
    >>> once.text, once.source_start(2), once.source_end(3)
    ('a & b', 2, 7)
    """

    source: str
    edits: tuple[Edit, ...]
    text: str
    _starts: list[int] = field(repr=False)  # where each edit's text begins in the working text

    @classmethod
    def of(cls, source: str) -> Working:
        """Return the source as it is, with no edit yet."""
        return cls(source, (), source, [])

    def edit(self, edits: Iterable[Edit]) -> Working:
        """Return a working text with more edits, given in offsets of *this* working text.

        They are sorted and disjoint. Those that touch an earlier edit become one with it, a repair
        named for the last of them.
        """
        merged = _merge(list(self.edits), [self._in_source(*group) for group in self._groups(edits)])
        pieces: list[str] = []
        starts: list[int] = []
        length = position = 0
        for edit in merged:
            verbatim = self.source[position : edit.start]
            pieces += (verbatim, edit.becomes)
            starts.append(length + len(verbatim))
            length += len(verbatim) + len(edit.becomes)
            position = edit.end
        pieces.append(self.source[position:])
        return Working(self.source, tuple(merged), "".join(pieces), starts)

    def source_start(self, offset: int) -> int:
        """Return where in the source the character at ``offset`` begins."""
        edit, past = self._locate(offset)
        if edit is None:
            return offset
        return edit.start if past < len(edit.becomes) else edit.end + past - len(edit.becomes)

    def source_end(self, offset: int) -> int:
        """Return where in the source the character before ``offset`` ends."""
        if offset == 0:
            return 0
        edit, past = self._locate(offset - 1)
        if edit is None:
            return offset
        return edit.end if past < len(edit.becomes) else edit.end + past - len(edit.becomes) + 1

    def parted(self, offsets: Iterable[int]) -> Working:
        """Return the same text, edits parted at those offsets that lie within what one made.

        An edit is parted within the letters that it left as they were; else its first part is made
        of all of its source, and the second of nothing.
        """
        parts: dict[int, list[int]] = {}
        for offset in offsets:
            number = bisect_right(self._starts, offset) - 1
            if number >= 0 and 0 < offset - self._starts[number] < len(self.edits[number].becomes):
                parts.setdefault(number, []).append(offset - self._starts[number])
        if not parts:
            return self
        edits: list[Edit] = []
        starts: list[int] = []
        for number, (edit, start) in enumerate(zip(self.edits, self._starts, strict=True)):
            begins = [0, *sorted(set(parts.get(number, ())))]
            places = list(accumulate((self._place_within(edit, begin) for begin in begins), max))
            for begin, end, place, next_place in zip(
                begins, [*begins[1:], len(edit.becomes)], places, [*places[1:], edit.end], strict=True
            ):
                edits.append(replace(edit, start=place, end=next_place, becomes=edit.becomes[begin:end]))
                starts.append(start + begin)
        return Working(self.source, tuple(edits), self.text, starts)

    def _place_within(self, edit: Edit, past: int) -> int:
        """Return where in the source something begins that an edit made."""
        was = self.source[edit.start : edit.end]
        if was[:past] == edit.becomes[:past]:
            return edit.start + past
        left = len(edit.becomes) - past
        return edit.end - left if was.endswith(edit.becomes[past:]) else edit.end

    def _locate(self, offset: int) -> tuple[Edit | None, int]:
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None, 0
        return self.edits[number], offset - self._starts[number]

    def _groups(self, edits: Iterable[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
        """Yield where each edit begins and ends, widened over earlier ones, with those that it then meets."""
        begun, ended, group = 0, 0, list[Edit]()
        for edit in edits:
            start, end = self._widened(edit)
            if group and start < ended:
                ended = max(end, ended)
            else:
                if group:
                    yield begun, ended, group
                begun, ended, group = start, end, []
            group.append(edit)
        if group:
            yield begun, ended, group

    def _widened(self, edit: Edit) -> tuple[int, int]:
        start, end = edit.start, edit.end
        before, past = self._locate(start)
        if before is not None and 0 < past < len(before.becomes):
            start -= past
        after, past = self._locate(end - 1) if end > edit.start else (None, 0)
        if after is not None and past + 1 < len(after.becomes):
            end += len(after.becomes) - past - 1
        return start, end

    def _in_source(self, start: int, end: int, group: list[Edit]) -> Edit:
        """Return as one, in source offsets, the edits within a stretch of the working text."""
        becomes, position = "", start
        for edit in group:
            becomes += self.text[position : edit.start] + edit.becomes
            position = edit.end
        becomes += self.text[position:end]
        last = group[-1]
        whole = (last.start, last.end) == (start, end)
        kind, to = (last.kind, last.to) if whole else (None, None)
        return Edit(self.source_start(start), self.source_end(end), becomes, last.name, kind, to)


def _merge(earlier: list[Edit], later: list[Edit]) -> list[Edit]:
    """Return both, sorted; what a later edit covers of the earlier ones is gone."""
    if not later:
        return earlier
    merged: list[Edit] = []
    position = 0
    for edit in later:
        while position < len(earlier) and earlier[position].end <= edit.start:
            merged.append(earlier[position])
            position += 1
        while position < len(earlier) and earlier[position].start < edit.end:
            position += 1
        merged.append(edit)
    return merged + earlier[position:]
