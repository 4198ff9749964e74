"""JSON lines: a document a line, its raw bytes the line without its end."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.json_stream import MOST_BYTES, MOST_EMPTY
from archive.opening import Dump
from archive.records import from_json, note
from archive.refused import Refused

_FURTHEST = 4 * MOST_BYTES  # bytes in which the end of a line that is too long is looked for


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document a line; raises ``RefusedError`` for a line that has no end."""
    number = met = byte_offset = empty = 0
    is_noted = False
    while line := dump.stream.readline(MOST_BYTES + 1):
        number += 1
        start, byte_offset = byte_offset, byte_offset + len(line)
        origin = replace(dump.origin, document=met, byte_offset=start)
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            yield Refused(
                origin, f"is longer than {MOST_BYTES >> 20} MB, no single article", f"line {number}"
            )
            met += 1
            skipped = _skip(dump.stream)
            if skipped is None:
                raise RefusedError(
                    f"was read no further: line {number} has no end within {_FURTHEST >> 20} MB"
                )
            byte_offset += skipped
            continue
        if number == 1 and line.startswith(codecs.BOM_UTF8):
            line = line[len(codecs.BOM_UTF8) :]
            origin = replace(origin, byte_offset=len(codecs.BOM_UTF8))
        raw = line.removesuffix(b"\n").removesuffix(b"\r")
        empty = 0 if raw.strip() else empty + 1
        if empty > MOST_EMPTY:
            raise RefusedError(f"was read no further: the {MOST_EMPTY:,} lines above line {number} are empty")
        if empty:
            continue
        met += 1
        try:
            document, composed = from_json(raw, origin, dump.mapped)
        except RefusedError as error:
            yield Refused(origin, str(error), f"line {number}")
            continue
        if not is_noted:
            dump.notes.append(note(composed))
            is_noted = True
        yield document


def restore(raw: bytes, origin: Origin, mapped: Mapping[str, str]) -> Document:
    """Return the document that a line was read to; raises ``RefusedError``."""
    return from_json(raw, origin, mapped)[0]


def _skip(stream: BinaryIO) -> int | None:
    """Read on to the end of the line; return how many bytes that was, None where it is too far."""
    skipped = MOST_BYTES
    while rest := stream.readline(1 << 20):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
        if skipped > _FURTHEST:
            return None
    return skipped - MOST_BYTES
