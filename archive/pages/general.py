"""What a general extractor takes for the story: trafilatura, which is imported nowhere else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNREAD = ("script", "style", "template", "noscript", "iframe", "svg", "link", "meta")
_LISTS = frozenset(("list", "table", "quote"))


def extract(root: HtmlElement) -> str:
    """Return the story's text, a paragraph a line; empty where none is found. The tree is used up.

    Its fallbacks cost more than it does and are left out: what it misses our own reading finds.
    """
    from lxml import etree
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    found = bare_extraction(root, favor_precision=True, include_comments=False, fast=True)
    if found is None or isinstance(found, dict) or found.body is None:
        return ""
    lines: list[str] = []
    for element in found.body:
        parts = element.iter("item", "cell", "p") if element.tag in _LISTS else ()
        lines += [" ".join("".join(part.itertext()).split()) for part in (*parts, element)]
    return "\n".join(lines)
