"""What docs/queries.md says is what the program does."""

import re
from datetime import date
from pathlib import Path

import pytest

from archive.errors import QuerySyntaxError
from index.budget import MAX_EXPANSIONS, SECONDS
from index.fields import FIELDS
from index.parse import MAX_DEPTH, MAX_LENGTH, MAX_NEARS, MAX_WORDS, parse, show
from index.words import LONGEST

TODAY = date(2019, 3, 28)
PAGE = (Path(__file__).parents[1] / "docs" / "queries.md").read_text(encoding="utf-8")


def rows(header: str) -> list[list[str]]:
    """Return the cells of every table of the page that begins with this header."""
    tables = re.findall(rf"^{re.escape(header)}.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [[cell.strip() for cell in row.split("|")[1:-1]] for table in tables for row in table.splitlines()]


@pytest.mark.parametrize(("written", "understood"), [row[:2] for row in rows("| Written | Understood as |")])
def test_an_example_is_understood_as_the_page_says(written: str, understood: str) -> None:
    assert show(parse(written.strip("`"), TODAY)) == understood.strip("`")


@pytest.mark.parametrize(("written", "answer"), rows("| Written | Answer |"))
def test_an_example_is_refused_as_the_page_says(written: str, answer: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(written.strip("`"))

    assert str(caught.value) == answer


def test_every_field_is_on_the_page_with_all_its_names() -> None:
    listed = {name.strip("`"): tuple(re.findall(r"`(\w+)`", also)) for name, also, _ in rows("| Field |")}

    assert listed == {name: field.aliases for name, field in FIELDS.items()}


def test_the_limits_are_on_the_page() -> None:
    limits = re.findall(r"[\d,]{2,}", PAGE[PAGE.index("A query may have") :])
    known = (MAX_LENGTH, MAX_WORDS, MAX_NEARS, MAX_DEPTH, MAX_EXPANSIONS, SECONDS, LONGEST, LONGEST, LONGEST)

    assert limits == [f"{limit:,.0f}" for limit in known]


def test_the_page_is_read_by_these_tests() -> None:
    tables = [
        len(rows(header)) for header in ("| Written | Understood as |", "| Written | Answer |", "| Field |")
    ]

    assert sum(tables) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))
