"""Takedown: an article out for good, and kept out of every later run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.home import Home
from archive.ingest.report import Progress, Step, quiet
from archive.ingest.writing import LOCK_SECONDS, Build, clear_up, writing
from archive.store.connection import translated
from archive.store.planning import decide
from archive.store.publishing import publish
from archive.store.staged import Staged
from archive.store.staging import Staging


@dataclass(frozen=True, slots=True)
class Takedown:
    """What was taken down. Not ``sealed``: a reader still on the old state keeps its text in the
    store's write-ahead log, until the next run.
    """

    ids: tuple[str, ...]
    sealed: bool


def forget(
    home: Home,
    ids: Sequence[str],
    *,
    build: Build,
    progress: Progress = quiet,
    timeout: float = LOCK_SECONDS,
) -> Takedown:
    """Remove articles, live or gone, with their bytes, texts and origins; remember their keys.

    ``ids`` are ids or unique prefixes. Raises ``UnknownIdError`` for one that there is not, and
    then nothing is changed.
    """
    with writing(home, timeout=timeout) as store:
        with store.snapshot() as snapshot:
            numbers = {snapshot.number(name): snapshot.article(name).id for name in ids}
        with translated(store.path), Staging(store) as staging:
            for number in numbers:
                decide(staging, number, None)
            generation = build(
                Staged(staging),
                home.index,
                fresh=True,  # an index that is only extended may keep postings of what was deleted
                progress=lambda done, total: progress(Step(doing="indexing", done=done, total=total)),
            )
            publish(staging, generation=generation, forget=list(numbers))
        clear_up(home, store, keep_previous=False)
        return Takedown(tuple(numbers.values()), store.seal())
