"""The meta tags of a page, and elements marked as microdata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from archive.pages.linked_data import texts

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def metas(root: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of meta tags by name, in lower case."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        if content and name and (values := texts(content)):
            found.setdefault(name.strip().lower(), []).extend(values)
    return found


def first(meta: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    """Give the contents of the tags of those names, in the order of the names."""
    for name in names:
        yield from meta.get(name, ())


def marked(root: HtmlElement, name: str) -> Iterator[str]:
    """Give the texts of elements marked with an itemprop."""
    for element in root.xpath("//*[@itemprop=$name]", name=name):
        yield from texts(element.get("content") or element.get("datetime") or "".join(element.itertext()))
