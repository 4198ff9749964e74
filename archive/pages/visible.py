"""A page's tree to its visible blocks in reading order: what a reader sees, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from archive.errors import RefusedError
from archive.pages.tree import MOST_DEPTH, TOO_DEEP

if TYPE_CHECKING:
    from lxml.html import HtmlElement


# Where on a page a block stands: all that it and the elements around it are.
ARTICLE = 1 << 0
BODY = 1 << 1  # a class or itemprop that names the text of a story
MAIN = 1 << 2
NAV = 1 << 3
ASIDE = 1 << 4
FOOTER = 1 << 5
HEADER = 1 << 6
FIGURE = 1 << 7
CAPTION = 1 << 8
LIST = 1 << 9
TABLE = 1 << 10
HEADING = 1 << 11
QUOTE = 1 << 12
FORM = 1 << 13
BUTTON = 1 << 14
UNSCRIPTED = 1 << 15  # shown where scripts do not run
TITLE = 1 << 16  # of the window
PARAGRAPH = 1 << 17
FURNITURE = 1 << 18  # a class or id that names no part of a story
PRE = 1 << 19
LEAD = 1 << 20  # a class that names a standfirst
FIRST = 1 << 21  # h1


@dataclass(frozen=True, slots=True)
class Block:
    """A visible paragraph, heading, list entry, caption or table.

    ``text`` has its white space joined, a line break as a newline, a table's rows as lines.
    ``linked`` counts the characters that are links; ``parent`` numbers the element around its
    own, in document order, ``element`` its own.
    """

    text: str
    zone: int
    linked: int
    element: int
    parent: int
    marks: str  # the classes of its own element


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks in reading order; ``around`` gives for each element the one around it."""

    blocks: list[Block]
    around: list[int]


_UNSEEN = frozenset(
    (
        "script style template noembed noframes iframe object embed applet canvas audio video map head "
        "datalist"
    ).split()
)
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark meta meter
    nobr output q rp rt ruby s samp small span strike strong sub sup time tt u var wbr link progress path g
    use source track picture svg
    """.split()
)
_ZONES = {
    "article": ARTICLE,
    "main": MAIN,
    "nav": NAV,
    "menu": NAV,
    "aside": ASIDE,
    "footer": FOOTER,
    "header": HEADER,
    "figure": FIGURE,
    "figcaption": CAPTION | FIGURE,
    "ul": LIST,
    "ol": LIST,
    "dl": LIST,
    "table": TABLE,
    "h1": HEADING | FIRST,
    "h2": HEADING,
    "h3": HEADING,
    "h4": HEADING,
    "h5": HEADING,
    "h6": HEADING,
    "blockquote": QUOTE,
    "form": FORM,
    "button": BUTTON,
    "select": BUTTON,
    "option": BUTTON,
    "textarea": BUTTON,
    "noscript": UNSCRIPTED,
    "p": PARAGRAPH,
    "pre": PRE,
}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_ARTICLE_BODY = re.compile(
    r"(?<![a-z])(?:(?:article|story|entry|post|news)[-_]*(?:body|content|text)(?:[-_]*(?:text|content))?|storytext|bodytext|zn-body__\w+)(?![a-z])",
    re.I,
)
_FURNITURE = re.compile(
    r"(?<![a-z])(?:related|recommend\w*|newsletter\w*|share|sharing|social|comments?|commentlist|disqus\w*|promo\w*|advert\w*|ads?|adslot|sponsor\w*|outbrain|taboola"
    r"|breadcrumbs?|sidebar|cookies?|consent\w*|onetrust\w*|optanon\w*|gdpr|ccpa|privacy|signup|sign-up|tags|taglist|read-?more|most-?read|trending|popular|teasers?|pagination|skip)(?![a-z])",
    re.I,
)
_LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|intro\w*|standfirst|stand-first|sub-?title|sub-?headline|sub-?head|teaser[-_]?text|deck|dek|excerpt|summary|strapline|vorspann|chapo|chapeau"
    r"|entradilla|sumario|ingress|manchet|perex)(?![a-z])",
    re.I,
)
_LAID_OUT = frozenset("table ul ol form h1 h2 h3 h4 article section aside blockquote figure".split())
_SILENT = frozenset(("title", "desc", "metadata", "defs", "annotation"))  # of drawings and formulas
_APART = frozenset(("time", "label", "img", "svg", "input"))  # drawn apart from the words beside them
_CELL = 120  # characters; a longer cell is prose, its table a layout


def look(root: HtmlElement) -> Page:
    """Return what is visible; raises ``RefusedError`` for a tree too deep."""
    from lxml import etree

    found: list[Block] = []
    around = [0]
    pieces: list[str] = []
    linked = number = 0
    # Of every open element: whether it is in a link; of its block zones, number, parent and marks.
    place = (False, 0, 0, 0, "")
    places = [place]

    def end_block() -> None:
        nonlocal linked
        if pieces:
            _, zone, own, parent, marks = place
            found.extend(_blocks("".join(pieces), zone, linked, own, parent, marks))
            pieces.clear()
        linked = 0

    title = root.find("head/title")
    if title is not None and title.text:
        found += _blocks(_flat(title.text), TITLE, 0, 0, 0, "")
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            if tag not in _INLINE and tag != "br":
                end_block()
            elif tag in _APART:
                pieces.append(" ")
            places.pop()
            place = places[-1]
            text = element.tail
        else:
            unseen = tag in _UNSEEN or _is_hidden(element, tag)
            in_link, zone, own, parent, marks = place
            if tag == "br":
                pieces.append("\n")
            elif tag in _INLINE:
                if tag == "a":
                    place = (True, zone, own, parent, marks)
                elif tag in _APART:
                    pieces.append(" ")
            elif not unseen:
                end_block()
                number += 1
                around.append(own)
                marks = _marks(element)
                place = (in_link, _zone(zone, tag, element, marks), number, own, marks)
            else:
                end_block()
            places.append(place)
            if len(places) > MOST_DEPTH:
                raise RefusedError(TOO_DEEP)
            if unseen:
                walk.skip_subtree()
                continue
            if tag == "table" and (rows := _rows(element)):
                _, zone, own, parent, marks = place
                found.append(Block("\n".join(rows), zone, _linked(element), own, parent, marks))
                walk.skip_subtree()
                continue
            text = element.text
        if text:
            pieces.append(text if place[1] & PRE else _flat(text))
            if place[0]:
                linked += len(text)
    return Page(found, around)


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _blocks(text: str, zone: int, linked: int, element: int, parent: int, marks: str) -> Iterator[Block]:
    """Yield the paragraphs of a stretch of text: an empty line parts them."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    for filled, group in groupby(lines, key=bool):
        if filled:
            yield Block("\n".join(group), zone, linked, element, parent, marks)


