"""Whether the first block of a text is its headline."""

from __future__ import annotations

import re

from archive import sentences
from archive.metadata.dateline import read as read_dateline

_LONGEST = 160  # characters of a headline
_PROSE = 80  # characters of a paragraph that can follow a headline
_STOPPED = re.compile(r"""[.:;,…]["'”’)\]]*$""")
_OPENS = re.compile(r"""^["'“‘«¿¡(\[]?[\dA-ZÀ-ÞĀ-Ž\u0370-\uffff]""")
_PROSE_END = re.compile(r"""[.!?…:]["'”’)\]]*$""")
_NO_TITLE = re.compile(
    r"^(?:By|Posted|Published|Updated|Photo|Image|Video|FILE|File|Dear|Q|A)\b|^[#@>*•–—-]|https?://"
)


def is_title(text: str, following: str) -> bool:
    """Tell whether a block is a headline: short, unstopped, and followed by a story's opening.

    >>> is_title("Russia dismisses US demand", "Russia is dismissing calls to withdraw " * 3 + ".")
    True
    >>> is_title("They had one mission, they declared:", "The team has set up this account. " * 4)
    False
    """
    if not 12 <= len(text) <= _LONGEST or len(text.split()) < 3:
        return False
    if _STOPPED.search(text) or not _OPENS.search(text) or _NO_TITLE.search(text):
        return False
    if len(sentences.spans(text)) > 1:
        return False
    if read_dateline(following):
        return True
    return len(following) >= _PROSE and bool(_PROSE_END.search(following))
