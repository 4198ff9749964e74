"""Whether an archive, store and serving index, is what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.errors import GenerationError
from archive.store import Generation, Store
from archive.store.checking import Damage
from archive.store.checking import check as check_store
from index.generation import verify

BY_INDEXING = "archive rebuild --index-only"


def check(store: Store, folder: Path) -> Iterator[Damage]:
    """Yield all damage to the archive; ``folder`` holds the index generations.

    Every byte that a search, an export or ``show`` may read is looked at, and nothing is written.
    """
    with store.snapshot():
        yield from check_store(store.connection)
    yield from _damaged_index(store, folder)


def _damaged_index(store: Store, folder: Path) -> Iterator[Damage]:
    failed: tuple[Generation, Damage] | None = None
    while True:
        with store.snapshot() as snapshot:
            serving = snapshot.generation
        if failed is not None and failed[0] == serving:
            yield failed[1]
            return
        damage = _damage_of(folder, serving) if serving is not None else None
        if serving is None or damage is None:
            return
        # A writer may just have replaced this generation and cleared it away.
        failed = serving, damage


def _damage_of(folder: Path, serving: Generation) -> Damage | None:
    try:
        verify(folder / serving.folder, serving, hashes=True)
    except GenerationError as error:
        return Damage("index", str(error).partition("; make it anew")[0], BY_INDEXING)
    except (OSError, ValueError) as error:  # or its very name is damaged
        return Damage("index", f"the index cannot be read: {error}", BY_INDEXING)
    return None
