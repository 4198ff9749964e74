"""Whether the store is what was written: every row against a hash, and SQLite's own checks."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from archive.store.content import digest, expand
from archive.store.schema import MIGRATIONS, migrate
from archive.store.sums import differing

Part = Literal["file", "rows", "raw", "article", "copies", "index"]
"""The SQLite file, rows of a table, an article's raw bytes or its text, who copies whom, the index."""
_TOLD = 20  # complaints of SQLite


@dataclass(frozen=True, slots=True)
class Damage:
    """What is damaged, and what mends it; ``number`` is the document's, of raw bytes and articles."""

    part: Part
    what: str
    mend: str
    number: int = 0


BY_REPAIR = "archive check --repair"
BY_NEW_HOME = "archive --home NEW rebuild SOURCE... (or put back a copy of the archive)"


def check(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield all damage to the store, of one moment; nothing is written."""
    for one in (_changed_rows, _damaged_raws, _damaged_articles, _damaged_file):
        try:
            yield from one(connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            yield Damage("file", f"the store cannot be read to its end ({error})", BY_NEW_HOME)


def _changed_rows(connection: sqlite3.Connection) -> Iterator[Damage]:
    for table in differing(connection):
        if table == "copies":
            yield Damage("copies", "what is known of near-identical articles has changed", BY_REPAIR)
        else:
            yield Damage("rows", f"rows of the table {table!r} have changed", BY_NEW_HOME)


def _damaged_file(connection: sqlite3.Connection) -> Iterator[Damage]:
    for (complaint,) in connection.execute(f"PRAGMA integrity_check({_TOLD})").fetchall():
        if complaint != "ok":
            told = " ".join(complaint.split())
            yield Damage("file", f"the store's file has damage that SQLite tells as: {told}", BY_REPAIR)
    strayed = Counter(table for table, *_ in connection.execute("PRAGMA foreign_key_check"))
    for table, count in strayed.items():
        yield Damage("rows", f"{count} rows of the table {table!r} belong to nothing", BY_NEW_HOME)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        migrate(empty)
        if _tables(empty) != _tables(connection):
            yield Damage("rows", f"the tables are not those of schema {len(MIGRATIONS)}", BY_NEW_HOME)


def _damaged_raws(connection: sqlite3.Connection) -> Iterator[Damage]:
    rows = connection.execute(
        "SELECT number, key, substr(lower(hex(key)), 1, 16), size, bytes"
        " FROM documents LEFT JOIN raws ON document = number ORDER BY number"
    )
    for number, key, name, size, kept in rows:
        raw = _expanded(kept)
        if raw is None or len(raw) != size or hashlib.sha256(raw).digest() != key:
            yield Damage("raw", f"the raw bytes of {name} have changed", BY_REPAIR, number)


def _damaged_articles(connection: sqlite3.Connection) -> Iterator[Damage]:
    rows = connection.execute(
        "SELECT documents.number, substr(lower(hex(key)), 1, 16), digest, bytes FROM articles"
        " JOIN documents ON documents.number = articles.document"
        " JOIN revisions ON revisions.number = articles.revision"
        " LEFT JOIN contents ON contents.revision = revisions.number ORDER BY documents.number"
    )
    for number, name, expected, kept in rows:
        packed = _expanded(kept)
        if packed is None or digest(packed) != expected:
            yield Damage("article", f"the text of {name} has changed", BY_REPAIR, number)


def _expanded(kept: bytes | None) -> bytes | None:
    try:
        return expand(kept) if kept is not None else None
    except zlib.error:
        return None


def _tables(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_master ORDER BY type, name"
    ).fetchall()
