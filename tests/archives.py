"""Archives for tests: a plain cleaner, a home to build in, and what an archive comes to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from archive.article import Article, Document, Kept
from archive.home import Home
from archive.ingest import Cleaner
from archive.store import Store
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
