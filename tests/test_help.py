"""The manual, as the program prints it."""

import re
from pathlib import Path

import pytest
from running import ROOT, archive


@pytest.mark.parametrize("page", ["formats", "json", "queries", "rules"])
def test_a_page_of_the_manual_is_printed_as_it_stands(page: str) -> None:
    ran = archive("help", page)

    assert (ran.code, ran.out) == (0, (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"))


def test_without_a_page_the_commands_are_listed() -> None:
    assert archive("help").out == archive("--help").out


def test_a_page_there_is_not_is_an_error_that_names_those_there_are() -> None:
    ran = archive("help", "query")

    assert (ran.code, ran.err) == (
        2,
        "archive: no page 'query'; there are formats, json, queries, rules\n",
    )


def test_every_page_that_is_printed_goes_into_the_wheel() -> None:
    packaged = re.findall(r'^"docs/(\w+)\.md" = "commands/manual/\1\.md"$', PYPROJECT, re.MULTILINE)

    assert packaged == ["formats", "json", "queries", "rules"]


PYPROJECT = (Path(ROOT) / "pyproject.toml").read_text(encoding="utf-8")
