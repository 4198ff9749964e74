"""Web pages: a saved page is one document, its visible words the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.pages import page
from archive.pages.tree import MOST_BYTES
from archive.reading import Dump


def read(dump: Dump) -> Iterator[Document]:
    """Yield the one document; raises ``RefusedError`` for a page that is none, too large or too deep."""
    raw = take(dump)
    yield restore(raw, replace(dump.origin, sha256=hashlib.sha256(raw).hexdigest()), dump.charset)


def take(dump: Dump) -> bytes:
    """Return the bytes of the one document; raises ``RefusedError`` where they are none."""
    raw = dump.stream.read(MOST_BYTES + 1)
    if not raw:
        raise RefusedError("is empty; there is nothing to read")
    return raw


def restore(raw: bytes, origin: Origin, charset: str | None = None) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    seen = page.read(raw, charset)
    return Document(
        origin=origin,
        raw=raw,
        text=seen.text,
        encoding=seen.encoding,
        damaged=seen.damaged,
        declared=seen.declared,
        outside=seen.outside,
        captions=seen.captions,
        plain=True,
    )
