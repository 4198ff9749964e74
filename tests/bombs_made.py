"""Files that are made to fill a memory or to take for ever, small and of full size."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

MB, GB = 1 << 20, 1 << 30
STORY = b"Wheat prices rose on Tuesday. The ministry had ordered forty ships.\n"
_CHUNK = 1 << 20

Write = Callable[[Path, int], None]
"""Make a bomb at a path, of so many bytes once it goes off or of so many parts."""


def _deflated(size: int, fill: bytes = b"\0") -> Iterator[bytes]:
    """Yield a deflate stream of so many equal bytes: the same packed stretch again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(fill * _CHUNK) + packer.flush(zlib.Z_FULL_FLUSH)
    yield from (first for _ in range(size // _CHUNK))
    yield packer.flush()


def _zipped(path: Path, packed: bytes, size: int, *, entries: int = 1) -> None:
    """Write a zip of which all entries are the same bytes."""
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, 0, 0, 5, 0) + b"a.txt"
    whole = min(size, 0xFFFFFFFE)
    listed = b""
    for number in range(entries):
        name = b"%06d.txt" % number
        fields = (20, 20, 0, 8, 0, 0, 0, len(packed), whole, len(name), 0, 0, 0, 0, 0, 0)
        listed += struct.pack("<4s6H3L5H2L", b"PK\1\2", *fields) + name
    count = min(entries, 0xFFFF)
    at = len(local) + len(packed)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), at, 0)
    path.write_bytes(local + packed + listed + end)


def zip_of_zeros(path: Path, size: int) -> None:
    _zipped(path, b"".join(_deflated(size)), size)


