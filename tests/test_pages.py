from __future__ import annotations

import json

import pytest

from archive.errors import RefusedError
from archive.formats import is_page
from archive.pages.page import Read, read
from archive.pages.tree import refuse_monsters

STORY = (
    "The ministry said on Tuesday that the bridge had been closed since the storm.",
    "Engineers found cracks in two of its pillars, and the river was still rising.",
    "“We cannot say when it will open again,” the minister told reporters in the capital.",
    "Traffic is led over the old road, which takes an hour longer.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in STORY)
FURNITURE = (
    "<nav><ul><li><a href=/>Home</a><li><a href=/world>World news</a></ul></nav>"
    "<aside><h2>Most read</h2><ul><li><a href=/a>A cat was found in the city hall on Monday</a></ul></aside>"
    "<footer><p>The Example Post is published by the Example Post Company of Exampletown.</p></footer>"
)


def page(body: str, head: str = "<title>Bridge closed | The Example Post</title>") -> Read:
    return read(f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>".encode())


def inside(seen: Read) -> list[str]:
    text = seen.text
    for start, end in (*seen.outside, *seen.captions):
        text = text[:start] + "\n" * (end - start) + text[end:]
    return [block.strip() for block in text.split("\n\n") if block.strip()]


def captions(seen: Read) -> list[str]:
    return [seen.text[start:end] for start, end in seen.captions]


def test_only_headline_and_story_are_inside() -> None:
    seen = page(f"{FURNITURE}<main><article><h1>Bridge closed</h1>{PARAGRAPHS}</article></main>")

    assert inside(seen) == ["Bridge closed", *STORY]


def test_the_text_holds_what_stands_outside_too() -> None:
    seen = page(f"<article>{PARAGRAPHS}</article><footer>Imprint</footer>")

    assert seen.text.split("\n\n") == ["Bridge closed | The Example Post", *STORY, "Imprint"]


def test_hidden_words_are_no_part_of_the_text() -> None:
    hidden = (
        "<p hidden>One</p><p style='color:red; display: none'>Two</p><script>three()</script>"
        "<style>four</style>"
        "<template><p>Five</p></template><!-- six --><div style='visibility:hidden'><p>Seven</p></div>"
    )

    assert page(f"{hidden}<p>Seen</p>", head="").text == "Seen"


def test_a_hidden_body_is_shown_by_its_scripts_and_read() -> None:
    seen = read(b"<html><body style='display:none'><p>Seen</p></body></html>")

    assert seen.text == "Seen"


def test_words_stay_whole_and_white_space_is_joined() -> None:
    seen = page("<p>Un<b>believ</b>able\n\t &nbsp; news<br>of the <i>day</i></p>", head="")

    assert seen.text == "Unbelievable news\nof the day"


def test_two_line_breaks_part_paragraphs() -> None:
    assert page("<div>One<br><br>Two<br>three</div>", head="").text == "One\n\nTwo\nthree"


def test_preformatted_lines_stay_lines() -> None:
    assert page("<pre>One\ntwo</pre>", head="").text == "One\ntwo"


def test_a_table_of_figures_is_one_block_of_rows() -> None:
    table = (
        "<table><caption>Results</caption><tr><th>Club<th>Points<tr><td>Ajax <b>II</b>"
        "<td>12<span style='display:none'>x</span></table>"
    )

    assert page(table, head="").text == "Results\nClub  Points\nAjax II  12"


def test_a_table_that_lays_out_a_page_is_read_as_its_paragraphs() -> None:
    layout = f"<table><tr><td>Menu</td><td><table><tr><td>{PARAGRAPHS}</td></tr></table></td></tr></table>"

    assert page(layout, head="").text.split("\n\n") == ["Menu", *STORY]


def test_a_story_in_nested_tables_is_inside() -> None:
    story = f"<table><tr><td>{PARAGRAPHS}</td></tr></table>"
    layout = f"<table><tr><td><a href=/>Home</a></td><td>{story}</td></tr></table>"

    assert inside(page(layout)) == [*STORY]


def test_unclosed_tags_lose_nothing() -> None:
    seen = page("<div><p>" + "<p>".join(STORY) + "<ul><li>First point<li>Second <b>point", head="")

    assert seen.text.split("\n\n") == [*STORY, "First point", "Second point"]


def test_a_form_around_the_page_is_no_form() -> None:
    seen = page(f"<form>{FURNITURE}<div>{PARAGRAPHS}</div></form>")

    assert inside(seen) == [*STORY]


def test_a_caption_is_told_from_the_story() -> None:
    figure = "<figure><img src=a.jpg><figcaption>The bridge in March. REUTERS/Jane Roe</figcaption></figure>"
    seen = page(f"<article><p>{STORY[0]}</p>{figure}{PARAGRAPHS}</article>")

    assert captions(seen) == ["The bridge in March. REUTERS/Jane Roe"]


def test_neighbouring_captions_stay_two() -> None:
    figures = "".join(
        f"<figure><figcaption>Picture {number} of the bridge</figcaption></figure>" for number in "12"
    )
    seen = page(f"<article><p>{STORY[0]}</p>{figures}{PARAGRAPHS}</article>")

    assert captions(seen) == ["Picture 1 of the bridge", "Picture 2 of the bridge"]


def test_a_paragraph_said_twice_is_inside_once() -> None:
    seen = page(f"<article>{PARAGRAPHS}<p>{STORY[0]}</p><p>{STORY[1]}</p></article>")

    assert inside(seen) == [*STORY]


def test_teasers_between_paragraphs_are_outside() -> None:
    words = "How the old road was built in a year of two floods."
    teaser = f"<div class=related-links><h3>Read more</h3><p>{words}</p></div>"
    seen = page(
        f"<article><p>{STORY[0]}</p><p>{STORY[1]}</p>{teaser}<p>{STORY[2]}</p><p>{STORY[3]}</p></article>"
    )

    assert inside(seen) == [*STORY]


def test_a_crosshead_is_inside_and_the_heading_of_what_follows_is_not() -> None:
    seen = page(
        f"<article><p>{STORY[0]}</p><h2>Cracks</h2><p>{STORY[1]}</p><p>{STORY[2]}</p><h2>Comments</h2></article>"
    )

    assert inside(seen) == [STORY[0], "Cracks", STORY[1], STORY[2]]


def test_the_next_story_on_the_page_is_another_one() -> None:
    other = "".join(f"<p>{text} So it was.</p>" for text in STORY)
    seen = page(
        f"<main><h1>Bridge closed</h1><div>{PARAGRAPHS}</div><h1>Road open</h1><div>{other}</div></main>"
    )

    assert inside(seen) == ["Bridge closed", *STORY]


def test_a_standfirst_that_the_page_describes_itself_by_is_inside() -> None:
    standfirst = "Cracks in two pillars keep the only bridge over the river shut."
    seen = page(
        f"<header><h1>Bridge closed</h1><h2>{standfirst}</h2></header><article>{PARAGRAPHS}</article>",
        head=f"<title>Bridge closed</title><meta name=description content='{standfirst}'>",
    )

    assert inside(seen) == ["Bridge closed", standfirst, *STORY]


def test_what_a_page_says_again_and_again_is_outside() -> None:
    notice = "<p>External content is not available here.</p>"
    seen = page(f"<article>{''.join(f'<p>{text}</p>{notice}' for text in STORY)}</article>")

    assert inside(seen) == [*STORY]


def test_a_story_that_only_structured_data_holds_is_appended() -> None:
    node = {"@type": "NewsArticle", "headline": "Bridge closed", "articleBody": "\n".join(STORY)}
    seen = page(
        f"<article><h1>Bridge closed</h1><p>{STORY[0]}</p><p>Subscribe to read on.</p></article>",
        head=f'<script type="application/ld+json">{json.dumps(node)}</script>',
    )

    assert inside(seen) == ["Bridge closed", *STORY]


def test_a_page_without_body_tags_is_read() -> None:
    assert inside(read(f"<title>Bridge</title>{PARAGRAPHS}".encode())) == [*STORY]


@pytest.mark.parametrize("raw", [b"", b"<html></html>", b"<!-- nothing -->", b"<script>a()</script>"])
def test_a_page_without_a_word_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError, match="is a page without a word"):
        read(raw)


@pytest.mark.parametrize("raw", [b"<div>" * 100_000, b"<div></span>" * 100_000, b"<b><i>" * 1_000 + b"deep"])
def test_deep_nesting_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError, match="nest more than 600 deep"):
        read(raw)


