"""The store's file: opened, refused, shared."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from stores import opened, origin, stored, story

from archive.errors import BusyError, StoreError
from archive.store import Store
from archive.store.schema import MIGRATIONS


def test_sealing_empties_the_log_though_others_have_the_store_open(tmp_path: Path) -> None:
    with opened(tmp_path) as store, Store.open(tmp_path / "archive.sqlite"):
        stored(store, (story("Caracas"), origin("1")))
        log = tmp_path / "archive.sqlite-wal"
        before = log.stat().st_size > 0

        assert (before, store.seal(), log.stat().st_size) == (True, True, 0)


def test_sealing_says_when_a_reader_is_in_the_way(tmp_path: Path) -> None:
    with opened(tmp_path) as store, Store.open(tmp_path / "archive.sqlite") as reader:
        store.connection.execute("PRAGMA busy_timeout = 0")
        with reader.snapshot():
            stored(store, (story("Caracas"), origin("1")))

            assert not store.seal()


def test_a_missing_archive_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build one with: archive rebuild FOLDER"):
        Store.open(tmp_path / "archive.sqlite")
    assert not list(tmp_path.iterdir())


def test_an_archive_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")

    with pytest.raises(StoreError, match="newer version of the program"):
        Store.open(tmp_path / "archive.sqlite")


def test_a_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "archive.sqlite")) as other:
        other.execute("CREATE TABLE songs (name)")

    with pytest.raises(StoreError, match="of some other program"):
        Store.open(tmp_path / "archive.sqlite", create=True)


@pytest.mark.parametrize("kept", [b"no database at all, but long enough for one" * 99, b"short"])
def test_a_file_that_is_no_database_is_an_error_of_ours(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "archive.sqlite").write_bytes(kept)

    with pytest.raises(StoreError, match="file is not a database"):
        Store.open(tmp_path / "archive.sqlite")


def test_a_table_whose_very_name_is_damaged_is_an_error_of_ours(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    path = tmp_path / "archive.sqlite"
    named = path.read_bytes().replace(b"tablerawsraws", b"table\xc1aws\xc1aws")
    path.write_bytes(named.replace(b"CREATE TABLE raws", b"CREATE TABLX raws"))

    with pytest.raises(StoreError, match="is damaged"):
        Store.open(path)


def test_a_damaged_text_is_an_error_of_ours(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        stored(store, (story("Caracas"), origin("1")))
        store.connection.execute("UPDATE contents SET bytes = x'00'")

        with pytest.raises(StoreError, match="is damaged"), store.snapshot() as snapshot:
            list(snapshot.every())


def test_a_store_that_another_writes_to_is_busy(tmp_path: Path) -> None:
    with opened(tmp_path) as store, Store.open(tmp_path / "archive.sqlite") as other:
        other.connection.execute("PRAGMA busy_timeout = 0")
        with store.transaction(), pytest.raises(BusyError), other.transaction():
            pass


def test_every_table_is_kept_from_what_it_must_not_hold(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        stored(store, (story("Caracas"), origin("1")))
        (checked,) = store.connection.execute("PRAGMA integrity_check").fetchone()
        strayed = store.connection.execute("PRAGMA foreign_key_check").fetchall()
        settings = [
            store.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous")
        ]

    assert (checked, strayed, settings) == ("ok", [], ["wal", 1, 1, 1])
