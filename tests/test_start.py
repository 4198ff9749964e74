"""A command imports what it needs, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, archive, environment

_DEAR = (
    *("bs4", "dateutil", "ftfy", "lxml", "pydantic", "re2", "rich", "trafilatura"),
    *("snowballstemmer", "tantivy", "whoosh"),
    *("archive.cleaner", "archive.ingest", "archive.store.coming"),
    *("csv", "index.explain", "index.feedback", "index.similar"),
    *("calendar", "random", "shlex", "tempfile"),
)
_SLOWLY_MADE = (  # the classes for which dataclasses has written code
    "{one.__name__ for module in tuple(sys.modules.values()) for one in vars(module).values()"
    " if '__dataclass_params__' in getattr(one, '__dict__', ())}"
)


def imported(*arguments: str | Path, told: str = "sys.modules") -> set[str]:
    """Return what a process that runs a command line has imported at its end, or else what is to be told."""
    program = (
        f"import sys, cli; code = cli.run({[str(one) for one in arguments]}); "
        f"print('\\n>' + '\\n>'.join({told})); sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment({}), capture_output=True, check=True
    )
    return {line[1:] for line in ran.stdout.decode().splitlines() if line.startswith(">")}


def test_a_search_imports_no_library_that_it_can_do_without(seeded: Path) -> None:
    assert imported("--home", seeded, "search", "guaido").intersection(_DEAR) == set()


def test_a_search_writes_code_for_no_class_but_the_home(seeded: Path) -> None:
    assert imported("--home", seeded, "search", "guaido", told=_SLOWLY_MADE) == {"Home"}


def test_the_help_imports_nothing_of_what_the_commands_do() -> None:
    assert {
        name for name in imported("--help") if name.startswith(("archive.", "index")) or name in _DEAR
    } == {"archive.errors"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["serch"], "archive: No such command 'serch'. Did you mean 'search'?\n"),
        (["rules", "tset"], "archive: No such command 'tset'. Did you mean 'test'?\n"),
    ],
)
def test_a_command_that_is_not_there_brings_the_nearest_one(arguments: list[str], told: str) -> None:
    ran = archive(*arguments)

    assert (ran.code, ran.err) == (2, told)


@pytest.mark.parametrize("name", ["search", "rules"])
def test_each_command_and_group_says_in_full_what_it_said_in_the_list(name: str) -> None:
    (line,) = (line for line in archive("--help").out.splitlines() if line.startswith(f"  {name} "))

    assert line.split(maxsplit=1)[1] in archive(name, "--help").out
