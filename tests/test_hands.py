"""Workers that read and clean: the archive is the same as without them, whatever becomes of them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import SCAN, articles, write
from running import ARCHIVE, ROOT, SEEDS, archive, environment

from archive.home import Home
from archive.ingest import rebuild, reclean
from archive.ingest.cleaning import todays_cleaner
from archive.ingest.tasks import Files, Parts, do, of_files
from archive.ingest.work import Part
from archive.store import Source, Store
from archive.store.coming import Piece, Scanned
from archive.store.known import Committed

STORY = "MOSCOW (Reuters) - The ministry said on Friday that it would answer letter {}.\n\nIt did not."

PAGE = "<html><head><title>Page {}</title></head><body><article><p>{}</p></article></body></html>"
DEEP = f"<html><body>{'<div>' * 20_000}It did not.</body></html>"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of stories, some of them twice, records and pages with broken ones, and what is no story."""
    folder = tmp_path / "many"
    write(folder, **{f"{number:03}": STORY.format(number % 40) for number in range(70)})
    for seed in SEEDS.iterdir():
        (folder / seed.name).write_bytes(seed.read_bytes())
    rows = [json.dumps({"title": f"Row {number}", "text": STORY.format(number)}) for number in range(90)]
    rows[30] = rows[60] = "{broken"
    (folder / "rows.jsonl").write_text("\n".join(rows))
    (folder / "empty.txt").touch()
    with zipfile.ZipFile(folder / "pages.zip", "w") as packed:
        for number in range(3):
            packed.writestr(f"{number}.html", PAGE.format(number, STORY.format(number)))
        packed.writestr("none.html", DEEP)
    (folder / "none.html").write_text(DEEP)
    return folder


def state(home: Home) -> tuple[object, ...]:
    """Return all that a run put into the store, but when it did."""
    tables = {
        "documents": "number, key, size",
        "raws": "*",
        "revisions": "*",
        "contents": "*",
        "articles": "*",
        "files": "number, source, path, size, mtime_ns, sha256, reader, refused, live",
        "origins": "*",
    }
    with Store.open(home.store) as store:
        rows = [
            store.connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
            for table, columns in tables.items()
        ]
    return (*rows, articles(home))


def test_workers_make_the_very_same_archive(tmp_path: Path, many: Path) -> None:
    made = []
    for workers in (1, 2, 3):
        home = Home(tmp_path / f"{workers}")
        report = rebuild(home, [many], build=SCAN, workers=workers)
        made.append((state(home), report.read, report.refused, report.notes))

    assert made[1:] == made[:1] * 2


def test_workers_of_a_dry_run_where_there_is_no_archive_begin_none(at: Home, many: Path) -> None:
    report = rebuild(at, [many], build=SCAN, workers=2, dry_run=True)

    assert (report.read, report.new, len(report.refused), at.path.exists()) == (166, 136, 5, False)


def test_a_page_that_is_refused_when_it_is_read_is_remembered_as_refused(at: Home, many: Path) -> None:
    rebuild(at, [many], build=SCAN, workers=1)
    with Store.open(at.store) as store:
        files = store.connection.execute(
            "SELECT path, sha256 IS NULL, refused FROM files WHERE path IN (?, ?) ORDER BY path",
            (b"none.html", b"pages.zip"),
        ).fetchall()
    reason = "is a page whose elements nest more than 600 deep; leave it out with --exclude"

    assert files == [(b"none.html", 1, reason), (b"pages.zip", 0, f"none.html: {reason}")]


def test_workers_clean_what_is_stored_again_to_the_very_same(tmp_path: Path, many: Path) -> None:
    for name in ("alone", "together"):
        home = Home(tmp_path / name)
        rebuild(home, [many], build=SCAN, workers=1)
        (home.path / "rules").mkdir()
        (home.path / "rules" / "mine.toml").write_text(
            "[[rule]]\nid = 'mine'\nclass = 'note'\nwhere = 'tail'\npattern = '^It did not\\.$'\n"
            "why = 'a refrain'\ncut = 'It did not.'\nkeep = 'It did not rain.'\n"
        )
        reclean(home, build=SCAN, workers=2 if name == "together" else 1)

    assert state(Home(tmp_path / "alone")) == state(Home(tmp_path / "together"))


def test_a_big_file_is_cleaned_in_parts_that_come_to_the_same(tmp_path: Path, at: Home, many: Path) -> None:
    rebuild(at, [SEEDS], build=SCAN, workers=1)
    cleaner, knows = todays_cleaner(tmp_path), Committed(at.store).knows
    source = Source(number=1, root=str(many))
    size = (many / "rows.jsonl").stat().st_size
    file = Scanned(source=1, path=b"rows.jsonl", size=size, mtime_ns=0)

    def parts(big: int) -> Iterator[Part]:
        for task in of_files([(file, source)], cleaner.fingerprint, knows, big=big):
            assert isinstance(task, Files if big > size else Parts)
            for part in do(task, cleaner, knows):
                if isinstance(part, (Piece, Scanned)):
                    yield part

    assert list(parts(size)) == list(parts(size + 1))


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_a_run_ends_with_a_line_when_workers_are_killed_and_the_next_is_whole(
    tmp_path: Path, many: Path
) -> None:
    with at_work(tmp_path, many) as run:
        for worker in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split():
            os.kill(int(worker), signal.SIGKILL)
        assert run.stderr is not None
        told = run.stderr.read().decode()
    after = archive("--home", tmp_path / "home", "rebuild", many)

    assert (run.returncode, told.partition(",")[0], told.count("\n"), after.out.partition(":")[0]) == (
        2,
        "archive: a worker was killed (signal 9)",
        1,
        "2,166 documents read from 80 files",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_is_interrupted_ends_its_workers_and_shows_nothing(tmp_path: Path, many: Path) -> None:
    with at_work(tmp_path, many, rows=60_000) as run:
        os.killpg(run.pid, signal.SIGINT)
        assert run.stderr is not None
        # The workers have the same stderr: it ends when the last of them does.
        told = run.stderr.read().decode()
    found = archive("--home", tmp_path / "home", "stats")

    assert (run.returncode, told, found.out.partition(",")[0]) == (
        130,
        "archive: interrupted\n",
        "0 articles",
    )


@contextlib.contextmanager
def at_work(tmp_path: Path, folder: Path, *, rows: int = 2_000) -> Iterator[subprocess.Popen[bytes]]:
    """Run a rebuild with two workers, in the middle of what there is to read."""
    lines = [json.dumps({"title": f"Row {number}", "text": STORY.format(number)}) for number in range(rows)]
    (folder / "zz.jsonl").write_text("\n".join(lines))
    os.mkfifo(tmp_path / "refused")
    command = (*ARCHIVE, "--home", str(tmp_path / "home"), "rebuild", str(folder))
    options = ("--workers", "2", "--report", str(tmp_path / "refused"))
    with (
        subprocess.Popen(
            [*command, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment({}),
            cwd=ROOT,
            start_new_session=True,
        ) as run,
        (tmp_path / "refused").open() as refused,
    ):
        refused.readline()
        yield run
