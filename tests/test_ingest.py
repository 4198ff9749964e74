"""Runs over folders: what is read, refused, cleaned again, and told."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from archives import PLAIN, SCAN, SEEDS, articles, contents, counts, titles, verbatim, write

from archive.article import Article, Document
from archive.home import Home
from archive.ingest import Cleaner, Step, rebuild, reclean, reindex, update
from archive.store import Store


def test_the_seeds_become_five_articles_with_the_bytes_as_they_came(at: Home) -> None:
    rebuild(at, [SEEDS], build=SCAN, cleaner=PLAIN)
    with Store.open(at.store) as store, store.snapshot() as snapshot:
        raw = {article.origins[0].path: snapshot.raw(article.id) for article in snapshot.every()}

    assert raw == {seed.name: seed.read_bytes() for seed in SEEDS.iterdir()}


def test_a_rebuild_gives_the_same_articles_and_says_so(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = articles(at)
    report = rebuild(at, build=SCAN, cleaner=PLAIN)

    assert (counts(report), articles(at)) == (
        {"files": 3, "read": 3, "unchanged": 3, "articles": 3},
        before,
    )


def test_bad_input_is_reported_and_the_rest_is_read(at: Home, dumps: Path) -> None:
    write(dumps, empty="", blank=" \n")
    (dumps / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (dumps / "new\nline\x1b[2J.txt").write_text("Minsk")
    (dumps / os.fsdecode(b"caf\xe9.txt")).write_text("Paris")
    os.mkfifo(dumps / "pipe.txt")
    (dumps / ".hidden.txt").write_text("hidden")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(dumps / "socket"))
        report = rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)

    assert (titles(at), {Path(no.location).name: no.reason for no in report.refused}) == (
        {"Caracas", "Moscow", "Washington", "Minsk", "Paris"},
        {
            "empty.txt": "is empty; there is nothing to read",
            "blank.txt": "holds nothing but white space; there is nothing to read",
            "picture.txt": "is an image (PNG), not text; leave it out with --exclude",
            "pipe.txt": "is a named pipe, not a file; leave it out with --exclude",
            "socket": "is a socket, not a file; leave it out with --exclude",
        },
    )


def test_a_text_that_trips_the_cleaner_is_reported_and_the_rest_is_read(at: Home, dumps: Path) -> None:
    def fragile(document: Document, given: Mapping[str, str]) -> Article:
        if document.text == "Moscow":
            raise ValueError("no such luck")
        return verbatim(document, given)

    report = rebuild(at, [dumps], build=SCAN, cleaner=Cleaner(fragile, "fragile"))

    assert ([(no.location, no.reason) for no in report.refused], titles(at)) == (
        [(str(dumps / "b.txt"), "cannot be cleaned (ValueError: no such luck); please report this")],
        {"Caracas", "Washington"},
    )


def test_an_article_that_a_new_cleaner_trips_over_stays_as_it_was(at: Home, dumps: Path) -> None:
    def broken(document: Document, given: Mapping[str, str]) -> Article:
        raise ValueError("no such luck")

    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = articles(at)
    report = rebuild(at, build=SCAN, cleaner=Cleaner(broken, "broken"))

    assert (counts(report), articles(at)) == (
        {"files": 3, "read": 3, "unchanged": 3, "articles": 3, "refused": 3},
        before,
    )


def test_a_dry_run_tells_all_and_changes_nothing(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = contents(at)
    write(dumps, d="Lima")
    (dumps / "a.txt").unlink()
    report = update(at, build=SCAN, cleaner=PLAIN, dry_run=True)

    assert (counts(report), contents(at)) == (
        {"files": 1, "read": 1, "new": 1, "unchanged": 2, "gone": 1, "articles": 3},
        before,
    )


def test_a_dry_run_where_there_is_no_archive_begins_none(at: Home, dumps: Path) -> None:
    report = rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, dry_run=True)

    assert (counts(report), at.path.exists()) == (
        {"files": 3, "read": 3, "new": 3, "articles": 3},
        False,
    )


def test_kept_bytes_are_cleaned_again_without_their_files(tmp_path: Path, at: Home, dumps: Path) -> None:
    def shouting(document: Document, given: Mapping[str, str]) -> Article:
        return replace(verbatim(document, given), title=document.text.upper())

    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, given={"outlet": "The Hill"})
    dumps.rename(tmp_path / "moved")
    report = reclean(at, build=SCAN, cleaner=Cleaner(shouting, "shouting"))

    assert (counts(report), titles(at), {article.outlet for article in articles(at)}) == (
        {"changed": 3, "articles": 3},
        {"CARACAS", "MOSCOW", "WASHINGTON"},
        {"The Hill"},
    )


def test_indexing_anew_reads_and_cleans_nothing(tmp_path: Path, at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = articles(at)
    dumps.rename(tmp_path / "moved")
    report = reindex(at, build=SCAN)

    assert (counts(report), articles(at)) == ({"unchanged": 3, "articles": 3}, before)


def test_what_an_interrupted_run_has_cleaned_is_not_cleaned_again(at: Home, dumps: Path) -> None:
    cleaned: list[str] = []

    def counting(document: Document, given: Mapping[str, str]) -> Article:
        cleaned.append(document.text)
        return verbatim(document, given)

    def interrupt(step: Step) -> None:
        if step.doing == "indexing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(at, [dumps], build=SCAN, cleaner=Cleaner(counting, "counting"), progress=interrupt)
    rebuild(at, [dumps], build=SCAN, cleaner=Cleaner(counting, "counting"))

    assert (cleaned, len(articles(at))) == (["Caracas", "Moscow", "Washington"], 3)


def test_leftovers_of_a_run_that_was_given_up_go_with_the_next(at: Home, dumps: Path) -> None:
    def interrupt(step: Step) -> None:
        if step.doing == "indexing":
            raise KeyboardInterrupt

    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    write(dumps, d="Lima")
    with pytest.raises(KeyboardInterrupt):
        update(at, build=SCAN, cleaner=PLAIN, progress=interrupt)
    (dumps / "d.txt").unlink()
    update(at, build=SCAN, cleaner=PLAIN)
    kept = contents(at)

    assert [len(kept[table]) for table in ("documents", "raws", "revisions", "contents")] == [3, 3, 3, 3]


def test_more_stories_than_fit_a_batch_are_all_taken_in(tmp_path: Path, at: Home) -> None:
    write(tmp_path / "dumps", **{f"{number}": f"Story {number}" for number in range(1201)})
    first = rebuild(at, [tmp_path / "dumps"], build=SCAN, cleaner=PLAIN)
    second = rebuild(at, build=SCAN, cleaner=PLAIN)

    assert (counts(first), counts(second), len(titles(at))) == (
        {"files": 1201, "read": 1201, "new": 1201, "articles": 1201},
        {"files": 1201, "read": 1201, "unchanged": 1201, "articles": 1201},
        1201,
    )


def test_a_run_tells_how_far_it_is(at: Home, dumps: Path) -> None:
    steps: list[Step] = []
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, progress=steps.append)

    assert [step for step in steps if step.done == 3 or step.doing == "publishing"] == [
        Step(doing="scanning", done=3),
        Step(doing="reading", done=3, total=3, documents=3),
        Step(doing="cleaning", done=3, total=3, documents=3),
        Step(doing="indexing", done=3, total=3, documents=3),
        Step(doing="publishing", done=1, total=1, documents=3),
    ]
