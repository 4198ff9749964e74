"""A run's work in tasks, for this process or for workers beside it; what comes of them is the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from archive.article import Origin
from archive.errors import ArchiveError, RefusedError
from archive.ingest.cleaning import Cleaner, revise_again, todays_cleaner
from archive.ingest.work import Knows, Part, Uncleaned, finished, read, work
from archive.reading import Found, Unread
from archive.store.coming import Piece, Revision, Scanned
from archive.store.known import Committed
from archive.store.values import Source

BIG_FILE = 4_000_000
"""Bytes of a file that is read here and cleaned by all; a smaller one is read and cleaned by one."""
_MOST = 32  # files or documents in a task, and answers that come together
_MOST_BYTES = 500_000

Sized = TypeVar("Sized")


@dataclass(frozen=True, slots=True)
class Files:
    """Files to be read and cleaned."""

    files: tuple[tuple[Scanned, Source], ...]

    def __str__(self) -> str:
        file, source = self.files[0]
        location = Origin(root=source.root, path=os.fsdecode(file.path)).location
        return f"{location!r}{_others(self.files, 'file')}"


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read of a file, to be cleaned."""

    parts: tuple[Part | Uncleaned, ...]

    def __str__(self) -> str:
        origins = [part.found.origin for part in self.parts if isinstance(part, Uncleaned)]
        place = f"document {origins[0].document + 1} of {origins[0].location!r}" if origins else "nothing"
        return f"{place}{_others(origins, 'document')}"


@dataclass(frozen=True, slots=True)
class Stored:
    """A document whose raw bytes the store kept, to be cleaned again."""

    number: int
    raw: bytes
    origin: Origin
    reader: str
    given: Mapping[str, str]
    decisions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Again:
    """Documents to be cleaned again."""

    documents: tuple[Stored, ...]

    def __str__(self) -> str:
        return f"{self.documents[0].origin.location!r}{_others(self.documents, 'document')}"


@dataclass(frozen=True, slots=True)
class Revised:
    """What came of a document that was cleaned again; ``refused`` says why nothing did."""

    number: int
    origin: Origin
    revision: Revision | None
    refused: str | None = None


Task = Files | Parts | Again


def do(task: Task, cleaner: Cleaner, knows: Knows) -> Iterator[Part | Revised]:
    """Yield what comes of a task."""
    match task:
        case Files(files):
            for file, source in files:
                yield from work(file, source, cleaner, knows)
        case Parts(parts):
            for part in parts:
                yield finished(part, cleaner)
        case Again(documents):
            for document in documents:
                yield _again(document, cleaner)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker goes by: the user's rules, the signs of all, the cleaner they make, the store."""

    rules: Path
    signs: Path
    fingerprint: str
    store: Path


def worker(setup: Setup) -> Callable[[Task], Iterator[tuple[Part | Revised, ...]]]:
    """Return what does a task in a process of its own, a few parts at a time."""
    cleaner = todays_cleaner(setup.rules, setup.signs)
    if cleaner.fingerprint != setup.fingerprint:
        raise ArchiveError("the cleaning rules changed after the run began; run it again")
    knows = Committed(setup.store).knows
    return lambda task: batches(do(task, cleaner, knows), _size)


def of_files(
    files: Iterable[tuple[Scanned, Source]], fingerprint: str, knows: Knows, *, big: int = BIG_FILE
) -> Iterator[Files | Parts]:
    """Yield the tasks that files come to: small ones together, of a big one what is read of it."""
    for is_big, some in groupby(files, lambda one: one[0].size >= big):
        if is_big:
            for file, source in some:
                yield from map(Parts, batches(read(file, source, fingerprint, knows), _size))
        else:
            yield from map(Files, batches(some, lambda one: one[0].size))


def of_stored(documents: Iterable[Stored]) -> Iterator[Again]:
    """Yield the tasks that stored documents come to."""
    return map(Again, batches(documents, lambda document: len(document.raw)))


def batches(values: Iterable[Sized], size: Callable[[Sized], int]) -> Iterator[tuple[Sized, ...]]:
    """Yield values together until they are many or, by their ``size`` in bytes, much."""
    batch: list[Sized] = []
    much = 0
    for value in values:
        batch.append(value)
        much += size(value)
        if len(batch) >= _MOST or much >= _MOST_BYTES:
            yield tuple(batch)
            batch.clear()
            much = 0
    if batch:
        yield tuple(batch)


def _others(all_of_them: Sequence[object], noun: str) -> str:
    return f" or one of the {len(all_of_them) - 1} {noun}s after it" if len(all_of_them) > 1 else ""


def _again(document: Stored, cleaner: Cleaner) -> Revised:
    try:
        revision = revise_again(
            cleaner, document.raw, document.origin, document.reader, document.given, document.decisions
        )
    except RefusedError as error:
        return Revised(document.number, document.origin, None, str(error))
    return Revised(document.number, document.origin, revision)


def _size(part: Part | Uncleaned | Revised) -> int:
    match part:
        case Uncleaned(Found(document)):
            return len(document.raw) + len(document.text)
        case Uncleaned(Unread(raw)):
            return len(raw)
        case Piece():
            return len(part.raw or b"") + (len(part.revision.content) if part.revision else 0)
        case Revised(revision=Revision(content=content)):
            return len(content)
        case _:
            return 0
