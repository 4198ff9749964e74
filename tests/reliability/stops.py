"""Stop runs wherever they can be stopped: ``python tests/reliability/stops.py [--moments N] [--stories N]``.

``rebuild`` and ``update`` of an archive whose sources have changed are killed before every step that
others could see (files made, linked, renamed, removed, brought to the disk; commits) and at random moments,
also with workers; meet a full disk at every step, limits to the size of a file, and, where this user
may mount one, file systems of many sizes. After each the archive must answer as the old or the new one
and be whole, and the same command must end where it ends undisturbed; else the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from archives import PLAIN
from scenes import Scene, scene
from stopping import DONE, RUNS, TOLD, Fault, ended, limited, steps, stopped

from archive.home import Home
from archive.ingest import rebuild
from index.build import Builder

KILLED = -signal.SIGKILL
LIMITS = (0, 1, 100, 1_000, 3_000, 10_000, 30_000, 60_000, 100_000, 150_000, 200_000, 300_000)
SIZES = range(200, 1400, 40)  # of file systems, in kilobytes
WITH_WORKERS = "rebuild with workers"


def main() -> int:
    """Print how each kind of stop went; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--stories", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        acted = scene(folder, asked.stories)
        RUNS[WITH_WORKERS] = lambda home: rebuild(home, build=Builder("whoosh", 2), cleaner=PLAIN)
        acted.new[WITH_WORKERS] = acted.new["rebuild"]
        wrong = sum(
            [
                *(
                    at_every_step(acted, run, full=full)
                    for run in ("rebuild", "update")
                    for full in (False, True)
                ),
                *(at_limits(acted, run) for run in ("rebuild", "update")),
                at_moments(acted, "rebuild", asked.moments // 2),
                at_moments(acted, "update", asked.moments // 2),
                at_moments(acted, WITH_WORKERS, asked.moments // 10),
                *(on_small_disks(acted, run) for run in ("rebuild", "update") if may_mount(folder)),
            ]
        )
    return 1 if wrong else 0


def at_every_step(acted: Scene, run: str, *, full: bool) -> int:
    with acted.copy() as home:
        count = steps(RUNS[run], home, acted.folder / f"{run}.steps")
    (acted.folder / f"{run}.steps").unlink()
    expected = (DONE, TOLD) if full else (KILLED,)
    return told(
        f"{run}: {'disk full from' if full else 'killed before'} each of {count} steps",
        (
            tried(acted, run, partial(stopped, RUNS[run], fault=Fault(step, full)), expected)
            for step in range(count)
        ),
    )


def at_limits(acted: Scene, run: str) -> int:
    return told(
        f"{run}: no file longer than each of {len(LIMITS)} limits",
        (tried(acted, run, partial(limited, RUNS[run], size=size), (DONE, TOLD)) for size in LIMITS),
    )


def at_moments(acted: Scene, run: str, moments: int) -> int:
    with acted.copy() as home:
        began = time.monotonic()
        ended(lambda: RUNS[run](home), lambda: None)
        seconds = time.monotonic() - began
    rng = random.Random(run)

    def killed(home: Home) -> int:
        child = os.fork()
        if not child:
            os.setsid()
            RUNS[run](home)
            os._exit(DONE)
        time.sleep(rng.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    return told(
        f"{run}: killed at {moments} random moments",
        (tried(acted, run, killed, (DONE, KILLED)) for _ in range(moments)),
    )


def on_small_disks(acted: Scene, run: str) -> int:
    def filled(size: int) -> tuple[str, str]:
        with mounted(acted.folder, f"{size}k") as disk:
            try:
                with acted.copy(disk) as home:
                    code = ended(lambda: RUNS[run](home), lambda: None)
                    mounting("-o", "remount,size=20m", str(disk))
                    return outcome(code, (DONE, TOLD)), acted.verdict(run, home)
            except OSError:
                return "the archive itself does not fit", ""

    return told(f"{run}: on file systems of {len(SIZES)} sizes", (filled(size) for size in SIZES))


def tried(acted: Scene, run: str, stop: Callable[[Home], int], expected: tuple[int, ...]) -> tuple[str, str]:
    with acted.copy() as home:
        return outcome(stop(home), expected), acted.verdict(run, home)


def outcome(code: int, expected: tuple[int, ...]) -> str:
    name = {DONE: "ended", TOLD: "told", KILLED: "killed"}.get(code, f"exit code {code}")
    return name if code in expected else f"WRONG: {name}"


def told(what: str, tries: Iterator[tuple[str, str]]) -> int:
    counts = Counter(tries)
    wrong = sum(count for (code, verdict), count in counts.items() if verdict or code.startswith("WRONG"))
    print(
        f"{what}: {', '.join(f'{count} {code}' for (code, _), count in counts.items())}; {wrong} wrong",
        flush=True,
    )
    for _, verdict in counts:
        if verdict:
            print(f"  {verdict[:1000]}")
    return wrong


def may_mount(folder: Path) -> bool:
    try:
        with mounted(folder, "1m"):
            return True
    except (OSError, subprocess.CalledProcessError):
        print("no file system can be mounted here: those of many sizes are left out")
        return False


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    mounting("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk))
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def mounting(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
