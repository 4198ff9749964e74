"""Bytes to text: any encoding a dump may come in, and never a lone surrogate."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

# The longer first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows-1252 leaves 81 8d 8f 90 9d undefined; Latin-1 has a control character for each.
_WINDOWS_1252 = "".join(
    bytes([byte]).decode("latin-1" if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")
    for byte in range(256)
)
_LAYOUT = "".join(map(chr, (9, 10, 11, 12, 13, 0x1B)))
_LOOKED_AT = 4096  # bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many U+FFFD stand for what could not be decoded."""

    text: str
    encoding: str
    damaged: int = 0


def decode(raw: bytes) -> Decoded:
    r"""Decode by the byte order mark; else as UTF-8 where valid; else as Windows-1252.

    UTF-16 and UTF-32 without a mark are known by their NULs. The mark is no part of the text.

    >>> decode(b"\xef\xbb\xbfGuaid\xc3\xb3")
    Decoded(text='Guaidó', encoding='utf-8', damaged=0)
    >>> decode(b"Guaid\xf3 said \x93no\x94\x9d")
    Decoded(text='Guaidó said “no”\x9d', encoding='windows-1252', damaged=0)
    >>> decode("Guaidó".encode("utf-16-be"))
    Decoded(text='Guaidó', encoding='utf-16-be', damaged=0)
    >>> decode(b"\xef\xbb\xbfGuaid\xf3")
    Decoded(text='Guaid\ufffd', encoding='utf-8', damaged=1)
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw[len(mark) :], encoding)
    unmarked = _unmarked(raw)
    if unmarked is not None:
        return unmarked
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(codecs.charmap_decode(raw, "strict", _WINDOWS_1252)[0], "windows-1252")


def _decode_marked(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        # A dump may hold U+FFFD of its own, from whoever decoded it before.
        own = raw.decode(encoding, "ignore").count("\ufffd")
        return Decoded(text, encoding, text.count("\ufffd") - own)


def _unmarked(raw: bytes) -> Decoded | None:
    """Decode UTF-16 or UTF-32 that has no mark; None where it plainly is neither."""
    head = raw[:_LOOKED_AT]
    if b"\0" not in head:
        return None
    for encoding, width, full in (
        ("utf-32-le", 4, 0),
        ("utf-32-be", 4, 3),
        ("utf-16-le", 2, 0),
        ("utf-16-be", 2, 1),
    ):
        if len(raw) % width:
            continue
        lanes = [head[lane::width] for lane in range(width)]
        # Latin letters leave every lane but one empty, or nearly so.
        empty = [lane.count(0) > 0.6 * len(lane) for lane in lanes]
        if empty != [lane != full for lane in range(width)]:
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(letter < " " and letter not in _LAYOUT for letter in text[:_LOOKED_AT]):
            return Decoded(text, encoding)
    return None
