"""Processes that work beside this one: tasks go to them, what they make of each comes back in order.

A worker is this program started anew, so that it shares nothing with its parent, on any platform.
Tasks and answers pass through pipes: the parent's death is an end of file to a worker, and a
worker's death one to the parent, so that neither outlives or waits for the other.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar

from archive.errors import ArchiveError

MOST = 2
"""Workers, unless more are asked for: each takes what its automata take, and a run promises 400 MB."""

_AHEAD = 3  # tasks a worker that are given out before the first is answered to its end
_ROOM = 32  # answers to one task that wait to be taken
_SECONDS_TO_END = 5.0
_START = (
    "import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from archive.crew import serve; serve(sys.stdin.buffer)"
)

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Failed:
    error: ArchiveError


_OVER = None
"""Sent by a worker after its last answer to a task."""


@dataclass(slots=True, eq=False)
class _Job:
    task: object
    answers: SimpleQueue[Any] = field(default_factory=SimpleQueue)
    room: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_ROOM))


class Crew(Generic[Task, Answer]):
    """So many workers, started when the first task comes, gone with the end of ``with``.

    ``trade`` is a function, named ``module:function``, that makes of ``setup`` what does a task;
    ``setup``, tasks and answers can be pickled, and no answer is None. Only so much is given out
    and waits to be taken that memory stays flat.
    """

    def __init__(self, trade: str, setup: object, number: int) -> None:
        self._trade = trade
        self._setup = setup
        self._number = number
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._waiting: deque[_Job] = deque()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads: list[threading.Thread] = []
        self._closed = False

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Begin with the tasks; return the answers to each in order.

        Raises ``ArchiveError``, as they are taken, where a worker failed or died.
        """
        source = iter(tasks)
        self._give_out(source)
        return self._taken(source)

    def _taken(self, source: Iterator[Task]) -> Iterator[Answer]:
        while self._waiting:
            job = self._waiting[0]
            while (answer := job.answers.get()) is not _OVER:
                job.room.release()
                if isinstance(answer, _Failed):
                    raise answer.error
                yield answer
            self._waiting.popleft()
            self._give_out(source)

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self._closed = True
        for process in self._processes:
            process.kill()
        for job in self._waiting:
            job.room.release()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            _let_go(process)
        self._processes.clear()
        self._threads.clear()
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _give_out(self, tasks: Iterator[Task]) -> None:
        while len(self._waiting) < self._number * _AHEAD:
            try:
                job = _Job(next(tasks))
            except StopIteration:
                return
            if not self._processes:
                self._start()
            self._waiting.append(job)
            self._jobs.put(job)

    def _start(self) -> None:
        for _ in range(self._number):
            process = _started()
            self._processes.append(process)
            thread = threading.Thread(target=self._attend, args=(process,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _attend(self, process: subprocess.Popen[bytes]) -> None:
        """Hand tasks to a worker, one at a time, and take its answers, until there is no more to do."""
        told, tells = process.stdin, process.stdout
        assert told is not None
        assert tells is not None
        to_tell = [sys.path, (self._trade, self._setup)]
        while (job := self._jobs.get()) is not None:
            try:
                for message in (*to_tell, job.task):
                    pickle.dump(message, told)
                told.flush()
                to_tell.clear()
                while (answer := pickle.load(tells)) is not _OVER:  # noqa: S301 -- of our own process
                    job.room.acquire()
                    if self._closed:
                        return
                    job.answers.put(answer)
            except Exception:
                job.answers.put(_Failed(_death(process, job.task)))
                return
            job.answers.put(_OVER)


def usual_number() -> int:
    """Return how many workers there are to be where nobody says: no more than there are processors."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(processors or 1, MOST)


def serve(told: IO[bytes]) -> None:
    """Do tasks, as a worker, until there are no more."""
    parent_is_gone = contextlib.suppress(EOFError, BrokenPipeError, pickle.UnpicklingError)
    with parent_is_gone, os.fdopen(os.dup(1), "wb") as tells:
        # What a library prints must not come among the answers.
        os.dup2(2 if _is_open(2) else os.open(os.devnull, os.O_WRONLY), 1)
        _serve(told, tells)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _serve(told: IO[bytes], tells: IO[bytes]) -> None:
    trade, setup = pickle.load(told)  # noqa: S301 -- of our own parent
    module, _, function = trade.partition(":")
    do: Callable[[object], Iterator[object]] | None = None
    while True:
        task = pickle.load(told)  # noqa: S301 -- of our own parent
        try:
            do = do or getattr(import_module(module), function)(setup)
            for answer in do(task):
                pickle.dump(answer, tells)
                tells.flush()
        except BrokenPipeError:
            raise
        except ArchiveError as error:
            pickle.dump(_Failed(error), tells)
        except Exception as error:
            told_of = f"{task}: {type(error).__name__}: {error}; please report this"
            pickle.dump(_Failed(ArchiveError(told_of)), tells)
        pickle.dump(_OVER, tells)
        tells.flush()


def _started() -> subprocess.Popen[bytes]:
    """Start a worker that takes no notice of Ctrl-C, which is the parent's to heed."""
    command = [sys.executable, "-I", "-c", _START]
    if sys.platform == "win32":
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
        )
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _let_go(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        with contextlib.suppress(OSError):  # what was left to be told
            pipe.close()


def _death(process: subprocess.Popen[bytes], task: object) -> ArchiveError:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_END)
    code = process.returncode or 0
    how = f"was killed (signal {-code}), perhaps for want of memory," if code < 0 else f"ended (code {code})"
    return ArchiveError(
        f"a worker {how} at {task}; what is finished is kept, so run it again, "
        "or with --workers 1 to do without workers"
    )
