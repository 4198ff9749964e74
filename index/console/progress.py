"""How far long work is, as bars on a terminal."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import Protocol

_SECONDS_BETWEEN = 0.1


class Step(Protocol):
    """How far a run is: ``done`` of ``total`` (None: not known) in ``doing``.

    ``documents`` have been read so far, and so many ``refusals`` made.
    """

    @property
    def doing(self) -> str: ...  # noqa: D102
    @property
    def done(self) -> int: ...  # noqa: D102
    @property
    def total(self) -> int | None: ...  # noqa: D102
    @property
    def documents(self) -> int: ...  # noqa: D102
    @property
    def refusals(self) -> int: ...  # noqa: D102


@contextlib.contextmanager
def bars() -> Iterator[Callable[[Step], None]]:
    """Show a bar for each kind of work on stderr while inside; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<10}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TimeRemainingColumn(),
    )
    tasks: dict[str, TaskID] = {}
    shown: dict[str, float] = {}
    began: dict[str, float] = {}
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as progress:

        def advance(step: Step) -> None:
            now = time.monotonic()
            if step.doing not in tasks:
                for before in progress.tasks:  # what has no known end has come to it
                    progress.update(before.id, total=before.completed)
                tasks[step.doing] = progress.add_task(step.doing, total=step.total, told="")
                began[step.doing] = now
            elif step.done != step.total and now - shown[step.doing] < _SECONDS_BETWEEN:
                return
            shown[step.doing] = now
            told = said(step, now - began[step.doing])
            progress.update(tasks[step.doing], completed=step.done, total=step.total, told=told)

        yield advance


def said(step: Step, seconds: float) -> str:
    """Return how fast a kind of work goes, and how much was refused so far.

    Of reading the documents count, not the files: one file may hold thousands.
    """
    is_reading = step.doing == "reading"
    rate = (step.documents if is_reading else step.done) / seconds if seconds > _SECONDS_BETWEEN else 0
    parts = [f"{rate:,.0f}{' documents' if is_reading else ''}/s"] if rate else []
    if step.refusals:
        parts.append(f"{step.refusals:,} refused")
    return ", ".join(parts)
