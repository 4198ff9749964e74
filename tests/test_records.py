"""Records of a scrape to what they say: field names guessed, values read, nothing invented."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Declared, Origin
from archive.errors import ArchiveError, RefusedError
from archive.given import mapped
from archive.records import NAMES, Composed, compose, from_json, note

HERE = Origin(root="/scrape.jsonl", path="")
DATA = os.environ.get("NEWS_DATA")
STYLES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda name: "_".join(name),
    lambda name: f"{name[:2]} {name[2:]}",
)


def composed(record: Mapping[str, object], names: Mapping[str, str] | None = None) -> Composed:
    found = compose(record, names or {})
    assert found is not None
    return found


def declared(**record: object) -> Declared:
    return composed({"text": "Two dead.", **record}).declared


def test_the_best_name_is_taken_whatever_its_case_and_separators() -> None:
    found = composed(
        {
            "Content": "Two dead.",
            "Article_Content": "Two people died in a fire.",
            "HEADLINE": "Fire",
            "Pub-Date": "2019-03-28",
            "meta": {"Link": "https://www.cnn.com/a", "Headline": "Another"},
            "image": {"url": "https://example.com/picture"},
        }
    )

    assert (found.text, found.declared, note(found)) == (
        "Two people died in a fire.",
        Declared(
            title="Fire",
            published="2019-03-28",
            basis="structured-data",
            outlet="CNN",
            url="https://www.cnn.com/a",
        ),
        "text from 'Article_Content', title from 'HEADLINE', published from 'Pub-Date', url from 'meta.Link'",
    )


@given(
    st.sampled_from([(field, name) for field in ("text", "title") for name in NAMES[field]]),
    st.sampled_from(STYLES),
)
@settings(max_examples=50)
def test_a_name_of_the_table_is_known_in_every_style(
    known: tuple[str, str], style: Callable[[str], str]
) -> None:
    field, name = known
    called = style(name)

    found = composed({called: "Two dead.", "id": 7})

    assert found.fields == {field: called}


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"title": "Fire", "text": ""}, "Fire"),
        ({"title": "Fire", "body": None}, "Fire"),
        ({"title": "Fire", "text": "nan", "description": "Two dead."}, "Two dead."),
        ({"title": {"rendered": "Fire"}, "content": {"rendered": "<p>Two dead.</p>"}}, "<p>Two dead.</p>"),
        ({"text": ["Two dead.", "One hurt."]}, "Two dead.\n\nOne hurt."),
        ({"_source": {"body": "Two dead."}}, "Two dead."),
        ({"text": " ", "title": None}, None),
        ({"text": 7}, None),
    ],
)
def test_the_text_is_the_fullest_there_is(record: dict[str, object], text: str | None) -> None:
    found = compose(record)

    assert (found and found.text) == text


@pytest.mark.parametrize(
    ("record", "published"),
    [
        ({"date": "2016-08-10"}, "2016-08-10"),
        ({"date": "7/6/18", "published_at": "2018-07-06T10:00:00Z"}, "2018-07-06T10:00:00Z"),
        ({"publish_date": {"$date": 1474934400000}}, "2016-09-27"),
        ({"publish_date": 1474934400}, "2016-09-27"),
        ({"publish_date": "1474934400"}, "2016-09-27"),
        ({"date": 20190328}, "20190328"),
        ({"Date": "6 YEARS AGO", "Timestamp": "2024-10-13 17:31:25"}, None),
        ({"Timestamp": "2024-10-13 17:31:25"}, "2024-10-13 17:31:25"),
        ({"date": "", "url": "https://example.com/2013/11/23/fire"}, "2013-11-23"),
        ({"date": float("nan")}, None),
    ],
)
def test_the_day_is_what_a_date_says_never_when_it_was_crawled(
    record: dict[str, object], published: str | None
) -> None:
    found = declared(**record)

    assert found.published == published


@pytest.mark.parametrize(
    ("authors", "names", "agencies"),
    [
        ("Victor Davis Hanson", ("Victor Davis Hanson",), ()),
        ("Guest Writer - Right", (), ()),
        ("Ron Elving, Senior Washington Correspondent", ("Ron Elving",), ()),
        (
            'Guy Benson, "Cortney OBrien", Associated Press',
            ("Guy Benson", "Cortney O'Brien"),
            ("Associated Press",),
        ),
        ("Tom Howell Jr., Gabriella Muñoz", ("Tom Howell Jr.", "Gabriella Muñoz"), ()),
        ("Richard Rubin, Richard.Rubin Wsj.Com", ("Richard Rubin",), ()),
        (["Jack Shafer", "Associated Press"], ("Jack Shafer",), ("Associated Press",)),
        ("['Jack Shafer', 'AP']", ("Jack Shafer",), ("Associated Press",)),
        ([{"name": "Jane Roe", "role": "writer"}], ("Jane Roe",), ()),
        ({"first_name": "Jane", "last_name": "Roe"}, ("Jane Roe",), ()),
        ("Opinion Joe Manchin", ("Joe Manchin",), ()),
        ("Tim Stelloh, Based In California.", ("Tim Stelloh",), ()),
        ("Gregg Re, Elizabeth Warren Aide", ("Gregg Re",), ()),
        ("By Jane Roe and John Doe in Paris", ("Jane Roe", "John Doe"), ()),
        ("Jane Roe of The Associated Press", ("Jane Roe",), ("Associated Press",)),
        ("TRT World", (), ()),
        ("['broken", (), ()),
    ],
)
def test_persons_agencies_and_what_is_neither_are_told_apart(
    authors: object, names: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    found = declared(authors=authors, source="TRT World")

    assert (found.authors, found.agencies) == (names, agencies)


@pytest.mark.parametrize(
    ("record", "outlet", "agencies"),
    [
        ({"outlet": "New York Times - News"}, "The New York Times", ()),
        ({"outlet": "CNN (Web News)"}, "CNN", ()),
        (
            {"outlet": "Guest Writer - Right", "source_url": "www.washingtontimes.com"},
            "The Washington Times",
            (),
        ),
        ({"outlet": "Rich Lowry", "url": "https://www.politico.com/a"}, "Politico", ()),
        ({"source": {"id": "cnn", "name": "CNN"}}, "CNN", ()),
        ({"source": "https://edition.cnn.com"}, "CNN", ()),
        ({"source": "www.gazette.example"}, "gazette.example", ()),
        ({"source": "Nieman Lab", "url": "https://www.niemanlab.example/a"}, "Nieman Lab", ()),
        ({"source": "dumps/fake/10_Fake.txt", "meta": {"Source": "TRT World"}}, "TRT World", ()),
        ({"source": "AFP", "url": "https://www.bbc.com/a"}, "BBC", ("AFP",)),
        ({"url": "https://www.bbc.co.uk/a"}, "BBC", ()),
        ({"source": "The Hill", "url": "https://www.cnn.com/a"}, "The Hill", ()),
        ({}, None, ()),
    ],
)
def test_an_outlet_has_one_name_however_the_scraper_calls_it(
    record: dict[str, object], outlet: str | None, agencies: tuple[str, ...]
) -> None:
    found = declared(**record)

    assert (found.outlet, found.agencies) == (outlet, agencies)


def test_what_is_mapped_is_taken_before_what_is_guessed() -> None:
    found = composed({"text": "A teaser.", "Volltext": "The story.", "a": {"b": 1}}, {"text": "volltext"})

    assert (found.text, found.fields) == ("The story.", {"text": "Volltext"})


def test_what_is_mapped_and_not_there_is_guessed() -> None:
    found = composed({"text": "The story."}, {"text": "Volltext"})

    assert found.text == "The story."


@pytest.mark.parametrize(
    ("pair", "complaint"),
    [
        ("text", "--map takes FIELD=NAME, such as text=Article_Content; 'text' has no '='"),
        (
            "place=Ort",
            "no field 'place' to map; there are text, title, published, modified, url, authors, outlet, "
            "section, language",
        ),
    ],
)
def test_a_mapping_that_is_none_is_refused(pair: str, complaint: str) -> None:
    with pytest.raises(ArchiveError) as raised:
        mapped([pair])
    assert str(raised.value) == complaint


def test_surrogates_and_nuls_are_no_text_and_counted() -> None:
    raw = (
        rb'{"title": "Fire\ud83d", "text": "Two\u0000 dead \ud800. \ud83d\udcf0 \udc00", "author": "A\udfff"}'
    )

    document, _ = from_json(raw, HERE)

    assert (document.text, document.damaged, document.declared and document.declared.title) == (
        "Two\ufffd dead \ufffd. 📰 \ufffd",
        3,
        "Fire\ufffd",
    )


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"text": "Two', "is no JSON (Unterminated string starting at at character 10)"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"[1]", "is no JSON object"),
        (b'{"text": ' + b"1" * 5_000 + b"}", "is no JSON that can be read"),
        (
            b'{"id": 1, "meta": {"k": 2}}',
            "has neither text nor title; it has the fields id, meta, meta.k; "
            "name the one that holds the text with --map text=FIELD",
        ),
    ],
)
def test_a_broken_record_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        from_json(raw, HERE)
    assert str(refused.value) == reason


@pytest.mark.skipif(not DATA, reason="NEWS_DATA does not name the folder of real samples")
def test_real_records_give_their_own_titles_and_days() -> None:
    import gzip

    agree: Counter[str] = Counter()
    with gzip.open(Path(DATA or "", "allsides-12k.jsonl.gz")) as lines:
        for line in list(lines)[::20]:
            own = json.loads(line)
            found = from_json(line, HERE)[0].declared or Declared()
            agree["title"] += found.title == " ".join(own["title"].split())
            agree["day"] += not own["date"] or found.published == own["date"]

    assert (agree["title"] >= 591, agree["day"] >= 594) == (True, True)  # some titles are mojibake, repaired
