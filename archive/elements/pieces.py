"""Marked-up content to pieces of text: what is the story, what captions a picture, what stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archive.elements.tree import local
from archive.pages import visible
from archive.pages.alignment import words
from archive.pages.tree import parse, refuse_monsters

if TYPE_CHECKING:
    from lxml.etree import _Element

Role = Literal["story", "outside", "caption"]

_BLANK = "\n\n"
_BESIDE = visible.NAV | visible.FOOTER | visible.BUTTON | visible.FORM | visible.UNSCRIPTED | visible.TITLE
_LINKED = 0.9  # of a block's characters: it leads elsewhere
_WORDS = re.compile(r"\s\S+\s\S+\s")
_END = re.compile(r"""[.!?]["'”’»)]*$""")
_ONWARD = re.compile(
    r"\W*(?:continue reading|read (?:more|on|the (?:full|rest))|full (?:story|article)|more\b|weiterlesen"
    r"|mehr\b|lire la suite|en savoir plus"
    r"|seguir leyendo|leer más|leia mais|continua a leggere|lees verder|les mer|läs mer|læs mere)",
    re.I,
)
_SIMPLE = frozenset(
    """
    p br hr ul ol li dl dt dd table caption thead tbody tfoot tr td th pre blockquote sub sup a em img b
    strong i h1 h2 h3 h4 h5 h6 div section header footer nav aside figure figcaption html head body title
    """.split()
)
# What elements of NITF are to a reader of pages; those not named here stand within a line.
_AS = {
    "hl1": "h2",
    "hl2": "h3",
    "bq": "blockquote",
    "block": "div",
    "media": "figure",
    "media-caption": "figcaption",
    "media-producer": "figcaption",
    "tagline": "p",
    "fn": "p",
    "nitf-table": "div",
    "nitf-table-metadata": "title",
    "media-metadata": "title",
    "media-reference": "title",
    "media-object": "title",
    "note": "aside",
    "credit": "p",
    "datasource": "p",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of text and what it is."""

    text: str
    role: Role = "story"
    onward: bool = False  # it leads to the rest of the story


def of_html(markup: str) -> list[Piece]:
    """Return the visible pieces of a stretch of HTML; raises ``RefusedError`` for a monster.

    >>> [piece.text for piece in of_html("<p>Two &amp; a half</p>three<br><br>four")]
    ['Two & a half', 'three', 'four']
    """
    if "<" not in markup and "&" not in markup:
        return of_plain(markup)
    refuse_monsters(markup.encode("utf-8", "replace"))
    root = parse(f"<html><body>{markup}</body></html>" if "<body" not in markup.lower() else markup)
    return [] if root is None else _pieces(root)


def of_plain(text: str) -> list[Piece]:
    """Return the paragraphs of plain text, each with its lines as they stand."""
    paragraphs = re.split(r"\n[ \t\r]*\n\s*", text.replace("\r\n", "\n"))
    return [Piece(paragraph.strip("\n ")) for paragraph in paragraphs if paragraph.strip()]


def of_element(element: _Element) -> list[Piece]:
    """Return the visible pieces of NITF or XHTML content; the tree is used up."""
    for inner in element.iter():
        name = local(inner)
        inner.tag = name if name in _SIMPLE else _AS.get(name, "span")
    element.tag = "div"
    element.tail = None
    return _pieces(element)


def compose(
    pieces: Sequence[Piece],
) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Return the text of some pieces, and where in it stand those outside the story and the captions."""
    marked: dict[Role, list[tuple[int, int]]] = {"story": [], "outside": [], "caption": []}
    start = 0
    for piece in pieces:
        marked[piece.role].append((start, start + len(piece.text)))
        start += len(piece.text) + len(_BLANK)
    text = _BLANK.join(piece.text for piece in pieces)
    return text, tuple(marked["outside"]), tuple(marked["caption"])


def count(pieces: Iterable[Piece]) -> int:
    """Return how many words of the story are in some pieces."""
    return sum(len(words(piece.text)) for piece in pieces if piece.role == "story")


def says(pieces: Iterable[Piece], text: str) -> bool:
    """Tell whether one of some pieces says just that, or begins with it."""
    wanted = words(text)
    return any(words(piece.text)[: len(wanted)] == wanted for piece in pieces)


def _pieces(root: _Element) -> list[Piece]:
    return [_piece(block) for block in visible.look(root).blocks if block.text.strip()]


def _piece(block: visible.Block) -> Piece:
    if block.zone & visible.CAPTION:
        return Piece(block.text, "caption")
    linked = block.linked >= _LINKED * len(block.text)
    onward = linked and _ONWARD.match(block.text) is not None
    leads = linked and not block.zone & visible.HEADING and not _is_sentence(block.text)
    beside = block.zone & (_BESIDE | visible.ASIDE) or (
        block.zone & visible.HEADER and not _is_sentence(block.text)
    )
    return Piece(block.text, "outside" if onward or leads or beside else "story", onward)


def _is_sentence(text: str) -> bool:
    words = _WORDS.search(text)
    return words is not None and _END.search(text, words.end()) is not None
