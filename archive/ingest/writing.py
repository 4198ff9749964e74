"""An archive taken for writing, and what a builder of indexes is to it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from archive.errors import StoreError
from archive.home import Home
from archive.store import Generation, Store
from archive.store.publishing import folders, purge
from archive.store.staged import Staged

LOCK_SECONDS = 10.0


class Build(Protocol):
    """Make an index generation of what is staged, in a folder of its own within ``folder``.

    None where the serving one will do. ``archive`` knows nothing of indexes: the caller hands
    this in (``index.build.Builder``).
    """

    def __call__(
        self, staged: Staged, folder: Path, *, fresh: bool, progress: Callable[[int, int], None]
    ) -> Generation | None:
        """Return the generation when all of it is on the disk and proven to open."""
        ...


@contextlib.contextmanager
def writing(
    home: Home, *, create: bool = False, dry_run: bool = False, timeout: float = LOCK_SECONDS
) -> Iterator[Store]:
    """Hold the archive for writing, without the leftovers of runs that were killed.

    A dry run on an archive that there is not yet has one to play with.
    """
    if create and dry_run and not home.store.exists():
        with (
            tempfile.TemporaryDirectory() as folder,
            writing(Home(Path(folder)), create=True, timeout=timeout) as store,
        ):
            yield store
        return
    home.guard()
    if create:
        home.create()
    elif not home.store.exists():
        raise StoreError(f"no archive at {str(home.path)!r}; build one with: archive rebuild FOLDER")
    with home.locked(timeout), Store.open(home.store, create=create) as store:
        home.tidy(folders(store.connection))
        yield store


def clear_up(home: Home, store: Store, *, keep_previous: bool = True) -> None:
    """Remove what no article shows any more, and the indexes that no reader can be on."""
    with store.transaction() as connection:
        purge(connection)
    kept = folders(store.connection)
    home.tidy(kept if keep_previous else kept[:1])
