import io
import os
import pty
from collections.abc import Iterator, Mapping
from typing import TextIO

import pytest

from index.console import terminal
from index.console.screen import Screen


@pytest.fixture
def tty() -> Iterator[TextIO]:
    """One end of a terminal, as stdout would be."""
    number, other = pty.openpty()
    with os.fdopen(other, "w", encoding="utf-8") as stream:
        yield stream
    os.close(number)


@pytest.mark.parametrize(
    ("environ", "has_colour"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"CLICOLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
    ],
)
def test_colour_is_for_terminals_where_nobody_objects(
    tty: TextIO, environ: Mapping[str, str], has_colour: bool
) -> None:
    assert terminal.screen(tty, environ).colour is has_colour


@pytest.mark.parametrize(
    ("environ", "has_colour"),
    [({}, False), ({"CLICOLOR_FORCE": "1"}, True), ({"CLICOLOR_FORCE": "0"}, False)],
)
def test_colour_in_a_pipe_must_be_asked_for(environ: Mapping[str, str], has_colour: bool) -> None:
    assert terminal.screen(io.StringIO(), environ) == Screen(colour=has_colour)


def test_a_pipe_has_no_columns() -> None:
    assert terminal.screen(io.StringIO(), {}).reading_width is None
