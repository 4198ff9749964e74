"""A run killed at any moment: the old archive answers, and the next run ends as if nothing had been."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from archives import PLAIN, write
from stopping import change, state

from archive.home import Home
from archive.ingest import Step, rebuild, update
from index.build import Builder

STORIES = 60
KILLS = 4


def told(step: Step) -> None:
    sys.stdout.write(f"{step.doing}\n")
    sys.stdout.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("run", ["rebuild", "update"])
def test_a_killed_run_leaves_the_old_archive_and_the_next_ends_as_if_it_had_not_been(
    tmp_path: Path, run: str
) -> None:
    dumps, base = tmp_path / "dumps", Home(tmp_path / "base")
    write(dumps, **{f"{number:03}": f"Story {number}\n\nMoscow" for number in range(STORIES)})
    rebuild(base, [dumps], build=Builder("whoosh"), cleaner=PLAIN)
    old = state(base)
    change(dumps, STORIES)
    golden = Home(tmp_path / "golden")
    shutil.copytree(base.path, golden.path)
    finish = {"rebuild": rebuild, "update": update}[run]
    steps: list[Step] = []
    finish(golden, build=Builder(), cleaner=PLAIN, progress=steps.append)
    new = state(golden)
    seen = []
    for part in range(KILLS):
        home = Home(tmp_path / f"{part}")
        shutil.copytree(base.path, home.path)
        lines = len(steps) * part // (KILLS - 1)
        reached = kill_after(lines, run, home.path)
        killed = state(home)
        finish(home, build=Builder(), cleaner=PLAIN)
        seen.append((reached == lines, killed[:2] in (old[:2], new[:2]), state(home) == new))

    assert seen == [(True, True, True)] * KILLS


def kill_after(lines: int, run: str, home: Path) -> int:
    """Start a run in a process of its own and kill it after so many steps; return how many it told."""
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, __file__, run, str(home)], stdout=subprocess.PIPE, env={"PYTHONPATH": str(root)}
    ) as process:
        assert process.stdout is not None
        reached = sum(1 for _ in islice(process.stdout, lines))
        process.kill()
    return reached


if __name__ == "__main__":
    {"rebuild": rebuild, "update": update}[sys.argv[1]](
        Home(Path(sys.argv[2])), build=Builder(), cleaner=PLAIN, progress=told
    )
