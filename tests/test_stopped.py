"""Runs stopped before their steps: the old archive answers or the new one, and the next run mends all.

Every step, and random moments: ``tests/reliability/stops.py``.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("signals and limits of POSIX", allow_module_level=True)

from scenes import Scene, scene
from stopping import DONE, RUNS, TOLD, Fault, limited, state, steps, stopped

from archive.home import Home

EVERY = 6  # steps
KILLED = -signal.SIGKILL


@pytest.fixture(scope="module")
def acted(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene(tmp_path_factory.mktemp("scene"), 9)


@pytest.mark.parametrize("run", list(RUNS))
@pytest.mark.parametrize("full", [False, True])
def test_a_run_stopped_before_a_step_leaves_one_archive_and_the_next_run_the_new_one(
    acted: Scene, tmp_path: Path, run: str, full: bool
) -> None:
    with acted.copy() as home:
        count = steps(RUNS[run], home, tmp_path / "steps")
    seen = set()
    for step in range(EVERY // 2 * full, count, EVERY):
        with acted.copy() as home:
            code = stopped(RUNS[run], home, Fault(step, full))
            seen.add((code in ((DONE, TOLD) if full else (KILLED,)), acted.verdict(run, home)))

    assert (count > 20, seen) == (True, {(True, "")})


@pytest.mark.parametrize("run", list(RUNS))
@pytest.mark.parametrize("size", [0, 1_000, 20_000])
def test_a_run_whose_files_may_not_grow_leaves_one_archive_and_the_next_run_the_new_one(
    acted: Scene, run: str, size: int
) -> None:
    with acted.copy() as home:
        code = limited(RUNS[run], home, size)

        assert (code, acted.verdict(run, home)) == (TOLD, "")


def test_an_archive_is_searched_where_no_file_may_grow_at_all(acted: Scene) -> None:
    def answers(home: Home) -> None:
        assert state(home)[:2] == acted.old[:2]

    with acted.copy() as home:
        assert limited(answers, home, 0) == DONE
