"""What a page declares of its article: structured data first, then meta tags, then marked elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive import addresses
from archive.article import Declared
from archive.metadata.houses import house_by_domain, house_by_name
from archive.pages import linked_data, visible
from archive.pages.bylines import credited, writers
from archive.pages.linked_data import Node, texts
from archive.pages.metas import first, marked, metas
from archive.pages.stamps import stated_day, time_elements, url_day, visible_day
from archive.pages.titles import choose, ends_with, goes_by_shared, without_outlet
from archive.pages.visible import Block, Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "title",
)
_PUBLISHED = (
    "article:published_time article:published article:published:time og:published_time "
    "og:article:published_time datepublished parsely-pub-date sailthru.date cxenseparse:publishtime "
    "cxenseparse:recs:publishtime cxenseparse:articledate dc.date.issued dcterms.issued dcterms.created "
    "dc.date.created dc.date dcterms.date pubdate publishdate publish-date publish_date publication_date "
    "publication-date article.published article:create_time article_date_original "
    "originalpublicationdate citation_publication_date citation_date date.release article:post_date "
    "created datecreated dc.created rnews:datepublished date"
).split()
_MODIFIED = (
    "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified "
    "dc.date.modified"
).split()
_SECTIONS = (
    "article:section",
    "parsely-section",
    "sailthru.section",
    "cxenseparse:category",
    "section",
    "dc.subject",
)
_WORDED = re.compile(r"^[a-z]{2,3}(?=[-_]|$)", re.I)
_LINKING = visible.NAV | visible.FURNITURE
_NEAR = 12  # blocks under a headline


@dataclass(frozen=True, slots=True)
class Told:
    """What is declared, and the story's text where structured data holds it."""

    declared: Declared
    body: str | None


def read(root: HtmlElement, page: Page) -> Told:
    """Return what a page declares; what it does not declare is read beside its headline."""
    meta = metas(root)
    node = linked_data.article(root)
    url = _url(root, meta, node)
    host = addresses.host(url)
    language = _language(root, meta, node)
    names = [
        *texts(node.get("publisher")),
        *meta.get("og:site_name", ()),
        *meta.get("application-name", ()),
        *_labels(host),
    ]
    window = root.findtext("head/title") or ""
    described, shared = (
        [without_outlet(headline, names) for headline in headlines]
        for headlines in (texts(node.get("headline")), [*first(meta, _TITLES), *texts(window)])
    )
    shown = [without_outlet(heading, names) for heading in _shown(page.blocks, [*described, *shared])]
    title = shared[0] if shared and goes_by_shared(host) else choose(described, shared, shown)
    heading = _heading(page.blocks, title)
    published, basis = _published(root, meta, node, url, language)
    if published is None and (published := visible_day(page.blocks, heading, language)):
        basis = "page-stamp"
    near = page.blocks[heading : heading + _NEAR]
    wrote = writers(root, meta, node, names, near)
    outlet = _outlet(names, host)
    return Told(
        Declared(
            title=title,
            authors=wrote.authors,
            agencies=wrote.agencies or credited(near, outlet),
            published=published,
            modified=next(iter([*texts(node.get("dateModified")), *first(meta, _MODIFIED)]), None),
            basis=basis,
            outlet=outlet,
            url=url,
            language=language,
            section=next(iter([*texts(node.get("articleSection")), *first(meta, _SECTIONS)]), None),
            description=next(
                iter([*first(meta, ("og:description", "description")), *texts(node.get("description"))]),
                None,
            ),
        ),
        _body(node),
    )


def _shown(blocks: Sequence[Block], headlines: Sequence[str]) -> list[str]:
    """Return the main headings; one in a trail of links only where no heading below says a headline."""
    main = [block for block in blocks if block.zone & visible.FIRST]
    apart = [block for block in main if not block.zone & _LINKING]
    if not apart:
        apart = [
            block
            for block in blocks
            if block.zone & visible.HEADING
            and not block.zone & _LINKING
            and any(ends_with(block.text, headline) for headline in headlines)
        ]
    return [block.text for block in apart or main]


def _heading(blocks: Sequence[Block], title: str | None) -> int:
    """Return the number of the block that is the headline: it says the title, or is the first of its rank."""
    headings = [number for number, block in enumerate(blocks) if block.zone & visible.HEADING]
    said = (number for number in headings if title and ends_with(blocks[number].text, title))
    ranked = (number for number in headings if blocks[number].zone & visible.FIRST)
    return next(said, next(ranked, 0))


def _url(root: HtmlElement, meta: Mapping[str, list[str]], node: Node) -> str | None:
    links = [
        link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    page = node.get("mainEntityOfPage")
    pages = [page.get("@id") or ""] if isinstance(page, dict) else texts(page)
    for url in (
        *links,
        *first(meta, ("og:url", "parsely-link", "twitter:url")),
        *texts(node.get("url")),
        *map(str, pages),
    ):
        if re.match(r"https?://[^/\s]+\.[^/\s]+", url.strip()):
            return url.strip()
    return None


def _labels(host: str) -> list[str]:
    """Return what a host may be called: itself and the label that names it."""
    labels = host.removeprefix("www.").split(".")
    return [".".join(labels), max(labels[:-1], key=len)] if len(labels) > 1 else []


def _language(root: HtmlElement, meta: Mapping[str, list[str]], node: Node) -> str | None:
    stated = [
        root.get("lang"),
        root.get("xml:lang"),
        *first(meta, ("content-language", "language", "og:locale", "dc.language")),
        *texts(node.get("inLanguage")),
    ]
    for text in stated:
        if text and (match := _WORDED.match(text.strip())):
            return match[0].lower()[:2]
    return None


def _outlet(names: Iterable[str], host: str) -> str | None:
    if house := house_by_domain(host):
        return house.name
    for name in names:
        if house := house_by_name(name):
            return house.name
        return name
    return None


def _published(
    root: HtmlElement, meta: Mapping[str, list[str]], node: Node, url: str | None, language: str | None
) -> tuple[str | None, str | None]:
    for basis, stated in (
        ("structured-data", [*texts(node.get("datePublished")), *texts(node.get("dateCreated"))]),
        ("meta", first(meta, _PUBLISHED)),
        ("structured-data", marked(root, "datePublished")),
        ("time-element", time_elements(root)),
        ("url", filter(None, [url_day([url or ""])])),
    ):
        for text in stated:
            if stated_day(text, language):
                return text, basis
    return None, None


def _body(node: Node) -> str | None:
    body = node.get("articleBody")
    if isinstance(body, list):
        body = "\n".join(part for part in body if isinstance(part, str))
    if not isinstance(body, str) or len(body) < 200:
        return None
    from html import unescape

    body = unescape(body)
    if "<" in body and re.search(r"</?(?:p|br|div|a|b|i|em|strong|span|h\d)\b", body):
        body = re.sub(r"<(?:/?(?:p|div|h\d|li|ul|ol|blockquote)|br)\b[^<>]*>", "\n", body)
        body = re.sub(r"</?[a-zA-Z][^<>]*>", "", body)
    return body
