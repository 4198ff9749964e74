"""Mails saved one a file (.eml): newsletters and stories that were sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.mails import letter

if TYPE_CHECKING:
    from archive.opening import Dump


def read(dump: Dump) -> Iterator[Document]:
    """Yield the one document; raises ``RefusedError`` for a mail too large or without a text."""
    raw = dump.whole(letter.MOST_BYTES, f"is a mail larger than {letter.MOST_BYTES >> 20} MB")
    yield restore(raw, replace(dump.origin, sha256=hashlib.sha256(raw).hexdigest()))


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    return letter.read(raw, origin)
