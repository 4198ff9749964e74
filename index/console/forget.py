"""What ``archive forget`` does: name the articles, ask, and take them out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from archive.errors import ArchiveError
from index.console import terminal
from index.console.naming import resolved


def ask_and_forget(
    store: Path, names: Sequence[str], forget: Callable[[Sequence[str]], bool], *, yes: bool
) -> bool:
    """Tell whether the articles were forgotten: with ``yes``, or when the user says so.

    ``forget`` takes out the ids and tells whether no trace is left. Nobody is asked off a
    terminal: that raises ``ArchiveError``.
    """
    found = resolved(store, names)
    for one in found:
        terminal.note(f"{one.id}  {one.title or '(untitled)'}")
    if not yes:
        if not sys.stdin.isatty():
            raise ArchiveError("forgetting is for good; say --yes to do it without being asked")
        if not typer.confirm("Forget for good?", err=True):
            terminal.note("archive: nothing was forgotten")
            return False
    is_sealed = forget([one.id for one in found])
    trace = "" if is_sealed else "; a reader holds the last trace, which goes with the next run"
    terminal.note(f"archive: forgotten{trace}")
    return True
