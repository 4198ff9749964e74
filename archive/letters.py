r"""Letters of all scripts for patterns, in a few ranges.

RE2 writes ``\pL`` out as some 650 ranges, each as bytes, and again for each of the times that it may be
repeated: the rules came to twelve million instructions, which took four seconds to build. Here a
letter is whatever stands in the blocks of letters, marks and digits of other scripts among them.
"""

from __future__ import annotations

import re

_LETTERS = (
    r"A-Za-zªµºÀ-ÖØ-öø-\x{2c1}\x{300}-\x{36f}\x{370}-\x{1fff}\x{2c00}-\x{2dff}\x{3005}-\x{3007}\x{3031}-\x{a4ff}"
    r"\x{a500}-\x{d7ff}\x{f900}-\x{fdff}\x{fe70}-\x{fefc}\x{ff21}-\x{ff3a}\x{ff41}-\x{ff5a}\x{ff66}-\x{ffdc}"
    r"\x{10000}-\x{1efff}\x{20000}-\x{3ffff}"
)
_CAPITALS = r"A-ZÀ-ÖØ-ÞĀ-ɏ\x{386}-\x{3ab}\x{400}-\x{42f}\x{531}-\x{556}\x{1e00}-\x{1eff}"
_SMALL = r"a-zß-öø-ɏ\x{3ac}-\x{3ff}\x{430}-\x{4ff}\x{561}-\x{587}\x{1e00}-\x{1eff}"
_RANGES = {r"\pL": _LETTERS, r"\p{L}": _LETTERS, r"\p{Lu}": _CAPITALS, r"\p{Ll}": _SMALL}
_PART = re.compile(r"\\p(?:L|\{L[ul]?\})|\\.|\[\^?\]?|.", re.S)


def written_out(pattern: str) -> str:
    r"""Return a pattern with the ranges of letters in place of their names.

    >>> len(written_out(r"^\pL[^\p{Lu}.]$")) > 100, written_out(r"^[A-Z]\d\]$")
    (True, '^[A-Z]\\d\\]$')
    """
    written: list[str] = []
    in_class = False
    for part in _PART.findall(pattern):
        ranges = _RANGES.get(part)
        if ranges:
            written.append(ranges if in_class else f"[{ranges}]")
            continue
        in_class = (part[0] == "[" or in_class) and part != "]"
        written.append(part)
    return "".join(written)
