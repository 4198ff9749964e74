"""Bylines and credits: who wrote, who helped, who sold; and what is nobody's name."""

from __future__ import annotations

# ruff: noqa: E501 (lines of the news are quoted whole)
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.metadata.names import byline, credit
from archive.metadata.people import is_name, name_of_mailbox

# byline | authors | contributors | agencies | outlet
_BYLINES: list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str | None]] = [
    ("By Ann Roe,John Doe,Jo Poeand", ("Ann Roe", "John Doe", "Jo Poe"), (), (), None),
    ("By Greg Roland and Ann Strickland", ("Greg Roland", "Ann Strickland"), (), (), None),
    ("By PAUL BYRNE and ALMUDENA CALATRAVA=", ("PAUL BYRNE", "ALMUDENA CALATRAVA"), (), (), None),
    ("by Ella Nilsen and Dara Lind", ("Ella Nilsen", "Dara Lind"), (), (), None),
    (
        "By MICHAEL FALCONE ( @michaelpfalcone ) and AMY WALTER ( @amyewalter )",
        ("MICHAEL FALCONE", "AMY WALTER"),
        (),
        (),
        None,
    ),
    ("By: Kate Grise and Tami Luhby, CNN", ("Kate Grise", "Tami Luhby"), (), (), "CNN"),
    ("By John Smith | Fox News", ("John Smith",), (), (), "Fox News"),
    ("By Anthony Zurcher, BBC News, Washington", ("Anthony Zurcher",), (), (), "BBC"),
    ("By BBC deputy political editor John Pienaar", ("John Pienaar",), (), (), "BBC"),
    ("By Jane Roe, Senior Washington Correspondent", ("Jane Roe",), (), (), None),
    ("By Nancy Birdsall, president of the Center for Global Development", ("Nancy Birdsall",), (), (), None),
    ("By Josh Boak, AP Economics Writer", ("Josh Boak",), (), ("Associated Press",), None),
    ("By JANE DOE\nAssociated Press Writer", ("JANE DOE",), (), ("Associated Press",), None),
    ("By Robert O'Harrow Jr., Washington Post", ("Robert O'Harrow Jr.",), (), ("Washington Post",), None),
    ("By Tom Krasovic, The San Diego Union-Tribune", ("Tom Krasovic",), (), (), None),
    ("By Manuel Schwarz, dpa =", ("Manuel Schwarz",), (), ("dpa",), None),
    ("By The Associated Press", (), (), ("Associated Press",), None),
    ("By Reuters Staff", (), (), ("Reuters",), None),
    ("By AFP", (), (), ("AFP",), None),
    ("By Our Correspondent", (), (), (), None),
    ("Guest Writer - Right", (), (), (), None),
    ("Follow Ann Roe", ("Ann Roe",), (), (), None),
    ("Follow Ann", (), (), (), None),
    (
        "By Chris Lawrence, with reporting from Barbara Starr",
        ("Chris Lawrence",),
        ("Barbara Starr",),
        (),
        None,
    ),
    ("BY EDDIE SCARRY | 01/12/15 12:35 PM", ("EDDIE SCARRY",), (), (), None),
    ("By Caitlin Huey-Burns - December 8, 2014", ("Caitlin Huey-Burns",), (), (), None),
    ("By Jane Doe in New York and John Roe in West Palm Beach, Fla.", ("Jane Doe", "John Roe"), (), (), None),
    ("By Munzer al-Awad and Ludwig van der Berg", ("Munzer al-Awad", "Ludwig van der Berg"), (), (), None),
    ("Von Jörg Zschoche", ("Jörg Zschoche",), (), (), None),
]

