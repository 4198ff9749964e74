"""When a page says that its article was first published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from archive.metadata.days import read_day
from archive.pages.visible import ASIDE, BUTTON, CAPTION, FIGURE, FOOTER, NAV, TITLE, Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[1-9]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)", re.I
)
_PUBLISHED = re.compile(
    r"publi|posted|created|issued|release|entry-date|date-?time|timestamp|erschienen|veröff", re.I
)
_MODIFIED = re.compile(r"modif|updat|aktualis|actuali|mise|edited|revised", re.I)
_LABEL = re.compile(
    r"\W*(?:datum|date|published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|publicerad|opublikowano|дата)\b",
    re.I,
)
_LONGEST_STAMP = 90  # characters
_MOST_WORDS = 9  # a stamp with more beside the day is a caption or prose
_BESIDE = frozenset(("aside", "nav", "footer"))


def stated_day(text: str, language: str | None) -> bool:
    """Tell whether a declared date can be read to the day."""
    day = read_day(text, basis="meta", language=language)
    return day is not None and day.precision == "day"


def time_elements(root: HtmlElement) -> Iterator[str]:
    """Give the dates of <time> elements: those marked as of publishing, then the first of the others."""
    marked: list[str] = []
    others: list[str] = []
    for element in root.iter("time"):
        stamp = element.get("datetime") or " ".join("".join(element.itertext()).split())
        around = [element, *_around(element)]
        if not stamp or any(one.tag in _BESIDE for one in around):
            continue
        marks = " ".join(
            one.get(key) or "" for one in around[:2] for key in ("class", "id", "itemprop", "data-testid")
        )
        text = "".join(around[1].itertext())[:60] if len(around) > 1 else ""
        if _MODIFIED.search(marks) or _MODIFIED.search(text[:30]):
            continue
        (marked if element.get("pubdate") is not None or _PUBLISHED.search(marks) else others).append(stamp)
    yield from marked
    yield from others[:1]


def _around(element: HtmlElement) -> list[HtmlElement]:
    return list(element.iterancestors())[:6]


def visible_day(blocks: Sequence[Block], heading: int, language: str | None) -> str | None:
    """Return a date that stands near the headline, block number ``heading``, or behind a label elsewhere."""
    near = range(max(heading - 6, 0), min(heading + 16, len(blocks)))
    for number in (*near, *range(near.stop, len(blocks))):
        block = blocks[number]
        if len(block.text) > _LONGEST_STAMP or block.zone & (
            NAV | FOOTER | ASIDE | BUTTON | TITLE | CAPTION | FIGURE
        ):
            continue
        if block.text.count(" ") > _MOST_WORDS:
            continue
        label = _LABEL.match(block.text)
        if (
            (label or number in near)
            and not _MODIFIED.search(block.text)
            and stated_day(block.text, language)
        ):
            text: str = block.text
            return text
    return None


def url_day(urls: Iterable[str]) -> str | None:
    """Return the day in an address, as ISO.

    >>> url_day(["https://example.com/world/2019/03/28/story"])
    '2019-03-28'
    """
    for url in urls:
        if match := _URL_DAY.search(url):
            stated = "-".join(match.groups()) if match[2].isdigit() else f"{match[3]} {match[2]} {match[1]}"
            if day := read_day(_padded(stated), basis="url"):
                return day.date
    return None


def _padded(stated: str) -> str:
    return "-".join(part.zfill(2) for part in stated.split("-"))
