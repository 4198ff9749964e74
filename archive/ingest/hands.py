"""Who reads and cleans in a run: this process, or workers beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self, cast

from archive.crew import Crew, usual_number
from archive.home import Home
from archive.ingest.cleaning import Cleaner
from archive.ingest.tasks import Revised, Setup, Stored, Task, do, of_files, of_stored
from archive.ingest.work import Knows, Part
from archive.store import Store
from archive.store.coming import Scanned
from archive.store.values import Source

MANY_BYTES = 1_000_000
"""Of files: with fewer, a run is over before workers have begun."""
MANY_DOCUMENTS = 1_000


class Hands:
    """Does the tasks of a run, in their order. Inside ``with``; workers go with its end.

    Workers make today's ``cleaner`` for themselves; one of another kind stays in this process, with
    ``workers`` 1. None: the usual number, where there is much to do.
    """

    def __init__(self, home: Home, store: Store, cleaner: Cleaner, workers: int | None) -> None:
        self.cleaner = cleaner
        self._always = workers is not None
        number = workers or usual_number()
        setup = Setup(home.rules, home.signs, self.cleaner.fingerprint, store.path)
        self._crew: Crew[Task, tuple[Part | Revised, ...]] | None = (
            Crew("archive.ingest.tasks:worker", setup, number) if number > 1 else None
        )

    def read(self, files: Iterable[tuple[Scanned, Source]], size: int, knows: Knows) -> Iterator[Part]:
        """Yield what is in files of so many bytes in all, cleaned."""
        tasks = of_files(files, self.cleaner.fingerprint, knows)
        return cast(Iterator[Part], self._done(tasks, knows, many=size >= MANY_BYTES))

    def clean(self, documents: Iterable[Stored], count: int, knows: Knows) -> Iterator[Revised]:
        """Yield what comes of stored documents, ``count`` at the most."""
        return cast(Iterator[Revised], self._done(of_stored(documents), knows, many=count >= MANY_DOCUMENTS))

    def _done(self, tasks: Iterable[Task], knows: Knows, *, many: bool) -> Iterator[Part | Revised]:
        if self._crew is not None and (many or self._always):
            for answers in self._crew.answers(tasks):
                yield from answers
        else:
            for task in tasks:
                yield from do(task, self.cleaner, knows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._crew is not None:
            self._crew.close()
