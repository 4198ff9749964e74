"""How a segment is written and read: Whoosh's columns, and words as ``terms`` keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec

from index.engines.whoosh.columns import Columns
from index.engines.whoosh.files import Files
from index.engines.whoosh.terms import EXTENSION, Block, write


class Codec(W3Codec):
    """Takes part in Whoosh's commit where its own codec would."""

    length_stats = False

    def per_document_writer(self, storage: Files, segment: Segment) -> Columns:
        """Return what is to write the columns of a segment."""
        return Columns(storage, segment)

    def field_writer(self, storage: Files, segment: Segment) -> WordsWriter:
        """Return what is to write the words of a segment."""
        return WordsWriter(storage, segment)


class WordsWriter:
    """Writes a segment's words, when Whoosh hands over all that were gathered."""

    def __init__(self, storage: Files, segment: Segment) -> None:
        self._storage = storage
        self._name = segment.make_filename(EXTENSION)
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Block]) -> None:
        """Write them all."""
        write(self._storage.create_file(self._name), items)

    def close(self) -> None:
        """Do nothing: the file is closed."""
        self.is_closed = True
