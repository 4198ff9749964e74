"""NewsML-G2: a story a ``<newsItem>``, alone or several a message; its content NITF, XHTML or plain."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements import nitf
from archive.elements.files import NoStoryError, each
from archive.elements.pieces import Piece, count, of_element, of_html, of_plain
from archive.elements.scan import elements
from archive.elements.story import Story, document
from archive.elements.tree import attribute, first_text, local, parse, text_of, within
from archive.errors import RefusedError
from archive.refused import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

    from archive.opening import Dump

_NAMES = (b"newsItem",)


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each item of text; raises ``RefusedError`` for what holds no story."""
    try:
        yield from each(dump, _NAMES, restore)
    except NoStoryError as error:
        if b"<packageItem" not in dump.head:
            raise
        raise RefusedError(
            "is a package, a list of stories that are in other files; it holds none of them"
        ) from error


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    element = next(elements(io.BytesIO(raw), _NAMES), None)
    if element is None:
        raise RefusedError("holds no whole <newsItem>; there is nothing to read")
    root, decoded = parse(element.framed())
    item = next(within(root, "*", "newsItem"), root)
    return document(_story(item), origin, raw, decoded)


def _story(item: _Element) -> Story:
    meta, content = "itemMeta", "contentMeta"
    kind = next((attribute(one, "qcode") or "" for one in within(item, meta, "itemClass")), "")
    inner = _content(item)
    headlines = list(within(item, content, "headline"))
    subtitles = [text_of(one) for one in headlines if "sub" in (attribute(one, "role") or "").lower()]
    main = [text_of(one) for one in headlines if "sub" not in (attribute(one, "role") or "").lower()]
    title = next((text for text in (*main, inner.title, first_text(item, f"{meta}/title")) if text), None)
    if not count(inner.pieces) and kind and not kind.endswith(("text", "composite")):
        raise RefusedError(f"is an item of another kind ({kind.rpartition(':')[2]}) without a story")
    first = _text(item, f"{meta}/firstCreated")
    created = _text(item, f"{content}/contentCreated")
    current = _text(item, f"{meta}/versionCreated")
    is_first = (attribute(item, "version") or "1").strip() in ("0", "1")
    line = _text(item, f"{content}/dateline")
    located = next(iter([_named(one) for one in within(item, content, "located")]), None)
    by = [text_of(one) for one in within(item, content, "by")]
    creators = [_named(one) for one in within(item, content, "creator")]
    return replace(
        inner,
        title=title,
        subtitles=(*subtitles, *inner.subtitles),
        bylines=tuple((name, False) for name in by)
        or inner.bylines
        or tuple((name, False) for name in creators if name),
        suppliers=(
            *(one for provider in within(item, meta, "provider") for one in _codes(provider)),
            *(one for source in within(item, content, "infoSource") for one in _codes(source)),
            *(text_of(one) for one in within(item, content, "creditline")),
            *(one for holder in within(item, "rightsInfo", "copyrightHolder") for one in _codes(holder)),
            *(text for text in creators if text),
            *inner.suppliers,
        ),
        dateline=line if line and not line[0].isdigit() else inner.dateline,
        place=inner.place or (located if not line or line[0].isdigit() else None),
        published=first or (current if is_first else None) or created or current or inner.published,
        modified=current,
        language=next((attribute(one, "tag") for one in within(item, content, "language")), None)
        or attribute(item, "lang")
        or inner.language,
        section=_section(item) or inner.section,
        description=inner.description,
    )


def _content(item: _Element) -> Story:
    """Return the richest of the renditions of an item's text."""
    told: list[Story] = []
    for part in within(item, "contentSet", "*", "inlineXML"):
        body = next(within(part, "*", "nitf"), None)
        if body is not None:
            told.append(nitf.read(body))
            continue
        page = next(within(part, "*", "body"), part)
        told.append(Story(title=None, pieces=tuple(of_element(page))))
    for part in within(item, "contentSet", "*", "inlineData"):
        kind = (attribute(part, "contenttype") or "text/plain").lower()
        text = "".join(part.itertext())
        if kind.startswith("text/") or "html" in kind:
            told.append(Story(pieces=tuple(_data(text, kind))))
    for part in within(item, "contentMeta", "description"):
        if not told and "caption" not in (attribute(part, "role") or ""):
            told.append(Story(pieces=(Piece(text_of(part)),), teaser=True))
    return max(told, key=lambda story: count(story.pieces), default=Story())


def _data(text: str, kind: str) -> list[Piece]:
    """Return the pieces of inline data: paragraphs within one element keep the indents that part them."""
    if "html" not in kind and "<" not in text:
        return of_plain(text)
    if text.count("<p") == 1 and "html" not in kind:
        return of_plain(text.replace("<p>", "").replace("</p>", ""))
    return of_html(text)


def _text(item: _Element, path: str) -> str | None:
    return first_text(item, path) or None


def _named(element: _Element) -> str | None:
    """Return the name of a party or place, else what stands for it where that is no code."""
    names = [text_of(one) for one in element if local(one) == "name"]
    return next(iter([*filter(None, names), *filter(None, [attribute(element, "literal")])]), None)


def _codes(element: _Element) -> Iterator[str]:
    """Give all that may name a party: its names, a literal, a code, an address."""
    yield from (text_of(one) for one in element if local(one) == "name")
    yield from filter(None, (attribute(element, key) for key in ("literal", "qcode", "uri")))


def _section(item: _Element) -> str | None:
    """Return the name of the category that a provider files the story under."""
    for subject in within(item, "contentMeta", "subject"):
        if (attribute(subject, "type") or "").endswith(":category") and (name := _named(subject)):
            return name
    return None