# credit | authors | contributors | agencies | outlet
_CREDITS: list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str | None]] = [
    ("(Reporting by Kate Kelland; Editing by Louise Ireland)", (), ("Kate Kelland",), (), None),
    (
        "Reporting by Gopal Sharma, additional reporting by Lisa Barrington, writing by Bo Li, Editing by Al Roe",
        (), ("Gopal Sharma", "Lisa Barrington", "Bo Li"), (), None,
    ),
    (
        "(Reporting by Jane Roe and John Doe in Sanaa and Aden; Additional reporting by Ann Poe in PARIS; Editing by B B)",
        (), ("Jane Roe", "John Doe", "Ann Poe"), (), None,
    ),
    ("- Reporting by: Wolfgang Schmidt", (), ("Wolfgang Schmidt",), (), None),
    ("- Editing by: Joseph Nasr", (), (), (), None),
    ("(Reporting by San Francisco newsroom; Editing by Jane Roe)", (), (), (), None),
    (
        "Information for this article was contributed by Vladimir Isachenkov and Juan Pablo Arraez of The Associated "
        "Press; and by Shannon Pettypiece of Bloomberg News.",
        (), ("Vladimir Isachenkov", "Juan Pablo Arraez", "Shannon Pettypiece"),
        ("Associated Press", "Bloomberg News"), None,
    ),
    ("CNN's Jeff Greene contributed to this report.", (), ("Jeff Greene",), (), "CNN"),
    (
        "FoxNews.com's Judson Berger and Fox News' William La Jeunesse and The Associated Press contributed.",
        (), ("Judson Berger", "William La Jeunesse"), ("Associated Press",), "Fox News",
    ),
    ("The Associated Press contributed to this report.", (), (), ("Associated Press",), None),
    ("All rights belong to Example Inc. The Associated Press contributed to this report.)", (), (), ("Associated Press",), None),
    ("Editor’s Note: Ann B. Roe is a fellow at Example. The views are her own.", ("Ann B. Roe",), (), (), None),
    ("Editor's note: Ann Roe , once a judge, is a host. Follow her @annroe", ("Ann Roe",), (), (), None),
    ("Editor’s Note: This story contains, in parts, violence.", (), (), (), None),
    ("The Washington Post", (), (), ("Washington Post",), None),
    ("(Reuters/AFP)", (), (), ("Reuters", "AFP"), None),
    ("Photo Reuters", (), (), (), None),
    ("With inputs from PTI", (), (), ("PTI",), None),
    ("(With PTI inputs)", (), (), ("PTI",), None),
    (
        "Associated Press writers Ann Poe in Washington and Ivan Moreno in Milwaukee contributed to this report.",
        (), ("Ann Poe", "Ivan Moreno"), ("Associated Press",), None,
    ),
    ("–CNN Political Editor Paul Steinhauser contributed to this report.", (), ("Paul Steinhauser",), (), "CNN"),
    ("⦁ Tom Howell Jr. contributed to this report.", (), ("Tom Howell Jr.",), (), None),
    (
        "Welch reported from Los Angeles. Contributing: Jimmy Bernhard, KSDK-TV, St. Louis; the Associated Press.",
        (), ("Jimmy Bernhard",), ("Associated Press",), None,
    ),
    ("Follow Randee Dawn on Google+ and Twitter.", ("Randee Dawn",), (), (), None),
    ("– – >> Follow Tina Nguyen (@Tina_Nguyen) on Twitter", ("Tina Nguyen",), (), (), None),
    ("Follow investigative reporter Brad Heath on Twitter at @bradheath", ("Brad Heath",), (), (), None),
    ("Email: Paul.Bond@THR.com", ("Paul Bond",), (), (), None),
    ("Write to Jane Roe at jane.roe@example.com and John Doe at j.doe@example.com", ("Jane Roe", "John Doe"), (), (), None),
    ("Jane Roe can be reached at jroe@example.com", ("Jane Roe",), (), (), None),
    ("(With the Associated Press)", (), (), ("Associated Press",), None),
    ("With a file from Reuters", (), (), ("Reuters",), None),
    ("(FRANCE 24 with AFP, AP)", (), (), ("AFP", "Associated Press"), "France 24"),
    # nobody
    ("With the hope of a better year", (), (), (), None),
    ("Follow MarketWatch on Twitter, Instagram, Facebook.", (), (), (), None),
    ("Follow The New York Times Opinion section on Facebook and Twitter (@NYTopinion).", (), (), (), None),
    ("Follow @gregorykorte and @djusatoday on Twitter.", (), (), (), None),
    ("Contact us at editors@example.com.", (), (), (), None),
    ("Follow us and help us support our President, Jane Q. Roe, on Facebook.", (), (), (), None),
    ("Tel: +49 30 1234; <englishservice@example.com>", (), (), (), None),
    ("Factors that contributed to the accident were never found.", (), (), (), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "contributors", "agencies", "outlet"), _BYLINES)
def test_a_byline_names_its_authors(
    text: str,
    authors: tuple[str, ...],
    contributors: tuple[str, ...],
    agencies: tuple[str, ...],
    outlet: str | None,
) -> None:
    names = byline(text)

    assert (names.authors, names.contributors, names.agencies, names.outlet) == (
        authors, contributors, agencies, outlet
    )  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "contributors", "agencies", "outlet"), _CREDITS)
def test_a_credit_names_those_who_helped(
    text: str,
    authors: tuple[str, ...],
    contributors: tuple[str, ...],
    agencies: tuple[str, ...],
    outlet: str | None,
) -> None:
    names = credit(text)

    assert (names.authors, names.contributors, names.agencies, names.outlet) == (
        authors, contributors, agencies, outlet
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nancy A. Youssef", True),
        ("Seung Min Kim", True),
        ("Eli Lake", True),
        ("Bill MCCARTHY", True),
        ("S.A. Miller", True),
        ("Susan Page", True),
        ("Daryl G. Press", True),
        ("Front Page", False),
        ("Jane Roe Staff", False),
        ("Detroit Free Press", False),
        ("New York", False),
        ("Buenos Aires", False),
        ("Ocean City", False),
        ("North Carolina", False),
        ("NBC Asian America", False),
        ("Washington", False),
        ("president of the board", False),
    ],
)
def test_a_name_is_told_from_houses_places_and_jobs(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("Paul.Bond@example.com", "Paul Bond"),
        ("carol_lee@example.com", "Carol Lee"),
        ("comments.lowry@example.com", None),
        ("englishservice@example.com", None),
        ("p.bond@example.com", None),
        ("news.desk@example.com", None),
    ],
)
def test_a_mailbox_names_a_person_only_by_first_and_last(address: str, name: str | None) -> None:
    assert name_of_mailbox(address) == name


_SEEDS = [p.read_text("utf-8") for p in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))]
_WORDS = sorted({word for text in _SEEDS for word in text.split()})
_PIECES = [
    *_WORDS,
    "By",
    "Reporting by",
    "contributed to this report.",
    "Follow",
    "on Twitter",
    ";",
    "and",
    "(",
    ")",
    "@x",
    "a.b@c.de",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join))
def test_names_stand_in_the_text_that_gave_them(text: str) -> None:
    found = [*byline(text).authors, *credit(text).contributors]

    assert all(name in " ".join(text.split()) for name in found)
