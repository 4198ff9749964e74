"""First bytes to the kind of container, if a file is one."""

from __future__ import annotations

import zlib

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\xfd7zXZ\0", "xz"),
    (b"WARC/", "warc"),
    (b"filedesc://", "warc"),
)
_BZIP2, _BZIP2_BLOCKS = b"BZh", (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")
_DOCUMENTS = (b"[Content_Types].xml", b"mimetype", b"META-INF/", b"_rels/", b"docProps/")
_LOCAL_HEADER = 30  # bytes before the name of a zip's first member
_TAR_BLOCK = 512
_ENOUGH = 512  # bytes, unpacked, to tell a web archive by


def kind(head: bytes) -> str | None:
    r"""Return the kind of container that a file with these first bytes is; None where it is none.

    >>> kind(b"PK\x03\x04" + bytes(26) + b"story.txt"), kind(b"BZh91AY&SY"), kind(b"PK: 3-0")
    ('zip', 'bzip2', None)
    >>> kind(b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml") is None  # a document of an office
    True
    >>> import gzip; kind(gzip.compress(b"WARC/1.0")), kind(gzip.compress(b"WARS"))
    ('warc', 'gzip')
    """
    found = next((name for magic, name in _MAGIC if head.startswith(magic)), None)
    if found == "gzip":
        return "warc" if is_web_archive(_unpacked(head)) else "gzip"
    if found == "zip":
        return None if head.startswith(_DOCUMENTS, _LOCAL_HEADER) else "zip"
    if found is None and head.startswith(_BZIP2) and head[4:].startswith(_BZIP2_BLOCKS):
        return "bzip2"
    return found or ("tar" if is_tar(head) else None)


def is_web_archive(head: bytes) -> bool:
    """Tell whether a file begins as WARC or ARC do."""
    return head.startswith((b"WARC/", b"filedesc://"))


def is_tar(head: bytes) -> bool:
    """Tell whether a file begins with the header of a tar: by its check sum, as old ones have no mark."""
    block = head[:_TAR_BLOCK]
    if len(block) < _TAR_BLOCK or b"\0" not in block or not block[0]:
        return False
    try:
        stated = int(block[148:156].strip(b" \0") or b"0", 8)
    except ValueError:
        return False
    return stated == 8 * ord(" ") + sum(block) - sum(block[148:156])


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _ENOUGH)
    except zlib.error:
        return b""
