"""Web archives (WARC, ARC): the pages, texts and JSON in them, with address and day of capture."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from archive.article import Origin
from archive.containers.kinds import is_web_archive
from archive.containers.limits import STEP, Allowance, TooMuchError
from archive.containers.packings import PACKINGS, is_brotli
from archive.containers.streams import CUT_OFF, Unpacked, buffered, counted, headed
from archive.errors import RefusedError
from archive.formats import is_page
from archive.reading import Dump, Refused

MOST_BYTES = 64 * 1024 * 1024
"""A capture longer than this is no article; refused before it fills the memory."""
_LONGEST_LINE = 1 << 16  # bytes of a header's line
_MOST_LINES = 1000  # of a record's headers
_TAKEN = ("response", "resource", "conversion")
_NAMES = {  # media type to the name of a file of that type, for a reader to be picked by
    "application/json": "capture.json",
    "application/xhtml+xml": "capture.html",
    "text/html": "capture.html",
    "text/json": "capture.json",
    "text/plain": "capture.txt",
}
_BROKEN = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)  # what warcio raises where headers are not what it expects
_BEGINS = re.compile(rb"WARC/\d")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)

logging.getLogger("warcio").addHandler(logging.NullHandler())  # it warns of addresses with spaces


def members(dump: Dump) -> Iterator[Dump | Refused]:
    """Yield what is read as articles; requests, revisits and the like are passed over.

    Raises ``RefusedError`` where the file breaks off.
    """
    allowance = dump.allowance or Allowance(dump.size)
    source = counted(dump.stream, (lambda count: None) if dump.allowance else allowance.take)
    unpacked = None if is_web_archive(dump.head) else Unpacked(source, "gzip", allowance)
    lines = _Lines(buffered(unpacked) if unpacked else source)
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=True)
    known = ""
    lost = 0  # records that could not be made out, one after another
    while first := lines.begin():
        known = known or ("warc" if _BEGINS.match(first) else "arc")
        offset = unpacked.packed_offset(lines.begins) if unpacked else lines.begins
        origin = replace(dump.origin, byte_offset=offset)
        try:
            record = loader.parse_record_stream(lines, first, known)
            if record.length is None:
                raise ValueError("no length")
        except (EOFError, *_BROKEN) as error:
            if known == "arc":
                raise RefusedError(
                    f"has no record at byte {offset}; what follows could not be read"
                ) from error
            if not lost:
                yield Refused(origin, f"has no whole record at byte {offset}; it was left out")
            lost += 1
            lines.find(_BEGINS)
            continue
        lost = 0
        yield from _capture(dump, record, origin, allowance)
        if lines.broken:  # which was said of the record
            return
        while record.raw_stream.read(STEP):
            pass
    if unpacked and unpacked.rest:
        yield Refused(dump.origin, unpacked.rest)


def _capture(dump: Dump, record: Any, origin: Origin, allowance: Allowance) -> Iterator[Dump | Refused]:
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI")
    answer = record.http_headers
    stated = (answer or headers).get_header("Content-Type") or ""
    kind = stated.partition(";")[0].strip().lower()
    if record.rec_type not in _TAKEN or not url or not record.length or url.startswith("dns:"):
        return
    if (answer and not answer.get_statuscode().startswith("2")) or (kind and kind not in _NAMES):
        return
    origin = replace(origin, url=url, captured=headers.get_header("WARC-Date"))
    if record.length > MOST_BYTES:
        yield Refused(origin, f"is larger than {MOST_BYTES >> 20} MB, no single article")
        return
    try:
        head, stream = headed(_payload(record, allowance).read1)
    except TooMuchError:
        raise
    except RefusedError as error:
        yield Refused(origin, str(error))
        return
    if head and (kind or is_page(head, "")):
        name = _NAMES.get(kind, "capture.html")
        charset = _CHARSET.search(stated)
        yield dump.inner(
            origin, head, stream, name=name, allowance=allowance, charset=charset[1] if charset else None
        )


def _payload(record: Any, allowance: Allowance) -> BufferedReader:
    """Return what was sent, without the codings it was sent in; raises ``RefusedError``."""
    answer = record.http_headers
    content = record.raw_stream
    if answer and (answer.get_header("Transfer-Encoding") or "").lower() == "chunked":
        content = ChunkedDataReader(content)
    head, stream = headed(content.read)
    for coding in reversed(_codings(answer)):
        packing = _packing(coding, head)
        if packing is not None:
            head, stream = headed(Unpacked(stream, packing, allowance).read)
    return stream


def _codings(answer: Any) -> list[str]:
    named = (answer.get_header("Content-Encoding") or "") if answer else ""
    return [coding for coding in re.split(r"[\s,]+", named.lower()) if coding not in ("", "identity")]


def _packing(coding: str, head: bytes) -> str | None:
    """Return how the content is packed; None where it is not, whatever is said of it: crawlers unpack.

    >>> _packing("gzip", b"<!do"), _packing("x-gzip", bytes.fromhex("1f8b0800"))
    (None, 'gzip')
    >>> _packing("deflate", bytes.fromhex("789c4b4c")), _packing("deflate", bytes.fromhex("4b4c4a06"))
    ('zlib', 'deflate')
    """
    begins = head.lstrip()[:1]
    if coding == "br" and begins != b"<":  # it may begin as JSON does
        return "br" if is_brotli(head) else None
    if begins in (b"<", b"{", b"["):
        return None
    if coding in ("gzip", "x-gzip"):
        return "gzip" if head.startswith(b"\x1f\x8b") else None
    if coding == "deflate":
        is_zlib = len(head) > 1 and head[0] & 15 == 8 and int.from_bytes(head[:2]) % 31 == 0
        return "zlib" if is_zlib else "deflate"
    if coding in PACKINGS:
        return coding
    raise RefusedError(f"was sent in a coding that is not read ({coding[:20]})")


class _Lines:
    """What warcio reads records from: lines of bounded length, and an end that is told from a cut."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._offset = 0
        self._lines = 0  # since the record began
        self._next = b""
        self.begins = 0  # where the record at hand does
        self.broken = False

    def begin(self) -> bytes:
        """Return the first line of the next record; nothing at the end. Raises ``RefusedError``."""
        self._lines = 0
        line, self._next = self._next or self._line(), b""
        while line and not line.strip():
            self._lines = 0
            line = self._line()
        self.begins = self._offset - len(line)
        return line

    def find(self, sign: re.Pattern[bytes]) -> None:
        """Go to the next line that begins so, or to the end."""
        while (line := self._line()) and not sign.match(line):
            self._lines = 0
        self._next = line

    def readline(self, most: int = _LONGEST_LINE) -> bytes:
        """Return a line of a header; raises ``ValueError`` for what is none."""
        line = self._line(most)
        self._lines += 1
        if len(line) >= _LONGEST_LINE or self._lines > _MOST_LINES:
            raise ValueError("too long a header")
        return line

    def read(self, count: int) -> bytes:
        """Return bytes of a record; raises ``RefusedError`` where the file ends before it."""
        got = self._tried(count, self._stream.read1)
        if not got and count:
            self.broken = True
            raise RefusedError(CUT_OFF)
        return got

    def _line(self, most: int = _LONGEST_LINE) -> bytes:
        return self._tried(min(most, _LONGEST_LINE), self._stream.readline)

    def _tried(self, count: int, read: Any) -> bytes:
        try:
            got: bytes = read(count)
        except RefusedError:
            self.broken = True
            raise
        self._offset += len(got)
        return got
