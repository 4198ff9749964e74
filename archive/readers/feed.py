"""Feeds: RSS 0.9 to 2.0, RSS 1.0 and Atom; a story an ``<item>`` or ``<entry>``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements.pieces import Piece, count, of_element, of_html
from archive.elements.scan import elements
from archive.elements.story import Story, document, host_of, outlet_of_title, site
from archive.elements.tree import attribute, local, named, parse, text_of
from archive.errors import RefusedError
from archive.metadata.houses import house_by_domain
from archive.pages.titles import without_outlet
from archive.refused import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

    from archive.opening import Dump

_NAMES = (b"item", b"entry")
_KEPT = (b"title", b"link", b"language", b"author", b"publisher")
_PUBLISHED = ("pubDate", "published", "dcterms:issued", "issued", "dcterms:created", "dc:date", "date")
_MODIFIED = ("updated", "dcterms:modified", "modified")
_MORE = 1.3  # times the words of the summary: content that says as much more is the story
_LONG = 200  # words of a summary that is a story
_OPEN_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\])\W*$")
_MAILBOX = re.compile(r"\S+@\S+\s*\(([^()]+)\)")  # "jane@example.com (Jane Roe)", as RSS has authors


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each story; raises ``RefusedError`` for a file that has none."""
    number = -1
    for number, element in enumerate(elements(dump.stream, _NAMES, _KEPT)):
        origin = replace(dump.origin, document=number, byte_offset=element.byte_offset)
        try:
            yield restore(element.framed(), origin)
        except RefusedError as error:
            yield Refused(origin, str(error), f"story {number + 1}")
    if number < 0:
        raise RefusedError("is a feed without a story; there is nothing to read")


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    root, decoded = parse(raw)
    entry = next((one for one in root.iter() if local(one) in ("item", "entry")), None)
    if entry is None:
        raise RefusedError("holds no whole story of a feed; there is nothing to read")
    return document(story_of(entry, root), origin, raw, decoded)


def story_of(entry: _Element, root: _Element) -> Story:
    """Return what a feed states of one story, and of itself."""
    feed = entry.getparent()
    feed = root if feed is None else feed
    channel = next((one for one in feed if local(one) == "channel"), feed)
    said = _fields(entry)
    own = _fields(channel)
    link = _link(entry)
    home = _link(channel) or ""
    source = next((one for one in entry if named(one) == "source"), None)
    publishers = _publishers(own, source, link, home)
    summary = _pieces(entry, "description", "summary", "dc:description", "subtitle", "tagline")
    encoded = _pieces(entry, "content:encoded")
    content = encoded or _pieces(entry, "content", "body", "fullitem")
    least = count(summary) - 1 if encoded else _MORE * count(summary)
    is_full = count(content) > least and not _goes_on(content)
    if not is_full:
        content = max(content, summary, key=count)
        is_full = count(content) > _LONG and not _goes_on(content)
    title = said.get("title", said.get("media:title", said.get("dc:title")))
    return Story(
        title=without_outlet(title, publishers[:2]) if title else None,
        bylines=tuple(_authors(entry)),
        publishers=publishers,
        published=_first(said, *_PUBLISHED) or _first(said, *_MODIFIED),
        modified=_first(said, *_MODIFIED),
        language=_first(said, "language", "dc:language")
        or attribute(entry, "lang")
        or _first(own, "language", "dc:language")
        or attribute(channel, "lang")
        or attribute(root, "lang"),
        section=_section(entry),
        url=link,
        pieces=(*content, *(Piece(text, "caption") for text in _captions(entry, content))),
        teaser=not is_full,
    )


def _fields(element: _Element) -> dict[str, str]:
    """Return the words of the children that have any, the first of each name."""
    found: dict[str, str] = {}
    for child in element:
        if not len(child) and (text := text_of(child)):
            found.setdefault(named(child), text)
    return found


def _first(fields: dict[str, str], *names: str) -> str | None:
    return next((fields[name] for name in names if name in fields), None)


def _pieces(entry: _Element, *names: str) -> Sequence[Piece]:
    """Return the richest of the children of those names, HTML in text or XHTML in elements."""
    found: list[list[Piece]] = [[]]
    for child in [child for child in entry if named(child) in names]:
        kind = attribute(child, "type") or "html"
        if len(child):
            found.append(of_element(child))
        elif child.text and (kind in ("html", "text", "xhtml") or kind.startswith("text/")):
            found.append(of_html(child.text))
    return max(found, key=count)


def _goes_on(pieces: Sequence[Piece]) -> bool:
    """Tell whether some pieces lead to the rest of the story, or break off."""
    told = [piece for piece in pieces if piece.role == "story"]
    return any(piece.onward for piece in pieces) or bool(told and _OPEN_END.search(told[-1].text))


def _link(element: _Element) -> str | None:
    """Return the address of the story or feed itself, before one that only leads there."""
    links: dict[str, str] = {}
    for child in element:
        name = named(child)
        if name == "link":
            rel = attribute(child, "rel") or "alternate"
            links.setdefault(rel, attribute(child, "href") or text_of(child))
        elif name == "feedburner:origLink":
            links[""] = text_of(child)
        elif name == "guid" and (attribute(child, "isPermaLink") or "true") == "true":
            links.setdefault("guid", text_of(child))
    found = (links.get(rel) or "" for rel in ("", "alternate", "guid"))
    return next((url for url in found if url.startswith(("http://", "https://"))), None)


def _publishers(own: dict[str, str], source: _Element | None, link: str | None, home: str) -> tuple[str, ...]:
    """Return who publishes a story: the source it was taken from, the site it stands on, the feed."""
    known = [host for host in (site(link), site(home)) if host and house_by_domain(host)]
    from_source = []
    if source is not None:
        title = _fields(source).get("title") or text_of(source)
        from_source = [host_of(attribute(source, "url") or ""), outlet_of_title(title)]
    stated = [own[name] for name in ("dc:publisher", "publisher") if name in own]
    named_so = [outlet_of_title(own["title"])] if "title" in own else []
    return tuple(filter(None, (*from_source, *known, *stated, *named_so)))


def _authors(entry: _Element) -> Iterator[tuple[str, bool]]:
    for child in entry:
        if named(child) in ("author", "dc:creator", "creator", "itunes:author", "contributor"):
            name = next((text_of(one) for one in child if local(one) == "name"), None) or text_of(child)
            mailbox = _MAILBOX.search(name)
            yield (mailbox[1] if mailbox else name), False


def _section(entry: _Element) -> str | None:
    """Return the category of a story that has one; several are keywords."""
    found = [
        attribute(child, "label") or attribute(child, "term") or text_of(child)
        for child in entry
        if named(child) in ("category", "dc:subject")
    ]
    stated = list(dict.fromkeys(filter(None, found)))
    return stated[0] if len(stated) == 1 and "/" not in stated[0] and len(stated[0]) <= 40 else None


def _captions(entry: _Element, content: Sequence[Piece]) -> Iterator[str]:
    """Give the captions and credits of a story's pictures, each once."""
    said = {piece.text for piece in content}
    for one in entry.iter():
        if (
            named(one) in ("media:description", "media:credit")
            and (text := text_of(one))
            and text not in said
        ):
            said.add(text)
            yield text
