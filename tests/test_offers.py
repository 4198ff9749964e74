"""What is offered beside the hits, from a few articles."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from few_articles import ARTICLES, built
from running import archive

from archive.errors import BudgetError, QuerySyntaxError
from index.budget import Budget, budget_of
from index.engine import ENGINES, Engine
from index.offers import Spelling, loosened, spellings
from index.parse import parse, show
from index.query import Fuzzy


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Engine]:
    opened = built(request.param, tmp_path_factory.mktemp(request.param), ARTICLES)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("guiado", [Spelling("guiado", "guaido", 2, False)]),
        ("-guiado", []),
        ("museum", []),
        ("plane", []),
        ("electin", [Spelling("electin", "electing", 1, False), Spelling("electin", "election", 1, False)]),
        ("prises", [Spelling("prises", "prices", 1, False)]),
        ("oli paris", []),
        ("author:balmfort", [Spelling("balmfort", "balmforth", 2, False)]),
        ('"zakharowa" moscow', [Spelling("zakharowa", "zakharova", 2, False)]),
        ("venezuelan", [Spelling("venezuelan", "venezuela", 1, True)]),
        ("xyzzy", []),
        ("nuseum", []),
    ],
)
def test_words_that_bring_little_have_near_spellings(
    engine: Engine, query: str, offered: list[Spelling]
) -> None:
    assert list(spellings(parse(query), engine, Budget())) == offered


def test_a_near_spelling_is_counted_in_articles(engine: Engine) -> None:
    assert dict(engine.spellings(Fuzzy("museun", 1))) == {"museum": 5}


def test_near_spellings_begin_with_the_letter_that_was_typed(engine: Engine) -> None:
    assert [dict(engine.spellings(Fuzzy(word, 2))) for word in ("nuseum", "museun")] == [{}, {"museum": 5}]


@pytest.mark.parametrize(
    ("query", "loose"),
    [
        ("oil date:2019-03", "oil date:2019-03~"),
        ("(date:2018 OR date:2019)^2 -date:2020", "(date:2018~ OR date:2019~)^2 -date:2020"),
        ("oil -date:2019", None),
        ("oil date:2019~", None),
    ],
)
def test_days_are_loosened_where_they_are_asked_for(query: str, loose: str | None) -> None:
    found = loosened(parse(query))

    assert (found and show(found)) == loose


def test_a_search_says_how_many_more_may_be_of_the_days_that_are_asked_for(home: Path, dumps: Path) -> None:
    archive("--home", home, "rebuild", dumps, "--set", "date=2019")

    ran = archive("--home", home, "search", "date:2019-03")

    assert (ran.code, ran.err.splitlines()) == (
        1,
        [
            "archive: nothing found for: date:2019-03",
            "archive: 3 more may have been published then; a ~ after the date takes them in",
        ],
    )


def test_a_search_offers_what_is_spelled_nearly_so(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "constitucion")

    assert ran.err.splitlines()[-1] == (
        "archive: no article has 'constitucion'; did you mean: constitution (4)?"
    )


def test_time_that_is_over_is_an_error_that_names_the_limit(engine: Engine) -> None:
    with pytest.raises(BudgetError, match="ended after 10 seconds"):
        engine.search(parse("museum"), budget=Budget(10, ends=0.0))


def test_a_pattern_of_too_many_words_is_an_error_that_names_the_limit(tmp_path: Path) -> None:
    with (
        closing(built("whoosh", tmp_path, ARTICLES)) as engine,
        pytest.raises(BudgetError, match="stands for more than 1 words"),
    ):
        engine.search(parse("ele*s"), budget=Budget(expansions=1))


@pytest.mark.parametrize(
    "query",
    [
        "*",
        "?????*",
        "*a*b*c*",
        " OR ".join(["ab"] * 10_000),
        " AND ".join(["ab"] * 10_000),
        "(" * 5_000 + "x" + ")" * 5_000,
        "NOT " * 1_000 + "x",
        "a" * 1_000_000,
        "[" * 40_000,
        "x^1e400",
        "date:99999",
        "a\0b\0" * 300,
        "\ud800 x",
        " NEAR/9 ".join(["the"] * 100),
        " OR ".join(f"*{one}{other}*" for one in "abcdefghij" for other in "aeiou"),
    ],
)
def test_whatever_is_asked_ends_with_an_answer_or_with_a_named_limit(engine: Engine, query: str) -> None:
    try:
        ended = engine.search(parse(query), limit=0, budget=budget_of(60)).total <= len(ARTICLES)
    except QuerySyntaxError as error:
        ended = bool(str(error))

    assert ended
