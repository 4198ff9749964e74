"""Take dumps in: ``rebuild``, ``update`` and ``watch``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from archive.errors import ArchiveError
from commands import options as line
from commands.wiring import home_of, report

if TYPE_CHECKING:
    from archive.ingest import Progress, Report
    from archive.ingest.intake import Waits


def rebuild(
    ctx: typer.Context,
    paths: line.Paths = None,
    engine: line.EngineName = None,
    given: line.Given = None,
    named: line.Mapped = None,
    exclude: line.Exclude = None,
    stored: line.Stored = False,
    index_only: line.IndexOnly = False,
    gone: line.Gone = False,
    dry_run: line.DryRun = False,
    workers: line.Workers = None,
    refused_to: line.RefusedTo = None,
    home: line.Home = None,
) -> int:
    """Read, clean, store and index everything.

    The old index serves until the new one is whole. PATHs are remembered; with none, all that are
    remembered are read, else ./seeds.
    """
    if (stored or index_only) and (paths or given or named or exclude or gone or (stored and index_only)):
        raise ArchiveError("--stored and --index-only stand alone, as they read no PATH")
    if index_only and dry_run:
        raise ArchiveError("--index-only changes no article, so there is nothing to --dry-run")
    from archive import ingest
    from archive.given import known as checked
    from index.build import Builder

    place, known = home_of(ctx, home), checked(given, named)
    build = Builder(engine, workers, place.note)

    def run(progress: Progress) -> Report:
        if index_only:
            return ingest.reindex(place, build=build, progress=progress)
        if stored:
            return ingest.reclean(place, build=build, dry_run=dry_run, workers=workers, progress=progress)
        return ingest.rebuild(
            place,
            paths or (),
            build=build,
            given=known,
            excludes=exclude or (),
            gone=gone,
            dry_run=dry_run,
            workers=workers,
            progress=progress,
        )

    return report(run, refused_to)


def update(
    ctx: typer.Context,
    paths: line.Paths = None,
    given: line.Given = None,
    named: line.Mapped = None,
    exclude: line.Exclude = None,
    checksum: line.Checksum = False,
    gone: line.Gone = False,
    dry_run: line.DryRun = False,
    workers: line.Workers = None,
    refused_to: line.RefusedTo = None,
    home: line.Home = None,
) -> int:
    """Take in what is new, changed or gone. Files that look unchanged are not opened."""
    from archive import ingest
    from archive.given import known as checked
    from index.build import Builder

    place, known = home_of(ctx, home), checked(given, named)
    return report(
        lambda progress: ingest.update(
            place,
            paths or (),
            build=Builder(workers=workers, tell=place.note),
            given=known,
            excludes=exclude or (),
            checksum=checksum,
            gone=gone,
            dry_run=dry_run,
            workers=workers,
            progress=progress,
        ),
        refused_to,
    )


def watch(
    ctx: typer.Context,
    paths: line.Paths = None,
    rest: line.Rest = 2.0,
    poll: line.Poll = False,
    workers: line.Workers = None,
    home: line.Home = None,
) -> None:
    """Follow the remembered folders, PATHs among them, and take in what arrives; Ctrl-C ends it.

    A file is taken once it is complete: not written to for a while, and not named .part, .tmp or the
    like.
    """
    from archive import ingest
    from archive.ingest.watching import watch as follow
    from index.build import Builder
    from index.console import terminal
    from index.console.wording import complaint

    place, new = home_of(ctx, home), list(paths or ())
    taken: list[Waits] = []

    def take(waits: Waits) -> None:
        report(
            lambda progress: ingest.update(
                place, new, build=Builder(workers=workers), workers=workers, waits=waits, progress=progress
            ),
            unless_idle=bool(taken),
        )
        taken.append(waits)
        new.clear()

    follow(place, take, lambda error: terminal.note(complaint(error)), rest=rest, poll=poll)
