"""A NITF element to its story; other formats carry NITF within their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.elements.pieces import Piece, count, of_element
from archive.elements.story import Story
from archive.elements.tree import attribute, first_text, local, text_of, within

if TYPE_CHECKING:
    from lxml.etree import _Element


def read(nitf: _Element) -> Story:
    """Return what a NITF element states; the tree is used up."""
    head = "body/body.head"
    written = list(within(nitf, "body", "body.head", "byline"))
    printed = [one for one in written if attribute(one, "class") != "normalized_byline"]
    bylines = tuple(_byline(one) for one in printed or written)
    titles = [text_of(one) for one in within(nitf, "body", "body.head", "byline", "byttl")]
    abstract = first_text(nitf, f"{head}/abstract")
    pieces = tuple(_content(nitf))
    teaser = not count(pieces) and bool(abstract)
    place = ", ".join(
        text_of(one).strip(" ,") for one in within(nitf, "body", "body.head", "dateline", "location")
    )
    return Story(
        title=first_text(nitf, f"{head}/hedline/hl1", "head/title", f"{head}/hedline") or None,
        subtitles=tuple(text_of(one) for one in within(nitf, "body", "body.head", "hedline", "hl2")),
        bylines=tuple((name, False) for name in bylines if name),
        publishers=tuple(filter(None, (_attribute(nitf, "pubdata", "name"),))),
        suppliers=tuple(
            filter(
                None,
                (
                    first_text(nitf, f"{head}/distributor"),
                    *titles,
                    _attribute(nitf, "doc-id", "regsrc"),
                    _attribute(nitf, "from-src", "src-name"),
                    _attribute(nitf, "doc.copyright", "holder"),
                    first_text(nitf, f"{head}/rights/rights.owner"),
                ),
            )
        ),
        dateline=_dateline(nitf) or None,
        place=place or None,
        published=_attribute(nitf, "pubdata", "date.publication")
        or _attribute(nitf, "date.issue", "norm")
        or _attribute(nitf, "story.date", "norm")
        or None,
        language=attribute(nitf, "baselang") or attribute(nitf, "lang"),
        section=_section(nitf),
        url=_attribute(nitf, "pubdata", "ex-ref"),
        description=abstract if not teaser else None,
        pieces=(Piece(abstract),) if teaser else pieces,
        teaser=teaser,
    )


def _content(nitf: _Element) -> Iterator[Piece]:
    for body in within(nitf, "body"):
        for part in list(body):
            if local(part) in ("body.content", "body.end"):
                _drop_leads(part)
                yield from of_element(part)


def _drop_leads(content: _Element) -> None:
    """Take out the blocks that say again how the full text begins."""
    blocks = {attribute(block, "class"): block for block in within(content, "block")}
    if "full_text" in blocks:
        for name in ("lead_paragraph", "online_lead_paragraph"):
            if name in blocks:
                content.remove(blocks[name])


def _byline(byline: _Element) -> str:
    """Return a byline without the writer's post, which is parted from the name by nothing."""
    parts = [byline.text or ""]
    for inner in byline:
        parts += ["" if local(inner) == "byttl" else f" {text_of(inner)} ", inner.tail or ""]
    return " ".join("".join(parts).split()).strip(" ,;")


def _dateline(nitf: _Element) -> str:
    for line in within(nitf, "body", "body.head", "dateline"):
        words = [line.text or ""]
        for inner in line:
            words += ["" if local(inner) == "story.date" else text_of(inner), inner.tail or ""]
        return " ".join("".join(words).split()).replace(" ,", ",")
    return ""


def _section(nitf: _Element) -> str | None:
    """Return the section as newspapers state it; the categories of wires are codes and are none."""
    named = {attribute(meta, "name"): attribute(meta, "content") for meta in within(nitf, "head", "meta")}
    stated = (
        _attribute(nitf, "pubdata", "position.section") or named.get("online_sections") or named.get("dsk")
    )
    return stated.split(";")[0] if stated else None


def _attribute(nitf: _Element, name: str, key: str) -> str | None:
    found = (attribute(one, key) for one in within(nitf, "*", name))
    return next((" ".join(value.split()) for value in found if value and value.strip()), None)
