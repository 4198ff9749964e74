"""A JSON file of one article: ninjs, with what a news API puts around it, or any object with a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from archive.article import Document, Origin
from archive.decoding import decode
from archive.errors import RefusedError
from archive.json_stream import MOST_BYTES, parse
from archive.opening import Dump
from archive.record_formats import envelope
from archive.records import Composed, document, names_of, note, what_it_has


def read(dump: Dump) -> Iterator[Document]:
    """Yield the one document; raises ``RefusedError``."""
    raw = dump.whole(MOST_BYTES, f"is larger than {MOST_BYTES >> 20} MB, no single article; split it first")
    origin = replace(dump.origin, sha256=hashlib.sha256(raw).hexdigest())
    found, composed = _read(raw, origin, dump.mapped)
    dump.notes.append(note(composed))
    yield found


def restore(raw: bytes, origin: Origin, mapped: Mapping[str, str]) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError``."""
    return _read(raw, origin, mapped)[0]


def _read(raw: bytes, origin: Origin, mapped: Mapping[str, str]) -> tuple[Document, Composed]:
    decoded = decode(raw)
    try:
        value = parse(decoded.text)
    except ValueError as error:
        raise RefusedError(str(error)) from error
    record = envelope(value, mapped)
    if record is None:
        names = names_of(value) if isinstance(value, Mapping) else ()
        raise RefusedError(f"is JSON without articles; {what_it_has(names)}")
    return document(record, mapped, raw=raw, origin=origin, encoding=decoded.encoding)
