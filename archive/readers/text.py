"""Text files: the whole file is one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from archive.article import Document, Origin
from archive.decoding import decode, encoding_called
from archive.errors import RefusedError
from archive.reading import Dump

MOST_BYTES = 16 * 1024 * 1024
"""A text longer than this is no article; refused before it fills the memory."""


def read(dump: Dump) -> Iterator[Document]:
    """Yield the one document; raises ``RefusedError`` where there is nothing to read in it."""
    raw = dump.whole(MOST_BYTES, f"is larger than {MOST_BYTES >> 20} MB, no single article; split it first")
    if not raw:
        raise RefusedError("is empty; there is nothing to read")
    document = restore(raw, replace(dump.origin, sha256=hashlib.sha256(raw).hexdigest()), dump.charset)
    if "\0" in document.text:
        raise RefusedError("is a binary file (it holds NUL bytes), not text; leave it out with --exclude")
    if not document.text or document.text.isspace():
        raise RefusedError("holds nothing but white space; there is nothing to read")
    yield document


def restore(raw: bytes, origin: Origin, charset: str | None = None) -> Document:
    """Return the document that these raw bytes were read to."""
    decoded = decode(raw, encoding_called(charset) if charset else None)
    return Document(
        origin=origin, raw=raw, text=decoded.text, encoding=decoded.encoding, damaged=decoded.damaged
    )
