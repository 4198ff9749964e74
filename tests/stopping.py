"""Runs that are stopped: killed before any step that others could see, or by a full disk."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archives import PLAIN, articles, contents, write

from archive.errors import ArchiveError
from archive.home import Home
from archive.ingest import rebuild, update
from archive.store import Store
from index.build import Builder
from index.checking import check
from index.search import Ask, search

QUERIES = ("moscow", "minsk", "story", "*", '"story 7"')
DONE, TOLD, UNFORESEEN = 0, 7, 9
"""How a stopped run ends: as if nothing had been, with an error of the house, with any other."""
_MAKING = ("fsync", "link", "mkdir", "rename", "replace")
_REMOVING = ("remove", "rmdir", "unlink")

Run = Callable[[Home], object]
RUNS: dict[str, Run] = {
    "rebuild": lambda home: rebuild(home, build=Builder("whoosh"), cleaner=PLAIN),
    "update": lambda home: update(home, build=Builder(), cleaner=PLAIN),
}


def change(dumps: Path, stories: int) -> None:
    """Make half of the stories others, drop a few, add some."""
    write(dumps, **{f"{number:03}": f"Story {number}\n\nMinsk" for number in range(0, stories, 2)})
    write(dumps, **{f"new{number:03}": f"Story new {number}\n\nLima" for number in range(stories // 3)})
    for number in range(1, stories // 3, 2):
        (dumps / f"{number:03}.txt").unlink()


def state(home: Home) -> tuple[object, ...]:
    """Return all that a user can ask of an archive, and what lies in it."""
    with Store.open(home.store) as store:
        answers = [
            sorted(hit.id for hit in search(store, home.index, Ask(text=query, limit=None)).hits)
            for query in QUERIES
        ]
        files = store.connection.execute(
            "SELECT path, size, mtime_ns, sha256, refused, live FROM files ORDER BY path, live"
        ).fetchall()
        gone = store.connection.execute(
            "SELECT key FROM articles JOIN documents ON number = document WHERE gone_since IS NOT NULL"
            " ORDER BY key"
        ).fetchall()
        damage = list(check(store, home.index))
    rows = {table: len(kept) for table, kept in contents(home).items()}
    left = {path.name for path in home.path.iterdir()}
    return articles(home), answers, files, gone, damage, rows, left


@dataclass(frozen=True, slots=True)
class Fault:
    """Before the step of that number the process is killed, or from there on the disk is full."""

    step: int
    full: bool = False


def steps(run: Run, home: Home, noted: Path) -> int:
    """Return how many steps a run has; their names are in the file ``noted`` then."""
    ended(lambda: run(home), lambda: _installed(None, noted))
    return len(noted.read_text().split())


def stopped(run: Run, home: Home, fault: Fault) -> int:
    """Let a run meet a fault in a process of its own; return how it ended, negative for killed."""
    return ended(lambda: run(home), lambda: _installed(fault))


def limited(run: Run, home: Home, size: int) -> int:
    """Run where no file may grow beyond ``size``."""
    return ended(
        lambda: run(home), lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    )


def ended(run: Callable[[], object], before: Callable[[], object]) -> int:
    """Run in a process of its own; return how it ended, negative for killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = UNFORESEEN
    try:
        before()
        run()
        code = DONE
    except ArchiveError:
        code = TOLD
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _installed(fault: Fault | None, noted: Path | None = None) -> None:
    """Have every step of this process counted from here on, and the fault happen."""
    counter = _counted(fault, noted)

    def counting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if counter(name) and name in _MAKING:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **named)

        return call

    for name in (*_MAKING, *_REMOVING):
        setattr(os, name, counting(name, getattr(os, name)))

    class Counted(sqlite3.Connection):
        def execute(self, statement: str, *arguments: Any) -> sqlite3.Cursor:
            if statement in ("COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)") and counter(statement.split()[0]):
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(statement, *arguments)

    connect = sqlite3.connect

    def connected(*arguments: Any, **named: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(*arguments, **{**named, "factory": Counted})
        return opened

    sqlite3.connect = connected  # type: ignore[assignment]


def _counted(fault: Fault | None, noted: Path | None) -> Callable[[str], bool]:
    """Return what is told the name of each step before it is done, and tells whether the disk is full."""
    done = 0

    def count(name: str) -> bool:
        nonlocal done
        if noted is not None:
            with noted.open("a") as file:
                file.write(f"{name}\n")
        if fault is not None and done == fault.step and not fault.full:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1
        return fault is not None and fault.full and done > fault.step

    return count
