"""Damage an archive again and again: ``python tests/reliability/damage.py [--times N] [--seed N]``.

A bit is flipped, a stretch zeroed or the end cut off, in the store or any file of the index, as many
times each for each engine. ``archive check`` must tell of it, or every page, export and count must be
as before. The exit code is 1 where neither was so.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from damaging import CHANGES, Verdict, answers, files, flip, made, verdict

from index.engine import ENGINES


def main() -> int:
    """Print what became of the damage; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    missed = 0
    for engine in ENGINES:
        with tempfile.TemporaryDirectory() as folder:
            home = made(Path(folder), engine)
            before, paths = answers(home), list(files(home))
            for change in CHANGES:
                counts: Counter[tuple[str, Verdict]] = Counter()
                for number in range(asked.times if change is flip else asked.times // 5):
                    # The store every second time, the files of the index in turn.
                    path = paths[0] if number % 2 else paths[1 + number // 2 % (len(paths) - 1)]
                    changed = bytearray(path.read_bytes())
                    change(changed, rng)
                    if changed == path.read_bytes():
                        continue
                    found = verdict(home, path, bytes(changed), before)
                    counts["the store" if path == paths[0] else "the index", found] += 1
                    if found == "MISSED":
                        print(f"  missed: {change.__name__} in {path.name}, time {number}", flush=True)
                        missed += 1
                told = ", ".join(
                    f"{part}: {count} {found}" for (part, found), count in sorted(counts.items())
                )
                print(f"{engine}, {change.__name__}: {told}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
