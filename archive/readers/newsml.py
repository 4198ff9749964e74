"""NewsML 1: a story a ``<NewsItem>``, or several in its components; its content NITF, HTML or plain."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements import nitf
from archive.elements.files import each
from archive.elements.pieces import Piece, count, of_element, of_html, of_plain
from archive.elements.scan import elements
from archive.elements.story import Story, document
from archive.elements.tree import attribute, first_text, local, parse, text_of, within
from archive.errors import RefusedError
from archive.refused import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

    from archive.opening import Dump

_NAMES = (b"NewsItem",)
_COMPONENT = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(/?)NewsComponent\b([^>]*)>", re.S)
_PICTURES = frozenset(("photo", "picture", "image", "graphic", "video", "audio", "animation"))
_STORY = 30  # words of a component that is a story of its own


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each story; raises ``RefusedError`` for what holds none."""
    yield from each(dump, _NAMES, restore, _stories)


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    element = next(elements(io.BytesIO(raw), _NAMES), None)
    if element is None:
        raise RefusedError("holds no whole <NewsItem>; there is nothing to read")
    root, decoded = parse(element.framed())
    item = next(within(root, "*", "NewsItem"), root)
    return document(_story(item), origin, raw, decoded)


def _stories(framed: bytes) -> list[bytes]:
    """Return the bytes of an item once for each story in it, without the components of the others."""
    root, _ = parse(framed)
    told = [number for number, one in enumerate(within(root, "*", "NewsComponent")) if _is_story(one)]
    spans = _spans(framed)
    if len(told) < 2 or len(spans) <= told[-1]:
        return [framed]
    pieces = []
    for own in told:
        piece, end = b"", 0
        for start, stop in (spans[number] for number in told if number != own):
            piece += framed[end:start]
            end = stop
        pieces.append(piece + framed[end:])
    return pieces


def _spans(framed: bytes) -> list[tuple[int, int]]:
    """Return where each component begins and ends, in the order of their beginnings."""
    spans: list[tuple[int, int]] = []
    left_open: list[int] = []
    for mark in _COMPONENT.finditer(framed):
        if mark[1] is None:
            continue
        if not mark[1]:
            spans.append(mark.span())
            if not mark[2].endswith(b"/"):
                left_open.append(len(spans) - 1)
        elif left_open:
            number = left_open.pop()
            spans[number] = (spans[number][0], mark.end())
    return spans


def _is_story(component: _Element) -> bool:
    """Tell whether a component has a headline and a text of its own, with no other story within."""
    if not _is_headed(component):
        return False
    inner = [one for one in within(component, "*", "NewsComponent") if _is_headed(one)]
    said = sum(len(text_of(one).split()) for one in _contents(component))
    return said >= _STORY and not any(
        sum(len(text_of(part).split()) for part in _contents(one)) >= _STORY for one in inner
    )


def _is_headed(component: _Element) -> bool:
    return bool(first_text(component, "NewsLines/HeadLine"))


def _contents(component: _Element) -> Iterator[_Element]:
    """Give the contents of a component that are text."""
    for content in within(component, "*", "ContentItem"):
        kinds = [(attribute(one, "FormalName") or "").lower() for one in within(content, "MediaType")]
        if not set(kinds) & _PICTURES:
            yield from within(content, "*", "DataContent")


def _story(item: _Element) -> Story:
    main = next((one for one in within(item, "*", "NewsComponent") if _is_headed(one)), item)
    inner = _content(item)
    captions = tuple(Piece(text, "caption") for text in _captions(item))
    created = first_text(item, "NewsManagement/FirstCreated", "Identification/NewsIdentifier/DateId")
    revised = first_text(item, "NewsManagement/ThisRevisionCreated")
    administration = "*/AdministrativeMetadata"
    formal = [
        attribute(party, "FormalName") or ""
        for role in ("Provider", "Source", "Creator")
        for party in within(item, *administration.split("/"), role, "Party")
    ]
    places = [_property(one, "City") for one in within(item, "*", "DescriptiveMetadata")] + [
        _property(one, "City") for one in within(item, "*", "DescriptiveMetadata", "Location")
    ]
    stated = (attribute(one, "FormalName") for one in within(item, "*", "DescriptiveMetadata", "Language"))
    line = first_text(main, "NewsLines/DateLine")
    return replace(
        inner,
        title=first_text(main, "NewsLines/HeadLine") or inner.title,
        subtitles=tuple(text_of(one) for one in within(main, "NewsLines", "SubHeadLine")),
        bylines=tuple((text_of(one), False) for one in within(main, "NewsLines", "ByLine")) or inner.bylines,
        suppliers=(
            *formal,
            *(text_of(one) for one in within(item, "*", "NewsLines", "CreditLine")),
            first_text(item, "Identification/NewsIdentifier/ProviderId"),
            *inner.suppliers,
        ),
        dateline=line if line and not line[0].isdigit() else inner.dateline,
        place=inner.place or (next(filter(None, places), None) if not line or line[0].isdigit() else None),
        published=created or inner.published,
        modified=revised or None,
        language=next(filter(None, stated), None) or attribute(item, "lang"),
        pieces=(*inner.pieces, *captions),
    )


def _content(item: _Element) -> Story:
    """Return the richest of the contents: NITF, paragraphs, HTML in a text, or a plain text."""
    told: list[Story] = []
    for data in _contents(item):
        body = next(within(data, "*", "nitf"), None)
        if body is not None:
            told.append(nitf.read(body))
        elif len(data):
            page = next(within(data, "*", "body.content"), next(within(data, "*", "body"), data))
            told.append(Story(pieces=tuple(of_element(page))))
        else:
            text = data.text or ""
            told.append(Story(pieces=tuple(of_html(text) if "</" in text else of_plain(text))))
    return max(told, key=lambda story: count(story.pieces), default=Story())


def _captions(item: _Element) -> Iterator[str]:
    """Give the captions of pictures, which stand where the picture would."""
    for component in within(item, "*", "NewsComponent"):
        roles = [(attribute(one, "FormalName") or "").lower() for one in within(component, "Role")]
        if "caption" in roles:
            yield from filter(None, (text_of(one) for one in within(component, "*", "DataContent")))


def _property(element: _Element, name: str) -> str | None:
    for one in element:
        if local(one) == "Property" and attribute(one, "FormalName") == name:
            return attribute(one, "Value")
    return None
