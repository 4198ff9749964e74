"""Kill a rebuild again and again, and see that nothing comes of it: ``python tests/bench/killed.py [PATH…]``.

With no PATH all that ``$NEWS_DATA`` holds for it is read, once undisturbed and once killed (SIGKILL) while
it reads and while it indexes. Prints what each killed run had kept. The exit code is 1 where a kill lost
more than was in flight, or the articles of the two archives, exported, differ in a byte.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest import ROOT, sources

from archive.article_json import article_json
from archive.home import Home
from archive.store import Store

KILLS = (("reading", 0.2), ("reading", 0.6), ("indexing", 0.5))
IN_FLIGHT = 2_000  # documents: a batch that is not committed, and what workers have cleaned ahead
RUN = """
import sys
from pathlib import Path
from archive import ingest
from archive.home import Home
from index.build import Builder
def tell(step):
    print(step.doing, step.documents if step.doing == "reading" else step.done, flush=True)
home, *paths = map(Path, sys.argv[1:])
ingest.rebuild(Home(home), paths, build=Builder(), excludes=["truth.jsonl"], progress=tell)
"""


def run(home: Path, paths: Sequence[str], doing: str = "", done: float = 0) -> int:
    """Rebuild, and kill it where it has come so far; return how many documents were read."""
    documents = 0
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(home), *paths],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            stage, _, count = line.partition(" ")
            if stage == "reading":
                documents = int(count)
            if stage == doing and int(count) >= done:
                process.kill()
                break
    return documents


def kept(home: Path) -> int:
    """Return how many documents a killed run has cleaned and kept."""
    with Store.open(Home(home).store) as store:
        (count,) = store.connection.execute("SELECT count(*) FROM revisions").fetchone()
    return int(count)


def exported(home: Path) -> Iterator[str]:
    """Yield every live article as JSON, by id."""
    with Store.open(Home(home).store) as store, store.snapshot() as snapshot:
        keys = [key for (key,) in store.connection.execute("SELECT key FROM documents ORDER BY key")]
        for start in range(0, len(keys), 500):
            for article in snapshot.articles([key.hex()[:16] for key in keys[start : start + 500]]):
                yield json.dumps(article_json(article), ensure_ascii=False)


def main(arguments: Sequence[str]) -> int:
    """Run, kill, run again and compare; return the exit code."""
    paths = arguments or [one for one in sources() if Path(one).exists()]
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder, "whole"), Path(folder, "killed")
        documents = run(whole, paths)
        print(f"undisturbed: {documents:,} documents read")
        lost = 0
        for doing, part in KILLS:
            read = run(killed, paths, doing, part * documents)
            at_least = min(read, kept(whole)) - IN_FLIGHT
            lost += kept(killed) < at_least
            print(f"killed while {doing}: {read:,} documents read, {kept(killed):,} cleaned and kept")
        run(killed, paths)
        same = list(exported(whole)) == list(exported(killed))
        print(f"run again: {kept(killed):,} articles, {'the very same' if same else 'NOT THE SAME'}")
        return int(not same or lost > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
