"""How far long work is, as bars on a terminal."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

_SECONDS_BETWEEN = 0.1

Advance = Callable[[str, int, int | None], None]
"""Takes what is being done, how much of it is done, and of how much (None: not known)."""


@contextlib.contextmanager
def bars() -> Iterator[Advance]:
    """Show a bar for each kind of work on stderr while inside; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<10}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
    )
    tasks: dict[str, TaskID] = {}
    shown: dict[str, float] = {}
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as progress:

        def advance(doing: str, done: int, total: int | None) -> None:
            now = time.monotonic()
            if doing not in tasks:
                for before in progress.tasks:  # what has no known end has come to it
                    progress.update(before.id, total=before.completed)
                tasks[doing] = progress.add_task(doing, total=total, rate="")
            elif done != total and now - shown[doing] < _SECONDS_BETWEEN:
                return
            shown[doing] = now
            speed = progress.tasks[tasks[doing]].speed
            progress.update(
                tasks[doing], completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else ""
            )

        yield advance
