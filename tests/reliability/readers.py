"""Search while updates are made: ``python tests/reliability/readers.py [--updates N]``.

Three processes make a thousand searches each. Every one must find all stories of one round, and
none may fail; else the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from crowds import crowded

READERS, SEARCHES = 3, 1000


def main() -> int:
    """Print how it went; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--updates", type=int, default=200)
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        codes = crowded(Path(folder), readers=READERS, searches=SEARCHES, updates=asked.updates)
    seconds = time.monotonic() - began
    print(f"{READERS} readers, {SEARCHES} searches each, {asked.updates} updates: {codes} in {seconds:.0f} s")
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
