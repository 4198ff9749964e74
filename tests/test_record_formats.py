"""Files of records, told by their content and then by their name."""

from __future__ import annotations

import pytest

from archive.errors import RefusedError
from archive.record_formats import form

LONG = b"x" * 9000
PAGE = b'{\n "status": "ok",\n "articles": [\n  {"title": "Fire", "content": "Two dead."}'


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a", b'{"text": "Two dead."}\n{"text": "Three', "json-lines"),
        ("a.json", b'{"text": "Two dead."}\n{"text": "Three', "json-lines"),
        ("a.jsonl", b'{"text": "Two dead."}', "json-lines"),
        ("a.jsonl", b'{"text": "Two dead."', "json-lines"),
        ("a.ndjson", b'{"top": "a", "text": "' + LONG, "json-lines"),
        ("a", b'{"top": "a", "text": "' + LONG, "json-lines"),
        ("a.jsonl", b'{"index": {}}\n{"text": "Two dead."}', "json-lines"),
        ("a.jsonl", b'{"text": oops}\n{"text": "Two dead."}', "json-lines"),
        ("a.json", b'[{"text": oops}, {"text": "Two dead."}]', "json-list"),
        ("a.json", b'{"text": "Two dead."}', "json-article"),
        ("a.json", b'\xef\xbb\xbf{\n  "headline": "Fire",\n  "body_html": "' + LONG, "json-article"),
        ("a.json", b'{"data": {"item": {"uri": "https://example.com", "headline": "Fire"}}}', "json-article"),
        ("a", b' [\n {"title": "Fire", "text": "' + LONG, "json-list"),
        ("a.json", PAGE, "json-list"),
        ("a.json", b'{"item": [{"headline": "Fire", "body_text": "Two dead."}]}', "json-list"),
        ("a", b'{\n"text": "a"\n}\n{\n"text": "b"\n}', "json-list"),
        ("a.csv", b'Body ID,articleBody\n0,"A small', "table"),
        ("a", b"title\ttext\nFire\tTwo dead.", "table"),
        ("a.tsv", b"title\tdate\nFire\t2019", "table"),
        ("a.csv", b"\xef\xbb\xbftitle;text\nFire;Two, dead, at sea.", "table"),
        ("a.txt", b"[Picture] Two dead.", None),
        ("a.txt", b"[1] See below\n", None),
        ("a.txt", b"{mosads}Two dead.", None),
        ("a.txt", b'{"name": "archive", "version": 1}', None),
        ("a.txt", b"Title, text\n\nBy the editor, in haste", None),
        ("a.txt", b"The text, the title and the date were lost.\nNobody knows why.", None),
        ("a.txt", b"", None),
    ],
)
def test_records_are_told_by_content_and_then_by_name(name: str, head: bytes, expected: str | None) -> None:
    assert form(head, name, {}) == expected


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        (
            "package.json",
            b'{"name": "archive", "version": 1, "description": "News"}',
            "is JSON without articles; it has the fields name, version, description; "
            "name the one that holds the text with --map text=FIELD",
        ),
        (
            "a.json",
            b"[1, 2]",
            "is JSON without articles; it has the fields none; "
            "name the one that holds the text with --map text=FIELD",
        ),
        (
            "a.json",
            b"[Picture] Two dead.",
            "is no JSON, though its name says so; mend it, or name it .txt if it is text",
        ),
        (
            "a.csv",
            b"id,Artikel\n1,Feuer",
            "is a table without articles; it has the fields id, Artikel; "
            "name the one that holds the text with --map text=FIELD",
        ),
    ],
)
def test_what_by_its_name_holds_records_and_does_not_is_refused(name: str, head: bytes, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        form(head, name, {})
    assert str(refused.value) == reason


def test_a_mapping_makes_a_table_one_of_articles() -> None:
    assert form(b"id,Artikel\n1,Feuer", "a.csv", {"text": "Artikel"}) == "table"
