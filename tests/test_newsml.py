"""NITF, NewsML 1 and NewsML-G2: what newsrooms state, and only the richest of what they send twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reading_files import marked, one, read

from archive.article import Declared
from archive.cleaner import clean

SAMPLES = Path(os.environ.get("NEWS_DATA", "/nowhere")) / "formats"
NITF = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://example.com/nitf-3-2.dtd">
<nitf baselang="en-US"><head><title>Slug</title>
<docdata><date.issue norm="20190327T220000Z"/><date.release norm="20190401T060000Z"/>
<doc.copyright holder="Example Post" year="2019"/></docdata>
<pubdata date.publication="20190328T000000" name="Example Post" position.section="World"
 ex-ref="https://example.com/fire"/></head>
<body><body.head><hedline><hl1>Fire &amp; flood hit D\xfcrr</hl1>
<hl2>Two dead as the river rises again</hl2></hedline>
<byline>By JANE ROE<byttl>Associated Press Writer</byttl></byline><distributor>Reuters</distributor>
<dateline><location>PARIS</location><story.date>March 27</story.date></dateline>
<abstract><p>A fire and a flood.</p></abstract></body.head>
<body.content><block><p>The <org>River Office</org> said on Wednesday that the&nbsp;water rose.</p>
<media media-type="image"><media-reference mime-type="image/jpeg" source="a.jpg"/>
<media-caption>The river on Tuesday.</media-caption></media>
<table><tr><th>Town</th><th>Metres</th></tr><tr><td>D\xfcrr</td><td>4.1</td></tr></table>
<hl2>What comes next</hl2><p>More rain.</p></block></body.content></body></nitf>"""
NITF_TEXT = [
    "Fire & flood hit Dürr",
    "Two dead as the river rises again",
    "[By JANE ROE]",
    "[PARIS]",
    "[A fire and a flood.]",
    "The River Office said on Wednesday that the water rose.",
    "{The river on Tuesday.}",
    "Town  Metres\nDürr  4.1",
    "What comes next",
    "More rain.",
]
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" version="{version}" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:AFP"/>
<versionCreated>2019-03-29T09:00:00Z</versionCreated>
{first}<embargoed>2019-04-02T12:00:00Z</embargoed></itemMeta>
<contentMeta><contentCreated>2019-03-28T08:00:00Z</contentCreated><located><name>Lyon</name></located>
<creator><name>Jane Roe</name></creator><language tag="en"/><headline>{title}</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body><p>LYON (AFP) - The court said no.</p><p>It met on Monday.</p></body></html></inlineXML>"""
PLAIN = '<inlineData contenttype="text/plain">The court said no.</inlineData>'
NEWSML = """<NewsML><NewsItem xml:lang="fr"><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId>
<DateId>20190328</DateId></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20190328T080000Z</FirstCreated><ThisRevisionCreated>20190329T080000Z</ThisRevisionCreated>
</NewsManagement><NewsComponent>{components}</NewsComponent></NewsItem></NewsML>"""
COMPONENT = """<NewsComponent><NewsLines><HeadLine>{title}</HeadLine><ByLine>Jane Roe</ByLine>
<DateLine>Strasbourg, 28 mars 2019 (AFP)</DateLine></NewsLines><ContentItem><MediaType FormalName="Text"/>
<DataContent><p>{words}</p></DataContent></ContentItem></NewsComponent>"""
PHOTO = """<NewsComponent><ContentItem><MediaType FormalName="Photo"/><DataContent>QUJD QUJD QUJD QUJD
QUJD QUJD QUJD QUJD
</DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="Caption"/>
<ContentItem><MediaType FormalName="Text"/>
<DataContent>The court on Monday.</DataContent></ContentItem></NewsComponent>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "story.xml"


def test_nitf_reads_as_its_blocks_in_order(file: Path) -> None:
    assert marked(one(file, NITF.encode("latin-1"))) == NITF_TEXT


def test_nitf_declares_what_its_fields_say_and_no_embargo(file: Path) -> None:
    assert one(file, NITF.encode("latin-1")).declared == Declared(
        title="Fire & flood hit Dürr",
        authors=("JANE ROE",),
        agencies=("Reuters",),
        published="20190328T000000",
        basis="structured-data",
        outlet="Reuters",
        url="https://example.com/fire",
        language="en",
        section="World",
        description="A fire and a flood.",
        place="PARIS",
    )


def test_the_place_that_nitf_states_is_the_articles(file: Path) -> None:
    assert clean(one(file, NITF.encode("latin-1"))).place == "PARIS"


def test_a_lead_that_the_full_text_says_again_is_left_out(file: Path) -> None:
    text = """<nitf><body><body.content><block class="lead_paragraph"><p>It rained.</p></block>
    <block class="full_text"><p>It rained.</p><p>It stopped.</p></block></body.content></body></nitf>"""

    assert marked(one(file, text)) == ["It rained.", "It stopped."]


def test_a_story_of_which_only_the_abstract_is_given_is_a_teaser(file: Path) -> None:
    text = """<nitf><body><body.head><hedline><hl1>Rain</hl1></hedline>
    <abstract>It rained.</abstract></body.head>
    <body.content/></body></nitf>"""
    document = one(file, text)

    assert (document.text, clean(document).flags) == ("Rain\n\nIt rained.", ("teaser",))


