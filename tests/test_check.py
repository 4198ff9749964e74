"""An archive looked at byte by byte: what changed by itself is told, and what can be mended is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from archives import PLAIN, articles, write
from running import archive

from archive.home import Home
from archive.ingest import decide, forget, mend, rebuild, reindex, update
from archive.store import Store
from archive.store.checking import Damage
from archive.store.sums import SUMMED
from index.build import Builder
from index.checking import check

WHOOSH = Builder("whoosh")
TWICE = (
    "Envoys of seven countries gathered yesterday in Caracas, capital of Venezuela, discussing elections; "
    * 3
)


@pytest.fixture
def kept(at: Home, dumps: Path) -> Home:
    """An archive of five stories, two of them copies."""
    write(dumps, d=TWICE, e="So: " + TWICE)
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    return at


def parts(home: Home) -> list[str]:
    return [damage.part for damage in found(home)]


def found(home: Home) -> list[Damage]:
    with Store.open(home.store) as store:
        return list(check(store, home.index))


def altered(home: Home, statement: str) -> None:
    """Change the store behind its back."""
    with closing(sqlite3.connect(home.store)) as connection, connection:
        connection.execute(statement)


def flipped(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 4
    path.write_bytes(raw)


def test_an_archive_is_whole_after_all_that_writes_to_it(kept: Home, dumps: Path) -> None:
    write(dumps, f="Lima", a="Caracas anew", e="Not a copy any more")
    (dumps / "b.txt").unlink()
    update(kept, build=Builder(), cleaner=PLAIN)
    first, second, *_ = (article.id for article in articles(kept))
    decide(kept, [first], lambda known: {"note": "call"}, build=Builder(), cleaner=PLAIN)
    decide(kept, [first], lambda known: {"note": "call again"}, build=Builder(), cleaner=PLAIN)
    forget(kept, [second], build=Builder())
    update(kept, build=Builder(), cleaner=PLAIN)
    reindex(kept, build=Builder())

    assert found(kept) == []


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE raws SET bytes = (SELECT bytes FROM raws WHERE document = 2) WHERE document = 1", "raw"),
        ("DELETE FROM raws WHERE document = 1", "raw"),
        ("UPDATE contents SET bytes = x'00' WHERE revision = 1", "article"),
        ("UPDATE files SET mtime_ns = mtime_ns + 1 WHERE number = 1", "rows"),
        ("UPDATE generations SET engine = 'whoosj'", "rows"),
        ("UPDATE revisions SET outlet = 'AFP' WHERE number = 1", "rows"),
        ("DELETE FROM sums WHERE name = 'files'", "rows"),
        ("UPDATE copies SET story = 1", "copies"),
        ("CREATE INDEX another ON files (size)", "rows"),
    ],
)
def test_what_changed_in_the_store_behind_its_back_is_told(kept: Home, statement: str, part: str) -> None:
    altered(kept, statement)

    assert parts(kept) == [part]


def test_every_table_but_those_with_hashes_of_their_own_is_summed(kept: Home) -> None:
    with closing(sqlite3.connect(kept.store)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}

    assert tables - set(SUMMED) == {"raws", "contents", "bands", "sums"}


def test_what_changed_in_any_file_of_the_index_is_told(kept: Home) -> None:
    (folder,) = kept.index.iterdir()
    told = []
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        flipped(path, len(whole) // 2)
        told.append(parts(kept))
        path.write_bytes(whole)

    assert told == [["index"]] * len(told)


def test_an_archive_from_before_there_were_sums_gets_them_with_the_next_run(kept: Home) -> None:
    altered(kept, "DELETE FROM sums")
    before = found(kept)
    update(kept, build=Builder(), cleaner=PLAIN)
    altered(kept, "UPDATE settings SET value = 'scan'")

    assert (before, parts(kept)) == ([], ["rows"])


def test_checking_writes_nothing(kept: Home) -> None:
    altered(kept, "UPDATE raws SET bytes = x'00'")
    before = {path: path.read_bytes() for path in kept.path.rglob("*") if path.is_file()}
    found(kept)

    assert {path: path.read_bytes() for path in kept.path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE raws SET bytes = x'00'",
        "UPDATE contents SET bytes = x'00' WHERE revision IN (1, 3)",
        "UPDATE copies SET story = 1",
    ],
)
def test_what_can_be_made_again_is_mended(kept: Home, statement: str) -> None:
    before = articles(kept)
    altered(kept, statement)
    mend(kept, found(kept), build=Builder(), cleaner=PLAIN)

    assert (found(kept), articles(kept)) == ([], before)


def test_a_damaged_index_is_mended_from_the_store(kept: Home) -> None:
    (folder,) = kept.index.iterdir()
    flipped(next(folder.glob("*.trm")), 9)
    mend(kept, found(kept), build=Builder(), cleaner=PLAIN)

    assert (found(kept), sorted(path.name for path in kept.index.iterdir())) == ([], ["1-whoosh", "2-whoosh"])


def test_what_is_the_only_copy_is_not_thrown_away_though_it_is_damaged(kept: Home, dumps: Path) -> None:
    (dumps / "a.txt").unlink()
    altered(kept, "UPDATE raws SET bytes = x'00' WHERE document = 1")
    altered(kept, "UPDATE contents SET bytes = x'00' WHERE revision = 1")
    mend(kept, found(kept), build=Builder(), cleaner=PLAIN)

    assert parts(kept) == ["raw", "article"]


def test_nothing_is_mended_by_rows_that_cannot_be_trusted(kept: Home) -> None:
    altered(kept, "DELETE FROM articles WHERE document = 1")
    altered(kept, "UPDATE contents SET bytes = x'00' WHERE revision = 2")
    mend(kept, found(kept), build=Builder(), cleaner=PLAIN)
    with Store.open(kept.store) as store:
        (raws,) = store.connection.execute("SELECT count(*) FROM raws").fetchone()

    assert (parts(kept), raws) == (["rows", "article"], 5)


def test_the_command_tells_and_mends(own: Path) -> None:
    (folder,) = (own / "index").iterdir()
    flipped(next(folder.glob("*.trm")), 9)
    ran = [archive("--home", own, "check", *more) for more in ((), ("--repair",), ())]
    told = ran[0].out.partition(" is damaged: ")[2].split("; ")[1:]

    assert ([one.code for one in ran], told) == ([2, 0, 0], ["mend it with: archive rebuild --index-only\n"])


def test_what_cannot_be_mended_is_told_otherwise_than_what_can(own: Path) -> None:
    altered(Home(own), "UPDATE sources SET root = CAST('/nowhere' AS BLOB)")
    altered(Home(own), "DELETE FROM sums")
    altered(Home(own), "UPDATE raws SET bytes = x'00' WHERE document = 1")
    told = [archive("--home", own, "check", *more).out.partition("; ")[2] for more in ((), ("--repair",))]

    assert told == [
        "mend it with: archive check --repair\n",
        "nothing is left that it could be made of, unless you put back a copy of the archive\n",
    ]
