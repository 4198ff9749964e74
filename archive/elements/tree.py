"""An element's bytes to a tree: no entity is expanded, nothing is fetched, what is broken is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING

from archive.decoding import Decoded
from archive.errors import RefusedError
from archive.pages.tree import decode_page

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([a-zA-Z][a-zA-Z0-9]{0,30});")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.S)
_BARE = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{0,30};)")
# What names mean, whatever prefix a file gives them; the plain ones are the format's own.
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://wordpress.org/export/1.0/": "wp:",
    "http://wordpress.org/export/1.1/": "wp:",
    "http://wordpress.org/export/1.2/": "wp:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://iptc.org/std/nar/2006-10-01/": "",
    "http://www.w3.org/1999/xhtml": "",
}


def parse(raw: bytes) -> tuple[_Element, Decoded]:
    """Return the root of a small file without a document type, and how it was decoded.

    Raises ``RefusedError`` for what is too broken to have one.
    """
    from lxml import etree

    decoded = decode_page(raw)
    text = _CONTROL.sub(" ", _DECLARATION.sub("", decoded.text, count=1))
    text = _NAMED.sub(_numbered, text).lstrip("\ufeff \t\r\n")
    for recover in (False, True):
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            recover=recover,
        )
        try:
            root = etree.fromstring((_mended(text) if recover else text).encode(), parser)
        except etree.XMLSyntaxError:
            continue
        if root is not None:
            if any("xcessive depth" in error.message for error in parser.error_log):
                raise RefusedError("has elements nested too deep; leave it out with --exclude")
            return root, decoded
    raise RefusedError("is broken XML of which nothing can be read")


def named(element: _Element) -> str:
    """Return an element's name with the usual prefix of its vocabulary, the format's own without one."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    uri, _, name = tag[1:].partition("}")
    prefix = _PREFIXES.get(uri)
    return name if prefix is None and element.prefix is None else f"{_or(prefix, element.prefix)}{name}"


def local(element: _Element) -> str:
    """Return an element's name without any prefix."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def within(element: _Element, *path: str) -> Iterator[_Element]:
    """Give the descendants at the end of a path of local names, each name a child's; ``*`` any depth."""
    if not path:
        yield element
        return
    first, *rest = path
    if first == "*":
        for inner in element.iter():
            if inner is not element and local(inner) == rest[0]:
                yield from within(inner, *rest[1:])
    else:
        for child in element:
            if local(child) == first:
                yield from within(child, *rest)


def text_of(element: _Element | None) -> str:
    """Return the words in an element, white space joined."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def first_text(element: _Element, *paths: str) -> str:
    """Return the words at the first of some paths (names joined with ``/``) that has any."""
    found = (text_of(one) for path in paths for one in within(element, *path.split("/")))
    return next((text for text in found if text), "")


def attribute(element: _Element, name: str) -> str | None:
    """Return an attribute by its name without prefix."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name and value), None)


def _or(prefix: str | None, own: str | None) -> str:
    return f"{own}:" if prefix is None else prefix


def _numbered(entity: re.Match[str]) -> str:
    characters = html5.get(f"{entity[1]};")
    if characters is None:  # whatever it names, its name stays
        return f"&amp;{entity[1]};"
    return "".join(f"&#{ord(character)};" for character in characters)


def _mended(text: str) -> str:
    """Return a text with the ampersands escaped that begin nothing."""
    return "".join(part if part.startswith("<!") else _BARE.sub("&amp;", part) for part in _CDATA.split(text))
