"""Quality on real material is not below the floors that were once reached."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT

BENCH = ROOT / "tests" / "bench"
REAL = pytest.mark.skipif("NEWS_DATA" not in os.environ, reason="the real material is where $NEWS_DATA says")


def floors(*arguments: str, script: Path = BENCH / "floors.py") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(ROOT), str(BENCH)))
    return subprocess.run(
        [sys.executable, script, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )


def test_every_bench_has_floors_between_nought_and_one() -> None:
    known = json.loads((BENCH / "floors.json").read_text())

    assert {
        bench: [name for name, floor in figures.items() if not 0 < floor <= 1]
        for bench, figures in known.items()
    } == {
        "allsides": [],
        "clean_dev": [],
        "html_dev": [],
        "metadata": [],
        "ranking": [],
    }


def test_without_the_material_it_says_what_is_missing() -> None:
    known = {name: value for name, value in os.environ.items() if name != "NEWS_DATA"}
    ran = subprocess.run(
        [sys.executable, BENCH / "floors.py"],
        capture_output=True,
        text=True,
        env={**known, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (1, "NEWS_DATA is to name the folder of the test material\n")


@REAL
def test_cleaning_is_not_below_its_floors() -> None:
    ran = floors("clean_dev")

    assert (ran.returncode, "BELOW" in ran.stdout) == (0, False), ran.stdout


@REAL
def test_a_figure_below_its_floor_fails_and_no_floor_is_lowered(tmp_path: Path) -> None:
    script = tmp_path / "floors.py"
    script.write_text((BENCH / "floors.py").read_text())
    kept = tmp_path / "floors.json"
    kept.write_text('{"clean_dev": {"sentences kept": 1.01, "traps kept": 0.5}}')
    ran = floors("clean_dev", "--raise", script=script)
    after = json.loads(kept.read_text())["clean_dev"]

    assert (ran.returncode, after["sentences kept"], after["traps kept"] > 0.5) == (1, 1.01, True)
