"""Which visible blocks an extracted text holds: words in the same order, whatever lies between."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
_RUN = 3  # words in a row that tell a stretch of text from another
_SHARE = 0.6  # of a block's runs: as many in the extracted text, and the block is in it


def words(text: str) -> list[str]:
    """Return the words of a text, case folded; scripts without blanks give a character each.

    >>> words("Told Reuters: “no”"), words("気象庁")
    (['told', 'reuters', 'no'], ['気', '象', '庁'])
    """
    found = _WORD.findall(text.lower())
    if not _UNSPACED.search(text):
        return found
    return [part for word in found for part in (word if _UNSPACED.search(word) else [word])]


def align(blocks: Sequence[Sequence[str]], extracted: str) -> list[bool]:
    """Tell of each block, given as its words, whether the extracted text holds it.

    A block of one or two words counts only where they are a whole line of the extracted text.
    """
    lines = [words(line) for line in extracted.split("\n")]
    whole = {tuple(line) for line in lines}
    flat = [word for line in lines for word in line]
    runs = {tuple(flat[at : at + _RUN]) for at in range(len(flat) - _RUN + 1)}
    held = []
    for block in blocks:
        count = len(block) - _RUN + 1
        if count < 1:
            held.append(bool(block) and tuple(block) in whole)
        elif count < 4:
            held.append(
                tuple(block) in whole or all(tuple(block[at : at + _RUN]) in runs for at in range(count))
            )
        else:
            held.append(sum(tuple(block[at : at + _RUN]) in runs for at in range(count)) >= _SHARE * count)
    return held
