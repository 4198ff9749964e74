"""Lists of links to other stories between paragraphs, known by how their lines are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_PARAGRAPH = 45  # characters; what is shorter may be a line, even if it ends as a sentence does
_NARROW = 64  # characters of a line in a column of teasers, which cuts its headlines short
_CUT_SHORT = re.compile(r"^.{40,60}[a-z’',]\.\.\.$")
_NO_TEASER = re.compile(r"[.:;,][\"'”’)]*$|https?:|@|^\W{0,3}$")
_TEASERS, _CUT = 3, 2  # lines of such a column, and of these cut short, at least
_HEADLINE = re.compile(r"[‘“\"'’(]?[A-ZÀ-Þ\d]")
_WIDE, _FEWEST = range(24, 120), 5  # characters and words of a headline
_LONE = 7  # words of one that may stand by itself, below a story; fewer may be a name
_CLOSED = re.compile(r"[.!?][\"'”’)\ufffd]*$")
_NO_HEADLINE = re.compile(
    r"[.:;,!…|—–-][\"'”’)]*$|https?:|@|^(?:By|Photo|Image|Source|Video by)\b|\([^)]*\)$| [-–—|] "
)
_SMALL = frozenset(
    """
    a about after against amid an and are as at be before but by can could for from has have how if in into is
    it its may no nor not of off on or out over per so than that the their to under until up us
    vs vs. was we what when while who why will with
    """.split()
)
_TELLS = re.compile(r"\b(?:after|amid|as|could|how|is|are|says?|to|was|what|while|why|will)\b", re.IGNORECASE)


def lines(texts: Sequence[str]) -> Iterator[int]:
    """Yield the number of each line of a list of links, in order.

    Two or more headlines in capitals, one of which tells what happens, between paragraphs; a long one below
    the last; a column of teasers of which some were cut short. What a colon introduces is the story's.

    >>> story = "The council voted for the bridge after a night of debate, and the mayor wept."
    >>> links = ["Council Asks Engineers to Save Bridge", "Ferry Sinks in Storm Off the Cape"]
    >>> list(lines([story, *links, story]))
    [1, 2]
    """
    for is_teaser, group in groupby(range(len(texts)), key=lambda number: _is_teaser(texts[number])):
        run = list(group)
        cut = sum(_CUT_SHORT.match(texts[number]) is not None for number in run)
        if is_teaser and len(run) >= _TEASERS and cut >= _CUT and run[0] > 0:
            yield from run
    for is_headline, group in groupby(range(len(texts)), key=lambda number: _is_headline(texts[number])):
        run = list(group)
        if is_headline and len(run) > 1 and _stands_between(texts, run[0], run[-1]) and _tell(texts, run):
            yield from run
    *_, above, last = ["", "", *texts]
    if _is_headline(last) and _ends(above) and len(last.split()) >= _LONE and "," not in last:
        yield len(texts) - 1


def _tell(texts: Sequence[str], run: Sequence[int]) -> bool:
    return any(_TELLS.search(texts[number]) for number in run)


def _is_teaser(text: str) -> bool:
    if len(text) > _NARROW or len(text) < _FEWEST * 3:
        return False
    return _CUT_SHORT.match(text) is not None or not _NO_TEASER.search(text)


def _is_headline(text: str) -> bool:
    """Tell whether a line is written in capitals as American headlines are, without a full stop."""
    if len(text) not in _WIDE or not _HEADLINE.match(text) or _NO_HEADLINE.search(text):
        return False
    words = [word.strip("‘’“”\"'?()") for word in text.split()]
    great = [word for word in words if word and word not in _SMALL] + words[-1:]
    capital = all(word[:1].isupper() or not word[:1].isalpha() for word in great)
    return len(words) >= _FEWEST and capital and not text.isupper()


def _stands_between(texts: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a paragraph that needs no more ends above lines, and another begins below them."""
    if first == 0 or last + 1 == len(texts):
        return False
    return _ends(texts[first - 1]) and len(texts[last + 1]) >= _PARAGRAPH


def _ends(text: str) -> bool:
    return len(text) >= _PARAGRAPH and _CLOSED.search(text) is not None
