"""Text of unknown making to text that a terminal or a spreadsheet only shows."""

from __future__ import annotations

import json
import re
from functools import cache

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Embeddings, overrides and isolates turn the rest of a line around; the marks (200E, 200F)
# belong to honest Hebrew and Arabic and turn nothing.
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SEPARATORS = (0x2028, 0x2029)


def line(text: str) -> str:
    r"""Return ``text`` as one line in which nothing is active, one character for each.

    >>> line("a\x1b[31mb\nc\td\x9b\u202ee")
    'a␛[31mb␊c d��e'
    """
    return text if text.isprintable() else text.translate(_active())


def lines(text: str) -> str:
    r"""Return ``text`` with its line ends, and nothing else active, one character for each.

    >>> lines("a\x07\nb\rc")
    'a␇\nb␍c'
    """
    return text if text.isprintable() else text.translate(_active(but="\n"))


def as_json(value: object) -> str:
    r"""Return ``value`` as one line of JSON, readable, with what a terminal obeys escaped.

    >>> print(as_json({"title": "Guaidó\x9b\x1b[2J"}))
    {"title": "Guaidó\u009b\u001b[2J"}
    """
    encoded = json.dumps(value, ensure_ascii=False)
    return _escaped_in_json().sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def cell(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula.

    >>> cell("=1+2"), cell("- no"), cell("Venezuela")
    ("'=1+2", "'- no", 'Venezuela')
    """
    return "'" + line(text) if text.startswith(("=", "+", "-", "@", "\t", "\r")) else line(text)


@cache
def _active(but: str = "") -> dict[int, str]:
    """Return what stands for each character that a terminal obeys; all that is printable is none."""
    shown = {
        **{code: chr(0x2400 + code) for code in range(0x20)},  # ESC is shown as ␛
        0x7F: "\N{SYMBOL FOR DELETE}",
        **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
        **dict.fromkeys(_BIDI, _REPLACEMENT),
        **dict.fromkeys(_SEPARATORS, " "),
        **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
        ord("\t"): " ",
    }
    return {code: character for code, character in shown.items() if chr(code) not in but}


@cache
def _escaped_in_json() -> re.Pattern[str]:
    return re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
