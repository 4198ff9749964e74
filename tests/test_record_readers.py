"""Files of records to documents: each with its own bytes, the broken ones left out by their place."""

from __future__ import annotations

import json
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from archives import SEEDS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading_files import documents, kept, told

from archive import reading
from archive.article import Document, Origin
from archive.cleaner import clean
from archive.errors import RefusedError
from archive.json_stream import MOST_BYTES
from archive.json_stream import articles as elements
from archive.opening import OpenFile, open_file

WORDS = sorted({word for seed in SEEDS.iterdir() for word in seed.read_text("utf-8").split()})
texts = st.lists(st.sampled_from([*WORDS, '"no"', "a,b", "\\", "{[", "]}", "\r\n", "\n", "🗞"]), min_size=1)
rows = st.lists(texts.map(" ".join).filter(str.strip), min_size=1, max_size=4)


def test_a_line_is_a_document_whose_raw_bytes_are_the_line(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "One"}\r\n\n{"text": "Two"}')

    found = [(one.origin.document, one.origin.byte_offset, one.raw, one.text) for one in documents(path)]

    assert found == [(0, 3, b'{"text": "One"}', "One"), (1, 21, b'{"text": "Two"}', "Two")]


def test_an_element_is_a_document_whose_raw_bytes_are_its_own(tmp_path: Path) -> None:
    path = kept(
        tmp_path / "a.json",
        b'{"ok": [1, {"n": 2}], "facets": [{"k": "}"}],\n'
        b' "data": {"items": [ {"text": "One ]\\"", "tags": [{"text": "no"}]} ,\n{"text": "Two"}]}}',
    )

    found = [(one.origin.document, one.origin.byte_offset, one.raw, one.text) for one in documents(path)]

    assert found == [
        (2, 67, b'{"text": "One ]\\"", "tags": [{"text": "no"}]}', 'One ]"'),
        (3, 115, b'{"text": "Two"}', "Two"),
    ]


