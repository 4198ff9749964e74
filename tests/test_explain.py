"""How a query was understood and why a hit matches, for a few articles and the seeds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from few_articles import ARTICLES, built
from running import archive

from index.budget import Budget
from index.engine import ENGINES, Engine
from index.explain import Found, outline, reasons
from index.parse import parse

BY_ID = {article.id: article for article in ARTICLES}


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Engine]:
    opened = built(request.param, tmp_path_factory.mktemp(request.param), ARTICLES)
    yield opened
    opened.close()


def test_a_query_is_outlined_as_a_tree_in_its_own_language(engine: Engine) -> None:
    query = parse('(museum OR "strict accord")^2 oil NEAR/5 price* -(ATLEAST/2 title:oil) date:2019..')

    assert outline(query, engine, Budget()).splitlines() == [
        "AND",
        "  ^2",
        "    OR",
        "      museum  (5)",
        '      "strict accord"  (1)',
        "  NEAR/5",
        "    oil  (2)",
        "    price*  (1)",
        "  NOT",
        "    ATLEAST/2",
        "      title:oil  (2)",
        "  date:2019..",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "museum",
        "museum bank",
        "louvre OR (museum bank) OR oil^3",
        "(museum NEAR/4 bank)^0.5 OR lead:museum",
        "ATLEAST/2 oil OR mus?um -louvre",
        "title:oil OR ban*^2 OR guiado~1",
        "has:caption OR museum",
    ],
)
def test_what_the_reasons_add_up_to_is_the_score(engine: Engine, query: str) -> None:
    tree = parse(query)
    hits = engine.search(tree, limit=None).hits
    found = reasons(tree, hits, [BY_ID[hit.id] for hit in hits], engine, Budget())

    assert [sum(reason.score for reason in each) for each in found] == pytest.approx(
        [hit.score for hit in hits]
    )


def test_a_reason_says_what_stands_where_and_how_often(engine: Engine) -> None:
    tree = parse('museum "bank of" OR (zakharova "cowboy in") OR lead:planes -oil')
    hits = engine.search(tree, order="newest").hits
    found = reasons(tree, hits, [BY_ID[hit.id] for hit in hits], engine, Budget())

    assert [[(reason.of, reason.found) for reason in each] for each in found] == [
        [
            ("zakharova", (Found("Zakharova", "body", 1),)),
            ('"cowboy in"', (Found("cowboy in", "title", 1), Found("cowboy in", "body", 1))),
        ],
        [("lead:planes", (Found("Planes", "title", 1),))],
    ]


def test_what_was_cut_and_what_an_article_has_are_reasons_too(engine: Engine) -> None:
    tree = parse("cuts:rights has:title")
    hits = engine.search(tree).hits
    (found,) = reasons(tree, hits, [BY_ID[hit.id] for hit in hits], engine, Budget())

    assert [reason.found for reason in found] == [(Found("rights", "cuts", 1),), (Found("title", "has", 1),)]


def test_a_search_explains_itself(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "--explain", "Louvre -title:louvre")

    of, _, found = ran.out.splitlines()[-1].strip().partition(" = ")

    assert (ran.err.splitlines()[:3], of, found.partition(": ")[2]) == (
        ["AND", "  louvre  (1)", "  NOT"],
        "louvre",
        "Louvre in body",
    )


def test_a_search_explains_itself_in_json(seeded: Path) -> None:
    page = json.loads(archive("--home", seeded, "search", "--explain", "--json", "louvre").out)

    assert (page["outline"], page["hits"][0]["because"][0]["found"]) == (
        "louvre  (1)",
        [{"text": "Louvre", "in": "body", "times": 1}],
    )
