"""Exports: as many rows as articles, each readable by what it is for, nothing active in them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors
from hypothesis import given
from hypothesis import strategies as st
from running import archive

from archive.article import Article, Published
from archive.article_json import article_json
from index import citations
from index.console import harmless
from index.exports import Form, exported

LOUVRE = Article(
    key="c92391cf0116ed88" + "0" * 48,
    title="Zakharova & the {Louvre}: 100% of it",
    body='First.\n\nSecond, "quoted".',
    published=Published(date="2019-03-28", precision="day", basis="page-stamp", evidence="March 28, 2019"),
    outlet="The Hill",
    agencies=("Reuters",),
    authors=("Jane Roe", "Ludwig van Beethoven"),
    place="MOSCOW",
    section="World",
    language="en",
    url="https://example.org/a b?x={1}&y=50%25",
    tags=("louvre",),
    note="Call_them.",
)
UNSIGNED = replace(LOUVRE, authors=(), outlet=None, title=None, url=None, tags=(), note=None, published=None)


def text_of(form: Form, *articles: Article) -> str:
    return "".join(exported(articles, form, article_json))


def test_an_entry_of_bibtex() -> None:
    assert citations.bibtex(LOUVRE) == (
        "@article{news-c92391cf0116ed88,\n"
        "  title = {{Zakharova \\& the \\{Louvre\\}: 100\\% of it}},\n"
        "  author = {Jane Roe and Ludwig van Beethoven},\n"
        "  journal = {The Hill},\n"
        "  date = {2019-03-28},\n"
        "  year = {2019},\n"
        "  address = {MOSCOW},\n"
        "  langid = {en},\n"
        "  url = {https://example.org/a\\%20b?x=\\%7B1\\%7D&y=50\\%25},\n"
        "  keywords = {louvre},\n"
        "  note = {Call\\_them.},\n"
        "  month = mar\n"
        "}\n"
    )


def test_a_name_that_bibtex_would_part_is_left_whole() -> None:
    entry = citations.bibtex(
        replace(LOUVRE, authors=("Rock and Roll Staff", "Martin King, Jr.", "Ann Andrews"))
    )

    assert "  author = {{Rock and Roll Staff} and {Martin King, Jr.} and Ann Andrews},\n" in entry


def test_what_nobody_signed_is_by_the_wire() -> None:
    assert citations.bibtex(UNSIGNED) == (
        "@misc{news-c92391cf0116ed88,\n  author = {{Reuters}},\n  address = {MOSCOW},\n  langid = {en}\n}\n"
    )


def test_a_record_of_ris() -> None:
    assert citations.ris(LOUVRE).splitlines() == [
        "TY  - NEWS",
        "ID  - c92391cf0116ed88",
        "TI  - Zakharova & the {Louvre}: 100% of it",
        "AU  - Jane Roe",
        "AU  - Ludwig van Beethoven",
        "T2  - The Hill",
        "PY  - 2019",
        "DA  - 2019/03/28/",
        "CY  - MOSCOW",
        "SE  - World",
        "LA  - en",
        "UR  - https://example.org/a b?x={1}&y=50%25",
        "KW  - louvre",
        "N1  - Call_them.",
        "ER  - ",
    ]


@pytest.mark.parametrize(
    ("date", "tags", "parts"),
    [
        ("2019-03-28", ["PY  - 2019", "DA  - 2019/03/28/"], [[2019, 3, 28]]),
        ("2019-03", ["PY  - 2019", "DA  - 2019/03//"], [[2019, 3]]),
        ("2019", ["PY  - 2019", "DA  - 2019///"], [[2019]]),
        ("--11-13", [], None),
    ],
)
def test_a_date_says_no_more_than_is_known(date: str, tags: list[str], parts: list[list[int]] | None) -> None:
    article = replace(LOUVRE, published=Published(date=date, precision="day", basis="given", evidence=date))
    dated = [line for line in citations.ris(article).splitlines() if line[:2] in ("PY", "DA")]

    assert (dated, citations.csl(article).get("issued", {}).get("date-parts")) == (tags, parts)


def test_an_item_of_csl_json() -> None:
    assert json.loads(text_of("csl-json", UNSIGNED)) == [
        {
            "id": "c92391cf0116ed88",
            "type": "article-newspaper",
            "author": [{"literal": "Reuters"}],
            "publisher-place": "MOSCOW",
            "section": "World",
            "language": "en",
        }
    ]


def test_a_table_keeps_paragraphs_and_holds_no_formula() -> None:
    risky = replace(LOUVRE, title='=HYPERLINK("x")', body="+1\n\n=2\x1b[2J")
    (row,) = csv.DictReader(io.StringIO(text_of("csv", risky), newline=""))

    assert (row["title"], row["body"], row["authors"]) == (
        '\'=HYPERLINK("x")',
        "'+1\n\n=2␛[2J",
        "Jane Roe; Ludwig van Beethoven",
    )


WORDS = st.text("abnd {}\\%\"',;=@\n\r\x1b\u202eé", max_size=12)


@given(
    st.lists(
        st.builds(
            lambda title, body, name: replace(LOUVRE, title=title, body=body, authors=(name,)),
            WORDS,
            WORDS,
            WORDS,
        ),
        max_size=4,
    )
)
def test_every_form_has_as_many_articles_as_there_are(articles: list[Article]) -> None:
    texts = {form: text_of(form, *articles) for form in get_args(Form)}

    assert [
        len(texts["jsonl"].split("\n")) - 1,
        len(list(csv.reader(io.StringIO(texts["csv"], newline="")))) - 1,
        texts["bibtex"].count("{news-c92391cf0116ed88"),
        sum(line == "ER  - " for line in texts["ris"].split("\n")),
        len(json.loads(texts["csl-json"])),
    ] == [len(articles)] * 5


ACTIVE = "\x1b]52;c;RVZJTA==\x07\x9b2J\x7f\u202e\u2066\ud800"


@pytest.mark.parametrize("form", get_args(Form))
def test_nothing_active_is_in_any_form(form: Form) -> None:
    of_text = dict.fromkeys(("title", "body", "outlet", "place", "section", "language", "note"), ACTIVE)
    of_texts = dict.fromkeys(("authors", "agencies", "contributors", "tags", "captions"), (ACTIVE,))
    hostile = replace(LOUVRE, url=f"https://example.org/{ACTIVE}", **of_text, **of_texts)  # type: ignore[arg-type]

    assert set(text_of(form, hostile)) & set(ACTIVE) <= set("2J5;c]RVZTA=")


@given(st.lists(st.tuples(WORDS, WORDS, st.lists(WORDS.map("Roe {}".format), max_size=3)), max_size=4))
def test_reference_managers_read_the_titles_and_authors_that_were_written(
    told: list[tuple[str, str, list[str]]],
) -> None:
    articles = [
        replace(
            LOUVRE, key=f"{number:064x}"[::-1], title=title, note=note, agencies=(), authors=tuple(authors)
        )
        for number, (title, note, authors) in enumerate(told)
    ]
    plain = [(" ".join(title.split()), len(authors)) for title, _, authors in told]

    of_ris = [
        (one.get("title", ""), len(one.get("authors", ()))) for one in rispy.loads(text_of("ris", *articles))
    ]
    read = parse_string(text_of("bibtex", *articles), append_middleware=[SeparateCoAuthors()])
    of_bibtex = [
        len(one.fields_dict["author"].value) if "author" in one.fields_dict else 0 for one in read.entries
    ]

    shown = [(harmless.line(title), count) for title, count in plain]
    assert (of_ris, of_bibtex, read.failed_blocks) == (shown, [count for _, count in plain], [])


@given(WORDS)
def test_the_braces_of_an_entry_are_in_balance(text: str) -> None:
    entry = citations.bibtex(replace(LOUVRE, title=text, note=text, url=text))
    bare = entry.replace("\\\\", "").replace("\\{", "").replace("\\}", "")

    assert bare.count("{") == bare.count("}")


def test_an_export_goes_to_a_file_whole_or_not_at_all(seeded: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    ran = archive("--home", str(seeded), "export", "venezuela", "--output", str(output))
    missing = archive("--home", str(seeded), "export", "--output", str(tmp_path / "no" / "out"))

    assert (ran.code, ran.out, ran.err, len(output.read_text().splitlines()), missing.code) == (
        0,
        "",
        f"archive: 5 articles exported to {output}\n",
        5,
        2,
    )


def test_an_export_of_everything_needs_no_query(seeded: Path) -> None:
    ran = archive("--home", str(seeded), "export", "--format", "csl-json", "--sort", "oldest")

    assert (ran.code, [item["id"][:4] for item in json.loads(ran.out)]) == (
        0,
        ["f2aa", "25a1", "c923", "430d", "56d4"],
    )
