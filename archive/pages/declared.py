"""What a page declares of its article: structured data first, then meta tags, then marked elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.article import Declared
from archive.metadata.houses import house_by_domain, house_by_name
from archive.pages import linked_data, visible
from archive.pages.linked_data import Node, texts
from archive.pages.stamps import stated_day, time_elements, url_day, visible_day
from archive.pages.titles import choose, without_outlet
from archive.pages.visible import Block, Page
from archive.pages.writers import Writers, sort_out

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "title")
_PUBLISHED = (
    "article:published_time article:published article:published:time og:published_time og:article:published_time datepublished parsely-pub-date sailthru.date cxenseparse:publishtime "
    "cxenseparse:recs:publishtime cxenseparse:articledate dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date pubdate publishdate publish-date "
    "publish_date publication_date publication-date article.published article:create_time article_date_original originalpublicationdate citation_publication_date citation_date "
    "date.release article:post_date created datecreated dc.created rnews:datepublished date"
).split()
_MODIFIED = "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified dc.date.modified".split()
_AUTHORS = (
    ("parsely-author", "sailthru.author", "cxenseparse:author", "dc.creator", "dcterms.creator", "dc.contributor.author", "citation_author", "byl", "article:author_name", "article:author"),
    ("author", "authors", "rnews:author"),
)
_SECTIONS = ("article:section", "parsely-section", "sailthru.section", "cxenseparse:category", "section", "dc.subject")
_WORDED = re.compile(r"^[a-z]{2,3}(?=[-_]|$)", re.I)
_BYLINE = re.compile(r"(?<![a-z])(?:by-?line|author-?s?(?:-?name)?|article__?author\w*|autor(?:en)?|redacteur|signature|c-byline__author)(?![a-z])", re.I)
_WRITTEN = re.compile(r"written by|verfasst von|geschrieben von|escrito por|écrit par|scritto da|skrevet av|geschreven door|author|autor", re.I)
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor(?:en|es|i)?|auteurs?|autore|journalists?|reporters?|staff|by|writers?|redakteure?|columnists?)/[^/?#]", re.I)
_SAYS_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|autor(?:in)?|author):?\s+\w", re.I)
_BARRED = re.compile(r"\s[/|•·]\s")
_NEAR = 12  # blocks under a headline
_LONGEST = 200  # characters of a byline


@dataclass(frozen=True, slots=True)
class Told:
    """What is declared, and the story's text where structured data holds it."""

    declared: Declared
    body: str | None


