"""Reading the store: everything a search, ``show`` or an export asks, of one moment."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.article import Article, Origin
from archive.errors import UnknownIdError
from archive.store.content import expand, unpack
from archive.store.copies import copies_of
from archive.store.origins import COLUMNS, from_columns, order
from archive.store.queries import Saved, came_after, read_queries
from archive.store.values import Found, Generation, Source, Stats

_CHUNK = 500
_HEX = re.compile(r"[0-9a-f]{1,64}")
LEAST_PREFIX = 4


class Snapshot:
    """The archive as it stood when the snapshot was taken; use it inside its ``with`` only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def generation(self) -> Generation | None:
        """The index generation that serves; None before the first."""
        row = self._connection.execute(
            "SELECT number, engine, folder, analysis, articles, manifest"
            " FROM serving JOIN generations ON number = generation"
        ).fetchone()
        return generation(row) if row else None

    def setting(self, name: str) -> str | None:
        """Return what the user decided, None where nothing was."""
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def saved(self) -> Mapping[str, Saved]:
        """Return the saved queries by name."""
        return read_queries(self._connection)

    def came_after(self, generation: int) -> frozenset[str]:
        """Return the ids of the live articles that came with a later generation."""
        return came_after(self._connection, generation)

    def sources(self) -> tuple[Source, ...]:
        """Return the remembered sources by root."""
        rows = self._connection.execute(
            "SELECT number, root, given, excludes FROM sources WHERE remembered ORDER BY root"
        )
        return tuple(
            Source(
                number=number,
                root=os.fsdecode(root),
                given=json.loads(given),
                excludes=tuple(json.loads(excludes)),
            )
            for number, root, given, excludes in rows
        )

    def count(self) -> int:
        """Return how many articles are live."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM articles WHERE gone_since IS NULL"
        ).fetchone()
        return int(count)

    def find(self, prefix: str, *, limit: int = 20) -> list[Found]:
        """Return the articles, live or gone, whose id or key begins with ``prefix`` (hex), by id."""
        if not _HEX.fullmatch(prefix.lower()):
            return []
        rows = self._connection.execute(
            "SELECT hex(key), title, gone_since FROM documents"
            " JOIN articles ON articles.document = documents.number"
            " JOIN revisions ON revisions.number = articles.revision"
            " WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?",
            (*_span(prefix), limit),
        )
        return [
            Found(id=key[:16].lower(), title=title, state="gone" if gone else "live", gone_since=gone)
            for key, title, gone in rows
        ]

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """Return the live articles of these ids in this order; those that are not there are left out."""
        found: list[Article] = []
        for start in range(0, len(ids), _CHUNK):
            numbers = [number for name in ids[start : start + _CHUNK] for number in self._live(name)]
            read = read_articles(self._connection, numbers)
            found.extend(read[number] for number in numbers if number in read)
        return found

    def article(self, article_id: str) -> Article:
        """Return the article of that id, live or gone; raises ``UnknownIdError``."""
        number = self.number(article_id)
        return read_articles(self._connection, [number])[number]

    def copies(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of the live articles that are near-identical to one, sorted."""
        return tuple(
            name for number in self._live(article_id) for name in copies_of(self._connection, number)
        )

    def dates(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the dates, reduced ISO, of those of these live articles that have one."""
        rows = (
            self._connection.execute(
                "SELECT published FROM documents JOIN articles ON articles.document = documents.number"
                " JOIN revisions ON revisions.number = revision"
                " WHERE key BETWEEN ? AND ? AND gone_since IS NULL LIMIT 1",
                _span(article_id),
            ).fetchone()
            for article_id in ids
        )
        return {article_id: row[0] for article_id, row in zip(ids, rows, strict=True) if row and row[0]}

    def raw(self, article_id: str) -> bytes:
        """Return the raw bytes as they came; raises ``UnknownIdError`` for an article there is not."""
        (kept,) = self._connection.execute(
            "SELECT bytes FROM raws WHERE document = ?", (self.number(article_id),)
        ).fetchone()
        return expand(kept)

    def number(self, article_id: str) -> int:
        """Return under which number the store has an article; raises ``UnknownIdError``."""
        rows: list[tuple[int]] = []
        if _HEX.fullmatch(article_id) and len(article_id) >= LEAST_PREFIX:
            rows = self._connection.execute(
                "SELECT number FROM documents JOIN articles ON document = number"
                " WHERE key BETWEEN ? AND ? LIMIT 2",
                _span(article_id),
            ).fetchall()
        if len(rows) != 1:
            problem = "more than one article begins" if rows else "no article begins"
            raise UnknownIdError(f"{problem} with the id {article_id!r}")
        return rows[0][0]

    def every(self) -> Iterator[Article]:
        """Yield the live articles by id, a few in memory at a time."""
        after = b""
        while True:
            rows = self._connection.execute(
                "SELECT number, key FROM documents JOIN articles ON document = number"
                " WHERE key > ? AND gone_since IS NULL ORDER BY key LIMIT ?",
                (after, _CHUNK),
            ).fetchall()
            if not rows:
                return
            read = read_articles(self._connection, [number for number, _ in rows])
            yield from (read[number] for number, _ in rows)
            after = rows[-1][1]

    def stats(self, cleaner: str | None = None) -> Stats:
        """Count; ``cleaner`` is the fingerprint of the cleaner of today, without which none is stale."""
        live = " FROM articles JOIN revisions ON revisions.number = revision WHERE gone_since IS NULL"

        def number(query: str, *values: str | None) -> int:
            return int(self._connection.execute(query, values).fetchone()[0])

        def counts(column: str, where: str = "") -> Mapping[str, int]:
            return dict(
                self._connection.execute(
                    f"SELECT {column} AS value, count(*) AS articles{live} AND value IS NOT NULL {where}"
                    " GROUP BY value ORDER BY articles DESC, value"
                ).fetchall()
            )

        return Stats(
            articles=self.count(),
            undated=number(f"SELECT count(*){live} AND (published IS NULL OR published LIKE '--%')"),
            outlets=counts("outlet"),
            languages=counts("language"),
            months=counts("substr(published, 1, 7)", "AND published NOT LIKE '--%'"),
            gone=number("SELECT count(*) FROM articles WHERE gone_since IS NOT NULL"),
            stale=number(f"SELECT count(*){live} AND cleaner != ?", cleaner),
            forgotten=number("SELECT count(*) FROM forgotten"),
            refused=number("SELECT count(*) FROM files WHERE live AND refused IS NOT NULL"),
            sources=self.sources(),
            generation=self.generation,
        )

    def _live(self, article_id: str) -> list[int]:
        """Return the number of the live article of that id, in a list; empty for none."""
        if not _HEX.fullmatch(article_id):
            return []
        rows = self._connection.execute(
            "SELECT number FROM documents JOIN articles ON document = number"
            " WHERE key BETWEEN ? AND ? AND gone_since IS NULL LIMIT 1",
            _span(article_id),
        )
        return [number for (number,) in rows]


def read_articles(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Article]:
    """Return the visible articles of these document numbers, with their origins sorted."""
    origins = origins_of(connection, numbers)
    rows = connection.execute(
        "SELECT document, hex(key), bytes FROM articles"
        " JOIN documents ON number = document JOIN contents USING (revision)"
        f" WHERE document IN {_list(numbers)}"
    )
    return {
        number: unpack(
            expand(kept), key=key.lower(), origins=tuple(sorted(origins.get(number, ()), key=order))
        )
        for number, key, kept in rows
    }


def origins_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, list[Origin]]:
    """Return where the documents of these numbers were found."""
    rows = connection.execute(
        f"SELECT document, root, {COLUMNS} FROM origins"
        " JOIN files ON files.number = file JOIN sources ON sources.number = source"
        f" WHERE document IN {_list(numbers)}"
    )
    found: dict[int, list[Origin]] = {}
    for number, *columns in rows:
        found.setdefault(number, []).append(from_columns(*columns))
    return found


def generation(row: Sequence[int | str | bytes]) -> Generation:
    """Return a generation from the columns that hold it."""
    number, engine, folder, analysis, articles, manifest = row
    return Generation(
        number=int(number),
        engine=str(engine),
        folder=str(folder),
        analysis=str(analysis),
        articles=int(articles),
        manifest=bytes(manifest).hex() if isinstance(manifest, bytes) else str(manifest),
    )


def _span(prefix: str) -> tuple[bytes, bytes]:
    """Return the first and the last key that begin with a prefix in hex."""
    return bytes.fromhex(prefix.ljust(64, "0")), bytes.fromhex(prefix.ljust(64, "f"))


def _list(numbers: Iterable[int]) -> str:
    return "(" + ",".join(str(int(number)) for number in numbers) + ")"
