"""Text to the user: stdout, stderr, a pager; and what the terminal at hand can show."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from typing import TextIO

from index.console import harmless
from index.console.screen import Screen
from index.console.wrap import cells


def screen(stream: TextIO | None = None, environ: Mapping[str, str] = os.environ) -> Screen:
    """Return what ``stream`` (stdout where none is given) can show.

    Colour is for terminals; ``NO_COLOR`` or ``CLICOLOR=0`` forbid it, ``CLICOLOR_FORCE`` wants it
    in a pipe as well. A dumb terminal has none.
    """
    stream = stream or sys.stdout
    terminal = stream.isatty()
    if environ.get("NO_COLOR"):
        colour = False
    elif environ.get("CLICOLOR_FORCE", "0") != "0":
        colour = True
    else:
        colour = terminal and environ.get("CLICOLOR") != "0" and environ.get("TERM") != "dumb"
    if not terminal:
        return Screen(colour=colour)
    size = shutil.get_terminal_size()
    return Screen(columns=size.columns, rows=size.lines, colour=colour)


def write(text: str) -> None:
    """Write text for people to stdout; what its encoding lacks is shown as ``?``.

    A reader that has gone (``| head``) ends the program quietly.
    """
    if sys.stdout.errors == "strict" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave()


def write_bytes(raw: bytes) -> None:
    """Write bytes to stdout as they are; a reader that has gone ends the program quietly."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave()


def write_data(text: str) -> None:
    """Write text for programs to stdout: UTF-8, whatever the locale says."""
    write_bytes(text.encode())


def note(message: str) -> None:
    """Write a note or an error to stderr, made harmless, its line ends kept."""
    try:
        sys.stderr.write(f"{harmless.lines(message)}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115


def page(text: str, shown_on: Screen, environ: Mapping[str, str] = os.environ) -> None:
    """Write ``text``, through a pager where it is longer than the terminal.

    The pager is ``ARCHIVE_PAGER``, else ``PAGER``, else ``less -FRX``; empty or ``cat`` means none.
    """
    import shlex

    command = environ.get("ARCHIVE_PAGER", environ.get("PAGER", "less -FRX"))
    if not _is_longer(text, shown_on) or command.strip() in ("", "cat"):
        write(text)
        return
    try:
        pager = subprocess.Popen(  # noqa: S603 - the user's own pager, without a shell
            shlex.split(command), stdin=subprocess.PIPE, env={"LESS": "FRX", **environ}
        )
    except (OSError, ValueError):
        write(text)
        return
    # Ctrl-C is the pager's own while it runs.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(text.encode(sys.stdout.encoding, errors="replace"))
    finally:
        signal.signal(signal.SIGINT, before)


def _is_longer(text: str, shown_on: Screen) -> bool:
    if shown_on.columns is None or shown_on.rows is None:
        return False
    lines = text.splitlines()
    if len(lines) >= shown_on.rows:
        return True
    return sum(max(1, -(-cells(line) // shown_on.columns)) for line in lines) >= shown_on.rows


def _leave() -> None:
    # What is still in the buffer would be written, and fail, once more at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)
