"""The store's file, opened: one connection, for one thread."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.errors import BusyError, StoreError
from archive.store.queries import Saved, write_query
from archive.store.schema import migrate
from archive.store.snapshot import Snapshot
from archive.store.sums import keep as keep_sums

BUSY_SECONDS = 10.0
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is taken down is overwritten
    "PRAGMA synchronous = NORMAL",  # whole after a power cut; publishing asks for more
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


class Store:
    """The archive's truth, open. A reader takes a ``snapshot``; ``archive.ingest`` writes."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the SQLite file at ``path`` (``Home.store``); raises ``StoreError``.

        Where there is none it is an error, unless ``create``.
        """
        if not create and not path.exists():
            raise StoreError(f"no archive at {str(path.parent)!r}; build one with: archive rebuild FOLDER")
        with translated(path):
            try:
                connection = _connected(path, "rwc" if create else "rw")
            except sqlite3.OperationalError as error:
                if not _is_no_room_to_read(error, path):
                    raise
                connection = _connected(path, "ro&immutable=1")
        return cls(path, connection)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Read in one transaction: every answer is of the same moment, whatever is written meanwhile."""
        with translated(self.path):
            self.connection.execute("BEGIN")
            try:
                # The transaction begins with the first read, and so it begins here.
                self.connection.execute("SELECT count(*) FROM serving").fetchone()
                yield Snapshot(self.connection)
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all of it or none of it."""
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                keep_sums(self.connection)
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back already.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def save(self, name: str, query: Saved | None) -> None:
        """Save a query in place of one of that name; None deletes it."""
        with self.transaction() as connection:
            write_query(connection, name, query)

    def seal(self) -> bool:
        """Move the write-ahead log into the file and empty it; False where a reader is in the way."""
        with translated(self.path):
            (busy, _, _) = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    try:
        # Articles come to one or two kilobytes: pages of eight waste a sixth less than of four.
        connection.execute("PRAGMA page_size = 8192")
        migrate(connection)
        if mode.startswith("rw"):
            connection.execute("PRAGMA journal_mode = WAL")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_no_room_to_read(error: sqlite3.OperationalError, path: Path) -> bool:
    """Tell whether the disk is too full for what readers share; then nobody has the store open.

    Where nothing is in the write-ahead log, the file alone is the archive.
    """
    log = path.with_name(f"{path.name}-wal")
    return error.sqlite_errorname.startswith("SQLITE_IOERR_SHM") and not (log.exists() and log.stat().st_size)


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and zlib raise, and text that is none, into a ``StoreError`` that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        if "user-defined function" in str(error):  # one of ``sums``: nothing but Ctrl-C raises in there
            raise KeyboardInterrupt from error
        if "locked" in str(error):
            raise BusyError(f"the archive's store {str(path)!r} is in use; try again in a moment") from error
        if "is full" in str(error) or "readonly" in str(error):
            raise StoreError(
                f"cannot write to the archive's store {str(path)!r}: {error}; make room on the disk, "
                "then run the command again"
            ) from error
        # An error of this very class says that the file is harmed; its kinds say other things.
        harmed = "; archive check says what is damaged" if type(error) is sqlite3.DatabaseError else ""
        raise StoreError(f"the archive's store {str(path)!r} cannot be used: {error}{harmed}") from error
    except (zlib.error, UnicodeDecodeError) as error:
        raise StoreError(
            f"the archive's store {str(path)!r} is damaged: {error}; mend it with: archive check --repair"
        ) from error
