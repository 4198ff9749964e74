"""What is fuzzed holds on its own corpus, and on the same 10,000 inputs that grow from it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from fuzz_targets import TARGETS

FUZZ = Path(__file__).parent / "fuzz.py"


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_breaks_no_law(name: str) -> None:
    for raw in TARGETS[name].corpus():
        TARGETS[name].feed(raw)


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("atheris"), reason="atheris is not here")
@pytest.mark.parametrize("name", TARGETS)
def test_ten_thousand_inputs_break_no_law(name: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, FUZZ, name, "10000x"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, [*tmp_path.iterdir()]) == (0, []), ran.stderr[-4000:]
