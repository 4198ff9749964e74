"""What the workers of tests can do; imported in their processes, and so light."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator

from archive.errors import ArchiveError


def counting(setup: int) -> Callable[[int], Iterator[tuple[int, int]]]:
    """Count up to a task, the first to ``setup`` times as much work."""

    def count(task: int) -> Iterator[tuple[int, int]]:
        sum(range(setup if task == 0 else 0))
        return ((task, number) for number in range(task))

    return count


def failing(setup: str) -> Callable[[int], Iterator[int]]:
    """Fail at the third task, in the way that ``setup`` names."""

    def fail(task: int) -> Iterator[int]:
        if task == 2:
            match setup:
                case "killed":
                    os.kill(os.getpid(), signal.SIGKILL)
                case "ended":
                    os._exit(7)
                case "told":
                    raise ArchiveError("no such luck")
                case _:
                    raise ValueError("no such luck")
        yield task

    return fail


def printing(setup: None) -> Callable[[int], Iterator[int]]:
    """Answer with the task, and print it."""

    def tell(task: int) -> Iterator[int]:
        sys.stdout.write(f"task {task}\n")
        sys.stdout.flush()
        yield task

    return tell
