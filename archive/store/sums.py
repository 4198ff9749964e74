"""A sum over the rows of each table, kept as they change, so that a row that changed by itself shows.

Triggers of the writing connection keep them, within its transactions. ``raws`` and ``contents`` have
hashes of their own, and ``bands`` no answer shows.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

SUMMED = (
    "articles", "copies", "decisions", "documents", "files", "forgotten", "generations", "origins", "queries",
    "revisions", "serving", "settings", "sources",
)  # fmt: skip
_SIZE = 16
_NOTHING = bytes(_SIZE)
_WRAP = 1 << 8 * _SIZE


def keep(connection: sqlite3.Connection) -> None:
    """Have the sums follow whatever this connection writes from here on; within a transaction.

    Of tables that have none yet, as those of archives made before there were any, they are taken.
    """
    kept = connection.execute("SELECT count(*) FROM sqlite_temp_master WHERE type = 'trigger'").fetchone()[0]
    if kept:
        return
    connection.execute("PRAGMA recursive_triggers = ON")  # or what is replaced is not seen to go
    connection.create_function("with_row", -1, _with_row, deterministic=True)
    connection.create_function("without_row", -1, _without_row, deterministic=True)
    for table in SUMMED:
        if _stated(connection, table) is None:
            connection.execute("INSERT INTO sums VALUES (?, ?)", (table, taken(connection, table)))
        for name, change in _changes(connection, table):
            connection.execute(
                f"CREATE TEMP TRIGGER {table}_{name} AFTER {name} ON main.{table}"
                f" BEGIN UPDATE sums SET sum = {change} WHERE name = '{table}'; END"
            )


def differing(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables whose rows are not those that were written; none where there are no sums yet."""
    (kept,) = connection.execute("SELECT count(*) FROM sums").fetchone()
    for table in SUMMED if kept else ():
        if _stated(connection, table) != taken(connection, table):
            yield table


def take(connection: sqlite3.Connection, table: str) -> None:
    """State that the rows of a table are right as they are."""
    connection.execute("UPDATE sums SET sum = ? WHERE name = ?", (taken(connection, table), table))


def taken(connection: sqlite3.Connection, table: str) -> bytes:
    """Return the sum over the rows of a table as they are."""
    total = _NOTHING
    for row in connection.execute(f"SELECT * FROM {table}"):
        total = _with_row(total, table, *row)
    return total


def _stated(connection: sqlite3.Connection, table: str) -> bytes | None:
    row = connection.execute("SELECT sum FROM sums WHERE name = ?", (table,)).fetchone()
    return row[0] if row else None


def _changes(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    new, old = (", ".join(f"{side}.{name}" for name in columns) for side in ("NEW", "OLD"))
    yield "INSERT", f"with_row(sum, '{table}', {new})"
    yield "DELETE", f"without_row(sum, '{table}', {old})"
    yield "UPDATE", f"with_row(without_row(sum, '{table}', {old}), '{table}', {new})"


def _with_row(total: bytes, *row: object) -> bytes:
    return _shifted(total, _hash(row))


def _without_row(total: bytes, *row: object) -> bytes:
    return _shifted(total, -_hash(row))


def _shifted(total: bytes, by: int) -> bytes:
    return ((int.from_bytes(total) + by) % _WRAP).to_bytes(_SIZE)


def _hash(row: tuple[object, ...]) -> int:
    return int.from_bytes(hashlib.blake2b(repr(row).encode(), digest_size=_SIZE).digest())
