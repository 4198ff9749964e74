"""Stop runs at system calls, SQLite's too: ``python tests/reliability/system_calls.py [--samples N]``.

``rebuild`` and ``update`` are killed (SIGKILL) as they enter calls that change files, drawn at random from
all that they make, and, from there on, told that the disk is full. What must hold is what
``stops.py`` says. Needs strace; without it nothing is tested, and said.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from scenes import Scene, scene

KEEPING = ("fdatasync", "fsync", "ftruncate", "link", "mkdir", "pwrite64", "rename")
REMOVING = ("rmdir", "unlink")
KILL, FULL = "signal=SIGKILL:when={}", "error=ENOSPC:when={}+"
RUN = """
import sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from stopping import RUNS, TOLD
from archive.errors import ArchiveError
from archive.home import Home
try:
    RUNS[sys.argv[3]](Home(Path(sys.argv[4])))
except ArchiveError:
    sys.exit(TOLD)
"""


def main() -> int:
    """Print how each kind of stop went; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=30)
    samples: int = parser.parse_args().samples
    if shutil.which("strace") is None:
        print("there is no strace here, so nothing was stopped at a system call")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        acted = scene(Path(folder), 9)
        wrong = sum(sampled(acted, run, samples) for run in ("rebuild", "update"))
    return 1 if wrong else 0


def sampled(acted: Scene, run: str, samples: int) -> int:
    log = acted.folder / "calls"
    with acted.copy() as home:
        traced(run, home.path, log, KEEPING + REMOVING)
    names = [line.split("(")[0].split()[-1] for line in log.read_text().splitlines() if "(" in line]
    calls = [(name, names[: place + 1].count(name)) for place, name in enumerate(names)]
    wrong, codes = 0, Counter[int]()
    for name, place in random.Random(run).sample(calls, min(samples, len(calls))):
        for fault in (KILL, FULL) if name in KEEPING else (KILL,):
            with acted.copy() as home:
                codes[traced(run, home.path, log, [name], f"inject={name}:{fault.format(place)}")] += 1
                if verdict := acted.verdict(run, home):
                    wrong += 1
                    print(f"  {name} {place}, {fault}: {verdict[:1000]}")
    ends = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
    print(
        f"{run}: {codes.total()} stops at {len(calls)} system calls, ended {ends}; {wrong} wrong", flush=True
    )
    return wrong + sum(count for code, count in codes.items() if code == 1)


def traced(run: str, home: Path, log: Path, calls: Sequence[str], *fault: str) -> int:
    """Run under strace; return the exit code, negative for killed, 1 for an error that is not ours."""
    names = ",".join(calls)
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={names}"]
    for one in fault:
        command += ["-e", one]
    command += [sys.executable, "-B", "-c", RUN, str(ROOT / "tests"), str(ROOT), run, str(home)]
    return subprocess.run(command, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
