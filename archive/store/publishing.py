"""The one commit point: rows become visible and the pointer moves, together or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from archive.store.copies import follow
from archive.store.decisions import Decisions, write_decisions
from archive.store.staging import Staging
from archive.store.values import Generation, Source


def publish(
    staging: Staging,
    *,
    generation: Generation | None,
    sources: Iterable[Source] | None = None,
    settings: Mapping[str, str] | None = None,
    decisions: Decisions | None = None,
    forget: Sequence[int] = (),
) -> None:
    """Make what is planned the archive, in one transaction that ends with the pointer.

    ``generation`` None leaves the serving one; ``sources`` None leaves the remembered ones.
    ``decisions`` are kept from now on. The documents to ``forget`` go for good, and their keys
    are remembered as forgotten.
    """
    connection = staging.connection
    now = timestamp()
    # The disk is waited for here, and with what is written now all that came before is on it.
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    if sources is not None:
        _remember(connection, sources)
    _move_files(connection)
    _show(connection, now, generation)
    follow(connection)
    if decisions:
        write_decisions(connection, decisions)
    connection.executemany(
        "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        list((settings or {}).items()),
    )
    for document in forget:
        _forget(connection, document, now)
    if generation is not None:
        _serve(connection, generation, now)
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = NORMAL")


def purge(connection: sqlite3.Connection) -> None:
    """Remove what no article shows: leftovers of runs that were killed, and what was replaced."""
    connection.execute(
        "DELETE FROM revisions WHERE NOT EXISTS (SELECT 1 FROM articles WHERE revision = revisions.number)"
    )
    connection.execute(
        "DELETE FROM documents WHERE NOT EXISTS (SELECT 1 FROM articles WHERE document = documents.number)"
    )
    connection.execute(
        "DELETE FROM files WHERE NOT live AND NOT EXISTS (SELECT 1 FROM origins WHERE file = files.number)"
    )
    connection.execute(
        "DELETE FROM sources WHERE NOT remembered AND number NOT IN (SELECT source FROM files)"
    )
    connection.execute(
        "DELETE FROM generations WHERE number NOT IN (SELECT generation FROM serving)"
        " AND number NOT IN (SELECT max(number) FROM generations"
        "  WHERE number NOT IN (SELECT generation FROM serving))"
    )


def folders(connection: sqlite3.Connection) -> Sequence[str]:
    """Return the folders of the generation that serves and of the one before."""
    return [row[0] for row in connection.execute("SELECT folder FROM generations ORDER BY number DESC")]


def timestamp() -> str:
    """Return the present, ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _remember(connection: sqlite3.Connection, sources: Iterable[Source]) -> None:
    connection.execute("UPDATE sources SET remembered = 0")
    connection.executemany(
        "INSERT INTO sources VALUES (?, ?, ?, ?, 1) ON CONFLICT (number) DO UPDATE"
        " SET given = excluded.given, excludes = excluded.excludes, remembered = 1",
        [
            (
                source.number,
                os.fsencode(source.root),
                json.dumps(dict(sorted(source.given.items()))),
                json.dumps(source.excludes),
            )
            for source in sources
        ],
    )


def _move_files(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE files SET live = 0 WHERE number IN retired")
    connection.execute(
        "INSERT INTO files SELECT number, source, path, size, mtime_ns, seen_ns, sha256, reader, refused, 1"
        " FROM read_files"
    )
    connection.execute(
        "UPDATE files SET mtime_ns = same.mtime_ns, seen_ns = same.seen_ns FROM same_files AS same"
        " WHERE live AND files.source = same.source AND files.path = same.path"
    )
    connection.execute(
        "INSERT INTO origins SELECT read_origins.* FROM read_origins"
        " JOIN read_files ON read_files.number = file JOIN plan USING (document)"
        " WHERE plan.revision IS NOT NULL"
    )


def _show(connection: sqlite3.Connection, now: str, generation: Generation | None) -> None:
    connection.execute(
        "INSERT INTO articles SELECT document, revision, NULL, ? FROM plan WHERE revision IS NOT NULL"
        " ON CONFLICT (document) DO UPDATE SET revision = excluded.revision, gone_since = NULL,"
        "  came_with = iif(gone_since IS NULL, came_with, excluded.came_with)",
        (generation.number if generation else None,),
    )
    connection.execute(
        "UPDATE articles SET gone_since = ?"
        " WHERE document IN (SELECT document FROM plan WHERE change = 'gone')",
        (now,),
    )
    # What is gone keeps its last origins, so that it can say where it was; what is live does not.
    connection.execute(
        "DELETE FROM origins WHERE file IN retired"
        " AND EXISTS (SELECT 1 FROM plan WHERE plan.document = origins.document AND revision IS NOT NULL)"
    )
    connection.execute(
        "DELETE FROM origins WHERE document IN (SELECT document FROM plan WHERE change = 'new')"
        " AND NOT EXISTS (SELECT 1 FROM files WHERE number = origins.file AND live)"
    )


def _forget(connection: sqlite3.Connection, document: int, now: str) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO forgotten SELECT key, ? FROM documents WHERE number = ?", (now, document)
    )
    connection.execute("DELETE FROM origins WHERE document = ?", (document,))
    connection.execute("DELETE FROM articles WHERE document = ?", (document,))
    connection.execute(
        "DELETE FROM decisions WHERE key = (SELECT key FROM documents WHERE number = ?)", (document,)
    )
    connection.execute("DELETE FROM documents WHERE number = ?", (document,))


def _serve(connection: sqlite3.Connection, generation: Generation, now: str) -> None:
    connection.execute(
        "INSERT INTO generations VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            generation.number,
            generation.engine,
            generation.folder,
            generation.analysis,
            generation.articles,
            bytes.fromhex(generation.manifest),
            now,
        ),
    )
    connection.execute(
        "INSERT INTO serving VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET generation = excluded.generation",
        (generation.number,),
    )
