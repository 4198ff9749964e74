"""Blocks that name a story's writers without saying so."""

from __future__ import annotations

import pytest
from documents import document

from archive.cleaner import clean
from archive.signatures import presented

_STORY = "The bridge will stand, the council said, for as long as the river runs below it. " * 8

_BIOGRAPHIES = [
    ("Ann Roe is a senior fellow at the Example Institute. She lives in Rome.", ["Ann Roe"]),
    ("— John B. Doe has been an adviser to three mayors.", ["John B. Doe"]),
    ("Ann Roe (@annroe) served as counsel to the council. Her new book is about tolls.", ["Ann Roe"]),
    ("Ann Roe is director of the fund. John Doe is a lawyer in Rome.", ["Ann Roe", "John Doe"]),
    ("Ann Roe and John Doe are editors of Example.", ["Ann Roe", "John Doe"]),
]
_PROSE = [
    "House Speaker Ann Roe has delayed the vote of the members.",
    "Ann Roe was reassigned by the director of the agency.",
    "Ann Roe is expected to brief the council as president.",
    "Ann Roe is the president of the bank, and she said that it would pay.",
    "In May, the president of the council was fired.",
    "Ann Roe is a good woman.",
    "Ann Roe is a lawyer. The bridge has 12 arches.",
    "New York is the home of many writers.",
]


@pytest.mark.parametrize(("paragraph", "writers"), _BIOGRAPHIES)
def test_a_last_paragraph_that_says_what_somebody_does_presents_a_writer(
    paragraph: str, writers: list[str]
) -> None:
    assert presented(paragraph, _STORY) == writers


@pytest.mark.parametrize("paragraph", _PROSE)
def test_a_last_paragraph_of_the_story_presents_nobody(paragraph: str) -> None:
    assert presented(paragraph, _STORY) == []


def test_nobody_is_presented_of_whom_the_story_speaks() -> None:
    assert presented("Ann Roe is a lawyer in Rome.", f"{_STORY} Roe did not answer.") == []


def test_nobody_is_presented_by_a_text_that_is_not_much_longer() -> None:
    assert presented("Ann Roe is a lawyer in Rome.", "The bridge will stand.") == []


def test_names_over_the_name_of_a_house_are_the_byline() -> None:
    article = clean(document(f"Ann Roe and John Doe\n\nUSA TODAY\n\n{_STORY}\n\nIt is of stone."))

    assert (article.authors, article.body.startswith("The bridge")) == (("Ann Roe", "John Doe"), True)


@pytest.mark.parametrize("post", ["Special for EXAMPLE TODAY", "Opinion columnist", "Example staff writer"])
def test_names_over_a_post_are_the_byline(post: str) -> None:
    article = clean(document(f"Ann Roe\n\n{post}\n\n{_STORY}\n\nIt is of stone."))

    assert (article.authors, article.body.startswith("The bridge")) == (("Ann Roe",), True)


def test_the_name_of_a_house_over_the_story_goes() -> None:
    article = clean(document(f"USA TODAY\n\n{_STORY}\n\nIt is of stone."))

    assert article.body.startswith("The bridge")


def test_a_lone_name_over_the_story_stays() -> None:
    article = clean(document(f"Ann Roe\n\nBridges\n\n{_STORY}\n\nIt is of stone."))

    assert article.body.startswith("Ann Roe")


def test_a_biography_goes_and_what_stood_above_it_is_trimmed() -> None:
    body = f"{_STORY}\n\nIt is of stone."

    article = clean(document(f"{body}\n\n(Reporting by Jo Poe)\n\nAnn Roe is a lawyer in Rome."))

    assert (article.body.endswith("It is of stone."), article.authors) == (True, ("Ann Roe",))