def test_deep_nesting_is_refused_before_a_parser_sees_it() -> None:
    with pytest.raises(RefusedError, match="nest more than 600 deep"):
        refuse_monsters(b"<div>" * 100_000)


def test_a_huge_page_is_refused() -> None:
    with pytest.raises(RefusedError, match="larger than 20 MB"):
        read(b"<p>" + b"word " * 5_000_000)


def test_the_encoding_that_a_page_declares_is_believed_where_it_is_not_utf_8() -> None:
    seen = read("<meta charset=windows-1251><p>Мир и труд</p>".encode("windows-1251"))

    assert (seen.text, seen.encoding, seen.damaged) == ("Мир и труд", "windows-1251", 0)


def test_broken_bytes_are_counted() -> None:
    seen = read(b"<meta charset=shift_jis><p>\x93\xfa\x96{ \x82\x20</p>")

    assert (seen.text, seen.encoding, seen.damaged) == ("日本 \ufffd", "cp932", 1)


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"\xef\xbb\xbf  <!doctype HTML>\n<p>x", "story", True),
        (b"<!-- saved -->\n<html><head>", "story.txt", True),
        (b"<div>" * 30, "story", True),
        (b"<p>The ministry said</p>\nthat <b>it</b> was", "story.txt", False),
        (b'<?xml version="1.0"?>\n<nitf><head><title>x</title></head><body>', "story", False),
        (b"<!DOCTYPE lewis SYSTEM 'lewis.dtd'>\n<REUTERS><BODY>x", "reut2.sgm", False),
        (b"From: <Saved by a browser>\n\n<!DOCTYPE html><html>", "page", False),
        (b"Plain words, and more of them.", "story.html", False),
    ],
)
def test_a_page_is_known_by_its_beginning(head: bytes, name: str, expected: bool) -> None:
    assert is_page(head, name) is expected
