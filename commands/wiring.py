"""What every command shares: exit codes, the archive's home, the account of a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from archive.home import Home
    from archive.ingest import Progress, Report


class Start(NamedTuple):
    """What is said before the name of the command."""

    home: Path | None = None
    shared: bool = False


DONE, NOTHING, ERROR, REFUSED, INTERRUPTED = 0, 1, 2, 3, 130


def home_of(ctx: typer.Context, named: Path | None) -> Home:
    """Return the home that is named after the command, before it, or nowhere.

    Raises ``StoreError`` where others may have written there and it is not said to be shared.
    """
    from dataclasses import replace

    from archive.home import locate
    from index.console import terminal

    start: Start = ctx.obj
    home = replace(locate(named or start.home), shared=start.shared, note=terminal.note)
    home.guard()
    return home


def report(
    run: Callable[[Progress], Report], refused_to: Path | None = None, *, unless_idle: bool = False
) -> int:
    """Run, print the account of it, and return the exit code; what is refused goes to a file, too.

    ``unless_idle``: of a run that found nothing to do, nothing is printed.
    """
    from archive.ingest.account import account, is_idle, notes, refusals
    from archive.ingest.refusals import written
    from index.console.run import print_run

    def recorded(progress: Progress) -> Report:
        with written(refused_to, progress) as progress:
            return run(progress)

    def told(report: Report) -> str | None:
        return None if unless_idle and is_idle(report) else account(report)

    return REFUSED if print_run(recorded, told, refusals, notes) else DONE
