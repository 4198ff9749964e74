"""The command line run as a user would, and the five seeds by their outlets."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

import cli

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
ARCHIVE = (sys.executable, "-c", "import cli; cli.main()")
LOUVRE, DW, CNN, REUTERS, HILL = (
    "c92391cf0116ed88",
    "f2aaec5f59664f77",
    "430ddd038187d3cc",
    "25a1f7b6f8c454e6",
    "56d4653bd81748f3",
)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    path = os.pathsep.join((str(ROOT / "tests" / "offline"), str(ROOT)))
    return {**kept, "PYTHONPATH": path, "LANG": "C.UTF-8", **more}


def archive(*arguments: str | Path, stdin: bytes = b"", **more: str) -> Ran:
    """Run a command line, its output in pipes."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in ("ARCHIVE_HOME", "ARCHIVE_DEBUG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
            patch.delenv(name, raising=False)
        for name, value in more.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        patch.chdir(ROOT)
        code = cli.run([str(argument) for argument in arguments])
    written = []
    for stream in (out, err):
        stream.flush()
        written.append(stream.buffer.getvalue().decode())
    return Ran(code, *written)


def process(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a process of its own, its output in pipes."""
    return subprocess.run(
        [*ARCHIVE, *map(str, arguments)], capture_output=True, env=environment(more), cwd=ROOT, check=False
    )


def on_terminal(
    *arguments: str | Path,
    typed: bytes = b"",
    columns: int = 80,
    program: Sequence[str] = ARCHIVE,
    **more: str,
) -> Ran:
    """Run a command line on a terminal; what it prints and complains of comes as one."""
    size = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm-256color"}
    number, terminal = pty.openpty()
    ran = subprocess.Popen(
        [*program, *map(str, arguments)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment({**size, **more}),
        cwd=ROOT,
        start_new_session=True,
    )
    os.close(terminal)
    os.write(number, typed)
    shown, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([number], [], [], 1)[0]:
            try:
                read = os.read(number, 1 << 16)
            except OSError:  # the other side is closed
                break
            shown += read
            if not read:
                break
    os.close(number)
    return Ran(ran.wait(60), shown.decode().replace("\r\n", "\n"), "")


def found(home: Path, *query: str) -> tuple[int, set[str]]:
    """Return the exit code of a search and the ids that it found."""
    ran = archive("--home", home, "search", "--format", "ids", *query)
    return ran.code, set(ran.out.split())
