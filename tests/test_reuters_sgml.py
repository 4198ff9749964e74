"""Files of Reuters-21578: an article an element, its tables, its entities, its own fields."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from archive import reading
from archive.article import Declared, Document, Origin
from archive.cleaner import clean
from archive.errors import RefusedError
from archive.metadata.days import read_day
from archive.readers import reuters_sgml
from archive.reading import Dump

HEAD = b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'
COCOA = b"""<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" OLDID="1" NEWID="1">
<DATE> 6-MAY-1987 15:01:01.79&#9;&#9;&#9;C T</DATE>
<TOPICS><D>cocoa</D></TOPICS>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute
u f BC-COCOA   05-06 0105</UNKNOWN>
<TEXT>&#2;
<TITLE>COCOA HARVEST LATE AT R&amp;D FARMS
 OF D\xfcRR</TITLE>
<AUTHOR>    By Jane Roe, Reuters</AUTHOR>
<DATELINE>    SALVADOR, May 6 -
    </DATELINE><BODY>Growers said rain had been scarce and
the beans were small, though Du Pont &lt;DD> and others
still bought.
          Port   Grade          Opening   Last
 Beans    7.11   6.90       II     8.05     --
 Butter   3.21   4.44       II     5.10   5.20
    Buyers paid &amp;lt; 5 dlrs.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>"""
COCOA_TEXT = """COCOA HARVEST LATE AT R&D FARMS OF DÜRR

By Jane Roe, Reuters

    SALVADOR, May 6 - Growers said rain had been scarce and
the beans were small, though Du Pont <DD> and others
still bought.
          Port   Grade          Opening   Last
 Beans    7.11   6.90       II     8.05     --
 Butter   3.21   4.44       II     5.10   5.20
    Buyers paid &lt; 5 dlrs.
 Reuter""".replace("Ü", "ü")
FLASH = b"""<REUTERS NEWID="2">
<DATE>6-MAY-1987 15:02:00.00</DATE>
<TEXT TYPE="BRIEF">&#2;
******<TITLE>COCOA FALLS
</TITLE>Blah blah blah.
&#3;

</TEXT>
</REUTERS>"""
PLAIN = b"""<REUTERS NEWID="3">
<DATE>6-MAY-1987 15:03:00.00</DATE>
<TEXT TYPE="UNPROC">&#2;
COCOA STOCKS - MAY 6
 New York......644 vs.....1,337
 London........680 vs.......425
&#3;

</TEXT>
</REUTERS>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reut2-000.sgm"
    path.write_bytes(HEAD + b"\n".join((COCOA, FLASH, PLAIN)) + b"\n")
    return path


def restored(raw: bytes) -> Document:
    return reuters_sgml.restore(raw, Origin(root="/dumps", path="reut2-000.sgm"))


def test_a_story_reads_as_a_dump_of_the_wire_has_it() -> None:
    assert restored(COCOA).text == COCOA_TEXT


def test_a_flash_is_a_title_and_what_fills_its_body_stands_outside() -> None:
    found = restored(FLASH)

    assert (found.text, [found.text[slice(*span)] for span in found.outside]) == (
        "COCOA FALLS\n\nBlah blah blah.",
        ["Blah blah blah."],
    )


def test_a_text_without_parts_is_taken_as_it_stands() -> None:
    text = "COCOA STOCKS - MAY 6\n New York......644 vs.....1,337\n London........680 vs.......425"

    assert restored(PLAIN).text == text


def test_an_element_declares_its_title_day_agency_and_author() -> None:
    assert restored(COCOA).declared == Declared(
        title="COCOA HARVEST LATE AT R&D FARMS OF DüRR",
        authors=("Jane Roe",),
        agencies=("Reuters",),
        published="6-MAY-1987 15:01:01.79",
        basis="structured-data",
    )


def test_a_file_is_a_document_an_element_each_with_its_place(file: Path) -> None:
    found = [
        (document.raw, document.origin.document, document.origin.byte_offset)
        for document in reading.read(str(file))
    ]

    raw = file.read_bytes()
    assert found == [(one, n, raw.index(one)) for n, one in enumerate((COCOA, FLASH, PLAIN))]


def test_what_is_read_comes_back_from_the_raw_bytes(file: Path) -> None:
    documents = list(reading.read(str(file)))

    assert [reading.restore(one.raw, one.origin, "reuters-sgml") for one in documents] == documents


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_elements_are_found_however_the_bytes_come(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuters_sgml, "_CHUNK", size)
    dump = Dump(Origin(root="/dumps", path=""), b"", io.BytesIO(HEAD + COCOA + PLAIN + b"\n" + FLASH))

    found = [one.raw for one in reuters_sgml.read(dump) if isinstance(one, Document)]

    assert found == [COCOA, PLAIN, FLASH]


