"""A page's bytes to a tree; what no parser should see is refused by size and depth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.decoding import Decoded, decode, encoding_called
from archive.errors import RefusedError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_BYTES = 20 * 1024 * 1024
"""A page longer than this is no article; refused before it fills the memory."""
MOST_DEPTH = 600
"""Elements within elements; browsers stop at 512, real pages rarely reach 60."""

TOO_DEEP = f"is a page whose elements nest more than {MOST_DEPTH} deep; leave it out with --exclude"
_HEAD = 4096  # bytes in which a page declares its encoding (the standard says 1024)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_UNCLOSED = 3000  # start tags without an end tag, from which nesting is looked at before parsing
# Elements that have no end tag, or whose end tag may be left out: these never nest without end.
_FLAT = frozenset(
    b"area base br col embed frame hr img input link meta param source track wbr keygen basefont isindex "
    b"p li dt dd option optgroup tr td th thead tbody tfoot colgroup caption a rp rt html head body".split()
)


def decode_page(raw: bytes, charset: str | None = None) -> Decoded:
    r"""Decode by the byte order mark; else as UTF-8 where valid; else as declared; else as any dump.

    ``charset`` is what was said of the page when it was sent, which outdoes what it declares.

    >>> decode_page(b"<meta charset=windows-1251><p>\xcc\xe8\xf0").text[-3:]
    'Мир'
    >>> decode_page(b"<meta charset=iso-8859-1><p>\xcc\xe8\xf0", "windows-1251").text[-3:]
    'Мир'
    >>> decode_page("<meta charset=iso-8859-1><p>Guaidó".encode()).encoding
    'utf-8'
    """
    stated = encoding_called(charset) if charset else None
    if stated is None and (match := _DECLARED.search(raw, 0, _HEAD)):
        stated = encoding_called((match[1] or match[2]).decode("ascii"))
    return decode(raw, stated)


def refuse_monsters(raw: bytes) -> None:
    """Raise ``RefusedError`` for a page too large or nested too deep, in one pass over its bytes."""
    if len(raw) > MOST_BYTES:
        raise RefusedError(
            f"is a page larger than {MOST_BYTES // 1024 // 1024} MB, no single article; split it first"
        )
    if raw.count(b"<") - 2 * raw.count(b"</") > _UNCLOSED and _deepest(raw) > _UNCLOSED:
        raise RefusedError(TOO_DEEP)


def _deepest(raw: bytes) -> int:
    """Return how deep elements nest at most, as far as tags tell that nobody has parsed, and it matters."""
    depth = deepest = 0
    for tag in _TAG.finditer(raw):
        if tag[2].lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > _UNCLOSED:
            break
    return deepest


def parse(text: str) -> HtmlElement | None:
    """Return the root of the tree without comments; None for an empty page.

    Raises ``RefusedError`` where elements nest deeper than the parser goes.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=True,
        no_network=True,
    )
    page = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(page, parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    # libxml2 parses no further than 2,048 deep and says so; what stands below would be lost in silence.
    if any("xcessive depth" in error.message for error in parser.error_log):
        raise RefusedError(TOO_DEEP)
    return root
