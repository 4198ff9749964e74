"""What quality must not fall below: ``python tests/bench/floors.py [--raise] [BENCH…]``.

Measures on the material in ``$NEWS_DATA``, compares with ``floors.json`` and prints a table; the exit
code is 1 where a figure is below its floor. ``--raise`` writes higher floors, and never a lower one.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

BENCHES = ("clean_dev", "metadata", "allsides", "html_dev", "ranking")
FLOORS = Path(__file__).parent / "floors.json"
_DIGITS = 10_000  # four; what lies behind them is noise

Figures = Mapping[str, float]


def below(floors: Figures, measured: Figures) -> list[str]:
    """Return what is not measured any more, or below its floor.

    >>> below({"kept": 0.99, "dates": 0.97, "MAP": 0.6}, {"kept": 0.9899, "dates": 0.97})
    ['MAP', 'kept']
    """
    return sorted(name for name, floor in floors.items() if _cut(measured.get(name, 0)) < floor)


def raised(floors: Figures, measured: Figures) -> dict[str, float]:
    """Return the floors with those raised, or added, that are exceeded.

    >>> raised({"kept": 0.99, "dates": 0.97}, {"kept": 0.98, "dates": 0.97128, "MAP": 0.69})
    {'MAP': 0.69, 'dates': 0.9712, 'kept': 0.99}
    """
    names = sorted(floors.keys() | measured.keys())
    return {name: max(floors.get(name, 0), _cut(measured.get(name, 0))) for name in names}


def _cut(figure: float) -> float:
    return math.floor(figure * _DIGITS + 1e-6) / _DIGITS


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return the exit code."""
    names = [name for name in arguments if name != "--raise"] or list(BENCHES)
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    fallen = False
    for bench in names:
        measured: Figures = import_module(bench).measure()
        known = floors.get(bench, {})
        lower = below(known, measured)
        fallen |= bool(lower)
        for name in sorted(known.keys() | measured.keys()):
            found = f"{measured[name]:.4f}" if name in measured else "gone"
            floor = f"{known[name]:.4f}" if name in known else "none"
            print(f"{bench:10} {name:42} {found:>7}  floor {floor:>6}{'  BELOW' if name in lower else ''}")
        floors[bench] = raised(known, measured)
    if "--raise" in arguments:
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=2) + "\n", encoding="utf-8")
    return int(fallen)


if __name__ == "__main__":
    if "NEWS_DATA" not in os.environ:
        sys.exit("NEWS_DATA is to name the folder of the test material")
    sys.exit(main(sys.argv[1:]))
