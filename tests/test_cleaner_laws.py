"""The laws of cleaning, on texts put together from the seeds, rules' examples and damage."""

from __future__ import annotations

from itertools import pairwise

from conftest import SEEDS
from documents import document, left
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.article import Article, Cut
from archive.cleaner import clean
from archive.rulebook import built_in

_LINES = [
    line
    for seed in sorted(SEEDS.glob("*.txt"))
    for line in seed.read_text("utf-8").splitlines()
    if line.strip()
]
_EXAMPLES = [text for rule in built_in().rules for text in (*rule.cut, *rule.keep)]
_MARKUP = [
    "<mosads>",
    "{mosads}",
    "<p>",
    "</p>",
    "<b>",
    "<br/>",
    "<john@x.com>",
    "a < b",
    "<script>x = 1</script>",
    "<!-- note -->",
    "<a href='x'>link</a>",
    "<script>",
    "|",
    " | ",
    "| a | b |",
]
_DAMAGE = [
    "&amp;",
    "&amp;lt;b&amp;gt;",
    "&#8217;",
    "&nosuch;",
    "Guaid\u00c3\u00b3",
    "\u00e2\u20ac\u2122",
    "\u200b",
    "\x00",
    "\x1f",
    "``so''",
    "\ufffd",
    "\u00a0",
    "&nbsp;",
    "&shy;",
    "&lt;br&gt;",
    "&#0;",
    "&#xd800;",
]
_TABLE = ["         Natl   Loan", " Wheat   2.55   2.40", " Corn    1.35   1.92"]
_GLUE = ["", " ", "\n", "\n\n", "\r\n", "\n\t\t", "        ", ". "]

pieces = st.sampled_from(_LINES) | st.sampled_from(_EXAMPLES) | st.sampled_from(_MARKUP + _DAMAGE + _TABLE)
texts = st.lists(st.tuples(pieces, st.sampled_from(_GLUE)), max_size=12).map(
    lambda parts: "".join(piece + glue for piece, glue in parts)
)


def solid(text: str) -> str:
    return "".join(text.split())


@given(texts)
def test_spans_tile_the_text(text: str) -> None:
    spans = clean(document(text)).spans

    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    assert all(a == b for a, b in list(pairwise(edges))[::2])


@given(texts)
@example("\ufffd\x9caton\ufffdYYYYial ie speaks i9oletown, on June 1, 2024. He sa{{{")  # cut within a repair
def test_the_body_is_what_was_kept_and_what_repairs_made_of_the_rest(text: str) -> None:
    article = clean(document(text))

    assert solid(article.body) == solid(left(article, text))


def known(article: Article) -> dict[str, str]:
    """Return the article's fields as a user would give them; an empty value says there is none."""
    return {
        "title": article.title or "",
        "published": article.published.date if article.published else "",
        "outlet": article.outlet or "",
        "agencies": ";".join(article.agencies),
        "authors": ";".join(article.authors),
        "place": article.place or "",
        "section": article.section or "",
        "language": article.language or "",
    }


@settings(max_examples=300)
@given(texts)
@example("Info <p>\n\n&amp;lt;b&amp;gt; said.")
@example("It was fully legitimate, they said.\n| © 2024 Cable News Network.|. ")
@example("|Jane Roe is chairman of the Foundation . The opinions expressed in this commentary are hers.|. ")
def test_cleaning_a_body_again_changes_nothing(text: str) -> None:
    article = clean(document(text))

    assert clean(document(article.body), known(article)).body == article.body


@given(texts, st.sampled_from(["<mosads>", "<script>", "<!--", "<p class='x", "{mosads"]))
def test_an_unclosed_tag_swallows_no_word(text: str, tag: str) -> None:
    story = "Nobody expected the cowboy in the museum to speak of the elephant."
    end = "Nobody had seen the keeper of the museum smile before that day in May."

    body = clean(document(f"{text}\n\n{tag}{story}\n\n{end} He smiled again.")).body

    assert story in body
    assert end in body


@given(st.lists(st.sampled_from(_LINES), min_size=2, max_size=6))
def test_no_rule_takes_more_than_a_block(lines: list[str]) -> None:
    text = "\n\n".join(line.strip() for line in lines)

    cuts = [span for span in clean(document(text)).spans if isinstance(span, Cut)]

    assert not any("\n\n" in text[cut.start : cut.end] for cut in cuts)
