"""What ``archive rebuild`` and ``update`` show: how far a run is, and then what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol, TypeVar

from index.console import harmless, terminal
from index.console.progress import bars

Report = TypeVar("Report")


class Step(Protocol):
    """How far a run is: ``done`` of ``total`` (None: not known) in ``doing``."""

    @property
    def doing(self) -> str: ...  # noqa: D102
    @property
    def done(self) -> int: ...  # noqa: D102
    @property
    def total(self) -> int | None: ...  # noqa: D102


def print_run(
    run: Callable[[Callable[[Step], None]], Report],
    account: Callable[[Report], str],
    refusals: Callable[[Report], Collection[str]],
    notes: Callable[[Report], Collection[str]],
) -> bool:
    """Run, and print the account of it; tell whether anything was refused, each with a note."""
    with bars() as advance:
        report = run(lambda step: advance(step.doing, step.done, step.total))
    refused = refusals(report)
    for text in (*notes(report), *refused):
        terminal.note(harmless.line(text))
    terminal.write(account(report) + "\n")
    return bool(refused)