def overlapping_zip(path: Path, size: int) -> None:
    _zipped(path, b"".join(_deflated(16 * MB, b"x")), 16 * MB, entries=max(size // (16 * MB), 2))


def zip_in_zips(path: Path, depth: int) -> None:
    raw = STORY
    for _ in range(depth):
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt" if raw is STORY else "a.zip", raw)
        raw = into.getvalue()
    path.write_bytes(raw)


def gzip_in_gzips(path: Path, depth: int) -> None:
    raw = STORY
    for _ in range(depth):
        raw = gzip.compress(raw)
    path.write_bytes(raw)


def gzip_of_spaces(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")
        file.writelines(_deflated(size, b" "))


def gzip_of_rows(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(gzip.compress(b"title,text\n"))
        file.write(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")
        file.writelines(_deflated(size, b"\n"))


def xz_of_spaces(path: Path, size: int) -> None:
    path.write_bytes(lzma.compress(b" " * _CHUNK) * (size // _CHUNK))


def zstd_of_spaces(path: Path, size: int) -> None:
    import zstandard

    path.write_bytes(zstandard.ZstdCompressor().compress(b" " * _CHUNK) * (size // _CHUNK))


def escaping_tar(path: Path, count: int) -> None:
    with tarfile.open(path, "w") as archive:
        for _ in range(count):
            header = tarfile.TarInfo("../../x")
            header.size = len(STORY)
            archive.addfile(header, io.BytesIO(STORY))


def warc_of_brotli(path: Path, size: int) -> None:
    import brotli

    packed = brotli.compress(b"<p>" + b" " * size, quality=1)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n"
    path.write_bytes(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n"
        % (len(head) + len(packed))
        + head
        + packed
        + b"\r\n\r\n"
    )


def _long(path: Path, before: bytes, size: int, after: bytes = b"", *, fill: bytes = b"wheat ") -> None:
    """Write a file of a beginning, very many letters, and an end."""
    with path.open("wb") as file:
        file.write(before)
        for _ in range(size // _CHUNK):
            file.write(fill * (_CHUNK // len(fill)))
        file.write(after)


def long_line(path: Path, size: int) -> None:
    _long(path, b"", size)


def long_json_line(path: Path, size: int) -> None:
    _long(path, b'{"title": "Fire", "text": "', size, b'"}\n')


def empty_lines(path: Path, size: int) -> None:
    _long(path, b'{"id"\n', size, fill=b"\n")


def long_json_list(path: Path, size: int) -> None:
    _long(path, b'[{"title": "Fire", "text": "', size, b'"}]')


def long_field(path: Path, size: int) -> None:
    _long(path, b'title,text\nFire,"', size, b'"\n')


def long_attribute(path: Path, size: int) -> None:
    _long(path, b'<?xml version="1.0"?>\n<nitf><body class="', size, b'"/></nitf>')


def long_page(path: Path, size: int) -> None:
    _long(path, b"<!DOCTYPE html><html><body><p>", size)


def long_mail(path: Path, size: int) -> None:
    _long(path, b"From a@b Mon Apr  1 10:00:00 2019\nSubject: Fire\n\n", size)


def nested_page(path: Path, depth: int) -> None:
    path.write_bytes(b"<!DOCTYPE html><html><body>" + b"<div>" * depth + STORY)


def nested_xml(path: Path, depth: int) -> None:
    path.write_bytes(b'<?xml version="1.0"?>\n<nitf><body>' + b"<b>" * depth + STORY)


def nested_feed(path: Path, depth: int) -> None:
    inner = b"&lt;div&gt;" * depth
    path.write_bytes(b"<rss><channel><item><description>" + inner + b"</description></item></channel></rss>")


def nested_json(path: Path, depth: int) -> None:
    path.write_bytes(b'{"text": ' + b"[" * depth + b"]" * depth + b"}\n")


def laughs(path: Path, depth: int) -> None:
    entities = "".join(
        f'<!ENTITY l{number} "{f"&l{number - 1};" * 10 if number else "ha"}">' for number in range(depth)
    )
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE nitf [{entities}]><nitf><body>&l{depth - 1};</body></nitf>'
    )


def mail_of_parts(path: Path, count: int) -> None:
    part = b"--x\nContent-Type: image/png\n\niVBO\n"
    path.write_bytes(
        b"From a@b Mon Apr  1 10:00:00 2019\nSubject: Fire\nMessage-ID: <1@b>\n"
        b"Content-Type: multipart/mixed; boundary=x\n\n" + part * count + b"--x--\n"
    )


def mail_in_mails(path: Path, depth: int) -> None:
    path.write_bytes(
        b"From: a@b\nMessage-ID: <1@b>\n" + b"Content-Type: message/rfc822\n\nSubject: Fire\n" * depth + STORY
    )


def pdf_of_spaces(path: Path, size: int) -> None:
    packed = zlib.compress(b"".join(b"BT (" + b"x" * 60 + b") Tj ET\n" for _ in range(10)) * (size // 700), 9)
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    )
    raw, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"xref\n0 5\n0000000000 65535 f \n" + table
    path.write_bytes(raw + b"trailer <</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % raw.index(b"xref"))


BOMBS: Mapping[str, tuple[Write, int, int]] = {
    "zeros.zip": (zip_of_zeros, 20 * MB, 10 * GB),
    "overlap.zip": (overlapping_zip, 64 * MB, 100 * GB),
    "deep.zip": (zip_in_zips, 3, 3),
    "deep.gz": (gzip_in_gzips, 3, 3),
    "spaces.txt.gz": (gzip_of_spaces, 20 * MB, 10 * GB),
    "rows.csv.gz": (gzip_of_rows, 1 * MB, 10 * GB),
    "lines.jsonl": (empty_lines, 1 * MB, 1 * GB),
    "spaces.txt.xz": (xz_of_spaces, 20 * MB, 4 * GB),
    "spaces.txt.zst": (zstd_of_spaces, 20 * MB, 4 * GB),
    "out.tar": (escaping_tar, 1, 1),
    "brotli.warc": (warc_of_brotli, 30 * MB, 1 * GB),
    "line.txt": (long_line, 20 * MB, 1 * GB),
    "line.jsonl": (long_json_line, 20 * MB, 1 * GB),
    "list.json": (long_json_list, 20 * MB, 1 * GB),
    "field.csv": (long_field, 20 * MB, 1 * GB),
    "attribute.xml": (long_attribute, 40 * MB, 1 * GB),
    "page.html": (long_page, 30 * MB, 1 * GB),
    "mail.mbox": (long_mail, 70 * MB, 1 * GB),
    "tags.html": (nested_page, 100_000, 1_000_000),
    "tags.xml": (nested_xml, 100_000, 1_000_000),
    "tags.rss": (nested_feed, 100_000, 1_000_000),
    "deep.jsonl": (nested_json, 100_000, 4_000_000),
    "deep.json": (nested_json, 100_000, 4_000_000),
    "laughs.xml": (laughs, 12, 40),
    "parts.mbox": (mail_of_parts, 20_000, 300_000),
    "mails.eml": (mail_in_mails, 10_000, 300_000),
    "page.pdf": (pdf_of_spaces, 20 * MB, 1 * GB),
}
"""What each is called, how it is made, and how large it is: in the suite, and in full."""
