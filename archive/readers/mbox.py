"""Mailboxes (mbox): mails one after the other, each after a line that begins with ``From``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.mails import letter
from archive.refused import Refused

if TYPE_CHECKING:
    from archive.opening import Dump

_FROM = re.compile(rb"From \S.*(?:\d{4}|\d\d:\d\d)")
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_LINE = 1 << 20  # bytes


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each mail; raises ``RefusedError`` for a mailbox that has none."""
    number = -1
    for number, (byte_offset, raw) in enumerate(_mails(dump.stream)):
        origin = replace(dump.origin, document=number, byte_offset=byte_offset)
        try:
            if raw is None:
                raise RefusedError(f"is a mail larger than {letter.MOST_BYTES // 1024 // 1024} MB")
            yield restore(raw, origin)
        except RefusedError as error:
            yield Refused(origin, str(error), f"mail {number + 1}")
    if number < 0:
        raise RefusedError("is a mailbox without a mail; there is nothing to read")


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; ``>From`` is read as it was sent."""
    return letter.read(_QUOTED.sub(rb"\1", raw), origin, kept=raw)


def _mails(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield where each mail begins and its bytes, without the line before and the empty one behind it."""
    lines: list[bytes] | None = None
    offset = start = size = 0
    is_blank = True
    while line := stream.readline(_LINE):
        if is_blank and _FROM.match(line):
            if lines is not None:
                yield start, _joined(lines, size)
            lines, size = [], 0
            start = offset + len(line)
        elif lines is not None:
            size += len(line)
            if size <= letter.MOST_BYTES:
                lines.append(line)
        is_blank = not line.strip()
        offset += len(line)
    if lines is not None:
        yield start, _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    if size > letter.MOST_BYTES:
        return None
    raw = b"".join(lines)
    end = b"\r\n" if raw.endswith(b"\r\n\r\n") else b"\n" if raw.endswith(b"\n\n") else b""
    return raw.removesuffix(end)
