"""The archive as it will be: what the builder of an index is handed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from archive.article import Article
from archive.store.content import expand, unpack
from archive.store.planning import changes
from archive.store.shares import Share
from archive.store.snapshot import Snapshot
from archive.store.staging import Staging
from archive.store.values import Generation

_CHUNK = 500
_ADDED = (
    "SELECT document, revision FROM plan WHERE change IN ('new', 'changed') AND document > ?"
    " ORDER BY document"
)
_EVERY = (
    "SELECT articles.document, articles.revision FROM articles LEFT JOIN plan USING (document)"
    " WHERE gone_since IS NULL AND plan.document IS NULL AND articles.document > ?"
    " ORDER BY articles.document",
    "SELECT document, revision FROM plan WHERE revision IS NOT NULL AND document > ? ORDER BY document",
)


class Staged:
    """The planned articles, for as long as their ``Staging`` lasts.

    They come without their origins, which no index holds.
    """

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._connection = staging.connection
        self._now = Snapshot(staging.connection)
        self.count = changes(staging).after

    @property
    def added_count(self) -> int:
        """How many articles ``added`` yields."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM plan WHERE change IN ('new', 'changed')"
        ).fetchone()
        return int(count)

    @property
    def unchanged(self) -> bool:
        """Whether the serving index is right as it is."""
        (changed,) = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM plan WHERE change IN ('new', 'changed', 'gone'))"
        ).fetchone()
        return not changed

    @property
    def serving(self) -> Generation | None:
        """The generation that serves until this one does."""
        return self._now.generation

    @property
    def next_number(self) -> int:
        """A number for the new generation, that none had before."""
        (number,) = self._connection.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM generations"
        ).fetchone()
        return int(number)

    def setting(self, name: str) -> str | None:
        """Return what the user decided before this run."""
        return self._now.setting(name)

    def every(self) -> Iterator[Article]:
        """Yield all articles that will be live, in no promised order."""
        for query in _EVERY:
            yield from self._articles(query)

    def added(self) -> Iterator[Article]:
        """Yield the articles that are new to the index, or new in it."""
        yield from self._articles(_ADDED)

    def shares(self, number: int, *, of_added: bool) -> list[Share]:
        """Return all that ``every`` or ``added`` yields, dealt out into so many shares of equal size."""
        self._staging.checkpoint()  # other processes see what is committed
        queries = (_ADDED,) if of_added else _EVERY
        revisions = array("Q")
        for query in queries:
            rows = self._connection.execute(f"SELECT revision FROM ({query})", (-1,))
            revisions.extend(revision for (revision,) in rows)
        return [Share(self._staging.store.path, revisions[first::number]) for first in range(number)]

    def removed(self) -> Iterator[str]:
        """Yield the ids of what the serving index holds and this one must not, or not as it is."""
        for (key,) in self._connection.execute(
            "SELECT key FROM plan JOIN documents ON number = document WHERE change IN ('gone', 'changed')"
            " ORDER BY key"
        ):
            yield key.hex()[:16]

    def _articles(self, query: str) -> Iterator[Article]:
        after = -1
        while True:
            rows = self._connection.execute(
                f"SELECT document, key, bytes FROM ({query} LIMIT {_CHUNK}) AS chosen"
                " JOIN documents ON documents.number = document"
                " JOIN contents ON contents.revision = chosen.revision ORDER BY document",
                (after,),
            ).fetchall()
            for _, key, kept in rows:
                yield unpack(expand(kept), key=key.hex(), origins=())
            if not rows:
                return
            after = rows[-1][0]
