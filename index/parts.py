"""An index in parts: this process and workers beside it index a share of the articles each."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from archive.crew import Crew
from archive.errors import GenerationError
from archive.store.shares import Share
from index.engine import AdoptingWriter, engine_module

MANY = 3_000
"""Articles; fewer are indexed before workers have begun."""
_TOLD = 25  # times a part tells how far it is; more answers than a crew lets wait would hold it up


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the articles and the empty folder that the index of it is to be written to."""

    share: Share
    folder: Path

    def __str__(self) -> str:
        return f"the part of the index in {str(self.folder)!r}"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built: an index of which engine, in which folder, by how many processes."""

    engine: str
    folder: Path
    workers: int


def write_parts(
    writer: AdoptingWriter, job: Job, shares: Sequence[Share], progress: Callable[[int, int], None]
) -> None:
    """Index each share in a folder beside the job's, all side by side; ``writer`` adopts what was written.

    This process takes a share as well, for it would have nothing else to do. The folder is like no
    other: a worker that outlives a run that was killed finds it gone, and cannot meddle with the next run.
    """
    beside = Path(tempfile.mkdtemp(prefix=f"{job.folder.name}-parts-", dir=job.folder.parent))
    parts = [Part(share, beside / str(place)) for place, share in enumerate(shares)]
    total = sum(len(share.revisions) for share in shares)
    done = 0
    try:
        with Crew[Part, int]("index.parts:worker", job.engine, len(parts) - 1) as crew, _all_kept():
            others = crew.answers(parts[1:])
            for count in chain(_written(job.engine, parts[0]), others):
                done += count
                progress(min(done * len(parts), total), total)  # the others are as far, about
        writer.adopt([part.folder for part in parts])
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def worker(engine: str) -> Callable[[Part], Iterator[int]]:
    """Return what writes a part, and yields now and then how many articles more are done."""
    gc.disable()
    return partial(_written, engine)


@contextmanager
def _all_kept() -> Iterator[None]:
    """Look for no rubbish: what is gathered is none, and much to look through."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _written(engine: str, part: Part) -> Iterator[int]:
    part.folder.mkdir(mode=0o700)
    writer = engine_module(engine).create(part.folder)
    every, since = len(part.share.revisions) // _TOLD + 1, 0
    try:
        for article in part.share.articles():
            writer.add(article)
            since += 1
            if since == every:
                yield since
                since = 0
        writer.commit()
    except BaseException:
        with suppress(GenerationError):  # the folder of a run that was killed is gone
            writer.abort()
        raise
    if since:
        yield since
