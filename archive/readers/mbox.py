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
_FURTHEST = 4 * letter.MOST_BYTES  # bytes in which the end of a mail that is too large is looked for


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
    mail: bytearray | None = None
    offset = start = size = 0
    is_blank = True
    while line := stream.readline(_LINE):
        if is_blank and _FROM.match(line):
            if mail is not None:
                yield start, _whole(mail, size)
            mail, size = bytearray(), 0
            start = offset + len(line)
        elif mail is not None:
            size += len(line)
            if size <= letter.MOST_BYTES:
                mail += line
            elif size > _FURTHEST:
                raise RefusedError(
                    f"was read no further: the mail at byte {start} has no end within {_FURTHEST >> 20} MB"
                )
        is_blank = not line.strip()
        offset += len(line)
    if mail is not None:
        yield start, _whole(mail, size)


def _whole(mail: bytearray, size: int) -> bytes | None:
    if size > letter.MOST_BYTES:
        return None
    end = b"\r\n" if mail.endswith(b"\r\n\r\n") else b"\n" if mail.endswith(b"\n\n") else b""
    return bytes(mail.removesuffix(end))
