"""The tables of the store, as numbered migrations: add one below, never change one.

What comes from outside is kept by what it is: ``documents`` by the hash of their raw bytes,
``revisions`` (what a cleaner made of one) by document and recipe. Rows there are seen by
nobody until ``articles`` points at them. ``articles``, ``files``, ``origins``, ``sources``,
``forgotten``, ``settings`` and the serving generation change in one transaction: the commit
point. Big values have tables of their own, so that counting never reads them.
"""

from __future__ import annotations

import sqlite3

from archive.errors import StoreError

APPLICATION_ID = 0x61726368  # "arch": tells this file from any other SQLite file

_FIRST = """
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),   -- SHA-256 of the raw bytes
    size INTEGER NOT NULL                                -- of the raw bytes
) STRICT;
CREATE TABLE raws (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    bytes BLOB NOT NULL                                  -- compressed
) STRICT;

CREATE TABLE revisions (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    recipe BLOB NOT NULL,          -- hash of all that the cleaner's work depended on
    cleaner TEXT NOT NULL,         -- fingerprint of the cleaner, to count the stale
    digest BLOB NOT NULL,          -- of the content, uncompressed
    title TEXT,
    outlet TEXT,
    language TEXT,
    published TEXT,                -- reduced ISO
    UNIQUE (document, recipe)
) STRICT;
CREATE TABLE contents (
    revision INTEGER PRIMARY KEY REFERENCES revisions ON DELETE CASCADE,
    bytes BLOB NOT NULL            -- compressed
) STRICT;

CREATE TABLE articles (
    document INTEGER PRIMARY KEY REFERENCES documents,
    revision INTEGER NOT NULL UNIQUE REFERENCES revisions,
    gone_since TEXT                -- ISO, UTC; null while the article is live
) STRICT;

CREATE TABLE sources (
    number INTEGER PRIMARY KEY,
    root BLOB NOT NULL UNIQUE,     -- absolute, as os.fsencode gives it
    given TEXT NOT NULL,           -- JSON: field to value
    excludes TEXT NOT NULL,        -- JSON: globs
    remembered INTEGER NOT NULL    -- 0: only what is gone still names it
) STRICT;
CREATE TABLE files (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    path BLOB NOT NULL,            -- below the root, as os.fsencode gives it
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    seen_ns INTEGER NOT NULL,      -- when it was looked at
    sha256 BLOB,                   -- null where it was never opened
    reader TEXT,
    refused TEXT,                  -- why it, or the rest of it, could not be read
    live INTEGER NOT NULL          -- 0: only what is gone still names it
) STRICT;
CREATE UNIQUE INDEX files_by_path ON files (source, path) WHERE live;
CREATE TABLE origins (
    document INTEGER NOT NULL REFERENCES documents,
    file INTEGER NOT NULL REFERENCES files,
    members TEXT NOT NULL,         -- JSON
    place INTEGER NOT NULL,        -- of the document in the file, from 0
    byte_offset INTEGER NOT NULL,
    url TEXT,
    captured TEXT,
    PRIMARY KEY (document, file, members, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX origins_by_file ON origins (file);

CREATE TABLE forgotten (
    key BLOB PRIMARY KEY,
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE generations (
    number INTEGER PRIMARY KEY,
    engine TEXT NOT NULL,
    folder TEXT NOT NULL,          -- its name in the folder of generations
    analysis TEXT NOT NULL,        -- fingerprint of the analysis
    articles INTEGER NOT NULL,
    manifest BLOB NOT NULL,        -- SHA-256 of its manifest
    built TEXT NOT NULL
) STRICT;
CREATE TABLE serving (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL REFERENCES generations
) STRICT;
"""

_READERS_OF_MEMBERS = """
-- What lies in a container is restored by another reader than the file; null: the file's.
ALTER TABLE origins ADD COLUMN reader TEXT;
"""

_WHAT_THE_USER_KNOWS = """
CREATE TABLE decisions (           -- of one article, whatever becomes of its sources
    key BLOB NOT NULL CHECK (length(key) = 32),
    field TEXT NOT NULL,           -- of the article, or tags, or note
    value TEXT NOT NULL,           -- empty: it has none
    PRIMARY KEY (key, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE queries (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    asked INTEGER                  -- the generation that `archive new` last answered from; null: never
) STRICT, WITHOUT ROWID;
-- The generation with which an article came to be live; null: before that was kept.
ALTER TABLE articles ADD COLUMN came_with INTEGER;
"""

_COPIES = """
-- What near-identical stories share (archive.likeness); null: made before that was kept.
ALTER TABLE revisions ADD COLUMN sketch BLOB;
CREATE TABLE bands (               -- of the sketches of live articles
    band INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_by_document ON bands (document);
CREATE TABLE copies (              -- of live articles that are near-identical to others
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    story INTEGER NOT NULL         -- the same for all that are copies of one another
) STRICT;
CREATE INDEX copies_by_story ON copies (story);
"""

_SUMS = """
-- Of each table, over all of its rows (archive.store.sums): rows that changed by themselves show.
CREATE TABLE sums (
    name TEXT PRIMARY KEY,
    sum BLOB NOT NULL
) STRICT, WITHOUT ROWID;
"""

MIGRATIONS = (_FIRST, _READERS_OF_MEMBERS, _WHAT_THE_USER_KNOWS, _COPIES, _SUMS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the store to the newest schema; raises ``StoreError`` where it is newer than this program."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise StoreError(
                f"this archive was written by a newer version of the program (schema {version}, "
                f"this one knows {len(MIGRATIONS)}); update the program"
            )
        for script in MIGRATIONS[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (version or tables) and application != APPLICATION_ID:
        raise StoreError("the file is a database of some other program, not an archive; name another --home")
    return int(version)


def _statements(script: str) -> list[str]:
    return [statement for statement in script.split(";\n") if statement.strip()]
