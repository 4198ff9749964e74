"""Damage mended from what is sound: texts from raw bytes, raw bytes from sources, the index from texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from archive import reading
from archive.errors import RefusedError
from archive.given import apart
from archive.home import Home
from archive.ingest.cleaning import Cleaner
from archive.ingest.run import reclean, reindex
from archive.ingest.writing import LOCK_SECONDS, Build, writing
from archive.store import Store
from archive.store.checking import Damage, check
from archive.store.content import compress
from archive.store.copies import follow_anew
from archive.store.snapshot import origins_of
from archive.store.sums import take

_BEYOND = ("rows", "file")  # what no part of the archive can restore


def mend(
    home: Home,
    damages: Sequence[Damage],
    *,
    build: Build,
    cleaner: Cleaner | None = None,
    timeout: float = LOCK_SECONDS,
) -> None:
    """Mend what can be mended; nothing is removed that is the only copy. Raises ``ArchiveError``.

    Where rows of the store are harmed it is left as it is: by them it is decided what nobody needs
    any more.
    """
    with writing(home, timeout=timeout) as store:
        if any(damage.part == "file" for damage in damages):
            _reindex_tables(store)
        left = list(check(store.connection))
        if any(damage.part in _BEYOND for damage in left):
            return
        _read_again(store, _numbers(left, "raw"))
        left = list(check(store.connection))
        unclean = _numbers(left, "article") - _numbers(left, "raw")
        with store.transaction() as connection:
            # A recipe that nobody has ever followed: it is cleaned again.
            connection.executemany(
                "UPDATE revisions SET recipe = randomblob(32)"
                " WHERE number = (SELECT revision FROM articles WHERE document = ?)",
                [(number,) for number in unclean],
            )
            if any(damage.part == "copies" for damage in left):
                follow_anew(connection)
                take(connection, "copies")
    if unclean:
        reclean(home, build=build, cleaner=cleaner, timeout=timeout)
    elif any(damage.part == "index" for damage in damages):
        reindex(home, build=build, timeout=timeout)


def _numbers(damages: Sequence[Damage], part: str) -> set[int]:
    return {damage.number for damage in damages if damage.part == part}


def _reindex_tables(store: Store) -> None:
    """Have SQLite make its own indexes anew; where that fails, the damage is elsewhere."""
    with suppress(sqlite3.Error):
        store.connection.execute("REINDEX")


def _read_again(store: Store, documents: Collection[int]) -> None:
    """Store the raw bytes anew of what still lies in its source as it was."""
    for location, (keys, mapped) in _where(store, documents).items():
        with suppress(RefusedError):
            for document in reading.read(location, mapped):
                if document.key in keys:
                    with store.transaction() as connection:
                        connection.execute(
                            "INSERT OR REPLACE INTO raws SELECT number, ? FROM documents WHERE key = ?",
                            (compress(document.raw), bytes.fromhex(document.key)),
                        )


def _where(store: Store, documents: Collection[int]) -> Mapping[str, tuple[set[str], Mapping[str, str]]]:
    """Return in which files documents lie, each with their keys and the names its fields go by."""
    with store.snapshot() as snapshot:
        mapped = {source.root: apart(source.given)[1] for source in snapshot.sources()}
    found: dict[str, tuple[set[str], Mapping[str, str]]] = {}
    for number, origins in origins_of(store.connection, documents).items():
        key = store.connection.execute("SELECT key FROM documents WHERE number = ?", (number,)).fetchone()[0]
        for origin in origins:
            keys, _ = found.setdefault(origin.location, (set(), mapped.get(origin.root, {})))
            keys.add(key.hex())
    return found
