"""The feed of Ritzau, the Danish agency: a story an ``<RBNews>``, its content HTML in a text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements.files import each
from archive.elements.pieces import of_html
from archive.elements.scan import elements
from archive.elements.story import Story, document
from archive.elements.tree import first_text, parse, within
from archive.errors import RefusedError
from archive.refused import Refused

if TYPE_CHECKING:
    from archive.opening import Dump

_NAMES = (b"RBNews",)
_AGENCY = "Ritzau"


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each story; raises ``RefusedError`` for what holds none."""
    yield from each(dump, _NAMES, restore)


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    element = next(elements(io.BytesIO(raw), _NAMES), None)
    if element is None:
        raise RefusedError("holds no whole <RBNews>; there is nothing to read")
    root, decoded = parse(element.framed())
    story = next(within(root, "*", "RBNews"), root)
    content = next((one.text or "" for one in within(story, "content")), "")
    byline = first_text(story, "byLine")
    return document(
        Story(
            title=first_text(story, "headline") or None,
            subtitles=tuple(filter(None, (first_text(story, "subtitle"),))),
            bylines=((byline, True),) if byline else (),
            suppliers=(_AGENCY,),
            place=first_text(story, "town") or None,
            published=first_text(story, "PublishDate") or None,
            section=first_text(story, "section") or None,
            pieces=tuple(of_html(content)),
        ),
        origin,
        raw,
        decoded,
    )
