"""Tables, CSV and TSV: a row a document, its raw bytes the header and the row."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from archive.article import Document, Origin
from archive.decoding import decode
from archive.errors import RefusedError
from archive.json_stream import MOST_BYTES, MOST_EMPTY
from archive.opening import Dump
from archive.record_formats import columns
from archive.records import Composed, document, note
from archive.refused import Refused

_MOST_REFED = 4 * MOST_BYTES
_STRUCTURE = "latin-1"  # a character a byte; delimiters and quotes are ASCII in every encoding taken


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document a row; raises ``RefusedError`` for a row that has no end."""
    is_noted = False
    number = -1
    rows = _Rows(dump.stream, dump.mapped)
    for number, cells in enumerate(rows):
        origin = replace(dump.origin, document=number, byte_offset=rows.byte_offset)
        try:
            if isinstance(cells, str):
                raise RefusedError(cells)
            made, composed = _document(rows, cells, rows.header + rows.raw, origin, dump.mapped)
        except RefusedError as error:
            yield Refused(origin, str(error), f"the row at line {rows.line}")
            continue
        if not is_noted:
            dump.notes.append(note(composed))
            is_noted = True
        yield made
    if rows.ends:
        raise RefusedError(f"was read no further: {rows.ends}")
    if number < 0:
        raise RefusedError("is a table without rows; there is nothing to read")


def restore(raw: bytes, origin: Origin, mapped: Mapping[str, str]) -> Document:
    """Return the document that a header and a row were read to; raises ``RefusedError``."""
    rows = _Rows(io.BytesIO(raw), mapped)
    cells = next(iter(rows), "has no row under its header")
    if isinstance(cells, str):
        raise RefusedError(cells)
    return _document(rows, cells, raw, origin, mapped)[0]


class _Rows:
    """The rows of a table, cells by column: what is wrong with one that is none. One row in memory.

    ``header`` has the header's bytes with their end; ``raw``, ``line`` and ``byte_offset`` are
    of the row last given, and ``ends`` says why there are no more where there should be.
    """

    def __init__(self, stream: BinaryIO, mapped: Mapping[str, str]) -> None:
        csv.field_size_limit(MOST_BYTES)
        self.header = self.raw = b""
        self.line = 1
        self.byte_offset = 0
        self.ends: str | None = None
        self._stream = stream
        self._mapped = mapped
        self._taken: list[bytes] = []
        self._size = 0  # bytes of the lines taken
        self._position = 0
        self._lines = 0
        self._again: deque[bytes] = deque()  # lines that are to be read once more
        self._refed = 0  # bytes

    def __iter__(self) -> Iterator[Mapping[str, str] | str]:
        first = self._next_line()
        found = columns(first, self._mapped)
        if found is None:
            return
        reader = csv.reader(self._text(first), delimiter=found[1])
        try:
            names = [_decoded(name).strip() for name in next(reader)]
        except csv.Error as error:
            self.ends = f"its header is none of a table ({error})"
            return
        self.header = b"".join(self._taken)
        empty = 0
        while True:
            self._taken, self._size = [], 0
            self.line, self.byte_offset = self._lines + 1, self._position
            try:
                cells = next(reader, None)
            except csv.Error as error:
                if self.ends:
                    return
                yield f"is no row of a table ({error})"
                continue
            if cells is None:
                return
            self.raw = b"".join(self._taken).removesuffix(b"\n").removesuffix(b"\r")
            if self._is_open() and self._goes_back():
                reader = csv.reader(self._text(), delimiter=found[1])
                yield "opens a quote that is not closed"
            elif any(map(str.strip, cells)):
                empty = 0
                yield self._row(names, cells)
            else:
                empty += 1
                if empty > MOST_EMPTY:
                    self.ends = f"the {MOST_EMPTY:,} rows above line {self.line} are empty"
                    return

    def _is_open(self) -> bool:
        """Whether a quote seems not closed: the file ended in it, or the quotes are not in pairs."""
        return not self._taken[-1] or (len(self._taken) > 1 and self.raw.count(b'"') % 2 == 1)

    def _goes_back(self) -> bool:
        """Go back to the line after the first of those taken, unless that has been done too often."""
        self._refed += self._size
        if self._refed > _MOST_REFED:
            return False
        _, *lines = self._taken
        self._again.extendleft(reversed(lines))
        self._lines -= len(lines)
        self._position -= sum(map(len, lines))
        return True

    def _row(self, names: list[str], cells: list[str]) -> Mapping[str, str] | str:
        if self._is_open():
            return (
                "opens a quote that is not closed, as do others before it; what follows was left out with it"
            )
        if any(cells[len(names) :]):
            return f"has {len(cells)} columns where the header has {len(names)}"
        row: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            row.setdefault(name, _decoded(cell))
        return row

    def _text(self, first: str | None = None) -> Iterator[str]:
        if first is not None:
            yield first
        while line := self._next_line():
            yield line

    def _next_line(self) -> str:
        raw = self._again.popleft() if self._again else self._stream.readline(MOST_BYTES + 1 - self._size)
        self._position += len(raw)
        self._size += len(raw)
        self._lines += 1
        if self._size > MOST_BYTES:
            self.ends = f"the row at line {self.line} has no end within {MOST_BYTES >> 20} MB"
            raise csv.Error(self.ends)
        if self._lines == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        self._taken.append(raw)
        return raw.decode(_STRUCTURE)


def _decoded(cell: str) -> str:
    return decode(cell.encode(_STRUCTURE)).text


def _document(
    rows: _Rows, cells: Mapping[str, str], raw: bytes, origin: Origin, mapped: Mapping[str, str]
) -> tuple[Document, Composed]:
    return document(cells, mapped, raw=raw, origin=origin, encoding=decode(rows.raw).encoding)
