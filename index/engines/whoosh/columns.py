"""The columns of an index as Whoosh writes them; ``loaded`` reads them."""

from __future__ import annotations

import sys
from array import array

from whoosh import columns, fields
from whoosh.filedb.structfile import StructFile

from index.engines.whoosh import held
from index.engines.whoosh.loaded import NO_VALUES
from index.fields import FACETS


class Values(columns.Column):
    """The values of a facet for each document: which of the sets of values that there are.

    Whoosh's own column of references has room for 65,535 of them.
    """

    _default = NO_VALUES

    class Writer(columns.ColumnWriter):
        """Takes each document's values as the bytes of a JSON list."""

        def __init__(self, file: StructFile) -> None:
            super().__init__(file)
            self._known: dict[bytes, int] = {NO_VALUES: 0}
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


def schema() -> fields.Schema:
    """Return the columns of an index."""
    kinds: dict[str, fields.FieldType] = {
        name: fields.COLUMN(columns.NumericColumn(typecode)) for name, typecode in held.NUMBERS.items()
    }
    return fields.Schema(**kinds, **{held.facet(name): fields.COLUMN(Values()) for name in FACETS})
