from __future__ import annotations

import pytest

from archive.article import Document, Origin
from archive.cleaner import clean
from archive.pages.titles import choose, ends_with
from archive.readers.html import restore

STORY = "<p>The bridge has been closed since the storm, the ministry said on Monday.</p>" * 2


def page(head: str, body: str) -> Document:
    return restore(f"<head>{head}</head><body>{body}{STORY}</body>".encode(), Origin(root="-", path=""))


def title(head: str, body: str) -> str | None:
    declared = page(head, body).declared
    return declared.title if declared else None


@pytest.mark.parametrize(
    ("described", "shared", "shown", "expected"),
    [
        (["Storm: The bridge is closed"], [], ["The bridge is closed"], "Storm: The bridge is closed"),
        ([], ["The bridge is closed"], ["Storm - The bridge is closed"], "The bridge is closed"),
        ([], ["The bridge is closed"], ["StormThe bridge is closed"], "The bridge is closed"),
        (
            ["Storm: The bridge is closed"],
            ["The bridge is closed"],
            ["Storm: The bridge is closed"],
            "Storm: The bridge is closed",
        ),
        (
            ["Storm: The bridge is closed"],
            ["The bridge is closed"],
            ["Storm The bridge is closed"],
            "The bridge is closed",
        ),
        (["Storm: The bridge is closed"], [], ["Storm The bridge is closed"], "Storm: The bridge is closed"),
        (["Closed"], [], ["The bridge is closed"], "Closed"),
    ],
)
def test_a_kicker_belongs_to_the_headline_where_what_is_declared_says_so(
    described: list[str], shared: list[str], shown: list[str], expected: str
) -> None:
    assert choose(described, shared, shown) == expected


def test_no_word_or_two_are_known_again_behind_a_kicker() -> None:
    assert not ends_with("The bridge is closed", "is closed")


@pytest.mark.parametrize(
    "trail",
    ["<nav><a href=/>Home</a> <h1>{}</h1></nav>", "<ul class=breadcrumbs><li><h1>{}</h1></ul>"],
)
def test_a_main_heading_in_a_trail_of_links_gives_way_to_the_headline_below(trail: str) -> None:
    searched = "Bridge storm: what we know of the closure"
    head = f"<meta property=og:title content='{searched}'>" + (
        '<script type="application/ld+json">{"@type": "Article", "headline": "The bridge is closed"}</script>'
    )

    assert title(head, f"{trail.format(searched)}<h2>The bridge is closed</h2>") == "The bridge is closed"


def test_a_main_heading_in_a_trail_of_links_is_the_headline_where_no_other_is() -> None:
    assert title("", "<nav><h1>The bridge is closed</h1></nav><h2>More news</h2>") == "The bridge is closed"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("www.faz.net", "Ministry shuts bridge"), ("www.example.net", "The bridge is closed")],
)
def test_a_house_known_by_the_headlines_it_shares_is_taken_at_its_word(host: str, expected: str) -> None:
    head = (
        f"<link rel=canonical href='https://{host}/a'>"
        "<meta property=og:title content='Ministry shuts bridge'>"
        '<script type="application/ld+json">{"@type": "Article", "headline": "The bridge is closed"}</script>'
    )

    assert title(head, "<h1>The bridge is closed</h1>") == expected


@pytest.mark.parametrize("heading", ["<span>Storm</span>The bridge is closed", "The bridge: is closed"])
def test_a_headline_that_says_the_title_otherwise_is_not_in_the_body(heading: str) -> None:
    document = page("<meta property=og:title content='The bridge is closed'>", f"<h2>{heading}</h2>")

    assert clean(document).body.split("\n\n")[0][:14] == "The bridge has"
