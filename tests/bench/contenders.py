"""What might be used in our place, as its documentation shows it, and ours, under one set of names."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import engines_speed
import grown
from tantivy_speed import Bare, ask_ours
from whoosh import index as naive_index
from whoosh.qparser.default import MultifieldParser

from archive.article import Article
from archive.home import Home
from archive.ingest import reindex, update
from archive.store import Store
from index.build import Builder
from index.engine import engine_module

HITS = 10
ADDED = 100  # articles of an update
STORE = "archive.sqlite"
_DAYS = re.compile(r" date:(\S+)\.\.(\S+)")
_DEBIAN = "/usr/lib/python3/dist-packages"  # where python3-xapian is

Ask = Callable[[str], list[str]]
"""A query, written as for us, to the ids of the ten best."""


@dataclass(frozen=True, slots=True)
class Contender:
    """``write`` and ``add`` take a folder that has the store; ``index`` says where in it the index lies."""

    write: Callable[[Path], None]
    add: Callable[[Path], None]
    open: Callable[[Path], Ask]
    index: Callable[[Path], Path]


def stored(folder: Path) -> Iterator[Article]:
    """Yield the articles of the store."""
    with Store.open(folder / STORE) as store, store.snapshot() as snapshot:
        yield from snapshot.every()


def added() -> list[Article]:
    """Return the articles of an update, which the store does not have."""
    return list(islice(grown.allsides(), ADDED))


def _parted(text: str) -> tuple[str, tuple[str, str] | None]:
    """Return the words of a query and the days that it is bound to."""
    days = _DAYS.search(text)
    return _DAYS.sub("", text), (days[1], days[2]) if days else None


def _date(article: Article) -> str | None:
    return article.published.date if article.published else None


def _sqlite(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(_inside(folder) / "fts5.sqlite", isolation_level=None)


def _fill_sqlite(folder: Path, articles: Iterable[Article]) -> None:
    rows = _sqlite(folder)
    rows.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(title, body, content='', tokenize='porter')"
    )
    rows.execute("CREATE TABLE IF NOT EXISTS articles (number INTEGER PRIMARY KEY, id TEXT, date TEXT)")
    rows.execute("BEGIN")
    for article in articles:
        told = rows.execute("INSERT INTO articles (id, date) VALUES (?, ?)", (article.id, _date(article)))
        texts = told.lastrowid, article.title, article.body
        rows.execute("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", texts)
    rows.execute("COMMIT")
    rows.close()


def _open_sqlite(folder: Path) -> Ask:
    rows = _sqlite(folder)
    asked = "SELECT id FROM texts JOIN articles ON number = texts.rowid WHERE texts MATCH ?"

    def ask(text: str) -> list[str]:
        words, days = _parted(text)
        within = " AND date BETWEEN ? AND ?" if days else ""
        found = rows.execute(f"{asked}{within} ORDER BY rank LIMIT {HITS}", (words, *(days or ())))
        return [key for (key,) in found]

    return ask


def present() -> list[str]:
    """Return the names of those whose libraries are installed."""
    return [name for name in CONTENDERS if name != "xapian" or Path(_DEBIAN, "xapian").exists()]


def _xapian() -> Any:
    if _DEBIAN not in sys.path:
        sys.path.append(_DEBIAN)
    import xapian  # type: ignore[import-not-found, unused-ignore]

    return xapian


def _fill_xapian(folder: Path, articles: Iterable[Article]) -> None:
    xapian = _xapian()
    database = xapian.WritableDatabase(str(_inside(folder)), xapian.DB_CREATE_OR_OPEN)
    words = xapian.TermGenerator()
    words.set_stemmer(xapian.Stem("en"))
    for article in articles:
        document = xapian.Document()
        words.set_document(document)
        words.index_text(article.title or "")
        words.increase_termpos()
        words.index_text(article.body)
        document.set_data(article.id)
        document.add_value(0, _date(article) or "")
        database.add_document(document)
    database.commit()
    database.close()


def _open_xapian(folder: Path) -> Ask:
    xapian = _xapian()
    database = xapian.Database(str(_inside(folder)))
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("en"))
    parser.set_stemming_strategy(parser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    parser.set_database(database)

    def ask(text: str) -> list[str]:
        words, days = _parted(text)
        asked = parser.parse_query(words)
        if days:
            within = xapian.Query(xapian.Query.OP_VALUE_RANGE, 0, *days)
            asked = xapian.Query(xapian.Query.OP_FILTER, asked, within)
        enquiry = xapian.Enquire(database)
        enquiry.set_query(asked)
        return [match.document.get_data().decode() for match in enquiry.get_mset(0, HITS)]

    return ask


def _fill_tantivy(folder: Path, articles: Iterable[Article]) -> None:
    Bare(_inside(folder)).fill(articles)


def _add_naive(folder: Path) -> None:
    writer = naive_index.open_dir(str(folder / "naive")).writer()
    for article in added():
        engines_speed.add_naive(writer, article)
    writer.commit()


def _open_naive(folder: Path) -> Ask:
    searcher = naive_index.open_dir(str(folder / "naive")).searcher()
    parser = MultifieldParser(["title", "body"], searcher.schema)

    def ask(text: str) -> list[str]:
        words, days = _parted(text)
        within = f" date:[{days[0].replace('-', '')} TO {days[1].replace('-', '')}]" if days else ""
        return [hit["id"] for hit in searcher.search(parser.parse(words + within), limit=HITS)]

    return ask


def _inside(folder: Path) -> Path:
    (folder / "index").mkdir(exist_ok=True)
    return folder / "index"


def _other(fill: Callable[[Path, Iterable[Article]], None], open_: Callable[[Path], Ask]) -> Contender:
    def write(folder: Path) -> None:
        shutil.rmtree(folder / "index", ignore_errors=True)
        fill(folder, stored(folder))

    return Contender(write, lambda folder: fill(folder, added()), open_, _inside)


def _ours(engine: str) -> Contender:
    def write(folder: Path) -> None:
        reindex(Home(folder), build=Builder(engine))

    def add(folder: Path) -> None:
        """Read, clean, store and index as many files, as ``archive update`` does."""
        texts = folder / "added"
        texts.mkdir(exist_ok=True)
        for article in added():
            (texts / f"{article.id}.txt").write_text(f"{article.title}\n\n{article.body}\n", encoding="utf-8")
        update(Home(folder), [texts], build=Builder(engine))

    def index(folder: Path) -> Path:
        with Store.open(folder / STORE) as store, store.snapshot() as snapshot:
            assert snapshot.generation is not None
            return folder / "index" / snapshot.generation.folder

    def open_(folder: Path) -> Ask:
        opened = engine_module(engine).open(index(folder), tuple)
        return lambda text: ask_ours(opened, text)

    return Contender(write, add, open_, index)


CONTENDERS = {
    "tantivy": _ours("tantivy"),
    "whoosh": _ours("whoosh"),
    "bare tantivy": _other(_fill_tantivy, lambda folder: Bare(_inside(folder)).ask),
    "fts5": _other(_fill_sqlite, _open_sqlite),
    "xapian": _other(_fill_xapian, _open_xapian),
    "naive whoosh": Contender(
        engines_speed.write_naive, _add_naive, _open_naive, lambda folder: folder / "naive"
    ),
}
