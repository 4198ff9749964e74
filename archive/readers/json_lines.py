"""JSON lines: a document a line, its raw bytes the line without its end."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.json_stream import MOST_BYTES
from archive.left_out import LeftOut
from archive.opening import Dump
from archive.records import from_json, note

_FURTHEST = 4 * MOST_BYTES  # bytes in which the end of a line that is too long is looked for


def read(dump: Dump) -> Iterator[Document]:
    """Yield a document a line; raises ``RefusedError`` in the end where some could not be read."""
    left_out = LeftOut("line")
    number = found = byte_offset = 0
    ends = None
    while line := dump.stream.readline(MOST_BYTES + 1):
        number += 1
        start, byte_offset = byte_offset, byte_offset + len(line)
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            left_out.add(number, f"is longer than {MOST_BYTES >> 20} MB, no single article")
            skipped = _skip(dump.stream)
            if skipped is None:
                ends = f"line {number} has no end within {_FURTHEST >> 20} MB"
                break
            byte_offset += skipped
            continue
        if number == 1 and line.startswith(codecs.BOM_UTF8):
            start, line = len(codecs.BOM_UTF8), line[len(codecs.BOM_UTF8) :]
        raw = line.removesuffix(b"\n").removesuffix(b"\r")
        if not raw.strip():
            continue
        origin = replace(dump.origin, document=found + left_out.count, byte_offset=start)
        try:
            document, composed = from_json(raw, origin, dump.mapped)
        except RefusedError as error:
            left_out.add(number, str(error))
            continue
        if not found:
            dump.notes.append(note(composed))
        found += 1
        yield document
    left_out.settle(found, ends=ends)


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