def _is_hidden(element: HtmlElement, tag: str) -> bool:
    if not element.attrib or tag in ("html", "body"):
        return tag in _SILENT
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style is not None and ("none" in style or "hidden" in style) and _HIDDEN.search(style):
        return True
    return tag in _SILENT or (tag == "dialog" and element.get("open") is None)


def _marks(element: HtmlElement) -> str:
    if not element.attrib:
        return ""
    return element.get("class") or ""


def _zone(around: int, tag: str, element: HtmlElement, marks: str) -> int:
    zone = around
    if tag in _ZONES:
        zone |= _ZONES[tag]
    name = element.get("id")
    marks = f"{marks} {name}" if name else marks
    if marks:
        if _ARTICLE_BODY.search(marks):
            zone |= BODY
        if _FURNITURE.search(marks):
            zone |= FURNITURE
        if _LEAD.search(marks):
            zone |= LEAD
        if "caption" in marks.lower():
            zone |= CAPTION
    if element.get("itemprop") == "articleBody":
        zone |= BODY
    return zone


def _rows(table: HtmlElement) -> list[str]:
    """Return the rows of a table of short cells; none of one that only lays out a page."""
    rows: list[str] = []
    if any(element.tag in _LAID_OUT and element is not table for element in table.iter()):
        return []
    for row in table.iter("caption", "tr"):
        cells = [row] if row.tag == "caption" else [cell for cell in row if cell.tag in ("td", "th")]
        texts = [" ".join(" ".join(_seen(cell)).split()) for cell in cells]
        if any(len(text) > _CELL for text in texts):
            return []
        if line := "  ".join(text for text in texts if text):
            rows.append(line)
    return rows


def _seen(cell: HtmlElement) -> Iterator[str]:
    """Yield the texts in a cell that are not hidden."""
    hidden: set[HtmlElement] = set()
    for element in cell.iter():
        parent = element.getparent()
        if element is not cell and (
            parent in hidden or element.tag in _UNSEEN or _is_hidden(element, element.tag)
        ):
            hidden.add(element)
        elif element.text:
            yield element.text
        if element.tail and element is not cell and parent not in hidden:
            yield element.tail


def _linked(table: HtmlElement) -> int:
    return sum(len("".join(link.itertext())) for link in table.iter("a"))
