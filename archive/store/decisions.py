"""What the user decided about single articles and which queries are saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

Decisions = Mapping[str, Mapping[str, str | None]]
"""Of each article, by key, field to value; empty: it has none; None: nothing is decided (any more)."""

NOTHING_DECIDED: Decisions = {}


def read_decisions(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return all that is decided, field to value by key; they are few, as each was typed."""
    found: dict[str, dict[str, str]] = {}
    for key, field, value in connection.execute("SELECT lower(hex(key)), field, value FROM decisions"):
        found.setdefault(key, {})[field] = value
    return found


def write_decisions(connection: sqlite3.Connection, decisions: Decisions) -> None:
    """Keep what is decided, beside what is kept already."""
    for key, fields in decisions.items():
        for field, value in fields.items():
            if value is None:
                connection.execute(
                    "DELETE FROM decisions WHERE key = ? AND field = ?", (bytes.fromhex(key), field)
                )
            else:
                connection.execute(
                    "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?)", (bytes.fromhex(key), field, value)
                )


def laid_over(kept: Decisions, anew: Decisions) -> dict[str, dict[str, str]]:
    """Return what holds once ``anew`` is decided beside what is kept.

    >>> laid_over({"ab": {"outlet": "CNN", "note": "call"}}, {"ab": {"note": None, "place": ""}})
    {'ab': {'outlet': 'CNN', 'place': ''}}
    """
    merged = {key: {**kept.get(key, {}), **anew.get(key, {})} for key in {**kept, **anew}}
    return {
        key: {field: value for field, value in fields.items() if value is not None}
        for key, fields in merged.items()
    }
