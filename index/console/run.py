"""What ``archive rebuild`` and ``update`` show: how far a run is, and then what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from index.console import harmless, terminal
from index.console.progress import Step, bars

Report = TypeVar("Report")


def print_run(
    run: Callable[[Callable[[Step], None]], Report],
    account: Callable[[Report], str | None],
    refusals: Callable[[Report], Collection[str]],
    notes: Callable[[Report], Collection[str]],
) -> bool:
    """Run, and print the account of it; tell whether anything was refused, each with a note."""
    with bars() as advance:
        report = run(advance)
    refused = refusals(report)
    for text in (*notes(report), *refused):
        terminal.note(harmless.line(text))
    if told := account(report):
        terminal.write(told + "\n")
    return bool(refused)
