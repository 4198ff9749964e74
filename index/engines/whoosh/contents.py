"""The table of contents of a Whoosh index to its segments, read without Whoosh."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from struct import Struct
from typing import IO, Any, Protocol

from index.engines.whoosh import held
from index.engines.whoosh.pickles import CODEC, SEGMENT, Unpickler

_FORMAT = -111  # whoosh.index._CURRENT_TOC_VERSION
_NAME = re.compile(f"_{held.INDEX}_([0-9]+)\\.toc")
_NUMBER = Struct("!i")


class Segment(Protocol):
    """What is asked of a segment, one of Whoosh's or one read here."""

    def segment_id(self) -> str:
        """Return what the names of its files begin with."""
        ...

    def doc_count_all(self) -> int:
        """Return how many documents it has, deleted or not."""
        ...

    def deleted_docs(self) -> Iterable[int]:
        """Return the numbers of those that are deleted."""
        ...


def segments(folder: Path) -> list[Segment]:
    """Return the segments of the latest table of contents in a folder."""
    found = (match for path in folder.iterdir() if (match := _NAME.fullmatch(path.name)))
    latest = max(found, key=lambda match: int(match[1]))[0]
    with (folder / latest).open("rb") as file:
        for _ in range(3):  # sizes of numbers where it was written
            _short_number(file)
        order, form = _number(file), _number(file)
        if (order, form) != (-12345, _FORMAT):
            raise ValueError(f"a table of contents in format {form}, not {_FORMAT}")
        for _ in range(3):  # of the version that wrote it
            _short_number(file)
        file.seek(_short_number(file), 1)  # the schema, which is ours
        file.seek(2 * _NUMBER.size, 1)  # the number in its name, and one without use
        read: list[Segment] = Unpickler(file, {SEGMENT: _Segment, CODEC: _Codec}).load()
        return read


class _Segment:
    """Stands for Whoosh's own, of which it has the attributes."""

    indexname: str
    segid: str
    _doccount: int
    _deleted: set[int] | None

    def segment_id(self) -> str:
        return f"{self.indexname}_{self.segid}"

    def doc_count_all(self) -> int:
        return self._doccount

    def deleted_docs(self) -> Iterable[int]:
        return self._deleted or ()


class _Codec:
    """Stands for what only a writer needs."""


def _number(file: IO[bytes]) -> int:
    found: tuple[Any, ...] = _NUMBER.unpack(file.read(_NUMBER.size))
    return int(found[0])


def _short_number(file: IO[bytes]) -> int:
    number = shift = 0
    while True:
        (byte,) = file.read(1)
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number
