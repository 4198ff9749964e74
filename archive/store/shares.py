"""A share of the stored articles, for another process to read."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.article import Article
from archive.errors import StoreError
from archive.store.connection import Store, translated
from archive.store.content import expand, unpack

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Share:
    """Articles of a store, committed there, by the numbers of their revisions."""

    store: Path
    revisions: array[int] = field(repr=False)

    def articles(self) -> Iterator[Article]:
        """Yield them, without their origins; raises ``StoreError``."""
        with Store.open(self.store) as store, translated(self.store):
            for start in range(0, len(self.revisions), _CHUNK):
                wanted = self.revisions[start : start + _CHUNK]
                rows = store.connection.execute(
                    "SELECT key, bytes FROM revisions JOIN contents ON contents.revision = revisions.number"
                    " JOIN documents ON documents.number = document"
                    f" WHERE revisions.number IN ({','.join(map(str, wanted))})"
                ).fetchall()
                if len(rows) != len(wanted):
                    raise StoreError(f"the archive's store {str(self.store)!r} lost what was to be indexed")
                for key, kept in rows:
                    yield unpack(expand(kept), key=key.hex(), origins=())
