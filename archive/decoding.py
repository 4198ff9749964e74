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


# What browsers read these labels as (the encoding standard).
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "windows-874",
    "tis-620": "windows-874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "windows-874": "cp874",
    "utf8": "utf-8",
    "big5": "big5hkscs",
}
_UNREADABLE_BY_NAME = frozenset(("utf-16", "utf-16le", "utf-16be", "utf-32", "utf-7", "x-user-defined"))
# Python's own, which no browser knows: they give lone surrogates, or take their time.
_OF_PROGRAMS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"))
_SHIFTING = frozenset(("iso2022_jp", "iso2022_kr", "hz"))  # in bytes of ASCII: valid UTF-8 and none


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many U+FFFD stand for what could not be decoded."""

    text: str
    encoding: str
    damaged: int = 0


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    r"""Decode by the byte order mark; else as UTF-8 where valid; else as ``declared``, else as Windows-1252.

    UTF-16 and UTF-32 without a mark are known by their NULs. The mark is no part of the text.
    ``declared`` is what ``encoding_called`` returns.

    >>> decode(b"\xef\xbb\xbfGuaid\xc3\xb3")
    Decoded(text='Guaidó', encoding='utf-8', damaged=0)
    >>> decode(b"Guaid\xf3 said \x93no\x94\x9d")
    Decoded(text='Guaidó said “no”\x9d', encoding='windows-1252', damaged=0)
    >>> decode(b"\xcc\xe8\xf0", "windows-1251")
    Decoded(text='Мир', encoding='windows-1251', damaged=0)
    >>> decode("Guaidó".encode("utf-16-be"))
    Decoded(text='Guaidó', encoding='utf-16-be', damaged=0)
    >>> decode(b"\xef\xbb\xbfGuaid\xf3")
    Decoded(text='Guaid\ufffd', encoding='utf-8', damaged=1)
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_as(raw[len(mark) :], encoding)
    unmarked = _unmarked(raw)
    if unmarked is not None:
        return unmarked
    if declared and codecs.lookup(declared).name in _SHIFTING:
        return _decode_as(raw, declared)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if declared and declared != "windows-1252":
            return _decode_as(raw, declared)
        return Decoded(codecs.charmap_decode(raw, "strict", _WINDOWS_1252)[0], "windows-1252")


def encoding_called(label: str) -> str | None:
    """Return the encoding that browsers take a label for; None for one of no use to bytes that can be read.

    >>> encoding_called("ISO-8859-1"), encoding_called("windows-1251"), encoding_called("utf-16")
    ('windows-1252', 'windows-1251', None)
    """
    name = label.strip(" \"'").lower()
    if name in _UNREADABLE_BY_NAME:
        return None
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if found.name == "cp1252":
        return "windows-1252"
    return name if found._is_text_encoding and found.name not in _OF_PROGRAMS else None


def decoded_so(raw: bytes, charset: str) -> Decoded | None:
    """Decode what a mail says is in ``charset``, UTF-7 too; None where it is not, or there is none such.

    >>> decoded_so(b"+AGE-", "utf-7"), decoded_so(b"+2AA-", "utf-7"), decoded_so(b"a", "unicode_escape")
    (Decoded(text='a', encoding='utf-7', damaged=0), None, None)
    """
    try:
        if codecs.lookup(charset).name in _OF_PROGRAMS - {"utf-7"}:
            return None
        text = raw.decode(charset)
        text.encode()  # UTF-7 can write half of a character
    except (LookupError, ValueError):
        return None
    return Decoded(text, charset.lower())


def wide(head: bytes) -> str | None:
    """Return the encoding of a file that begins with ``head`` where it is UTF-16 or UTF-32."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked if marked != "utf-8" else None
    # The head may end within a character, or between the two halves of one.
    whole = len(head) // 4 * 4
    found = (_unmarked(head[:end]) for end in (whole, whole - 2))
    return next((decoded.encoding for decoded in found if decoded), None)


def _decode_as(raw: bytes, encoding: str) -> Decoded:
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
