"""Archives for tests: a plain cleaner, a home to build in, and what an archive comes to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from archive.article import Article, Document, Kept
from archive.home import Home
from archive.ingest import Cleaner, Report
from archive.store import Source, Store
from index.build import Builder

SEEDS = Path(__file__).parent.parent / "seeds"
SCAN = Builder("scan")


def verbatim(document: Document, given: Mapping[str, str]) -> Article:
    """Make an article of the text as it is: the first line its title, the outlet what is given."""
    return Article(
        key=document.key,
        title=document.text.strip().splitlines()[0],
        outlet=given.get("outlet"),
        body=document.text,
        text=document.text,
        spans=(Kept(0, len(document.text)),),
    )


PLAIN = Cleaner(verbatim, "verbatim 1")


def write(folder: Path, **texts: str) -> None:
    """Write files of these names with ``.txt`` added, an hour old, so that no clock tick matters."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        age(path)


def age(path: Path, seconds: int = 3600) -> None:
    """Set the time of change back."""
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - seconds * 10**9))


def articles(home: Home) -> list[Article]:
    """Return all live articles of an archive."""
    with Store.open(home.store) as store, store.snapshot() as snapshot:
        return list(snapshot.every())


def titles(home: Home) -> set[str | None]:
    """Return the titles of the live articles."""
    return {article.title for article in articles(home)}


def counts(report: Report) -> dict[str, int]:
    """Return what a report counts, without what is nought."""
    names = ("files", "read", "new", "unchanged", "changed", "gone", "forgotten", "articles")
    found = {name: getattr(report, name) for name in names} | {"refused": len(report.refused)}
    return {name: count for name, count in found.items() if count}


def sources(home: Home) -> tuple[Source, ...]:
    """Return the remembered sources."""
    with Store.open(home.store) as store, store.snapshot() as snapshot:
        return snapshot.sources()


def contents(home: Home) -> dict[str, list[object]]:
    """Return every row of every table of the store, and the names of the index folders."""
    with Store.open(home.store) as store:
        names = [
            row[0] for row in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows: dict[str, list[object]] = {
            name: store.connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names
        }
    return rows | {"index": [*sorted(folder.name for folder in home.index.iterdir())]}
