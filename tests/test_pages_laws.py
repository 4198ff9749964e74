"""What holds of every page: its text holds its visible words, its stretches are in order."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.pages.page import Read, read

SENTENCES = tuple(
    sentence
    for path in sorted(Path("seeds").glob("*.txt"))
    for sentence in re.findall(
        r"[A-Z][^<>&{}|\n]{30,200}?\.", path.read_text(encoding="utf-8", errors="ignore")
    )
)
_BLOCK = (
    "p",
    "div",
    "li",
    "h2",
    "blockquote",
    "td",
    "section",
    "article",
    "aside",
    "nav",
    "figcaption",
    "form",
    "pre",
)
_INLINE = ("b", "i", "a", "span", "em", "small", "font")


def _sentence(number: int) -> str:
    return str(SENTENCES[number])


prose = st.integers(0, len(SENTENCES) - 1).map(_sentence)
inline = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(_INLINE), prose) | prose
leaf = st.builds("<{0}>{1} {2}</{0}>".format, st.sampled_from(_BLOCK), inline, inline)
unclosed = st.builds("<{0}>{1}".format, st.sampled_from(("p", "li", "div", "b", "td")), prose)
row = st.builds("<table><tr><td>{0}<td>{1}</table>".format, prose, inline)
elements = st.recursive(
    leaf | unclosed | row | prose,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from((*_BLOCK, "ul", "table", "main")),
        st.lists(inner, max_size=5).map(" ".join),
    ),
    max_leaves=20,
)
pages = st.lists(elements, min_size=1, max_size=6).map(" ".join).filter(lambda body: "." in body)


def seen(body: str) -> Read:
    return read(f"<html><body>{body}</body></html>".encode())


@settings(max_examples=150, deadline=None)
@given(pages)
def test_every_visible_word_is_in_the_text(body: str) -> None:
    independent = BeautifulSoup(body, "html.parser").get_text(" ").split()

    assert sorted(seen(body).text.split()) == sorted(independent)


@settings(max_examples=100, deadline=None)
@given(pages)
def test_stretches_are_sorted_disjoint_and_whole_blocks(body: str) -> None:
    page = seen(body)
    stretches = sorted((*page.outside, *page.captions))
    ends = [0, *(end for _, end in stretches)]

    assert [
        (start, end)
        for (start, end), before in zip(stretches, ends, strict=False)
        if not before <= start < end <= len(page.text) or page.text[start:end] != page.text[start:end].strip()
    ] == []


@settings(max_examples=50, deadline=None)
@given(pages)
def test_a_page_is_read_the_same_twice(body: str) -> None:
    assert seen(body) == seen(body)
