"""Ritzau's feed: a story an element, what its fields say declared."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reading_files import marked, read

from archive.article import Declared

SAMPLE = Path(os.environ.get("NEWS_DATA", "/nowhere")) / "formats" / "xml_wxr" / "ritzau_feed.xml"
STORY = """<RBNews><NewsID>1</NewsID><PublishDate>2019-03-28T18:44:52.973</PublishDate>
<headline>{title}</headline><subtitle xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>
<town>Aarhus</town><section>Indland</section><byLine>Jane Roe</byLine>
<content>&lt;p&gt;Hveden blev dyrere.&lt;/p&gt;&lt;p&gt;Skibene kom. /ritzau/&lt;/p&gt;</content></RBNews>"""
FEED = """<?xml version="1.0"?><XMLNewsQueuedResponse xmlns="http://tempuri.org/"><error xmlns="">0</error>
<ListOfRBNews xmlns="">{}</ListOfRBNews></XMLNewsQueuedResponse>"""


def test_each_story_of_the_feed_is_read_with_its_fields(tmp_path: Path) -> None:
    stories = "".join(STORY.format(title=title) for title in ("Hvede", "Skibe"))
    (first, second), refused = read(tmp_path / "a.xml", FEED.format(stories))

    assert (marked(first), first.declared, second.text[:5], refused) == (
        ["Hvede", "[Jane Roe]", "[Aarhus]", "Hveden blev dyrere.", "Skibene kom. /ritzau/"],
        Declared(
            title="Hvede",
            authors=("Jane Roe",),
            agencies=("Ritzau",),
            published="2019-03-28T18:44:52.973",
            basis="structured-data",
            section="Indland",
            place="Aarhus",
        ),
        "Skibe",
        None,
    )


def test_a_story_without_words_is_refused_by_its_place(tmp_path: Path) -> None:
    stories = STORY.format(title="Hvede") + "<RBNews><headline/><content/></RBNews>"
    found, refused = read(tmp_path / "a.xml", FEED.format(stories))

    assert (len(found), refused) == (1, "story 2: holds no text; there is nothing to read")


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real samples ($NEWS_DATA/formats) are not here")
def test_the_real_sample_is_read(tmp_path: Path) -> None:
    found, refused = read(tmp_path / "a.xml", SAMPLE.read_bytes())

    assert ([d.declared and d.declared.title for d in found], refused) == (
        ["PR / Spire Global, Inc.", "Kort om sport"],
        None,
    )
