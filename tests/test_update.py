"""An update: what is new, changed or gone, and nothing else is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from archives import PLAIN, SCAN, age, counts

from archive.errors import StoreError
from archive.home import Home
from archive.ingest import rebuild, update


def test_an_update_needs_an_archive(at: Home, dumps: Path) -> None:
    with pytest.raises(StoreError, match="build one with: archive rebuild FOLDER"):
        update(at, [dumps], build=SCAN, cleaner=PLAIN)


def test_files_of_the_same_size_and_time_but_read_again_when_asked(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    state = (dumps / "a.txt").stat()
    (dumps / "a.txt").write_text("Bogotas")
    os.utime(dumps / "a.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    unseen = counts(update(at, build=SCAN, cleaner=PLAIN))
    seen = counts(update(at, build=SCAN, cleaner=PLAIN, checksum=True))

    assert (unseen, seen) == (
        {"unchanged": 3, "articles": 3},
        {"files": 3, "read": 3, "unchanged": 2, "changed": 1, "articles": 3},
    )


def test_a_file_as_young_as_the_last_look_at_it_is_read_again(at: Home, dumps: Path) -> None:
    (dumps / "a.txt").write_text("Bogota")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    young = counts(update(at, build=SCAN, cleaner=PLAIN))
    age(dumps / "a.txt")
    update(at, build=SCAN, cleaner=PLAIN)
    old = counts(update(at, build=SCAN, cleaner=PLAIN))

    assert (young, old) == (
        {"files": 1, "read": 1, "unchanged": 3, "articles": 3},
        {"unchanged": 3, "articles": 3},
    )
