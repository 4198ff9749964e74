"""What a file is: by its first bytes, and where they leave it open by its name."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from archive.decoding import decode, wide

HEAD_BYTES = 8192
"""How much of a file is looked at to tell what it is."""

# First bytes, how far in, what it is. Those that might open a plain text, too, come with a NUL.
_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "a PDF document"),
    (b"[Content_Types].xml", 30, "an Office document (zipped)"),
    (b"mimetype", 30, "a book or an Office document (zipped)"),
    (b"PK\x03\x04", 0, "a zip archive"),
    (b"PK\x05\x06", 0, "a zip archive"),
    (b"\x1f\x8b", 0, "gzip-compressed"),
    (b"\x28\xb5\x2f\xfd", 0, "zstd-compressed"),
    (b"1AY&SY", 4, "bzip2-compressed"),
    (b"\xfd7zXZ\0", 0, "xz-compressed"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive"),
    (b"Rar!\x1a\x07", 0, "a RAR archive"),
    (b"ustar", 257, "a tar archive"),
    (b"WARC/", 0, "a web archive (WARC)"),
    (b"filedesc://", 0, "a web archive (ARC)"),
    (b"\x89PNG\r\n\x1a\n", 0, "an image (PNG)"),
    (b"\xff\xd8\xff", 0, "an image (JPEG)"),
    (b"GIF87a", 0, "an image (GIF)"),
    (b"GIF89a", 0, "an image (GIF)"),
    (b"II*\0", 0, "an image (TIFF)"),
    (b"MM\0*", 0, "an image (TIFF)"),
    (b"WEBP", 8, "an image (WebP)"),
    (b"ftyp", 4, "a film or picture (MP4)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old Office document"),
    (b"SQLite format 3\0", 0, "a database (SQLite)"),
    (b"\x7fELF", 0, "a program (ELF)"),
    (b"\xcf\xfa\xed\xfe", 0, "a program (Mach-O)"),
    (b"OggS", 0, "sound (Ogg)"),
    (b"ID3", 0, "sound (MP3)"),
    (b"RIFF", 0, "sound or film (RIFF)"),
    (b"BM", 0, "an image (BMP)"),
    (b"MZ", 0, "a program (Windows)"),
)
_READABLE_LATER = ("PDF", "(zipped)", "zip", "gzip", "zstd", "bzip2", "xz", "tar", "web archive")
_PACKED = ("a zip archive", "a tar archive")
# Files of text that hold many articles, or one among markup of their own.
_SUFFIXES = {
    ".arc": "a web archive (ARC)",
    ".docx": "an Office document",
    ".epub": "a book (EPUB)",
    ".pdf": "a PDF document",
    ".tar": "a tar archive",
    ".warc": "a web archive (WARC)",
    ".xml": "XML of another kind",
    ".zip": "a zip archive",
}
_REUTERS = re.compile(rb"\s*(?:<!DOCTYPE\s+lewis\b|<REUTERS\s+\w+\s*=)", re.I)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


_PAGE_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_PAGE_BEGINS = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|link|script|style|title|base|"
    r"div|article|main|section|header|table|center|h1|p)\b[^<]*>",
    re.I | re.S,
)
_PAGE_FRAME = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^<]*>", re.I)
_PAGE_BLOCK = re.compile(
    r"</?(?:div|p|section|article|table|tr|td|ul|ol|li|h[1-6]|nav|header|footer|main|figure|meta|link|script)\b",
    re.I,
)
_MANY = 20  # tags of blocks among the first bytes: more than a text has that lost some of its markup


def is_page(head: bytes, name: str) -> bool:
    r"""Tell whether a file is a web page: it begins as one, or is called one and has tags of one.

    >>> is_page(b"<!DOCTYPE html>\n<html lang=en><head>", "story")
    True
    >>> is_page(b"<p>One tag in a text", "story.txt"), is_page(b"By Jane <j@x.com>", "story.html")
    (False, False)
    >>> is_page(b"<title>Fire</title><p>Two dead.", "story.htm")
    True
    """
    text = decode(head).text
    if _PAGE_BEGINS.match(text) and (_PAGE_FRAME.search(text) or len(_PAGE_BLOCK.findall(text)) >= _MANY):
        return True
    return PurePath(name).suffix.lower() in _PAGE_SUFFIXES and (
        _PAGE_FRAME.search(text) is not None or _PAGE_BLOCK.search(text) is not None
    )


def is_reuters_sgml(head: bytes, name: str) -> bool:
    r"""Tell whether a file that begins with ``head`` holds wire stories as Reuters-21578 does.

    >>> is_reuters_sgml(b'<!DOCTYPE lewis SYSTEM "lewis.dtd">', "reut2-000")
    True
    >>> is_reuters_sgml(b"<REUTERS> said on Monday", "story.txt")
    False
    >>> is_reuters_sgml(b'<!-- of 1987 --><REUTERS NEWID="1">', "first.sgm")
    True
    """
    called_so = PurePath(name).suffix.lower() in (".sgm", ".sgml")
    return _REUTERS.match(head) is not None or (called_so and b"<REUTERS" in head.upper())


def why_not_text(head: bytes, name: str) -> str | None:
    r"""Say why a file that begins with ``head`` cannot be read as text; None where it can.

    >>> why_not_text(b"\x89PNG\r\n\x1a\n\0\0", "story.txt")
    'is an image (PNG), not text; leave it out with --exclude'
    >>> why_not_text(b"%PDF-1.4", "clipping")
    'is a PDF document, for which there is no reader yet; turn it into text first'
    >>> why_not_text(b"<budget>", "story.xml")
    'is XML of another kind, for which there is no reader yet; turn it into text first'
    >>> why_not_text(b"MZansi wakes up", "story.txt")
    """
    if not head.startswith(_MARKS):
        kind = _by_magic(head)
        if kind is not None and any(later in kind for later in _READABLE_LATER):
            return _no_reader(kind)
        if kind is not None:
            return f"is {kind}, not text; leave it out with --exclude"
        if b"\0" in head and wide(head) is None:
            return "is a binary file (it holds NUL bytes), not text; leave it out with --exclude"
    kind = _SUFFIXES.get(PurePath(name).suffix.lower())
    return _no_reader(kind) if kind else None


def _no_reader(kind: str) -> str:
    cure = "unpack it" if kind in _PACKED or kind.endswith("compressed") else "turn it into text"
    return f"is {kind}, for which there is no reader yet; {cure} first"


def _by_magic(head: bytes) -> str | None:
    for magic, offset, kind in _MAGIC:
        if head.startswith(magic, offset) and (b"\0" in head or not magic.isalnum()):
            return kind
    return None
