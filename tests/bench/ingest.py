"""Measure a rebuild as ``python tests/bench/ingest.py [PATH…] [--again] [OPTION…]``: speed and memory.

With no PATH all that ``$NEWS_DATA`` holds for it is read. Prints documents a second, and a second of one
processor, which says more where others use the machine; and the peak of the memory that all processes
of the run hold together (PSS, looked at ten times a second). ``--again`` runs twice, the second time over
what is stored. Options go to ``archive rebuild``.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

SOURCES = ("formats", "reuters21578", "allsides-12k.jsonl.gz", "html-dev")
ARCHIVE = (sys.executable, "-c", "import cli; cli.main()")
ROOT = Path(__file__).parent.parent.parent
_SECONDS_BETWEEN = 0.1


def sources() -> list[str]:
    """Return what there is to read, and what of it to leave out, as arguments."""
    data = Path(os.environ["NEWS_DATA"])
    return [*(str(data / name) for name in SOURCES), "--exclude", "truth.jsonl"]


def family(process: int) -> Iterator[int]:
    """Yield the process and all that it has started."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def held(process: int) -> dict[int, int]:
    """Return the proportional memory (kB) of the process and of each that it has started."""
    found = {}
    try:
        for one in family(process):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text()
            found[one] = int(re.findall(r"^Pss: +(\d+) kB", lines, re.M)[0])
    except (OSError, IndexError):  # it has ended
        pass
    return found


def processor_seconds() -> float:
    """Return how long processors have worked for all that this process started and that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(arguments: Sequence[str]) -> tuple[str, float, float, dict[int, int]]:
    """Run a rebuild; return what it says, its seconds, those of processors, and its memory at the most."""
    most: dict[int, int] = {}
    started, used = time.monotonic(), processor_seconds()
    with subprocess.Popen([*ARCHIVE, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        while run.poll() is None:
            now = held(run.pid)
            if sum(now.values()) > sum(most.values()):
                most = now
            time.sleep(_SECONDS_BETWEEN)
        assert run.stdout is not None
        said, seconds = run.stdout.read().strip(), time.monotonic() - started
    return said, seconds, processor_seconds() - used, most


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    again = "--again" in arguments
    given = [one for one in arguments if one != "--again"]
    if not given or given[0].startswith("--"):
        given = [*sources(), *given]
    with tempfile.TemporaryDirectory() as home:
        for _ in range(1 + again):
            said, seconds, worked, most = measure(["--home", home, "rebuild", *given])
            read = re.match(r"([\d,]+) documents?", said)
            documents = int(read[1].replace(",", "")) if read else 0
            print(said)
            print(f"{documents / seconds:,.0f} documents/s in {seconds:.1f} s")
            print(f"{documents / worked:,.0f} documents a second of one processor")
            each = " + ".join(f"{kilobytes >> 10}" for kilobytes in most.values())
            print(f"{sum(most.values()) >> 10} MB at the most, {each}")


if __name__ == "__main__":
    main(sys.argv[1:])
