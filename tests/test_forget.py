"""Takedown: out for good, and out of every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from archives import PLAIN, SCAN, articles, counts, titles, verbatim, write

from archive.article import Article, Document
from archive.errors import UnknownIdError
from archive.home import Home
from archive.ingest import Cleaner, forget, rebuild, update
from archive.store import Store


def test_what_was_forgotten_never_comes_back(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    (victim,) = (article for article in articles(at) if article.title == "Moscow")
    forget(at, [victim.id[:6]], build=SCAN)
    write(dumps, again="Moscow")
    reports = [rebuild(at, build=SCAN, cleaner=PLAIN)]
    write(dumps, once_more="Moscow")
    reports.append(update(at, build=SCAN, cleaner=PLAIN))

    assert (titles(at), [counts(report).get("forgotten", 0) for report in reports]) == (
        {"Caracas", "Washington"},
        [2, 1],
    )


def test_what_was_forgotten_is_out_of_every_file_of_the_archive(tmp_path: Path, at: Home) -> None:
    secret = "Zakharova’s cowboy in the Louvre Museum " * 3
    write(tmp_path / "dumps", a="Caracas", b=secret)

    def telltale(document: Document, given: Mapping[str, str]) -> Article:
        return replace(verbatim(document, given), title=document.text, outlet="a telling outlet")

    rebuild(at, [tmp_path / "dumps"], build=SCAN, cleaner=Cleaner(telltale, "telltale"))
    (victim,) = (article for article in articles(at) if article.text == secret)
    with Store.open(at.store) as store, store.snapshot() as snapshot:
        number = snapshot.number(victim.id)
    with Store.open(at.store) as store:
        kept = [
            store.connection.execute("SELECT bytes FROM raws WHERE document = ?", (number,)).fetchone()[0],
            store.connection.execute(
                "SELECT bytes FROM contents JOIN revisions ON number = revision WHERE document = ?", (number,)
            ).fetchone()[0],
        ]
    with Store.open(at.store):  # a reader at rest: the log does not go with the writer
        takedown = forget(at, [victim.id], build=SCAN)
        files = b"".join(path.read_bytes() for path in at.path.rglob("*") if path.is_file())
    traces = [secret.encode()[:40], *(bytes(blob)[8:40] for blob in kept)]

    assert (takedown.sealed, [trace in files for trace in traces]) == (True, [False] * 3)


def test_an_unknown_id_forgets_nothing(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    some = articles(at)[0].id

    with pytest.raises(UnknownIdError):
        forget(at, [some, "0" * 16], build=SCAN)
    assert len(articles(at)) == 3