def test_a_row_is_a_document_whose_raw_bytes_are_header_and_row(tmp_path: Path) -> None:
    path = kept(
        tmp_path / "a.csv",
        b'\xef\xbb\xbfid;Title;Text\r\n1;Fire;"Two\r\ndead; ""no"""\r\n\r\n2;Flood;caf\xe9\r\n',
    )

    found = [(one.origin.document, one.origin.byte_offset, one.raw, one.text) for one in documents(path)]

    assert found == [
        (0, 18, b'id;Title;Text\r\n1;Fire;"Two\r\ndead; ""no"""', 'Two\r\ndead; "no"'),
        (1, 48, b"id;Title;Text\r\n2;Flood;caf\xe9", "café"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-le"])
@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_records_in_wide_letters_are_those_of_their_text_in_utf8(
    tmp_path: Path, kind: str, encoding: str
) -> None:
    raw = _written([{"title": "Fire", "text": f"Guaidó 🗞 {number} " * 20} for number in range(300)], kind)
    plain = documents(kept(tmp_path / f"a.{kind}", raw))
    wide = documents(kept(tmp_path / f"b.{kind}", raw.decode().encode(encoding)))

    assert [(one.raw, one.text) for one in wide] == [(one.raw, one.text) for one in plain]


@pytest.mark.parametrize(
    ("name", "raw", "texts", "reason"),
    [
        (
            "a.jsonl",
            b'{"text": "One"}\n{"text": \n7\n{"id": 1}\n{"text": "Two"}\nx\n',
            ["One", "Two"],
            "line 2: is no JSON (Expecting value at character 10); "
            "line 3: is no JSON object; line 4: has neither text nor title; it has the fields id; "
            "name the one that holds the text with --map text=FIELD; 1 more of it could not be read",
        ),
        (
            "a.json",
            b'[{"text": "One"}, {"text": tru}, {"text": "Two"}',
            ["One", "Two"],
            "element 2: is no JSON (Expecting value at character 10); "
            "was read no further: it ends before its brackets are closed",
        ),
        (
            "a.json",
            b'[{"text": "One"}, {"text": "Tw',
            ["One"],
            "was read no further: it ends within the object at byte 18",
        ),
        (
            "a.csv",
            b'id,text\n1,One\n2,"Two\n3,Three\n4,Four,more\n5,\n6,Six\n',
            ["One", "Three", "Six"],
            "the row at line 3: opens a quote that is not closed; "
            "the row at line 5: has 3 columns where the header has 2; "
            "the row at line 6: has neither text nor title; it has the fields id, text; "
            "name the one that holds the text with --map text=FIELD",
        ),
        ("a.csv", b"id,text\n", [], "is a table without rows; there is nothing to read"),
        (
            "a.json",
            b"[]",
            [],
            "is JSON without articles; it has the fields none; "
            "name the one that holds the text with --map text=FIELD",
        ),
    ],
)
def test_what_is_broken_is_left_out_by_its_place_and_the_rest_read(
    tmp_path: Path, name: str, raw: bytes, texts: list[str], reason: str
) -> None:
    documents, said = told(kept(tmp_path / name, raw))

    assert ([document.text for document in documents], said) == (texts, reason)


@pytest.mark.parametrize(
    ("name", "before", "after", "reason"),
    [
        (
            "a.jsonl",
            b'{"text": "',
            b'"}\n{"text": "Two"}',
            "line 2: is longer than 16 MB, no single article",
        ),
        (
            "a.json",
            b'[{"text": "One"}, {"text": "',
            b'"}, {"text": "Two"}]',
            "element 2: is longer than 16 MB, no single article",
        ),
        (
            "a.csv",
            b'id,text\n1,One\n2,"',
            b'"\n3,Two',
            "was read no further: the row at line 3 has no end within 16 MB",
        ),
    ],
)
def test_a_record_too_long_is_left_out_before_it_fills_the_memory(
    tmp_path: Path, name: str, before: bytes, after: bytes, reason: str
) -> None:
    first = b'{"text": "One"}\n' if name == "a.jsonl" else b""
    path = kept(tmp_path / name, first + before + b"x" * (MOST_BYTES + 9) + after)

    documents, said = told(path)

    assert ([document.text for document in documents], said) == (
        ["One"] if name == "a.csv" else ["One", "Two"],
        reason,
    )


def test_a_line_without_an_end_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * (65 << 20))

    assert told(path) == (
        [],
        "line 1: is longer than 16 MB, no single article; "
        "was read no further: line 1 has no end within 64 MB",
    )


@given(rows, st.sampled_from(["jsonl", "json", "csv", "tsv"]))
@settings(max_examples=60)
def test_what_was_written_is_read_and_restored(
    tmp_path_factory: pytest.TempPathFactory, stories: list[str], kind: str
) -> None:
    path = tmp_path_factory.mktemp("records") / f"a.{kind}"
    path.write_bytes(_written([{"title": "Fire", "text": story} for story in stories], kind))

    with open_file(str(path)) as file:
        name = reading.pick(file.dump(Origin(root=str(path), path="")))
    found = list(reading.read(str(path)))

    assert ([one.text for one in found], [reading.restore(one.raw, one.origin, name) for one in found]) == (
        stories,
        found,
    )


def _written(records: list[dict[str, str]], kind: str) -> bytes:
    import csv
    from io import StringIO

    if kind == "jsonl":
        return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
    if kind == "json":
        return json.dumps({"articles": records}, indent=1).encode()
    out = StringIO(newline="")
    writer = csv.DictWriter(out, ["title", "text"], delimiter="\t" if kind == "tsv" else ",")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


class Dribbling(BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(3)


@given(rows, st.integers(0, 2))
@settings(max_examples=40)
def test_elements_are_found_wherever_a_chunk_ends(stories: list[str], blanks: int) -> None:
    values = [{"a": "\\", "b": stories}, {"c": '\\"', "d": {"e": stories}}]
    parts = [json.dumps(value, ensure_ascii=False).encode() for value in values]
    raw = b" " * blanks + b"[" + b" ,\n".join(parts) + b"]"

    found = [
        element for _, offset, element in elements(Dribbling(raw)) if raw.index(element or b"?") == offset
    ]

    assert found == parts


def test_places_are_right_after_a_quote_that_was_not_closed(tmp_path: Path) -> None:
    raw = b'id,text\n1,"One\n2,Two\n3,Three'
    (two, three) = told(kept(tmp_path / "a.csv", raw))[0]

    assert (raw[two.origin.byte_offset :], raw[three.origin.byte_offset :]) == (b"2,Two\n3,Three", b"3,Three")


@given(st.text('a,"\n\r', max_size=20))
@example('a""","a\n1\n')  # ends in a quote, with quotes in pairs
def test_a_row_is_restored_as_it_was_read_wherever_quotes_open(rows: str) -> None:
    raw = f"title,text\n{rows}".encode()
    dump = OpenFile(BytesIO(raw), size=len(raw), mtime_ns=0).dump(Origin(root="/a.csv", path=""))
    read: list[Document] = []
    with suppress(RefusedError):
        read.extend(found.document for found in reading.documents(dump) if isinstance(found, reading.Found))

    assert [reading.restore(one.raw, one.origin, "table") for one in read] == read


def test_a_row_is_restored_under_the_names_that_the_user_gives() -> None:
    origin = Origin(root="/a.csv", path="")

    document = reading.restore(b"id,Artikel,Text\n1,Feuer,x", origin, "table", {"text": "artikel"})

    assert document.text == "Feuer"


def test_ninjs_is_read_with_what_an_api_puts_around_it(tmp_path: Path) -> None:
    record = {
        "uri": "urn:newsml:x",
        "type": "text",
        "versioncreated": "2017-08-24T04:38:34+0000",
        "firstcreated": "2017-08-23T04:37:19+0000",
        "headline": "Fire",
        "byline": "Jane Roe and John Doe",
        "body_html": "<p>Two dead.</p><p>One hurt.</p>",
        "language": "en-AU",
        "source": "AAP",
    }
    raw = json.dumps({"meta": {"total": 1}, "data": {"item": record}}).encode()
    (document,) = documents(kept(tmp_path / "a.json", raw))

    article = clean(document)

    assert (
        document.raw,
        article.title,
        article.body,
        article.authors,
        article.agencies,
        article.language,
    ) == (
        raw,
        "Fire",
        "Two dead.\n\nOne hurt.",
        ("Jane Roe", "John Doe"),
        ("AAP",),
        "en",
    )
