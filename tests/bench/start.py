"""How long a command takes to start: ``python tests/bench/start.py [HOME [QUERY...]]``.

Runs in turn a bare Python, a program of two empty Typer commands, ``archive --help`` and ``archive search``
over the archive in HOME (else over one made of ``seeds``). Times are of the processor, so that what else the
machine does counts for little; medians of nine runs, and what each is to the Typer
program. The first run of each, which compiles what it imports, is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

_ROOT = Path(__file__).parents[2]
_RUNS = 9
_TYPER = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def search(words: list[str]) -> None:
    pass


@app.command()
def show(name: str) -> None:
    pass


app()
"""


def seconds(arguments: Sequence[str]) -> float:
    """Return the processor's time that a Python takes with these arguments."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = getrusage(RUSAGE_CHILDREN)
    ran = subprocess.run([sys.executable, *arguments], cwd=_ROOT, capture_output=True, env=environment)
    after = getrusage(RUSAGE_CHILDREN)
    assert ran.returncode == 0, ran.stderr.decode()
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(folder: Path, words: Sequence[str], trivial: Path) -> None:
    """Print the medians."""
    archive = ["-c", "import cli; cli.main()"]
    runs = {
        "bare Python": ["-c", "pass"],
        "Typer, two commands": [str(trivial), "search", "word"],
        "archive --help": [*archive, "--help"],
        "archive search": [*archive, "--home", str(folder), "search", *words],
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for run in range(_RUNS + 1):
        for name, arguments in runs.items():
            took = seconds(arguments)
            if run:
                taken[name].append(took)
    beside = median(taken["Typer, two commands"])
    for name, times in taken.items():
        print(f"{name:22}{median(times) * 1000:6.0f} ms{median(times) / beside:8.2f}")


def main(arguments: Sequence[str]) -> None:
    """Measure over the archive that is named, else over a small one."""
    with tempfile.TemporaryDirectory() as temporary:
        trivial = Path(temporary) / "trivial.py"
        trivial.write_text(_TYPER)
        folder = Path(arguments[0]) if arguments else Path(temporary) / "home"
        if not arguments:
            seconds(["-c", "import cli; cli.main()", "--home", str(folder), "rebuild", "seeds"])
        measure(folder, arguments[1:] or ["guaido"], trivial)


if __name__ == "__main__":
    main(sys.argv[1:])