def test_several_nitf_in_a_file_are_as_many_articles(file: Path) -> None:
    story = "<nitf><body><body.content><p>Rain on {}.</p></body.content></body></nitf>"
    found, refused = read(file, "<all>" + "".join(map(story.format, ("Monday", "Tuesday"))) + "</all>")

    assert ([(d.text, d.origin.document, d.origin.byte_offset) for d in found], refused) == (
        [("Rain on Monday.", 0, 5), ("Rain on Tuesday.", 1, 5 + len(story.format("Monday")))],
        None,
    )


def test_a_file_that_ends_within_a_story_gives_those_before(file: Path) -> None:
    story = "<nitf><body><body.content><p>Rain.</p></body.content></body></nitf>"
    found, refused = read(file, f"<all>{story}<nitf><body>")

    assert ([d.text for d in found], refused) == (
        ["Rain."],
        "ends within the article that begins at byte 72; what was whole was read",
    )


@pytest.mark.parametrize("mark", ["utf-16", "utf-8-sig"])
def test_xml_is_read_in_the_encoding_of_its_mark(file: Path, mark: str) -> None:
    text = "<nitf><body><body.content><p>Dürr</p></body.content></body></nitf>"

    assert one(file, text.encode(mark)).text == "Dürr"


@pytest.mark.parametrize(
    ("version", "first", "day"),
    [
        ("1", "", "2019-03-29T09:00:00Z"),
        ("2", "", "2019-03-28T08:00:00Z"),
        ("2", "<firstCreated>2019-03-27T08:00:00Z</firstCreated>", "2019-03-27T08:00:00Z"),
    ],
)
def test_an_item_was_published_when_it_was_first_made(file: Path, version: str, first: str, day: str) -> None:
    document = one(file, ITEM.format(version=version, first=first, title="No", content=XHTML))

    assert (document.declared or Declared()).published == day


def test_of_two_renditions_the_richer_is_read_once(file: Path) -> None:
    document = one(file, ITEM.format(version="1", first="", title="Court says no", content=PLAIN + XHTML))

    assert (marked(document), document.declared) == (
        ["Court says no", "[Jane Roe]", "[Lyon]", "LYON (AFP) - The court said no.", "It met on Monday."],
        Declared(
            title="Court says no",
            authors=("Jane Roe",),
            agencies=("AFP",),
            published="2019-03-29T09:00:00Z",
            basis="structured-data",
            language="en",
            place="Lyon",
        ),
    )


def test_a_message_of_several_items_gives_each_with_bytes_of_its_own(file: Path) -> None:
    items = [ITEM.format(version="1", first="", title=title, content=XHTML) for title in ("No", "Yes")]
    found, _ = read(
        file, f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">{"".join(items)}</newsMessage>'
    )

    assert [(d.text[:4].strip(), items[n].encode() in d.raw) for n, d in enumerate(found)] == [
        ("No", True),
        ("Yes", True),
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (
            '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"><groupSet/></packageItem>',
            "is a package, a list of stories that are in other files; it holds none of them",
        ),
        (
            '<newsItem><itemMeta><itemClass qcode="ninat:video"/></itemMeta></newsItem>',
            "is an item of another kind (video) without a story",
        ),
        ("<NewsML><NewsEnvelope/></NewsML>", "holds no story that could be read"),
        ("<nitf><body/></nitf>", "holds no text; there is nothing to read"),
        (
            "<budget><line/></budget>",
            "is XML of another kind, for which there is no reader yet; turn it into text first",
        ),
    ],
)
def test_what_holds_no_story_is_refused_with_its_reason(file: Path, raw: str, reason: str) -> None:
    assert read(file, raw) == ([], reason)


def test_newsml_takes_headline_byline_dateline_and_captions_from_its_components(file: Path) -> None:
    component = COMPONENT.format(title="La cour dit non", words="La cour a dit non.") + PHOTO
    document = one(file, NEWSML.format(components=component))

    assert (marked(document), document.declared) == (
        [
            "La cour dit non",
            "[Jane Roe]",
            "[Strasbourg, 28 mars 2019 (AFP)]",
            "La cour a dit non.",
            "{The court on Monday.}",
        ],
        Declared(
            title="La cour dit non",
            authors=("Jane Roe",),
            agencies=("AFP",),
            published="20190328T080000Z",
            modified="20190329T080000Z",
            basis="structured-data",
            language="fr",
            place="Strasbourg",
        ),
    )


def test_components_that_are_stories_are_articles_of_their_own(file: Path) -> None:
    long = "The court said no and no again. " * 8
    components = "".join(COMPONENT.format(title=title, words=f"{title}: {long}") for title in ("One", "Two"))
    found, _ = read(file, NEWSML.format(components=components))

    assert [(d.text[:4].strip(), d.text.count("One"), d.text.count("Two")) for d in found] == [
        ("One", 2, 0),
        ("Two", 0, 2),
    ]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples ($NEWS_DATA/formats) are not here")
@pytest.mark.parametrize("folder", ["nitf", "newsml_1_2", "newsml_g2"])
def test_real_samples_are_read_with_a_title_and_a_day_or_refused(folder: str, tmp_path: Path) -> None:
    told = {
        path.name: read(tmp_path / path.name, path.read_bytes())
        for path in sorted((SAMPLES / folder).iterdir())
    }
    poor = [
        name
        for name, (found, refused) in told.items()
        if refused is None and not all(d.declared and d.declared.title and d.text for d in found)
    ]
    refused = sorted(name for name, (_, reason) in told.items() if reason)

    assert (poor, refused) == (
        [],
        ["ap_metadata_example.xml", "reuters_KBN0FL0NM.xml"] if folder == "newsml_g2" else [],
    )
