"""Queries under a name, what came in since, and queries by the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import write
from running import Ran, archive


@pytest.fixture
def home(tmp_path: Path, dumps: Path) -> tuple[str, str]:
    """An archive of three stories."""
    chosen = ("--home", str(tmp_path / "home"))
    archive(*chosen, "rebuild", str(dumps))
    return chosen


def ids(ran: Ran) -> int:
    return len(ran.out.splitlines())


def test_a_saved_query_stands_for_what_it_asks(home: tuple[str, str]) -> None:
    archive(*home, "save", "capitals", "moscow OR caracas")
    archive(*home, "save", "not-moscow", "query:capitals", "-moscow")

    assert [
        ids(archive(*home, "search", f"query:{name}", "--format", "ids"))
        for name in ("capitals", "not-moscow")
    ] == [
        2,
        1,
    ]


def test_new_gives_each_article_once(home: tuple[str, str], dumps: Path) -> None:
    archive(*home, "save", "all", "moscow OR caracas OR washington")
    found = [ids(archive(*home, "new", "all", "--format", "ids", "--peek"))]
    found += [ids(archive(*home, "new", "all", "--format", "ids")) for _ in range(2)]
    write(dumps, d="Moscow again", e="Paris")
    archive(*home, "update")
    found += [ids(archive(*home, "new", "all", "--format", "ids")) for _ in range(2)]

    assert found == [3, 3, 0, 1, 0]


def test_an_article_that_changes_is_not_new_and_one_that_comes_back_is(
    home: tuple[str, str], dumps: Path
) -> None:
    archive(*home, "save", "m", "moscow")
    archive(*home, "new", "m")
    archive(*home, "search", "moscow")
    archive(*home, "correct", "@1", "outlet=DW")
    corrected = archive(*home, "new", "m", "--format", "ids")
    (dumps / "b.txt").unlink()
    archive(*home, "update")
    write(dumps, f="Moscow")
    archive(*home, "update")

    assert [ids(corrected), ids(archive(*home, "new", "m", "--format", "ids"))] == [0, 1]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["new", "nope"], "archive: no saved query 'nope'; save one with: archive save nope QUERY"),
        (["save", "a b", "moscow"], "archive: 'a b' cannot name a query; take letters, digits, - and _"),
        (["save", "a", "(moscow"], "archive: this bracket is not closed\n  (moscow\n  ^"),
        (["save", "a", "query:a"], "archive: the saved query 'a' asks for itself\n  query:a\n        ^"),
        (["save", "a", "--delete"], "archive: no saved query 'a'; save one with: archive save a QUERY"),
    ],
)
def test_what_cannot_be_saved_or_asked_is_said(
    home: tuple[str, str], arguments: list[str], complaint: str
) -> None:
    ran = archive(*home, *arguments)

    assert (ran.code, ran.err) == (2, complaint + "\n")


def test_saved_queries_are_listed_and_deleted(home: tuple[str, str]) -> None:
    archive(*home, "save", "one", "moscow")
    archive(*home, "save", "two", "-caracas", "moscow")
    before = archive(*home, "save")
    archive(*home, "save", "one", "--delete")

    assert (before.out, archive(*home, "save").out) == (
        "one  moscow\ntwo  -caracas moscow\n",
        "two  -caracas moscow\n",
    )


def test_a_batch_answers_each_query_and_names_the_one_it_cannot(
    home: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "queries").write_text("moscow\n\nT7\tcaracas\n(bad\n")
    ran = archive(*home, "search", "--batch", str(tmp_path / "queries"))
    hits = [json.loads(line) for line in ran.out.splitlines()]

    assert ([(hit["query"], hit["rank"], hit["snippet"]) for hit in hits], ran.code, ran.err) == (
        [("1", 1, "Moscow"), ("T7", 1, "Caracas")],
        3,
        "archive: query 4: this bracket is not closed\n",
    )


def test_a_run_for_trec_has_six_columns(home: tuple[str, str]) -> None:
    ran = archive(*home, "search", "moscow", "caracas", "--any", "--format", "trec")
    rows = [line.split() for line in ran.out.splitlines()]

    assert [(row[0], row[1], row[3], row[5], len(row)) for row in rows] == [
        ("1", "Q0", "1", "archive", 6),
        ("1", "Q0", "2", "archive", 6),
    ]
