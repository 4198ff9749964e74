"""WordPress exports (WXR): a published post or page an ``<item>``; what else a site holds is no story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements.pieces import Piece, of_html
from archive.elements.scan import Element, elements
from archive.elements.story import Story, document, site
from archive.elements.tree import attribute, local, named, parse, text_of
from archive.errors import RefusedError
from archive.refused import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

    from archive.opening import Dump

_NAMES = (b"item",)
_KEPT = (b"title", b"link", b"language", b"author")
# Types of posts that hold the furniture of a site, and no text that it publishes.
_FURNITURE = re.compile(
    rb"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|"
    rb"wp_(?:block|template|template_part|global_styles|navigation)|acf-field(?:-group)?"
)
_UNPUBLISHED = frozenset(b"draft auto-draft pending future private trash inherit".split())
_VALUE = rb"\s*(?:<!\[CDATA\[)?\s*([^<\]]*?)\s*(?:\]\]>)?\s*</wp:"
_TYPE = re.compile(rb"<wp:post_type>" + _VALUE)
_STATUS = re.compile(rb"<wp:status>" + _VALUE)
_ATTACHED = re.compile(rb"<wp:attachment_url>\s*(?:<!\[CDATA\[)?\s*[^\s<\]]")
_CREATOR = re.compile(rb"<dc:creator>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</dc:creator>")
_LOGIN = re.compile(rb"<wp:author_login>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</wp:author_login>")
_TAG = re.compile(r"(<[^<>]*>|<!--.*?-->)", re.S)
_LINE = re.compile(r"\r?\n")
_CAPTION = re.compile(r"\[caption\b[^\]]*\](.*?)\[/caption\]", re.S)
# Shortcodes: with attributes, closed by their like, or alone on a line; "[sic]" is none.
_SHORT = re.compile(
    r"\[/?[a-zA-Z][\w-]*(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\]\"']+))+\s*/?\]|^\s*\[[a-z][\w-]*_[\w-]*\s*/?\]\s*$",
    re.M,
)
_CLOSED = re.compile(r"\[([a-zA-Z][\w-]*)\](.*?)\[/\1\]", re.S)


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each published post; raises ``RefusedError`` for an export that has none."""
    number = -1
    for number, element in enumerate(elements(dump.stream, _NAMES, _KEPT)):
        kind, status = (match[1] if (match := one.search(element.raw)) else b"" for one in (_TYPE, _STATUS))
        if _FURNITURE.fullmatch(kind) or (not kind and _ATTACHED.search(element.raw)):
            continue
        origin = replace(dump.origin, document=number, byte_offset=element.byte_offset)
        try:
            if status in _UNPUBLISHED:
                raise RefusedError(f"was never published (its status is {status.decode()})")
            yield restore(_raw(element), origin)
        except RefusedError as error:
            yield Refused(origin, str(error), f"post {number + 1}")
    if number < 0:
        raise RefusedError("is a WordPress export without a post; there is nothing to read")


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    root, decoded = parse(raw)
    entry = next((one for one in root.iter() if local(one) == "item"), None)
    if entry is None:
        raise RefusedError("holds no whole post; there is nothing to read")
    return document(_story(entry), origin, raw, decoded)


def _raw(element: Element) -> bytes:
    """Return a post in the tags around it, with its own author beside it of all those of the site."""
    creator = _CREATOR.search(element.raw)

    def is_wanted(part: bytes) -> bool:
        login = _LOGIN.search(part)
        return login is None or (creator is not None and login[1] == creator[1])

    return element.framed(is_wanted)


def _story(entry: _Element) -> Story:
    channel = entry.getparent()
    said: dict[str, str] = {}
    content = ""
    for child in entry:
        said.setdefault(named(child), text_of(child))
        if child.tag.endswith("encoded") and named(child) == "content:encoded":
            content = child.text or ""
    own = {named(child): text_of(child) for child in ([] if channel is None else channel)}
    dates = [said[name] for name in ("wp:post_date", "pubDate") if said.get(name)]
    filed = [child for child in entry if named(child) == "category"]
    categories = [text_of(child) for child in filed if attribute(child, "domain") == "category"]
    return Story(
        title=said.get("title"),
        bylines=tuple(_authors(said.get("dc:creator", ""), channel)),
        publishers=tuple(filter(None, (site(own.get("link")), own.get("title")))),
        published=next((date for date in dates if not date.startswith("0000")), None),
        language=own.get("language"),
        section=categories[0] if categories and categories[0] != "Uncategorized" else None,
        url=said.get("link"),
        pieces=tuple(pieces(content)),
    )


def _authors(creator: str, channel: _Element | None) -> Iterator[tuple[str, bool]]:
    """Give the name of the author whose login a post has; a login is none."""
    for author in [] if channel is None else channel:
        said = {named(child): text_of(child) for child in author}
        if named(author) == "wp:author" and said.get("wp:author_login") == creator:
            full = " ".join(said.get(f"wp:author_{name}_name", "") for name in ("first", "last")).strip()
            shown = said.get("wp:author_display_name", "")
            yield (shown if " " in shown or not full else full), False
            return
    yield creator, False


def pieces(content: str) -> list[Piece]:
    r"""Return the pieces of a post as WordPress shows it: an empty line parts paragraphs.

    >>> [piece.text for piece in pieces("One\ntwo\n\n[gallery ids='1']<b>three</b> [sic]")]
    ['One\ntwo', 'three [sic]']
    """
    content = _CAPTION.sub(_captioned, content)
    content = _SHORT.sub("", content)
    for _ in range(3):
        content = _CLOSED.sub(r"\2", content)
    if "<!-- wp:" not in content:
        content = "".join(
            part if part.startswith("<") else _LINE.sub("<br>\n", part) for part in _TAG.split(content)
        )
    return of_html(content)


def _captioned(match: re.Match[str]) -> str:
    picture, _, words = match[1].rpartition(">")
    return f"<figure>{picture}{'>' if picture else ''}<figcaption>{words}</figcaption></figure>"
