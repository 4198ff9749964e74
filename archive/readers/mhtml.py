"""Web pages saved with their pictures in one file (MHTML): the page is read, as any page is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements.story import site
from archive.errors import RefusedError
from archive.mails.letter import MOST_BYTES, header, parse, parts
from archive.metadata.houses import house_by_domain
from archive.pages import page

if TYPE_CHECKING:
    from archive.opening import Dump


def read(dump: Dump) -> Iterator[Document]:
    """Yield the one document; raises ``RefusedError`` for a file too large or without a page."""
    raw = take(dump)
    yield restore(raw, replace(dump.origin, sha256=hashlib.sha256(raw).hexdigest()))


def take(dump: Dump) -> bytes:
    """Return the bytes of the one document; raises ``RefusedError`` where they are too many."""
    return dump.whole(MOST_BYTES, f"is a saved page larger than {MOST_BYTES >> 20} MB")


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    message = parse(raw)
    found = next((part for part in parts(message) if part.html), None)
    if found is None:
        raise RefusedError("is a saved page (MHTML) without a page in it")
    seen = page.read(found.decoded.text.encode())
    url = seen.declared.url or _address(message)
    house = house_by_domain(site(url))
    return Document(
        origin=origin,
        raw=raw,
        text=seen.text,
        encoding=found.decoded.encoding,
        damaged=found.decoded.damaged,
        declared=replace(
            seen.declared, url=url, outlet=seen.declared.outlet or (house.outlet if house else None)
        ),
        outside=seen.outside,
        captions=seen.captions,
        plain=True,
    )


def _address(message: Message) -> str | None:
    """Return where the page was saved from."""
    inner = next((part for part in message.walk() if part.get_content_type() == "text/html"), message)
    stated = (header(message, "Snapshot-Content-Location"), header(inner, "Content-Location"))
    return next((url for url in stated if url.startswith(("http://", "https://"))), None)
