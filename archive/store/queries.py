"""Saved queries, and from which generation on the articles are new to each."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from archive.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved query; ``asked`` is the generation that was last answered from, None: never."""

    text: str
    asked: int | None = None


def read_queries(connection: sqlite3.Connection) -> Mapping[str, Saved]:
    """Return the saved queries by name."""
    rows = connection.execute("SELECT name, text, asked FROM queries ORDER BY name")
    return {name: Saved(text, asked) for name, text, asked in rows}


def write_query(connection: sqlite3.Connection, name: str, saved: Saved | None) -> None:
    """Save a query in place of one of that name; None deletes it."""
    connection.execute("DELETE FROM queries WHERE name = ?", (name,))
    if saved is not None:
        connection.execute("INSERT INTO queries VALUES (?, ?, ?)", (name, saved.text, saved.asked))


def came_after(connection: sqlite3.Connection, generation: int) -> frozenset[str]:
    """Return the ids of the live articles that came with a later generation."""
    rows = connection.execute(
        "SELECT lower(substr(hex(key), 1, 16)) FROM articles JOIN documents ON number = document"
        " WHERE gone_since IS NULL AND came_with > ?",
        (generation,),
    )
    return frozenset(name for (name,) in rows)
