"""A run's work, staged unseen: what was scanned, read and cleaned.

What a cleaner made is kept by content and committed in batches, so that a run that was
killed need not do it again. What the run saw of the world (names, files, origins, the plan)
is in temporary tables, which go with it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from types import TracebackType
from typing import Self

from archive.store.coming import FileRead, FileSame, Piece, Revision, Scanned
from archive.store.connection import Store, translated
from archive.store.content import expand
from archive.store.known import Known, known
from archive.store.sums import keep as keep_sums

_BATCH_DOCUMENTS = 500
_BATCH_BYTES = 16_000_000
_SETTLING_NS = 2_000_000_000  # a file may change again within the clock tick of its last change

_TABLES = (
    "CREATE TEMP TABLE scanned (source INTEGER, path BLOB, size INTEGER, mtime_ns INTEGER, refused TEXT,"
    " sha256 BLOB, todo INTEGER DEFAULT 1, PRIMARY KEY (source, path)) WITHOUT ROWID",
    "CREATE TEMP TABLE unreadable (source INTEGER, prefix BLOB)",
    "CREATE TEMP TABLE read_files (number INTEGER PRIMARY KEY, source INTEGER, path BLOB, size INTEGER,"
    " mtime_ns INTEGER, seen_ns INTEGER, sha256 BLOB, reader TEXT, refused TEXT, UNIQUE (source, path))",
    "CREATE TEMP TABLE same_files (source INTEGER, path BLOB, mtime_ns INTEGER, seen_ns INTEGER)",
    "CREATE TEMP TABLE read_origins (document INTEGER, file INTEGER, members TEXT, place INTEGER,"
    " byte_offset INTEGER, url TEXT, captured TEXT, reader TEXT,"
    " PRIMARY KEY (document, file, members, place)) WITHOUT ROWID",
    "CREATE TEMP TABLE retired (file INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE touched (document INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE plan (document INTEGER PRIMARY KEY, revision INTEGER, change TEXT)",
    "CREATE INDEX temp.plan_by_change ON plan (change)",
)


class Staging:
    """One run's writing to the store, inside ``with``; what was not published is never seen.

    With ``dry_run`` nothing is committed at all.
    """

    def __init__(self, store: Store, *, dry_run: bool = False) -> None:
        self.store = store
        self.connection = store.connection
        self.dry_run = dry_run
        self._documents = 0
        self._bytes = 0
        self._next_file = 0

    def __enter__(self) -> Self:
        with translated(self.store.path):
            for statement in _TABLES:
                self.connection.execute(statement)
            self.connection.execute("BEGIN IMMEDIATE")
            keep_sums(self.connection)
            (self._next_file,) = self.connection.execute(
                "SELECT coalesce(max(number), 0) + 1 FROM files"
            ).fetchone()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        for table in (
            "scanned",
            "unreadable",
            "read_files",
            "same_files",
            "read_origins",
            "retired",
            "touched",
            "plan",
        ):
            self.connection.execute(f"DROP TABLE IF EXISTS temp.{table}")

    def checkpoint(self) -> None:
        """Commit the batch: the work in it is not lost to what comes after."""
        if not self.dry_run:
            self.connection.execute("COMMIT")
            self.connection.execute("BEGIN IMMEDIATE")
        self._documents = self._bytes = 0

    def checkpoint_when_due(self) -> None:
        """Commit the batch where it has grown big enough."""
        if self._documents >= _BATCH_DOCUMENTS or self._bytes >= _BATCH_BYTES:
            self.checkpoint()

    def scan(self, name: Scanned) -> None:
        """Take in a name that a source holds."""
        self.connection.execute(
            "INSERT OR IGNORE INTO scanned (source, path, size, mtime_ns, refused) VALUES (?, ?, ?, ?, ?)",
            (name.source, name.path, name.size, name.mtime_ns, name.refused),
        )

    def keep_below(self, source: int, prefix: bytes) -> None:
        """Leave the files alone whose path begins with ``prefix``: their folder could not be read."""
        self.connection.execute("INSERT INTO unreadable VALUES (?, ?)", (source, prefix))

    def skip_unchanged(self, *, but: Collection[int] = ()) -> None:
        """Take the files off the list that are as they were when last read, ``but`` those of some sources."""
        self.connection.execute(
            "UPDATE scanned SET todo = 0 WHERE EXISTS (SELECT 1 FROM files WHERE live"
            " AND files.source = scanned.source AND files.path = scanned.path"
            " AND files.size = scanned.size AND files.mtime_ns = scanned.mtime_ns"
            " AND files.mtime_ns + ? < files.seen_ns)",
            (_SETTLING_NS,),
        )
        for source in but:
            self.connection.execute("UPDATE scanned SET todo = 1 WHERE source = ?", (source,))

    def expect_same(self, *, but: Collection[int] = ()) -> None:
        """Have the files compared, before they are read, with those of their name and size read before."""
        self.connection.execute(
            "UPDATE scanned SET sha256 = (SELECT sha256 FROM files WHERE live"
            " AND files.source = scanned.source AND files.path = scanned.path"
            " AND files.size = scanned.size) WHERE todo"
        )
        for source in but:
            self.connection.execute("UPDATE scanned SET sha256 = NULL WHERE source = ?", (source,))

    def count_todo(self) -> tuple[int, int]:
        """Return how many files are to be read, and their bytes."""
        files, size = self.connection.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM scanned WHERE todo"
        ).fetchone()
        return files, size

    def todo(self) -> Iterator[Scanned]:
        """Yield the files to read, in order, a few in memory at a time."""
        after: tuple[int, bytes] = (-1, b"")
        while True:
            rows = self.connection.execute(
                "SELECT source, path, size, mtime_ns, refused, sha256 FROM scanned"
                " WHERE (source, path) > (?, ?) AND todo ORDER BY source, path LIMIT ?",
                (*after, _BATCH_DOCUMENTS),
            ).fetchall()
            if not rows:
                return
            for source, path, size, mtime_ns, refused, sha256 in rows:
                yield Scanned(
                    source=source, path=path, size=size, mtime_ns=mtime_ns, refused=refused, sha256=sha256
                )
            after = (rows[-1][0], rows[-1][1])

    def knows(self, key: bytes, recipe: bytes) -> Known:
        """Say what the store has of a document already.

        One that this run has met before is as good as cleaned: its first origin decides.
        """
        found = known(self.connection, key, recipe)
        return "cleaned" if found == "held" and self.has_met(key) else found

    def has_met(self, key: bytes) -> bool:
        """Tell whether this run has found a document before."""
        return bool(
            self.connection.execute(
                "SELECT 1 FROM documents JOIN read_origins ON document = number WHERE key = ? LIMIT 1", (key,)
            ).fetchone()
        )

    def begin_file(self) -> int:
        """Return the number under which the pieces of the next file are staged."""
        self._next_file += 1
        return self._next_file - 1

    def add(self, file: int, piece: Piece) -> None:
        """Store a document and where it was found."""
        document = self._document(piece)
        if piece.revision is not None:
            self.add_revision(document, piece.revision)
        origin = piece.origin
        self.connection.execute(
            "INSERT OR REPLACE INTO read_origins VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                file,
                json.dumps(origin.members),
                origin.document,
                origin.byte_offset,
                origin.url,
                origin.captured,
                piece.reader,
            ),
        )
        self._bytes += len(piece.raw or b"")

    def finish_file(self, number: int, file: FileRead) -> None:
        """Take note that a file was read to its end; only now do its pieces count."""
        self.connection.execute(
            "INSERT OR REPLACE INTO read_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                file.source,
                file.path,
                file.size,
                file.mtime_ns,
                file.seen_ns,
                file.sha256,
                file.reader,
                file.refused,
            ),
        )

    def keep_file(self, file: FileSame) -> None:
        """Take note that a file is the same as before, whatever its time says."""
        self.connection.execute(
            "INSERT INTO same_files VALUES (?, ?, ?, ?)",
            (file.source, file.path, file.mtime_ns, file.seen_ns),
        )

    def add_revision(self, document: int, revision: Revision) -> int:
        """Store what a cleaner made of a document; return its number."""
        (number,) = self.connection.execute(
            "INSERT INTO revisions (document, recipe, cleaner, digest, title, outlet, language, published,"
            "  sketch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (document, recipe) DO UPDATE SET recipe = excluded.recipe RETURNING number",
            (
                document,
                revision.recipe,
                revision.cleaner,
                revision.digest,
                revision.title,
                revision.outlet,
                revision.language,
                revision.published,
                revision.sketch,
            ),
        ).fetchone()
        self.connection.execute(
            "INSERT OR IGNORE INTO contents (revision, bytes) VALUES (?, ?)", (number, revision.content)
        )
        self._documents += 1
        self._bytes += len(revision.content)
        return int(number)

    def raw(self, document: int) -> bytes:
        """Return the raw bytes of a document."""
        (kept,) = self.connection.execute("SELECT bytes FROM raws WHERE document = ?", (document,)).fetchone()
        return expand(kept)

    def _document(self, piece: Piece) -> int:
        row = self.connection.execute("SELECT number FROM documents WHERE key = ?", (piece.key,)).fetchone()
        if row is not None:
            return int(row[0])
        (number,) = self.connection.execute(
            "INSERT INTO documents (key, size) VALUES (?, ?) RETURNING number", (piece.key, piece.size)
        ).fetchone()
        self.connection.execute("INSERT INTO raws (document, bytes) VALUES (?, ?)", (number, piece.raw))
        return int(number)
