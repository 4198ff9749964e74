"""Bytes of an archive that change by themselves: are they told, or does every answer stay as it was?"""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from archives import PLAIN, write

from archive.article_json import article_json
from archive.errors import ArchiveError
from archive.home import Home
from archive.ingest import decide, forget, rebuild, update
from archive.store import Store
from index.build import Builder
from index.checking import check
from index.fields import FACETS
from index.search import Ask, search

Verdict = Literal["told", "harmless", "MISSED"]
Change = Callable[[bytearray, random.Random], object]
QUERIES = ("moscow", "*", '"envoys of seven"', "tag:call", "story -lima")
COPIED = "Envoys of seven countries gathered yesterday in Caracas, capital of Venezuela, for elections; " * 3


def flip(raw: bytearray, rng: random.Random) -> None:
    """Flip a bit of a byte that is not zero: half a small store is empty pages."""
    raw[rng.choice([at for at, byte in enumerate(raw) if byte])] ^= 1 << rng.randrange(8)


def zero(raw: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(raw))
    stop = min(len(raw), start + rng.choice((1, 16, 512, 8192)))
    raw[start:stop] = bytes(stop - start)


def truncate(raw: bytearray, rng: random.Random) -> None:
    del raw[rng.randrange(len(raw)) :]


CHANGES: Sequence[Change] = (flip, zero, truncate)


def made(folder: Path, engine: str) -> Home:
    """Build an archive that holds something in every table."""
    dumps, home = folder / "dumps", Home(folder / f"home-{engine}")
    write(
        dumps,
        **{f"{number:03}": f"Story {number} of Moscow\n\n{'Moscow. ' * number}" for number in range(30)},
    )
    write(dumps, one=COPIED, other=f"So: {COPIED}", gone="Lima is gone", taken="Taken down")
    rebuild(home, [dumps], build=Builder(engine), cleaner=PLAIN, given={"outlet": "DW"})
    (dumps / "gone.txt").unlink()
    update(home, build=Builder(), cleaner=PLAIN)
    decide(home, ids(home, "countries"), lambda known: {"tags": "call"}, build=Builder(), cleaner=PLAIN)
    forget(home, ids(home, "taken"), build=Builder())
    return home


def ids(home: Home, text: str) -> list[str]:
    with Store.open(home.store) as store:
        return [hit.id for hit in search(store, home.index, Ask(text=text, limit=None)).hits]


def answers(home: Home) -> tuple[object, ...]:
    """Return all that an archive answers: pages, exports, raw bytes, counts."""
    with Store.open(home.store) as store:
        pages = []
        for text in QUERIES:
            page = search(store, home.index, Ask(text=text, limit=None, facets=tuple(FACETS)))
            pages.append((page.total, page.hits, page.facets))
        with store.snapshot() as snapshot:
            rows = store.connection.execute(
                "SELECT lower(substr(hex(key), 1, 16)) FROM documents ORDER BY key"
            )
            exported = [
                (article_json(snapshot.article(name)), snapshot.raw(name)) for (name,) in rows.fetchall()
            ]
            return pages, exported, snapshot.stats(), snapshot.saved()


def files(home: Home) -> Iterator[Path]:
    """Yield the files that an archive is made of: its store, and what is not empty of its index."""
    yield home.store
    with Store.open(home.store) as store, store.snapshot() as snapshot:
        serving = snapshot.generation
    assert serving is not None
    yield from sorted(
        path for path in (home.index / serving.folder).rglob("*") if path.is_file() and path.stat().st_size
    )


def verdict(home: Home, path: Path, changed: bytes, before: tuple[object, ...]) -> Verdict:
    """Say what becomes of a change; the file is as it was after it."""
    whole, store = path.read_bytes(), home.store.read_bytes()
    path.write_bytes(changed)
    try:
        return "told" if is_told(home) else "harmless" if answers(home) == before else "MISSED"
    except Exception:  # nothing to check, but to an answer; or an error that no user may see
        traceback.print_exc()
        return "MISSED"
    finally:
        for end in ("-wal", "-shm"):
            home.store.with_name(home.store.name + end).unlink(missing_ok=True)
        home.store.write_bytes(store)
        path.write_bytes(whole)


def is_told(home: Home) -> bool:
    try:
        with Store.open(home.store) as store:
            return any(True for _ in check(store, home.index))
    except ArchiveError:
        return True
