"""Workers: answers in order, and no end of a worker or of the parent that leaves the other waiting."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from running import environment

from archive.crew import Crew
from archive.errors import ArchiveError

PARENT = """
import sys
from itertools import count
from archive.crew import Crew
with Crew("trades:counting", 0, 2) as crew:
    for answer in crew.answers(count(1)):
        print("at work", flush=True)
"""


def test_answers_come_in_the_order_of_the_tasks_whoever_is_first() -> None:
    with Crew[int, tuple[int, int]]("trades:counting", 3_000_000, 2) as crew:
        answers = list(crew.answers(range(60)))

    assert answers == [(task, number) for task in range(60) for number in range(task)]


def test_tasks_are_taken_only_as_there_is_room() -> None:
    taken = []

    def tasks() -> object:
        for task in count(1):
            taken.append(task)
            yield task

    with Crew[int, tuple[int, int]]("trades:counting", 0, 2) as crew:
        next(crew.answers(tasks()))  # type: ignore[arg-type]

    assert len(taken) <= 6


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (
            "killed",
            "a worker was killed (signal 9), perhaps for want of memory, at 2; what is finished is kept, "
            "so run it again, or with --workers 1 to do without workers",
        ),
        (
            "ended",
            "a worker ended (code 7) at 2; what is finished is kept, "
            "so run it again, or with --workers 1 to do without workers",
        ),
        ("told", "no such luck"),
        ("raised", "2: ValueError: no such luck; please report this"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_that_fails_is_told_of_after_all_before_it(way: str, told: str) -> None:
    answers: list[int] = []
    with Crew[int, int]("trades:failing", way, 2) as crew, pytest.raises(ArchiveError) as raised:
        answers.extend(crew.answers(range(9)))

    assert (answers, str(raised.value)) == ([0, 1], told)


def test_what_a_worker_prints_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with Crew[int, int]("trades:printing", None, 1) as crew:
        answers = list(crew.answers(range(3)))

    assert (answers, capfd.readouterr()) == ([0, 1, 2], ("", "task 0\ntask 1\ntask 2\n"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_workers_end_when_their_parent_is_killed() -> None:
    path = os.pathsep.join((environment({})["PYTHONPATH"], str(Path(__file__).parent)))
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment({"PYTHONPATH": path}),
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        first = parent.stdout.readline()
        parent.kill()
        # The workers have the same stderr: it ends when the last of them does.
        left = parent.stderr.read()

    assert (first, left) == (b"at work\n", b"")
