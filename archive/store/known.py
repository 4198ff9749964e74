"""What the store has of a document already, so that nothing is done twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from archive.store.connection import BUSY_SECONDS

Known = Literal["no", "held", "cleaned", "forgotten"]
"""What the store has of a document: nothing, its bytes, this recipe's article; or never again."""


def known(connection: sqlite3.Connection, key: bytes, recipe: bytes) -> Known:
    """Say what the store has of a document."""
    if connection.execute("SELECT 1 FROM forgotten WHERE key = ?", (key,)).fetchone():
        return "forgotten"
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM revisions WHERE document = documents.number AND recipe = ?)"
        " FROM documents WHERE key = ?",
        (recipe, key),
    ).fetchone()
    if row is None:
        return "no"
    return "cleaned" if row[0] else "held"


class Committed:
    """What of a store is committed, asked beside the one process that writes."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=BUSY_SECONDS
        )

    def knows(self, key: bytes, recipe: bytes) -> Known:
        """Say what the store has of a document; what is staged and not committed it has not."""
        return known(self._connection, key, recipe)
