"""What a segment holds of each document, in columns that are read all at once."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Sequence
from functools import cached_property

from whoosh import columns
from whoosh.filedb.structfile import StructFile

_NONE = b"[]"


class Numbers(columns.NumericColumn):
    """A number for each document."""

    class Reader(columns.NumericColumn.Reader):
        """Reads the whole column."""

        def load(self) -> array[int]:  # type: ignore[override]  # as Whoosh's own readers do
            """Return a number for every document."""
            numbers: array[int] = self._dbfile.get_array(self._basepos, self._typecode, self._count)
            numbers.extend([self._default] * (self._doccount - self._count))
            return numbers


class Values(columns.Column):
    """The values of a facet for each document: which of the sets of values that there are.

    Whoosh's own column of references has room for 65,535 of them.
    """

    _default = _NONE

    class Writer(columns.ColumnWriter):
        """Takes each document's values as the bytes of a JSON list."""

        def __init__(self, file: StructFile) -> None:
            super().__init__(file)
            self._known: dict[bytes, int] = {_NONE: 0}
            self._references = array("I")

        def add(self, number: int, value: bytes) -> None:
            """Take the values of a document; those passed over have none."""
            self._fill(number)
            self._references.append(self._known.setdefault(value, len(self._known)))

        def finish(self, count: int) -> None:
            """Write all."""
            self._fill(count)
            if sys.byteorder != "little":
                self._references.byteswap()
            self._dbfile.write(self._references.tobytes())
            self._dbfile.write(b"[" + b",".join(self._known) + b"]")

        def _fill(self, count: int) -> None:
            self._references.extend([0] * (count - len(self._references)))

    class Reader(columns.ColumnReader):
        """Reads the whole column."""

        def load(self) -> tuple[array[int], Sequence[Sequence[str]]]:  # type: ignore[override]
            """Return for every document which of the sets of values it has, and these sets."""
            return self._loaded

        def __getitem__(self, number: int) -> bytes:
            references, known = self._loaded
            return encoded_values(known[references[number]])

        @cached_property
        def _loaded(self) -> tuple[array[int], Sequence[Sequence[str]]]:
            references = array("I")
            size = references.itemsize * self._doccount
            references.frombytes(self._dbfile.get(self._basepos, size))
            if sys.byteorder != "little":
                references.byteswap()
            return references, json.loads(self._dbfile.get(self._basepos + size, self._length - size))


def encoded_values(values: Sequence[str]) -> bytes:
    """Return the values of a document as ``Values`` takes them."""
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()
