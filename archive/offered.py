"""What the modules in ``archive/readers`` and ``archive/containers`` offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from archive.article import Document, Origin
from archive.opening import Dump
from archive.refused import Refused


class Reader(Protocol):
    """What a module in ``archive/readers`` offers."""

    def read(self, dump: Dump) -> Iterator[Document | Refused]:
        """Yield the documents one at a time, and in their place the records that cannot be read.

        Raises ``RefusedError`` for the file itself, also after what was whole.
        """
        ...

    def restore(self, raw: bytes, origin: Origin) -> Document:
        """Return the document whose raw bytes these are, as ``read`` gave it."""
        ...


class Container(Protocol):
    """What a module in ``archive/containers`` offers."""

    def members(self, dump: Dump) -> Iterator[Dump | Refused]:
        """Yield what lies in it, each to be read, if at all, before the next is asked for.

        Raises ``RefusedError`` for the rest where it breaks off.
        """
        ...


class RecordReader(Protocol):
    """What a module for records offers: their fields may be mapped."""

    def read(self, dump: Dump) -> Iterator[Document | Refused]:
        """Yield the documents one at a time, as every reader."""
        ...

    def restore(self, raw: bytes, origin: Origin, mapped: Mapping[str, str]) -> Document:
        """Return the document whose raw bytes these are, read as with ``mapped``."""
        ...


class SlowReader(Protocol):
    """What a module offers that takes long over a document: its bytes come first."""

    def take(self, dump: Dump) -> bytes:
        """Return the bytes of the one document; raises ``RefusedError``."""
        ...


class SentReader(Protocol):
    """What a module offers for what is sent with a charset."""

    def restore(self, raw: bytes, origin: Origin, charset: str | None) -> Document:
        """Return the document that these bytes were read to, sent in that charset."""
        ...
