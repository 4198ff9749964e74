"""Staged articles to a new index generation, built apart and verified before anyone sees it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.crew import usual_number
from archive.errors import GenerationError
from archive.store import Generation
from archive.store.staged import Staged
from index.engine import (
    DEFAULT_ENGINE,
    FAST_ENGINE,
    MANY_FOR_DEFAULT,
    AdoptingWriter,
    IndexWriter,
    engine_module,
)
from index.generation import MANIFEST, open_generation, seal, verify
from index.parts import MANY, Job, write_parts
from index.query import Everything

_REPORTED_EVERY = 100  # articles


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds with the ``engine`` named, else with the one remembered, else with the default.

    Where there is much to index, so many ``workers`` do it; None: the usual number.
    This is what ``archive.ingest`` is handed as ``build``. Raises ``GenerationError`` at once
    for an engine there is not. ``tell`` hears it once when the default engine is given more than
    ``many`` articles.
    """

    engine: str | None = None
    workers: int | None = None
    tell: Callable[[str], None] | None = None
    many: int = MANY_FOR_DEFAULT

    def __post_init__(self) -> None:
        if self.engine is not None:
            engine_module(self.engine)

    def __call__(
        self, staged: Staged, folder: Path, *, fresh: bool, progress: Callable[[int, int], None]
    ) -> Generation | None:
        """Return the new generation, in a folder of its own in ``folder``; None for no need of one."""
        from index.analysis import fingerprint

        engine = self.engine or staged.setting("engine") or DEFAULT_ENGINE
        analysis = fingerprint()
        serving = staged.serving
        older = folder / serving.folder if serving else None
        extends = (
            not fresh
            and serving is not None
            and (serving.engine, serving.analysis) == (engine, analysis)
            and older is not None
            and _is_whole(older, serving)
            and not engine_module(engine).is_worn(older)
        )
        if extends and staged.unchanged:
            return None
        if self.tell is not None and engine == DEFAULT_ENGINE and _passes(self.many, staged):
            self.tell(
                f"of more than {self.many:,} articles {FAST_ENGINE} makes lighter work: install it with "
                f"pip install 'news-archive[{FAST_ENGINE}]', then: "
                f"archive rebuild --index-only --engine {FAST_ENGINE}"
            )
        number = staged.next_number
        new = folder / f"{number}-{engine}"
        try:
            new.mkdir(parents=True, mode=0o700)
            if extends and older is not None:
                link_files(older, new)
                writer = engine_module(engine).extend(new)
            else:
                extends = False
                writer = engine_module(engine).create(new)
            count = staged.added_count if extends else staged.count
            job = Job(engine, new, self.workers or (usual_number() if count >= MANY else 1))
            _write(writer, job, staged, progress, extends=extends)
            manifest = seal(
                new,
                engine=engine,
                analysis=analysis,
                articles=staged.count,
                older=older if extends else None,
            )
            generation = Generation(
                number=number,
                engine=engine,
                folder=new.name,
                analysis=analysis,
                articles=staged.count,
                manifest=manifest,
            )
            _prove(folder, generation, staged)
        except OSError as error:
            shutil.rmtree(new, ignore_errors=True)
            raise GenerationError(f"cannot write the index in {str(new)!r}: {error.strerror}") from error
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        return generation


def link_files(older: Path, new: Path) -> None:
    """Give ``new`` the files of an older generation, as hard links; copied where links fail."""
    for path in sorted(older.rglob("*")):
        target = new / path.relative_to(older)
        if path.is_dir():
            target.mkdir()
        elif path.name != MANIFEST:
            try:
                os.link(path, target)
            except OSError:
                shutil.copy2(path, target)


def _passes(many: int, staged: Staged) -> bool:
    """Tell whether the archive only now comes to more articles than so many."""
    before = staged.serving.articles if staged.serving else 0
    return before <= many < staged.count


def _is_whole(older: Path, serving: Generation) -> bool:
    try:
        verify(older, serving)
    except GenerationError:
        return False
    return True


def _write(
    writer: IndexWriter,
    job: Job,
    staged: Staged,
    progress: Callable[[int, int], None],
    *,
    extends: bool,
) -> None:
    """Write what is to be in the index to it, alone or with workers."""
    try:
        if extends:
            for article_id in staged.removed():
                writer.delete(article_id)
        count = staged.added_count if extends else staged.count
        if job.workers > 1 and isinstance(writer, AdoptingWriter):
            write_parts(writer, job, staged.shares(job.workers, of_added=extends), progress)
        else:
            for done, article in enumerate(staged.added() if extends else staged.every(), start=1):
                writer.add(article)
                if done % _REPORTED_EVERY == 0 or done == count:
                    progress(done, count)
        writer.commit()
    except BaseException:
        writer.abort()
        raise


def _prove(folder: Path, generation: Generation, staged: Staged) -> None:
    engine = open_generation(folder, generation, staged.every)
    try:
        found = engine.search(Everything(), limit=0).total
    finally:
        engine.close()
    if found != generation.articles:
        raise GenerationError(
            f"the new index holds {found} articles in place of {generation.articles}, so it was thrown away; "
            "try: archive rebuild --index-only"
        )