def read(root: HtmlElement, page: Page) -> Told:
    """Return what a page declares; what it does not declare is read beside its headline."""
    meta = _metas(root)
    node = linked_data.article(root)
    url = _url(root, meta, node)
    host = urlsplit(url or "").hostname or ""
    language = _language(root, meta, node)
    names = [*texts(node.get("publisher")), *meta.get("og:site_name", ()), *meta.get("application-name", ()), *_labels(host)]
    title = root.findtext("head/title") or ""
    described, shared = (
        [without_outlet(headline, names) for headline in headlines]
        for headlines in (texts(node.get("headline")), [*_first(meta, _TITLES), *texts(title)])
    )
    shown = [without_outlet(block.text, names) for block in page.blocks if block.zone & visible.FIRST]
    heading = next((number for number, block in enumerate(page.blocks) if block.zone & visible.FIRST), 0)
    published, basis = _published(root, meta, node, url, language)
    if published is None and (published := visible_day(page.blocks, heading, language)):
        basis = "page-stamp"
    near = page.blocks[heading : heading + _NEAR]
    writers = _writers(root, meta, node, names, near)
    outlet = _outlet(names, host)
    return Told(
        Declared(
            title=choose(described, shared, shown),
            authors=writers.authors,
            agencies=writers.agencies or _credited(near, outlet),
            published=published,
            modified=next(iter([*texts(node.get("dateModified")), *_first(meta, _MODIFIED)]), None),
            basis=basis,
            outlet=outlet,
            url=url,
            language=language,
            section=next(iter([*texts(node.get("articleSection")), *_first(meta, _SECTIONS)]), None),
            description=next(iter([*_first(meta, ("og:description", "description")), *texts(node.get("description"))]), None),
        ),
        _body(node),
    )


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of meta tags by name, in lower case."""
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if content and name and (found := texts(content)):
            metas.setdefault(name.strip().lower(), []).extend(found)
    return metas


def _first(meta: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _url(root: HtmlElement, meta: Mapping[str, list[str]], node: Node) -> str | None:
    links = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    page = node.get("mainEntityOfPage")
    pages = [page.get("@id") or ""] if isinstance(page, dict) else texts(page)
    for url in (*links, *_first(meta, ("og:url", "parsely-link", "twitter:url")), *texts(node.get("url")), *map(str, pages)):
        if re.match(r"https?://[^/\s]+\.[^/\s]+", url.strip()):
            return url.strip()
    return None


def _labels(host: str) -> list[str]:
    """Return what a host may be called: itself and the label that names it."""
    labels = host.removeprefix("www.").split(".")
    return [".".join(labels), max(labels[:-1], key=len)] if len(labels) > 1 else []


def _language(root: HtmlElement, meta: Mapping[str, list[str]], node: Node) -> str | None:
    stated = [root.get("lang"), root.get("xml:lang"), *_first(meta, ("content-language", "language", "og:locale", "dc.language")), *texts(node.get("inLanguage"))]
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
        ("meta", _first(meta, _PUBLISHED)),
        ("structured-data", _marked(root, "datePublished")),
        ("time-element", time_elements(root)),
        ("url", filter(None, [url_day([url or ""])])),
    ):
        for text in stated:
            if stated_day(text, language):
                return text, basis
    return None, None


def _marked(root: HtmlElement, name: str) -> Iterator[str]:
    """Give the texts of elements marked with an itemprop."""
    for element in root.xpath("//*[@itemprop=$name]", name=name):
        yield from texts(element.get("content") or element.get("datetime") or "".join(element.itertext()))


def _writers(root: HtmlElement, meta: Mapping[str, list[str]], node: Node, names: list[str], near: Sequence[Block]) -> Writers:
    """Return the writers that the most trusted source names; one that names only houses is asked no further for persons."""
    agencies: tuple[str, ...] = ()
    for declared in (*_authors(root, meta, node), list(_said(near))):
        writers = sort_out(declared, names)
        agencies = agencies or writers.agencies
        if writers.authors:
            return Writers(writers.authors, agencies)
    return Writers((), agencies)


def _authors(root: HtmlElement, meta: Mapping[str, list[str]], node: Node) -> Iterator[list[tuple[str, bool]]]:
    yield list(_people(node.get("author") or node.get("creator")))
    for group in _AUTHORS:
        yield [(text, False) for text in _first(meta, group)]
    label, told = next(_first(meta, ("twitter:label1",)), ""), next(_first(meta, ("twitter:data1",)), "")
    yield [(text, False) for text in (*_first(meta, ("twitter:misc:written by",)), *([told] if _WRITTEN.match(label) else []))]
    yield [(text, False) for text in _marked(root, "author")]
    yield [(text, False) for text in _signed(root)]
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


def _signed(root: HtmlElement) -> Iterator[str]:
    """Give the texts of links that are marked as an author's."""
    for link in root.xpath("//a[@rel='author']|//address[@rel='author']|//a[@class]"):
        if link.get("rel") == "author" or _BYLINE.search(link.get("class")):
            text = " ".join("".join(link.itertext()).split())
            if len(text) <= _LONGEST // 3:
                yield text


def _bylines(root: HtmlElement) -> Iterator[str]:
    """Give the text of the first element whose class names a byline; else those of links to authors' pages."""
    for element in root.xpath("//*[@class][not(self::body or self::html)]"):
        if _BYLINE.search(element.get("class") or ""):
            text = " ".join(" ".join(element.itertext()).split())
            if 3 < len(text) < _LONGEST:
                yield text
                return
    for link in root.iter("a"):
        if _AUTHOR_PAGE.search(link.get("href") or "") and not any(one.tag in ("nav", "footer", "aside") for one in link.iterancestors()):
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
        who, bar, rest = re.split(r"\s+([/|•·])\s+", block.text, maxsplit=1) if _BARRED.search(block.text) else ("", "", "")
        if bar and stated_day(rest, None):
            yield who, False
            return


def _credited(near: Sequence[Block], outlet: str | None) -> tuple[str, ...]:
    """Return the house that stands alone under the byline, where it is not the page's own."""
    for number, block in enumerate(near[:-1]):
        if _SAYS_BY.match(block.text) and len(block.text) <= _LONGEST // 2:
            house = house_by_name(near[number + 1].text)
            return (house.supplier,) if house and house.name != outlet else ()
    return ()


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
