"""A run: sources scanned, files read and cleaned, the outcome planned, indexed and published."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from archive.errors import ArchiveError
from archive.given import apart as names_apart
from archive.home import Home
from archive.ingest.cleaning import Cleaner, todays_cleaner
from archive.ingest.hands import Hands
from archive.ingest.intake import Waits, take_in, take_names
from archive.ingest.report import Progress, Report, Tally, quiet
from archive.ingest.settling import settle
from archive.ingest.sources import remember
from archive.ingest.writing import LOCK_SECONDS, Build, clear_up, writing
from archive.store import Source, Store, planning
from archive.store.coming import Changes
from archive.store.connection import translated
from archive.store.publishing import publish
from archive.store.staged import Staged
from archive.store.staging import Staging

_FEW = 5
"""So many articles may go without a word, however small the archive."""
_NOTHING: Mapping[str, str] = {}


def rebuild(
    home: Home,
    paths: Sequence[Path] = (),
    *,
    build: Build,
    cleaner: Cleaner | None = None,
    given: Mapping[str, str] = _NOTHING,
    excludes: Sequence[str] = (),
    gone: bool = False,
    dry_run: bool = False,
    workers: int | None = None,
    progress: Progress = quiet,
    timeout: float = LOCK_SECONDS,
) -> Report:
    """Read, clean, store and index all remembered sources, ``paths`` among them from now on.

    ``given`` (field to value) and ``excludes`` (globs) are remembered with the paths named.
    Unless ``gone``, a missing source or a fifth of the archive gone at once is an error that
    changes nothing. Much is read by so many ``workers``, None: the usual number. Raises
    ``ArchiveError``; bad input is reported, not raised.
    """
    if not home.store.exists():
        remember((), paths, given=given, excludes=excludes, next_number=1)
    return _from_sources(
        home,
        paths,
        build=build,
        cleaner=cleaner,
        given=given,
        excludes=excludes,
        gone=gone,
        dry_run=dry_run,
        workers=workers,
        progress=progress,
        timeout=timeout,
        fresh=True,
        checksum=True,
    )


def update(
    home: Home,
    paths: Sequence[Path] = (),
    *,
    build: Build,
    cleaner: Cleaner | None = None,
    given: Mapping[str, str] = _NOTHING,
    excludes: Sequence[str] = (),
    gone: bool = False,
    checksum: bool = False,
    dry_run: bool = False,
    workers: int | None = None,
    waits: Waits | None = None,
    progress: Progress = quiet,
    timeout: float = LOCK_SECONDS,
) -> Report:
    """Take in what is new, changed or gone; as ``rebuild``, but unchanged files are not opened.

    A file is unchanged when size and time of change are, or else its hash, which is taken of
    all files with ``checksum``.
    One that ``waits`` is left alone: it is not complete.
    """
    return _from_sources(
        home,
        paths,
        build=build,
        cleaner=cleaner,
        given=given,
        excludes=excludes,
        gone=gone,
        dry_run=dry_run,
        workers=workers,
        progress=progress,
        timeout=timeout,
        fresh=False,
        checksum=checksum,
        waits=waits,
    )


def reclean(
    home: Home,
    *,
    build: Build,
    cleaner: Cleaner | None = None,
    dry_run: bool = False,
    workers: int | None = None,
    progress: Progress = quiet,
    timeout: float = LOCK_SECONDS,
) -> Report:
    """Clean the kept raw bytes again, sources untouched, and index all anew."""
    started = time.monotonic()
    tally = Tally(progress)
    with writing(home, dry_run=dry_run, timeout=timeout) as store:
        sources = _remembered(store)
        with translated(store.path), Staging(store, dry_run=dry_run) as staging:
            planning.touch_every(staging)
            with Hands(home, store, *_at_work(home, cleaner, workers)) as hands:
                settle(staging, sources, hands, tally)
            return _finish(home, staging, build, tally, started=started, fresh=True)


def reindex(home: Home, *, build: Build, progress: Progress = quiet, timeout: float = LOCK_SECONDS) -> Report:
    """Index the stored articles anew; nothing is read or cleaned."""
    started = time.monotonic()
    with (
        writing(home, timeout=timeout) as store,
        translated(store.path),
        Staging(store) as staging,
    ):
        return _finish(home, staging, build, Tally(progress), started=started, fresh=True)


def _from_sources(
    home: Home,
    paths: Sequence[Path],
    *,
    build: Build,
    cleaner: Cleaner | None,
    given: Mapping[str, str],
    excludes: Sequence[str],
    gone: bool,
    dry_run: bool,
    workers: int | None,
    progress: Progress,
    timeout: float,
    fresh: bool,
    checksum: bool,
    waits: Waits | None = None,
) -> Report:
    started = time.monotonic()
    tally = Tally(progress)
    # What is wrong with a rule is said before anything is made.
    cleaner, workers = _at_work(home, cleaner, workers)
    with writing(home, create=fresh, dry_run=dry_run, timeout=timeout) as store:
        before = _remembered(store)
        sources = remember(before, paths, given=given, excludes=excludes, next_number=_next_source(store))
        sources = _present(sources, gone=gone)
        with translated(store.path), Staging(store, dry_run=dry_run) as staging:
            take_names(staging, sources, home, tally, waits=waits)
            if not fresh:
                mapped_anew = _mapped_anew(before, sources)
                if not checksum:
                    staging.skip_unchanged(but=mapped_anew)
                staging.expect_same(but=mapped_anew)
            with Hands(home, store, cleaner, workers) as hands:
                take_in(staging, sources, hands, tally)
                planning.retire(staging)
                planning.touch(staging, given_changed=_given_changed(before, sources))
                settle(staging, sources, hands, tally)
            _check_gone(planning.changes(staging), allowed=gone)
            return _finish(home, staging, build, tally, started=started, fresh=fresh, sources=sources)


def _at_work(home: Home, cleaner: Cleaner | None, workers: int | None) -> tuple[Cleaner, int | None]:
    """Return what cleans, and how many do: a cleaner that is handed in stays in this process."""
    return (todays_cleaner(home.rules, home.signs), workers) if cleaner is None else (cleaner, 1)


def _remembered(store: Store) -> tuple[Source, ...]:
    with store.snapshot() as snapshot:
        return snapshot.sources()


def _next_source(store: Store) -> int:
    (number,) = store.connection.execute("SELECT coalesce(max(number), 0) + 1 FROM sources").fetchone()
    return int(number)


def _present(sources: Sequence[Source], *, gone: bool) -> tuple[Source, ...]:
    for source in sources:
        if not Path(source.root).exists() and not gone:
            raise ArchiveError(
                f"the source {source.root!r} is missing, so nothing was changed; "
                "bring it back, or say --gone to let its articles go"
            )
    return tuple(source for source in sources if Path(source.root).exists())


def _given_changed(before: Sequence[Source], after: Sequence[Source]) -> list[int]:
    given = {source.number: source.given for source in before}
    return [source.number for source in after if given.get(source.number, source.given) != source.given]


def _mapped_anew(before: Sequence[Source], after: Sequence[Source]) -> list[int]:
    """Return the sources whose records are to be read under other names than they were."""
    names = {source.number: names_apart(source.given)[1] for source in before}
    return [source.number for source in after if names.get(source.number) != names_apart(source.given)[1]]


def _check_gone(changes: Changes, *, allowed: bool) -> None:
    if not allowed and changes.gone >= _FEW and changes.gone * 5 >= changes.before:
        raise ArchiveError(
            f"{changes.gone} of {changes.before} articles would be gone, so nothing was changed; "
            "if that is meant, say --gone"
        )


def _finish(
    home: Home,
    staging: Staging,
    build: Build,
    tally: Tally,
    *,
    started: float,
    fresh: bool,
    sources: Sequence[Source] | None = None,
) -> Report:
    changes = planning.changes(staging)
    if not staging.dry_run:
        # What was cleaned is safe from here on, whatever becomes of the index.
        staging.checkpoint()
        generation = build(
            Staged(staging),
            home.index,
            fresh=fresh,
            progress=lambda done, total: tally.tell("indexing", done, total),
        )
        settings = {"engine": generation.engine} if generation else {}
        publish(staging, generation=generation, sources=sources, settings=settings)
        tally.tell("publishing", 1, 1)
        clear_up(home, staging.store)
    return Report(
        files=tally.files,
        read=tally.read,
        new=changes.new,
        unchanged=changes.unchanged,
        changed=changes.changed,
        gone=changes.gone,
        refused=tuple(tally.refused),
        notes=tuple(tally.notes.values()),
        forgotten=tally.forgotten,
        articles=changes.after,
        seconds=time.monotonic() - started,
        dry_run=staging.dry_run,
    )
