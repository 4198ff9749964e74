from __future__ import annotations

import json

import pytest

from archive.article import Declared
from archive.pages.page import read

STORY = "".join(
    f"<p>{text}</p>" for text in ("The bridge has been closed since the storm, the ministry said.",) * 2
)


def declared(head: str = "", body: str = STORY, lang: str = "en") -> Declared:
    return read(f"<html lang={lang}><head>{head}</head><body>{body}</body></html>".encode()).declared


def linked(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def meta(**tags: str) -> str:
    return "".join(
        f'<meta name="{name.replace("_", ":", 1)}" content="{text}">' for name, text in tags.items()
    )


def test_everything_is_read_from_structured_data() -> None:
    head = linked(
        headline="Bridge closed &amp; road open",
        datePublished="2024-05-03T23:30:00-04:00",
        dateModified="2024-05-04T08:00:00Z",
        author=[
            {"@type": "Person", "name": "Jane Roe"},
            {"@type": "Organization", "name": "The Associated Press"},
        ],
        publisher={"@type": "Organization", "name": "Example Post"},
        articleSection=["World", "Europe"],
        inLanguage="en-GB",
        url="https://news.example.org/world/bridge",
        description="It is shut.",
    )

    assert declared(head, lang="") == Declared(
        title="Bridge closed & road open",
        authors=("Jane Roe",),
        agencies=("Associated Press",),
        published="2024-05-03T23:30:00-04:00",
        modified="2024-05-04T08:00:00Z",
        basis="structured-data",
        outlet="Example Post",
        url="https://news.example.org/world/bridge",
        language="en",
        section="World",
        description="It is shut.",
    )


def test_authors_in_a_graph_are_found_by_their_id() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "name": "Elsewhere"},
            {"@type": ["Article", "Thing"], "headline": "Bridge closed", "author": {"@id": "#jane"}},
            {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
        ]
    }
    head = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"

    assert (declared(head).title, declared(head).authors) == ("Bridge closed", ("Jane Roe",))


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"@type": "NewsArticle", "headline": "Bridge closed", "author": "Jane Roe"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Bridge closed", "author": "Jane Roe",}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Bridge\nclosed", "author": {"name": "Jane Roe"}};',
        '{"@type": "NewsArticle", "headline": "Bridge closed", "author": {"name": "Jane Roe"}, "x": "a "b""}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Bridge closed&quot;, "
        "&quot;author&quot;: &quot;Jane Roe&quot;}",
    ],
)
def test_broken_structured_data_is_read_as_far_as_it_goes(text: str) -> None:
    found = declared(f'<script type="application/ld+json">{text}</script>')

    assert (found.title, found.authors) == ("Bridge closed", ("Jane Roe",))


def test_structured_data_nested_without_end_is_passed_over() -> None:
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>' + meta(og_title="Bridge closed")

    assert declared(head).title == "Bridge closed"


def test_the_article_that_a_page_lists_is_not_its_own() -> None:
    listed = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "NewsArticle", "headline": "Cat found", "author": "A B"}],
    }
    head = f'<script type="application/ld+json">{json.dumps(listed)}</script>' + meta(
        og_title="Bridge closed"
    )

    assert (declared(head).title, declared(head).authors) == ("Bridge closed", ())


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe, Political Correspondent", ("Jane Roe",)),
        ("https://www.facebook.com/janeroe", ()),
        ("Updated Oct 9", ()),
        ("TNN", ()),
        ("Reuters", ()),
        ("Example Post", ()),
        ("Example Post Staff", ()),
        ("newsroom@example.org", ()),
        ("Jane Roe; Jane Roe", ("Jane Roe",)),
        ("Jane Roe (jr)", ("Jane Roe",)),
        ("牛镛", ("牛镛",)),
    ],
)
def test_only_persons_are_authors(stated: str, expected: tuple[str, ...]) -> None:
    assert declared(meta(author=stated) + meta(og_site_name="Example Post")).authors == expected


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel=author href=/x>Jane Roe</a>",
        "<div class=byline>By Jane Roe</div>",
        "<p>By Jane Roe</p>",
        "<span itemprop=author>Jane Roe</span>",
        "<a href=/authors/jane-roe>Jane Roe</a>",
        "<p>Jane Roe / TNN / Updated: Oct 9, 2019, 11:05 IST</p>",
    ],
)
def test_a_byline_that_is_not_declared_is_read_under_the_headline(byline: str) -> None:
    assert declared(body=f"<h1>Bridge closed</h1>{byline}{STORY}").authors == ("Jane Roe",)


def test_a_house_under_the_byline_supplied_the_story() -> None:
    found = declared(body=f"<h1>Bridge closed</h1><p>By Jane Roe</p><p>Washington Post</p>{STORY}")

    assert found.agencies == ("Washington Post",)


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Bridge closed | Reuters", "", "Bridge closed"),
        ("Bridge closed - BBC News", "BBC", "Bridge closed"),
        ("Bridge closed – Politics – Example Post", "Example Post", "Bridge closed – Politics"),
        ("Example Post: Bridge closed", "Example Post", "Example Post: Bridge closed"),
        ("Bridge closed - for good", "Example Post", "Bridge closed - for good"),
    ],
)
def test_a_title_is_without_its_outlet(title: str, outlet: str, expected: str) -> None:
    assert declared(f"<title>{title}</title>" + meta(og_site_name=outlet)).title == expected


def test_the_headline_shown_is_preferred_to_that_made_for_search() -> None:
    head = "<title>Bridge closed | News</title>" + meta(og_title="What we know of the bridge that is closed")

    assert declared(head, f"<h1>Bridge closed</h1>{STORY}").title == "Bridge closed"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            linked(datePublished="2024-05-03T10:00Z", dateModified="2024-06-01"),
            "",
            ("2024-05-03T10:00Z", "structured-data"),
        ),
        (meta(article_published_time="2024-05-03"), "", ("2024-05-03", "meta")),
        (meta(article_modified_time="2024-05-03"), "", (None, None)),
        ("", "<time datetime=2024-05-03>May 3</time>", ("2024-05-03", "time-element")),
        (
            "",
            "<time class=updated datetime=2024-05-09></time><time datetime=2024-05-03></time>",
            ("2024-05-03", "time-element"),
        ),
        ("", "<aside><time datetime=2024-05-09></time></aside>", (None, None)),
        (
            "",
            "<h1>Bridge closed</h1><p>May 3, 2024, 10:15 a.m.</p>",
            ("May 3, 2024, 10:15 a.m.", "page-stamp"),
        ),
        ("", f"{STORY}<footer>© 2026 Example Post</footer>", (None, None)),
        ("<link rel=canonical href=https://example.org/2024/05/03/bridge>", "", ("2024-05-03", "url")),
        (meta(date="yesterday", article_published_time="soon"), "", (None, None)),
    ],
)
def test_a_date_of_publishing_is_told_from_others(
    head: str, body: str, expected: tuple[str | None, str | None]
) -> None:
    found = declared(head, body + STORY)

    assert (found.published, found.basis) == expected


def test_an_outlet_is_known_by_its_host() -> None:
    head = meta(og_site_name="NDTV.com") + "<link rel=canonical href=https://edition.cnn.com/2024/bridge>"

    assert declared(head).outlet == "CNN"
