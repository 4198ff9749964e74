"""Damage that any outlet's text may carry, and its repair: a function and a doctest each.

A repair takes the working text and yields edits in its offsets; ``REPAIRS`` is the order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from typing import Any

import re2

from archive.working import Edit, Working

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]+")
_ENTITY = re.compile(
    r"&(?:(?:amp|#0{0,4}38|#[xX]0{0,4}26);){0,8}(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
)
_RUN = re.compile("[^\x00-\x7f]{2,}|[\x80-\x9f\ufffd]")  # the first, cheapest sign of mojibake
# One class: a character that two alternatives match would double the ways to fail.
_WORD = re.compile(r"[0-9A-Za-z\x80-\U0010ffff]+")  # markup and punctuation are no part of a misread word
_WORD_BEFORE = re.compile(r"[0-9A-Za-z\x80-\U0010ffff]*\Z")
_PUNCTUATION = "“”‘’…—–"  # two of them side by side are no damage
_LONGEST_WORD = 200  # characters before the damage that can belong to the same word
_TEX_OPENING = re.compile(r"(?<![`\w])``(?!`)")
_LINK_LABEL = re.compile(
    r""", external(?=[.:;,)]|\s*$|\s+(?:["“(–-]|(?!Affairs)[A-Z]"""
    r"""|(?:about|after|and|at|before|but|by|carrying|for|from|in|of|on|quoted|reported|that|to|with)\b))""",
    re.MULTILINE,
)
_TEX_CLOSING = re.compile(r"(?<!')''(?!')")

# The single-byte encodings as which UTF-8 is most often misread (ftfy's own list).
_MISREAD_AS = (
    "latin-1",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859-2",
    "mac-roman",
    "cp437",
)


def invisible(text: str) -> Iterator[Edit]:
    """Drop soft hyphens, zero-width spaces and byte-order marks inside the text.

    >>> [(edit.start, edit.end, edit.becomes) for edit in invisible("made \u200bhead\u00adlines")]
    [(5, 6, ''), (10, 11, '')]
    """
    for match in _INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "", "invisible")


def control(text: str) -> Iterator[Edit]:
    r"""Drop control characters that are no white space: header bytes of wires, NULs.

    >>> [(edit.start, edit.end) for edit in control("a\x00\x01b\tc\n")]
    [(1, 3)]
    """
    for match in _CONTROL.finditer(text):
        yield Edit(match.start(), match.end(), "", "control")


def entity(text: str) -> Iterator[Edit]:
    """Decode an HTML entity that ends in a semicolon; one that was escaped again, to its end.

    >>> [edit.becomes for edit in entity("AT&amp;T &hellip; &amp;quot;x&#8217;s R&D; &nosuch;")]
    ['&', '…', '"', '’']
    """
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        becomes = _character(match[1])
        if becomes is None and match.start(1) > match.start() + 1:
            becomes = f"&{match[1]};"
        if becomes is not None:
            yield Edit(match.start(), match.end(), becomes, "entity")


def _character(name: str) -> str | None:
    """Return what an entity stands for; None where HTML knows no such name or number."""
    if not name.startswith("#"):
        return html5.get(name + ";")
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    known = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return html.unescape(f"&{name};") if known else None


def mojibake(text: str) -> Iterator[Edit]:
    """Read words again that were UTF-8 and taken for another encoding (ftfy decides).

    >>> [(edit.becomes) for edit in mojibake("Guaid\u00c3\u00b3\u00e2\u20ac\u2122s “caf\u00e9”")]
    ['Guaidó’s']
    """
    if text.isascii():
        return
    end = 0
    for run in _RUN.finditer(text):
        if (
            run.start() < end
            or not run[0].strip(_PUNCTUATION)
            or not _suspect().search(text, run.start(), run.end())
        ):
            continue
        from ftfy import TextFixerConfig, fix_encoding  # late: slow to import, and most texts are sound

        before = _WORD_BEFORE.search(text, max(end, run.start() - _LONGEST_WORD), run.start())
        start = before.start() if before else run.start()
        word = _WORD.match(text, start)
        end = word.end() if word else run.end()
        if (becomes := fix_encoding(text[start:end], TextFixerConfig(unescape_html=False))) != text[
            start:end
        ]:
            yield Edit(start, end, becomes, "mojibake")


@cache
def _suspect() -> re.Pattern[str]:
    """Return a pattern that every misread word has: a lead byte's character, then a trail byte's."""
    pairs = set()
    for encoding in _MISREAD_AS:
        leads = bytes(range(0xC2, 0xF5)).decode(encoding, "ignore")
        trails = bytes(range(0x80, 0xC0)).decode(encoding, "ignore") + "\x80-\x9f"
        pairs.add(f"[{re.escape(leads)}][{re.escape(trails[:-3])}{trails[-3:]}]")
    return re.compile("|".join(sorted(pairs)) + "|[\x80-\x9f]|\ufffd")


def tex_quote(text: str) -> Iterator[Edit]:
    """Set TeX quotes, as wires send them, to straight ones.

    >>> [(edit.start, edit.becomes) for edit in tex_quote("``Look Good,'' she said")]
    [(0, '"'), (12, '"')]
    """
    if "``" not in text:
        return
    for pattern in (_TEX_OPENING, _TEX_CLOSING):
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), '"', "tex-quote")


def link_label(text: str) -> Iterator[Edit]:
    """Drop what the BBC's pages say of a link to a screen reader, where it is not the sentence's own word.

    >>> text = "BBC: he wrote on X, external that the Mail, external. India's minister, external affairs"
    >>> [text[edit.start : edit.end + 5] for edit in link_label(text)]
    [', external that', ', external. Ind']
    """
    if "BBC" not in text:
        return
    for match in _LINK_LABEL.finditer(text):
        yield Edit(match.start(), match.end(), "", "link-label")


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair and the sign without which a text does not need it, found five times sooner by RE2."""

    edits: Callable[[str], Iterator[Edit]]
    sign: Any


REPAIRS: Mapping[str, Repair] = {
    "entity": Repair(entity, re2.compile("&[#a-zA-Z]")),
    "mojibake": Repair(mojibake, re2.compile("[^\x00-\x7f][^\x00-\x7f]|[\x80-\x9f\ufffd]")),
    # These two after mojibake: their characters may be bytes of misread ones.
    "invisible": Repair(invisible, re2.compile("[\u00ad\u200b\u2060\ufeff]")),
    "control": Repair(control, re2.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")),
    "tex-quote": Repair(tex_quote, re2.compile("``")),
    "link-label": Repair(link_label, re2.compile(", external")),
}
_ANY_SIGN = re2.compile("|".join(repair.sign.pattern for repair in REPAIRS.values()))
_ROUNDS = 4


def repair(working: Working) -> Working:
    """Apply every repair until none finds more: an entity may hide mojibake, and so on."""
    if not _ANY_SIGN.search(working.text):
        return working
    for _ in range(_ROUNDS):
        before = working
        for each in REPAIRS.values():
            if each.sign.search(working.text):
                working = working.edit(sorted(each.edits(working.text), key=lambda edit: edit.start))
        if working.edits == before.edits:
            break
    return working
