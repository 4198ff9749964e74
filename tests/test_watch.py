"""Folders followed: what arrives is taken in once it is complete, whatever else arrives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from archives import articles
from running import ARCHIVE, ROOT, environment

from archive.home import Home
from archive.ingest.completeness import Completeness

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")
REST = "0.3"


class Watch:
    """A watch in a process of its own; its accounts are read one after the other."""

    def __init__(self, home: Path, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [*ARCHIVE, "watch", *map(str, arguments), "--rest", REST, "--home", str(home)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment({}),
            cwd=ROOT,
        )
        self._limit = Timer(60, self.process.kill)  # so that a run that never comes is a failure
        self._limit.start()

    def account(self) -> str:
        """Return how many articles the next run met, and what it refused."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().partition(". ")[0].partition(": ")[2]

    def close(self) -> None:
        """Kill it, if it has not ended."""
        self._limit.cancel()
        self.process.kill()
        self.process.communicate()

    def end(self) -> tuple[int, str]:
        """Interrupt it; return its exit code and what it complained of."""
        self.process.send_signal(signal.SIGINT)
        _, complaints = self.process.communicate()
        return self.process.returncode, complaints


@pytest.fixture(params=[(), ("--poll",)], ids=["told", "polled"])
def watching(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watch]:
    """A watch that has taken in the one story in its folder, an hour old."""
    story(tmp_path / "dumps" / "old.txt", "Moscow", hours=1)
    subprocess.run(
        [*ARCHIVE, "rebuild", tmp_path / "dumps", "--home", tmp_path / "home"],
        env=environment({}),
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    story(tmp_path / "dumps" / "meanwhile.txt", "Minsk", hours=1)
    watch = Watch(tmp_path / "home", *request.param)
    yield watch
    watch.close()


def story(path: Path, title: str, *, hours: float = 0) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{title}\n\nThe ministry had ordered forty ships.")
    age(path, hours)


def age(path: Path, hours: float) -> None:
    past = time.time() - hours * 3600
    os.utime(path, (past, past))


def read(new: int, unchanged: int) -> str:
    return f"{new} new, {unchanged} unchanged, 0 changed, 0 gone, 0 refused"


def test_what_arrives_is_taken_in_once_it_is_complete(tmp_path: Path, watching: Watch) -> None:
    dumps = tmp_path / "dumps"
    accounts = [watching.account()]
    story(dumps / "fresh.txt", "Caracas")
    accounts.append(watching.account())
    story(dumps / "moved.txt.part", "Lima", hours=1)
    (dumps / "moved.txt.part").rename(dumps / "moved.txt")
    accounts.append(watching.account())
    story(dumps / "deep" / "below.txt", "Quito", hours=1)
    accounts.append(watching.account())
    ended = watching.end()
    found = {article.text.partition("\n")[0] for article in articles(Home(tmp_path / "home"))}

    assert (accounts, found, ended) == (
        [read(1, 1), read(1, 2), read(1, 3), read(1, 4)],
        {"Moscow", "Minsk", "Caracas", "Lima", "Quito"},
        (130, "archive: interrupted\n"),
    )


def test_bad_files_partial_files_and_a_lost_source_do_not_end_it(tmp_path: Path, watching: Watch) -> None:
    dumps = tmp_path / "dumps"
    watching.account()
    story(dumps / "half.txt.crdownload", "Half", hours=1)
    (dumps / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    age(dumps / "picture.txt", hours=1)
    refused = watching.account()
    dumps.rename(tmp_path / "away")
    assert watching.process.stderr is not None
    complaints = [watching.process.stderr.readline() for _ in range(2)]
    (tmp_path / "away").rename(dumps)
    story(dumps / "new.txt", "Lima", hours=1)
    account = watching.account()

    assert (refused, [line.partition(" is ")[2] for line in complaints], account) == (
        "0 new, 2 unchanged, 0 changed, 0 gone, 1 refused",
        [
            "an image (PNG), not text; leave it out with --exclude\n",
            "missing, so nothing was changed; bring it back, or say --gone to let its articles go\n",
        ],
        read(1, 2),
    )


@pytest.mark.parametrize(
    ("seen", "waits"),
    [
        ([(1000, 1, 1000), (1001, 2, 1001), (1002, 2, 1001), (1003, 2, 1001)], [True, True, True, False]),
        ([(1000, 1, 400)], [False]),  # it was moved here
        ([(1000, 1, 5000), (1001, 1, 5000), (1002, 1, 5000)], [True, True, False]),  # its clock is ahead
        ([(1000, 1, 5000), (1001, 2, 5000), (1002, 2, 5000)], [True, True, True]),
    ],
)
def test_a_file_waits_until_it_is_as_it_was_for_a_while(
    seen: list[tuple[int, int, int]], waits: list[bool]
) -> None:
    moments = iter(now for now, _, _ in seen)
    files = Completeness(2.0, clock=lambda: next(moments))

    assert [files.waits("/a.txt", size, written * 10**9) for _, size, written in seen] == waits
