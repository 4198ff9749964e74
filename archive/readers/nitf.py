"""NITF, the newspapers' text format: a story an element ``<nitf>``, alone or several a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements import nitf
from archive.elements.files import each
from archive.elements.scan import elements
from archive.elements.story import document
from archive.elements.tree import parse, within
from archive.errors import RefusedError
from archive.refused import Refused

if TYPE_CHECKING:
    from archive.opening import Dump

_NAMES = (b"nitf",)


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each element; raises ``RefusedError`` for what cannot be read."""
    yield from each(dump, _NAMES, restore)


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    element = next(elements(io.BytesIO(raw), _NAMES), None)
    if element is None:
        raise RefusedError("holds no whole <nitf> element; there is nothing to read")
    root, decoded = parse(element.framed())
    found = next(within(root, "*", "nitf"), root)
    return document(nitf.read(found), origin, raw, decoded)