def test_an_article_without_its_end_is_left_out_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "cut.sgm"
    path.write_bytes(COCOA[:-10] + FLASH + PLAIN[:40])
    documents = reading.read(str(path))

    assert (next(documents).raw, next_problem(documents)) == (
        FLASH,
        "the article at byte 0: lacks its </REUTERS> and was left out; "
        "the article at byte 864: lacks its </REUTERS> and was left out",
    )


def next_problem(documents: object) -> str:
    with pytest.raises(RefusedError) as error:
        next(documents)  # type: ignore[call-overload]
    return str(error.value)


def test_an_article_without_end_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reuters_sgml, "MOST_BYTES", 1 << 20)
    dump = Dump(Origin(root="/dumps", path=""), b"", io.BytesIO(b'<REUTERS NEWID="1">' + b"x" * (3 << 20)))

    assert next_problem(reuters_sgml.read(dump)).startswith("has an article larger than 1 MB at byte 0;")


def test_a_file_is_told_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    files = {"story": COCOA, "note.sgm": b"A note on tags.", "ticker.txt": b"<REUTERS> said it would."}
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)

    found = {name: next(iter(reading.read(str(tmp_path / name)))).encoding for name in files}

    assert found == {"story": "latin-1", "note.sgm": "utf-8", "ticker.txt": "utf-8"}


def test_a_table_keeps_its_columns_and_a_ticker_is_no_tag() -> None:
    body = clean(restored(COCOA)).body

    assert body == (
        "Growers said rain had been scarce and the beans were small, though Du Pont <DD> and others "
        "still bought.\n\n"
        "          Port   Grade          Opening   Last\n"
        " Beans    7.11   6.90       II     8.05     --\n"
        " Butter   3.21   4.44       II     5.10   5.20\n\n"
        "Buyers paid < 5 dlrs."
    )


def test_what_a_story_declares_is_what_the_article_says() -> None:
    article = clean(restored(COCOA))

    assert (
        article.title,
        article.published and (article.published.date, article.published.basis),
        article.agencies,
        article.authors,
        article.place,
        article.outlet,
    ) == (
        "COCOA HARVEST LATE AT R&D FARMS OF DüRR",
        ("1987-05-06", "structured-data"),
        ("Reuters",),
        ("Jane Roe",),
        "SALVADOR",
        None,
    )


def test_no_rule_takes_the_title_of_a_flash_or_the_end_of_it() -> None:
    article = clean(restored(FLASH.replace(b"COCOA FALLS", b"J.D. ROE SAYS ITS COCOA FALLS 20 PCT IN WEEK")))

    assert (article.title, article.body, article.flags) == (
        "J.D. ROE SAYS ITS COCOA FALLS 20 PCT IN WEEK",
        "",
        (),
    )


REAL = pytest.mark.skipif("NEWS_DATA" not in os.environ, reason="the real files are where $NEWS_DATA says")


def real_stories() -> Iterator[Document]:
    for path in sorted(Path(os.environ["NEWS_DATA"], "reuters21578").glob("*.sgm.gz")):
        with gzip.open(path) as stream:
            dump = Dump(Origin(root=str(path), path=""), b"", cast(BinaryIO, stream))
            yield from (one for one in reuters_sgml.read(dump) if isinstance(one, Document))


@REAL
def test_every_story_of_the_real_collection_is_read_and_dated() -> None:
    counts = {"documents": 0, "titled": 0, "without text": 0, "dated": 0}
    for document in real_stories():
        declared = document.declared
        assert declared is not None
        counts["documents"] += 1
        counts["titled"] += declared.title is not None
        counts["without text"] += not document.text.strip()
        counts["dated"] += read_day(declared.published or "", basis="x") is not None

    assert counts == {"documents": 21_578, "titled": 20_841, "without text": 1, "dated": 21_578}


@REAL
def test_titles_days_and_places_of_real_stories_are_those_of_their_elements() -> None:
    right = {"title": 0, "day": 0, "place": 0}
    of = dict(right)
    for document in islice(real_stories(), 0, None, 20):
        declared, article = document.declared, clean(document)
        dateline = re.search(rb"<DATELINE>[\s*]*(.*?),? +[A-Z][a-z]+ \d+ -+\s*</DATELINE>", document.raw)
        assert declared is not None
        assert article.published is not None
        of["day"] += 1
        right["day"] += (
            f"{date.fromisoformat(article.published.date):%d-%b-%Y}".upper().lstrip("0")
            == (declared.published or "").partition(" ")[0]
        )
        if declared.title:
            of["title"] += 1
            right["title"] += article.title == declared.title
        if dateline:
            of["place"] += 1
            right["place"] += article.place == dateline[1].decode("latin-1")

    assert {name: right[name] >= 0.99 * of[name] for name in of} == {
        "title": True,
        "day": True,
        "place": True,
    }
