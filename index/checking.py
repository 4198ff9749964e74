"""Whether an archive, store and serving index, is what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.errors import GenerationError
from archive.store import Store
from archive.store.checking import Damage
from archive.store.checking import check as check_store
from index.generation import verify

BY_INDEXING = "archive rebuild --index-only"


def check(store: Store, folder: Path) -> Iterator[Damage]:
    """Yield all damage to the archive at one moment; ``folder`` holds the index generations.

    Every byte that a search, an export or ``show`` may read is looked at, and nothing is written.
    """
    with store.snapshot() as snapshot:
        yield from check_store(store.connection)
        serving = snapshot.generation
        if serving is None:
            return
        try:
            verify(folder / serving.folder, serving, hashes=True)
        except GenerationError as error:
            yield Damage("index", str(error).partition("; make it anew")[0], BY_INDEXING)
        except (OSError, ValueError) as error:  # or its very name is damaged
            yield Damage("index", f"the index cannot be read: {error}", BY_INDEXING)
