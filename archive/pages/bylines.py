"""Who a page says wrote its article, from the most trusted of the places where pages say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from archive.metadata.houses import house_by_name
from archive.pages.linked_data import Node, texts
from archive.pages.metas import first, marked
from archive.pages.stamps import stated_day
from archive.pages.visible import Block
from archive.pages.writers import Writers, sort_out

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_AUTHORS = (
    (
        "parsely-author",
        "sailthru.author",
        "cxenseparse:author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor.author",
        "citation_author",
        "byl",
        "article:author_name",
        "article:author",
    ),
    ("author", "authors", "rnews:author"),
)
_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?line|author-?s?(?:-?name)?|article__?author\w*|autor(?:en)?|redacteur|signature|c-byline__author)(?![a-z])",
    re.I,
)
_WRITTEN = re.compile(
    r"written by|verfasst von|geschrieben von|escrito por|écrit par|scritto da|skrevet av"
    r"|geschreven door|auth?or",
    re.I,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|autore|journalists?|reporters?|staff|by|writers?|redakteure?|columnists?)/[^/?#]",
    re.I,
)
_SAYS_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|autor(?:in)?|author):?\s+\w", re.I)
_BARRED = re.compile(r"\s[/|•·]\s")
_LONGEST = 200  # characters of a byline


def writers(
    root: HtmlElement, meta: Mapping[str, list[str]], node: Node, names: list[str], near: Sequence[Block]
) -> Writers:
    """Return the writers that the first source names that names any, and the first agencies."""
    agencies: tuple[str, ...] = ()
    for declared in (*_authors(root, meta, node, near), list(_said(near))):
        writers = sort_out(declared, names)
        agencies = agencies or writers.agencies
        if writers.authors:
            return Writers(writers.authors, agencies)
    return Writers((), agencies)


def _authors(
    root: HtmlElement, meta: Mapping[str, list[str]], node: Node, near: Sequence[Block]
) -> Iterator[list[tuple[str, bool]]]:
    yield list(_people(node.get("author") or node.get("creator")))
    for group in _AUTHORS:
        yield [(text, False) for text in first(meta, group)]
    label, told = next(first(meta, ("twitter:label1",)), ""), next(first(meta, ("twitter:data1",)), "")
    yield [
        (text, False)
        for text in (*first(meta, ("twitter:misc:written by",)), *([told] if _WRITTEN.match(label) else []))
    ]
    yield [(text, False) for text in marked(root, "author")]
    yield [(text, False) for text in _signed(root, near)]
    yield [(text, False) for text in _bylines(root)]


def _people(value: object) -> Iterator[tuple[str, bool]]:
    if isinstance(value, list):
        for part in value:
            yield from _people(part)
    elif isinstance(value, dict):
        kind = value.get("@type")
        for text in texts(value.get("name")):
            yield text, kind == "Person" or kind == ["Person"]
    else:
        for text in texts(value):
            yield text, False


def _signed(root: HtmlElement, near: Sequence[Block]) -> Iterator[str]:
    """Give the texts of links that are marked as the author's, or whose class says so beside the headline."""
    for link in root.xpath("//a[@rel='author']|//address[@rel='author']|//a[@class]"):
        is_marked = link.get("rel") == "author"
        if is_marked or _BYLINE.search(link.get("class")):
            text = " ".join("".join(link.itertext()).split())
            if len(text) <= _LONGEST // 3 and (is_marked or any(text in block.text for block in near)):
                yield text


def _bylines(root: HtmlElement) -> Iterator[str]:
    """Give the text of the first element whose class names a byline; else of a link to an author's page."""
    for element in root.xpath("//*[@class][not(self::body or self::html)]"):
        if _BYLINE.search(element.get("class") or ""):
            text = " ".join(" ".join(element.itertext()).split())
            if 3 < len(text) < _LONGEST:
                yield text
                return
    for link in root.iter("a"):
        if _AUTHOR_PAGE.search(link.get("href") or "") and not any(
            one.tag in ("nav", "footer", "aside") for one in link.iterancestors()
        ):
            text = " ".join("".join(link.itertext()).split())
            if 3 < len(text) <= _LONGEST // 3:
                yield text
                return


def _said(near: Sequence[Block]) -> Iterator[tuple[str, bool]]:
    """Give the byline that stands under a headline: "By X", or "X / TNN / Updated: Oct 9, 2019"."""
    for block in near:
        if len(block.text) > _LONGEST // 2:
            continue
        if _SAYS_BY.match(block.text):
            yield block.text, False
            return
        who, bar, rest = (
            re.split(r"\s+([/|•·])\s+", block.text, maxsplit=1)
            if _BARRED.search(block.text)
            else ("", "", "")
        )
        if bar and stated_day(rest, None):
            yield who, False
            return


def credited(near: Sequence[Block], outlet: str | None) -> tuple[str, ...]:
    """Return the house that stands alone under the byline, where it is not the page's own."""
    for number, block in enumerate(near[:-1]):
        if _SAYS_BY.match(block.text) and len(block.text) <= _LONGEST // 2:
            house = house_by_name(near[number + 1].text)
            return (house.supplier,) if house and house.name != outlet else ()
    return ()
