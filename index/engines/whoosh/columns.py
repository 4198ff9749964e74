"""The columns of a segment: taken article by article, written at once; ``loaded`` reads them.

Takes the place of what Whoosh writes value by value; a column of numbers is what its own would be.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING

from whoosh import columns, fields

from index.engines.whoosh import held
from index.fields import FACETS

if TYPE_CHECKING:
    from whoosh.codec.base import Segment

    from index.engines.whoosh.files import Files


def schema() -> fields.Schema:
    """Return what Whoosh is to know of an index: its columns of numbers."""
    kinds = {name: fields.COLUMN(columns.NumericColumn(typecode)) for name, typecode in held.NUMBERS.items()}
    return fields.Schema(**kinds)


class Columns:
    """Takes what there is to each article; written when Whoosh closes the segment."""

    def __init__(self, storage: Files, segment: Segment) -> None:
        self._storage = storage
        self._segment = segment
        self._numbers = [array(typecode) for typecode in held.NUMBERS.values()]
        self._facets = [_Facet() for _ in FACETS]
        self.is_closed = False

    def add(self, row: held.Row) -> None:
        """Take what there is to the next article."""
        for column, number in zip(self._numbers, row.numbers, strict=True):
            column.append(number)
        for facet, values in zip(self._facets, row.facets, strict=True):
            facet.add(values)

    def with_id(self, number: int) -> Iterator[int]:
        """Yield the documents taken that have an id, as a number."""
        ids = self._numbers[list(held.NUMBERS).index(held.ID)]
        return (document for document, one in enumerate(ids) if one == number)

    def close(self) -> None:
        """Write all; a column in which nothing is said is not."""
        self.is_closed = True
        for name, column in zip(held.NUMBERS, self._numbers, strict=True):
            self._write(name, _as_kept(column))
        for name, facet in zip(map(held.facet, FACETS), self._facets, strict=True):
            self._write(name, facet.as_kept())

    def _write(self, name: str, kept: bytes) -> None:
        if kept:
            with self._storage.create_file(f"{self._segment.segment_id()}.{name}.col") as file:
                file.write(kept)


class _Facet:
    """The values of a facet for each document: which of the sets of values that there are."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], int] = {(): 0}
        self._references = array("I")

    def add(self, values: tuple[str, ...]) -> None:
        self._references.append(self._known.setdefault(values, len(self._known)))

    def as_kept(self) -> bytes:
        if len(self._known) == 1:
            return b""
        if sys.byteorder != "little":
            self._references.byteswap()
        known = json.dumps(list(self._known), ensure_ascii=True, separators=(",", ":"))
        return self._references.tobytes() + known.encode()


def _as_kept(column: array[int]) -> bytes:
    """Return the numbers as Whoosh writes them: big end first, without zeros at the end."""
    while column and not column[-1]:
        column.pop()
    if sys.byteorder == "little":
        column.byteswap()
    return column.tobytes()
