"""Compare us with what would be used in our place: ``peers.py [ARTICLES…] [--runs N] [--only NAME,…]``.

Each contender (``contenders``) indexes the articles of one store (``grown``) in a process of its own, is
asked 200 queries in another, and is given 100 articles more in a third. Times are of the processor, for
what else the machine does changes them little; of several runs the median. ``$GROWN`` names a folder to
keep stores and figures in; a figure kept there is not measured again. Without python3-xapian, no Xapian.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice, pairwise
from math import log
from pathlib import Path
from statistics import median, quantiles
from subprocess import PIPE, Popen

import grown
from contenders import CONTENDERS, STORE, present, stored
from engines_speed import queries, size
from ingest import held, processor_seconds

SIZES = (1_000, 5_000, 21_578, 100_000)
ROWS = {
    "write": "index, s",
    "rate": "articles indexed a second",
    "written": "index, s of the clock",
    "memory": "memory while indexing, MB",
    "disk": "on disk, MB",
    "opening": "opening, ms",
    "p50": "search, median, ms",
    "p95": "search, 95 of 100, ms",
    "worst": "search, slowest, ms",
    "resident": "memory while searching, MB",
    "hits": "hits of all queries",
    "add": "100 articles more, s",
    "added": "the same, s of the clock",
}
_SECONDS_BETWEEN = 0.5

Figures = Mapping[str, float]


def main(arguments: Sequence[str]) -> None:
    """Measure and print a table for each number of articles, then how the figures grow."""
    sizes = [int(one) for one in arguments if one.isdigit() and one != _option(arguments, "--runs")] or SIZES
    runs = int(_option(arguments, "--runs") or 5)
    names = (_option(arguments, "--only") or ",".join(present())).split(",")
    with tempfile.TemporaryDirectory() as temporary:
        kept = Path(os.environ.get("GROWN", temporary))
        tables = {
            number: {name: _figures(kept / str(number), name, number, runs) for name in names}
            for number in sizes
        }
    for number, table in tables.items():
        _print_table(number, table)
    for row in ("write", "add", "p50", "p95", "resident", "disk"):
        _print_curve(row, tables)


def write(name: str, folder: Path) -> None:
    """Index the articles of the store."""
    CONTENDERS[name].write(folder)
    print("{}")


def add(name: str, folder: Path) -> None:
    """Take in some articles more."""
    CONTENDERS[name].add(folder)
    print("{}")


def search(name: str, folder: Path) -> None:
    """Open the index, put the queries to it and print how long it took and what it held."""
    asked = json.loads((folder / "queries.json").read_text())
    begun = _resident()
    opening = [_taken(lambda: CONTENDERS[name].open(folder)) for _ in range(9)]
    ask, hits, taken = CONTENDERS[name].open(folder), 0, []
    for text in asked:
        started = time.process_time()
        hits += len(ask(text))
        taken.append((time.process_time() - started) * 1000)
    told = {
        "opening": median(opening),
        "p50": median(taken),
        "p95": quantiles(taken, n=20)[-1],
        "worst": max(taken),
        "resident": _resident() - begun,
        "hits": hits,
    }
    print(json.dumps(told))


def _figures(home: Path, name: str, number: int, runs: int) -> Figures:
    """Return the medians over the runs."""
    path = home / f"{name}.json"
    if not path.exists():
        every = [_one_run(home, name) for _ in range(runs)]
        figures = {row: median(run[row] for run in every) for row in every[0]}
        path.write_text(json.dumps({"rate": number / figures["write"], **figures}))
    told: Figures = json.loads(path.read_text())
    return told


def _one_run(home: Path, name: str) -> Figures:
    if not (home / STORE).exists():
        home.mkdir(parents=True, exist_ok=True)
        grown.fill(home / STORE, int(home.name))
    folder = home / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(home / STORE, folder)
    if not (home / "queries.json").exists():
        asked = queries(list(islice(stored(home), 0, None, max(1, int(home.name) // 2_000))))
        (home / "queries.json").write_text(json.dumps([ours for ours, _ in asked]))
    shutil.copy(home / "queries.json", folder)
    _, written, write_seconds, memory = _run("write", name, folder)
    disk = size(CONTENDERS[name].index(folder)) / 1e6
    told, *_ = _run("search", name, folder)
    _, added, add_seconds, _ = _run("add", name, folder)
    shutil.rmtree(folder)
    return {
        "write": write_seconds,
        "written": written,
        "memory": memory,
        "disk": disk,
        "add": add_seconds,
        "added": added,
        **told,
    }


def _run(what: str, name: str, folder: Path) -> tuple[Figures, float, float, float]:
    """Run in a process of its own; return what it prints, its seconds, the processor's, its memory (MB)."""
    program = (
        f"import sys, pathlib; sys.path[:] = {sys.path}; "
        f"import peers; peers.{what}({name!r}, pathlib.Path({str(folder)!r}))"
    )
    started, worked, most = time.monotonic(), processor_seconds(), 0
    with Popen([sys.executable, "-c", program], stdout=PIPE, text=True) as run:
        while run.poll() is None:
            most = max(most, sum(held(run.pid).values()))
            time.sleep(_SECONDS_BETWEEN)
        assert run.stdout is not None
        said = run.stdout.read()
    if run.returncode:
        raise SystemExit(f"{name} cannot {what} in {folder}")
    return json.loads(said), time.monotonic() - started, processor_seconds() - worked, most / 1024


def _taken(do: Callable[[], object]) -> float:
    started = time.process_time()
    do()
    return (time.process_time() - started) * 1000


def _resident() -> float:
    """Return what this process holds in memory, MB, files that it looks into among it."""
    (line,) = (
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


def _print_table(number: int, table: Mapping[str, Figures]) -> None:
    load = os.getloadavg()[1]
    print(f"\n{number:,} articles, {os.cpu_count()} processors, load {load:.1f}\n")
    print(f"| | {' | '.join(table)} |\n|---|{'---|' * len(table)}")
    for row, label in ROWS.items():
        print(f"| {label} | {' | '.join(_shown(figures[row]) for figures in table.values())} |")


def _print_curve(row: str, tables: Mapping[int, Mapping[str, Figures]]) -> None:
    sizes = list(tables)
    print(f"\n| {ROWS[row]} | {' | '.join(f'{number:,}' for number in sizes)} | steepest step : n log n |")
    print(f"|---|{'---|' * len(sizes)}---|")
    for name in tables[sizes[0]]:
        costs = [tables[number][name][row] for number in sizes]
        steps = zip(pairwise(sizes), pairwise(costs), strict=True)
        growth = max(
            (more / less * (n * log(n)) / (m * log(m)) for (n, m), (less, more) in steps), default=1.0
        )
        print(f"| {name} | {' | '.join(map(_shown, costs))} | {growth:.2f} |")


def _shown(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 1 else f"{figure:.2f}"


def _option(arguments: Sequence[str], name: str) -> str | None:
    return arguments[arguments.index(name) + 1] if name in arguments else None


if __name__ == "__main__":
    main(sys.argv[1:])
