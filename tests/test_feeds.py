"""Feeds and WordPress exports: whole stories where they are given, teasers marked as such."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reading_files import marked, one, read

from archive.article import Declared
from archive.cleaner import clean

SAMPLES = Path(os.environ.get("NEWS_DATA", "/nowhere")) / "formats"
RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Example Post - World</title>
<link>https://post.example/</link><language>en-GB</language>
<lastBuildDate>Thu, 28 Mar 2019 12:00:00 GMT</lastBuildDate>
<image><title>Logo</title></image>{items}</channel></rss>"""
ITEM = """<item><title>Fire in D\xfcrr</title><link>https://post.example/fire?x=1&amp;y=2</link>
<dc:creator>Jane Roe and John Doe</dc:creator><pubDate>Wed, 27 Mar 2019 23:30:00 -0500</pubDate>
<category>World</category><description>Two died.</description>{more}</item>"""
FULL = (
    "<content:encoded><![CDATA[<p>Two died &amp; ten fled.</p><figure><img><figcaption>The fire.</figcaption>\
</figure><p>It rained <!-- </item> <item> -->later.</p>]]></content:encoded>"
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Beispiel</title>
<link rel="self" href="https://post.example/atom"/><link href="https://post.example/"/><author><name>Redaktion</name></author>
<entry><title type="html">Feuer &amp;amp; Flut</title><link href="https://post.example/feuer"/>
<published>2019-03-27T23:30:00+01:00</published><updated>2019-03-28T01:00:00+01:00</updated>
<author><name>Erika Muster</name></author><summary>Es brennt.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Es brennt seit <b>Montag</b>.</p><p>Zwei Tote.</p></div></content>
</entry></feed>"""
WXR = """<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Example Blog</title><link>https://blog.example</link><language>en-US</language>
<wp:author><wp:author_login><![CDATA[jr]]></wp:author_login><wp:author_display_name>jr</wp:author_display_name>
<wp:author_first_name>Jane</wp:author_first_name><wp:author_last_name>Roe</wp:author_last_name></wp:author>
<wp:author><wp:author_login>xy</wp:author_login>
<wp:author_display_name>Xaver Ypsilon</wp:author_display_name></wp:author>
{items}</channel></rss>"""
POST = """<item><title>Rain</title><link>https://blog.example/rain</link>
<pubDate>Wed, 27 Mar 2019 23:30:00 +0000</pubDate>
<dc:creator><![CDATA[jr]]></dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_date>2019-03-28 00:30:00</wp:post_date>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category"><![CDATA[Weather]]></category><category domain="post_tag">wet</category></item>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feed.xml"


def rss(*more: str) -> bytes:
    return RSS.format(items="".join(ITEM.format(more=one) for one in more)).encode("latin-1")


def wxr(content: str = "It rained.", status: str = "publish", kind: str = "post") -> str:
    return WXR.format(items=POST.format(content=content, status=status, kind=kind))


def test_the_whole_story_is_taken_before_the_summary(file: Path) -> None:
    document = one(file, rss(FULL))

    assert (marked(document), document.flags) == (
        [
            "Fire in Dürr",
            "[Jane Roe and John Doe]",
            "Two died & ten fled.",
            "{The fire.}",
            "It rained later.",
        ],
        (),
    )


def test_a_story_declares_its_own_fields_and_those_of_its_feed(file: Path) -> None:
    assert one(file, rss(FULL)).declared == Declared(
        title="Fire in Dürr",
        authors=("Jane Roe", "John Doe"),
        published="Wed, 27 Mar 2019 23:30:00 -0500",
        basis="structured-data",
        outlet="Example Post",
        url="https://post.example/fire?x=1&y=2",
        language="en",
        section="World",
    )


@pytest.mark.parametrize(
    "more",
    [
        "",
        "<content:encoded>Two died and ten fled in [...]</content:encoded>",
        "<content:encoded><![CDATA[<p>Ten of them fled</p><a>Continue reading...</a>]]></content:encoded>",
    ],
)
def test_a_story_that_goes_on_elsewhere_is_a_teaser(file: Path, more: str) -> None:
    assert clean(one(file, rss(more))).flags == ("teaser",)


def test_a_long_description_is_the_story(file: Path) -> None:
    long = rss("").replace(b"Two died.", b"Two died in the fire. " * 60)

    assert one(file, long).flags == ()


def test_each_story_has_its_own_bytes_which_no_later_fetch_of_the_feed_changes(file: Path) -> None:
    first, _ = read(file, rss(FULL, ""))
    second, _ = read(file, rss("", FULL).replace(b"28 Mar 2019 12", b"28 Mar 2019 18"))

    assert sorted(d.key for d in first) == sorted(d.key for d in second)


def test_an_item_begins_where_its_byte_offset_says(file: Path) -> None:
    raw = rss(FULL, "")
    found, _ = read(file, raw)

    assert [raw[d.origin.byte_offset :].startswith(b"<item><title>") for d in found] == [True, True]


def test_atom_gives_its_content_its_first_day_and_its_writer(file: Path) -> None:
    document = one(file, ATOM)

    assert (marked(document), document.flags, document.declared) == (
        ["Feuer & Flut", "[Erika Muster]", "Es brennt seit Montag.", "Zwei Tote."],
        (),
        Declared(
            title="Feuer & Flut",
            authors=("Erika Muster",),
            published="2019-03-27T23:30:00+01:00",
            modified="2019-03-28T01:00:00+01:00",
            basis="structured-data",
            outlet="Beispiel",
            url="https://post.example/feuer",
            language="de",
        ),
    )


def test_rss_1_closes_its_channel_before_its_stories(file: Path) -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>The Guardian</title></channel>
    <item rdf:about="y"><title>Rain</title><description>It rained.</description>
    <dc:date>2019-03-28</dc:date></item></rdf:RDF>"""
    declared = one(file, text).declared or Declared()

    assert (declared.outlet, declared.published) == ("The Guardian", "2019-03-28")


def test_the_source_of_a_story_is_its_outlet_not_the_feed_that_took_it_up(file: Path) -> None:
    item = "<source url='https://www.theguardian.com'>The Guardian</source>"
    raw = rss(item).replace(b"<title>Fire in D\xfcrr<", b"<title>Fire in D\xfcrr - The Guardian<")
    declared = one(file, raw).declared or Declared()

    assert (declared.title, declared.outlet) == ("Fire in Dürr", "The Guardian")


def test_the_address_is_the_storys_own_not_that_of_a_counter_before_it(file: Path) -> None:
    counted = (
        "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://post.example/a</f:origLink>"
    )
    declared = one(file, rss(counted)).declared or Declared()

    assert declared.url == "https://post.example/a"


def test_content_that_opens_with_the_title_does_not_say_it_twice(file: Path) -> None:
    html = "<h1>Fire in D&#252;rr</h1><p>Two died, ten fled."
    content = f"<content:encoded><![CDATA[{html}]]></content:encoded>"

    assert marked(one(file, rss(content)))[2:] == ["[Fire in Dürr]", "Two died, ten fled."]


def test_months_in_the_language_of_an_unlabelled_feed_are_read(file: Path) -> None:
    raw = rss("").replace(b"Wed, 27 Mar", b"Qua, 27 Mai").replace(b"en-GB", b"")
    declared = one(file, raw).declared or Declared()

    assert declared.published == "2019-05-27"


def test_a_feed_without_a_declaration_in_latin_letters_is_decoded(file: Path) -> None:
    assert one(file, rss("").partition(b"?>")[2]).text.startswith("Fire in Dürr")


def test_a_bare_ampersand_and_an_undeclared_prefix_break_nothing(file: Path) -> None:
    item = "<item><title>AT&T & C&amp;A</title><content:encoded>&lt;p&gt;No.</content:encoded></item>"
    text = f"<rss><channel>{item}</channel></rss>"

    assert one(file, text).text == "AT&T & C&A\n\nNo."


def test_a_feed_without_stories_and_a_story_without_words_are_refused(file: Path) -> None:
    empty = read(file, "<rss><channel><title>x</title></channel></rss>")
    wordless = read(file, "<rss><channel><item><link>x</link></item></channel></rss>")

    assert (empty[1], wordless[1]) == (
        "is a feed without a story; there is nothing to read",
        "story 1: holds no text; there is nothing to read",
    )


def test_a_post_reads_as_its_site_shows_it(file: Path) -> None:
    content = (
        "[caption id='1']<img src='a'> The rain.[/caption]It <b>rained</b>.\nAnd [sic] rained.\n\n"
        '[dropcap]T[/dropcap]hen [gallery ids="1"] not.\n\n'
        "[contact_form]\n\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    )

    assert marked(one(file, wxr(content))) == [
        "Rain",
        "[Jane Roe]",
        "{The rain.}",
        "It rained.\nAnd [sic] rained.",
        "Then not.",
        "one",
        "two",
    ]


def test_a_post_declares_its_author_by_name_and_its_day_as_on_its_site(file: Path) -> None:
    assert one(file, wxr()).declared == Declared(
        title="Rain",
        authors=("Jane Roe",),
        published="2019-03-28 00:30:00",
        basis="structured-data",
        outlet="Example Blog",
        url="https://blog.example/rain",
        language="en",
        section="Weather",
    )


def test_the_bytes_of_a_post_hold_its_own_author_alone(file: Path) -> None:
    found, _ = read(file, WXR.format(items=POST.format(content="x", status="publish", kind="post") * 2))

    assert [(b"Jane" in d.raw, b"Xaver" in d.raw) for d in found] == [(True, False)] * 2


@pytest.mark.parametrize(
    ("status", "kind", "refused"),
    [
        ("publish", "page", None),
        ("inherit", "attachment", None),
        ("publish", "nav_menu_item", None),
        ("draft", "post", "post 1: was never published (its status is draft)"),
    ],
)
def test_what_was_never_published_is_left_out_and_said(
    file: Path, status: str, kind: str, refused: str | None
) -> None:
    found, reason = read(file, wxr(status=status, kind=kind))

    assert (len(found), reason) == (int(kind == "page"), refused)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples ($NEWS_DATA/formats) are not here")
def test_real_samples_are_read_to_their_last_story(tmp_path: Path) -> None:
    files = sorted([*(SAMPLES / "rss").iterdir(), *(SAMPLES / "xml_wxr").glob("wordpress*")])
    told = {path.name: read(tmp_path / path.name, path.read_bytes()) for path in files}

    assert {name: (len(found), refused) for name, (found, refused) in told.items()} == {
        "encoding.rss": (40, None),
        "guardian.rss": (55, None),
        "heise.atom": (15, None),
        "heraldsun.rss": (2, None),
        "instant-article.rss": (1, None),
        "uolNoticias.rss": (15, None),
        "wordpress_wxr.xml": (
            1,
            "; ".join(f"post {n}: was never published (its status is inherit)" for n in (2, 3, 4))
            + "; 1 more of it could not be read",
        ),
        "wordpress_wxr_funke.xml": (1, None),
    }
