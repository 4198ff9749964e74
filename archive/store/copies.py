"""Which live articles are near-identical copies of one story, kept up with every run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from archive.likeness import COPY, bands, likeness, runs
from archive.store.content import body, expand


def follow(connection: sqlite3.Connection) -> None:
    """Bring the copies up to what is planned; within the transaction that makes the plan visible.

    Stories of which an article changes or goes are looked at anew, and so is what comes.
    """
    execute = connection.execute
    execute("CREATE TEMP TABLE anew (document INTEGER PRIMARY KEY)")
    execute("INSERT INTO anew SELECT document FROM plan WHERE change IN ('new', 'changed', 'gone')")
    _look_at_anew(connection)


def follow_anew(connection: sqlite3.Connection) -> None:
    """Find all copies anew; within a transaction."""
    connection.execute("CREATE TEMP TABLE anew (document INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM copies")
    connection.execute("DELETE FROM bands")
    connection.execute("INSERT INTO anew SELECT document FROM articles")
    _look_at_anew(connection)


def _look_at_anew(connection: sqlite3.Connection) -> None:
    execute = connection.execute
    execute(
        "INSERT OR IGNORE INTO anew SELECT document FROM copies WHERE story IN"
        " (SELECT story FROM copies JOIN anew USING (document))"
    )
    execute("DELETE FROM copies WHERE document IN anew")
    execute("DELETE FROM bands WHERE document IN anew")
    execute("CREATE TEMP TABLE fresh (band INTEGER, document INTEGER)")
    connection.executemany("INSERT INTO fresh VALUES (?, ?)", _fresh(connection))
    # Sorted, they fill the table from end to end in place of all over it.
    execute("INSERT INTO bands SELECT DISTINCT band, document FROM fresh ORDER BY band, document")
    for document, other in _pairs(connection):
        _join(connection, document, other)
    execute("DROP TABLE fresh")
    execute("DROP TABLE anew")


def copies_of(connection: sqlite3.Connection, document: int) -> list[str]:
    """Return the ids of the live articles that are copies of a document, sorted; not its own."""
    rows = connection.execute(
        "SELECT lower(substr(hex(key), 1, 16)) AS id FROM copies"
        " JOIN copies AS others USING (story) JOIN documents ON number = others.document"
        " WHERE copies.document = ?1 AND number != ?1 ORDER BY id",
        (document,),
    )
    return [name for (name,) in rows]


def _fresh(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    rows = connection.execute(
        "SELECT articles.document, sketch FROM anew JOIN articles USING (document)"
        " JOIN revisions ON number = revision WHERE gone_since IS NULL AND sketch IS NOT NULL"
    )
    for document, sketched in rows:
        yield from ((band, document) for band in bands(sketched))


def _pairs(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield pairs of live articles that proved to be copies.

    Of all that share a band each is compared with the first: a hundred copies are a hundred
    comparisons.
    """
    rows = connection.execute(
        "SELECT DISTINCT document, first FROM (SELECT document,"
        "  (SELECT min(document) FROM bands WHERE bands.band = fresh.band) AS first FROM fresh)"
        " WHERE document != first ORDER BY first, document"
    ).fetchall()
    compared, known = None, set[str]()
    for document, first in rows:
        if first != compared:
            compared, known = first, _runs(connection, first)
        if likeness(known, _runs(connection, document)) >= COPY:
            yield document, first


def _runs(connection: sqlite3.Connection, document: int) -> set[str]:
    (kept,) = connection.execute(
        "SELECT bytes FROM articles JOIN contents USING (revision) WHERE document = ?", (document,)
    ).fetchone()
    return runs(body(expand(kept)))


def _join(connection: sqlite3.Connection, *documents: int) -> None:
    """Make the stories of these documents one, under the least of their numbers."""
    stories = {document: document for document in documents} | dict(_stories(connection, documents))
    least = min(stories.values())
    for story in stories.values():
        connection.execute("UPDATE copies SET story = ? WHERE story = ?", (least, story))
    connection.executemany(
        "INSERT OR REPLACE INTO copies VALUES (?, ?)", [(document, least) for document in documents]
    )


def _stories(connection: sqlite3.Connection, documents: Iterable[int]) -> list[tuple[int, int]]:
    listed = ",".join(str(int(document)) for document in documents)
    return connection.execute(f"SELECT document, story FROM copies WHERE document IN ({listed})").fetchall()
