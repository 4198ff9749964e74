"""What is tantivy's own: how ties are broken, and what is known without reading the text."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from few_articles import ARTICLES, article, built, listed

from index.engine import Engine
from index.query import And, AtLeast, Cased, Everything, Near, Or, Phrase, Prefix, Query, Word

EXACT: tuple[Query, ...] = (
    Everything(),
    Phrase(("bank", "of", "england")),
    Phrase(("bank", "england"), slop=3),
    Near(Word("bank"), Word("museum"), 99),
    Near(Phrase(("the", "bank")), Or((Prefix("mus"), Word("oil"))), 5),
    Near(Word("oil"), Word("oil"), 9),
    AtLeast(1, Word("oil")),
)
INEXACT: tuple[Query, ...] = (
    Cased(("Oil",)),
    Phrase(("covid19", "19")),
    Phrase(("a", "b", "c", "d", "e"), slop=20),
    Near(Word("covid"), Word("covid19"), 9),
    Near(Word("bank"), Word("museum"), "sentence"),
    Near(Near(Word("bank"), Word("museum"), 5), Word("oil"), 5),
    AtLeast(2, Word("oil")),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Engine]:
    opened = built("tantivy", tmp_path_factory.mktemp("few"), ARTICLES)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Near(Word("venezuela", "title"), Word("oil", "title"), 0), [8]),
        (Near(Word("venezuela"), Word("prices"), 101), []),
        (Near(Word("venezuela"), Word("prices"), 102), [8]),
        (Near(Word("sold"), Word("fell"), 2), []),
        (Near(Word("sold"), Word("fell"), 3), [8]),
        (Near(Phrase(("was", "sold")), Word("fell"), 1), []),
        (Near(Phrase(("was", "sold")), Word("fell"), 2), [8]),
        (Near(Word("museum"), Word("museum"), 2), []),
        (Near(Word("museum"), Word("museum"), 3), [8]),
        (Phrase(("sold", "bank"), slop=1), []),
        (Phrase(("sold", "bank"), slop=2), [8]),
    ],
    ids=str,
)
def test_what_is_too_far_apart_by_one_is_not_found(engine: Engine, query: Query, found: list[int]) -> None:
    assert listed(engine, query) == found


def test_the_title_of_another_article_is_not_found_where_something_stands_beside_it(engine: Engine) -> None:
    query = Or((And((Word("oil"), Word("prices"))), Word("xyzzy")))

    assert listed(engine, query) == [8]


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Engine]:
    """Seven hundred articles that say the same, added in another order; each hundredth says it twice."""
    numbers = [place * 7 % 701 for place in range(1, 701)]
    bodies = {number: "oil, oil" if number % 100 == 0 else "oil or gas" for number in numbers}
    articles = (article(number, "2019-03-28", body=body) for number, body in bodies.items())
    opened = built("tantivy", tmp_path_factory.mktemp("alike"), articles)
    yield opened
    opened.close()


@pytest.mark.parametrize("query", EXACT, ids=str)
def test_what_the_index_knows_is_not_verified(engine: Engine, query: Query) -> None:
    assert not engine.inexact(query)


@pytest.mark.parametrize("query", INEXACT, ids=str)
def test_what_the_index_does_not_know_is_verified(engine: Engine, query: Query) -> None:
    assert engine.inexact(query)


@pytest.mark.parametrize(
    "query", [Word("oil"), Or((Word("oil"), Prefix("oi"))), And((Word("oil"), Everything()))]
)
def test_ties_however_many_are_broken_by_id(alike: Engine, query: Query) -> None:
    found = [listed(alike, query, offset=offset, limit=5) for offset in (0, 5, 300)]

    assert found == [[100, 200, 300, 400, 500], [600, 700, 1, 2, 3], [296, 297, 298, 299, 301]]


def test_what_scores_alike_throughout_is_listed_by_id(alike: Engine) -> None:
    found = [listed(alike, Prefix("oi"), offset=offset, limit=3) for offset in (0, 400)]

    assert found == [[1, 2, 3], [401, 402, 403]]


def test_the_articles_of_one_day_are_listed_by_id(alike: Engine) -> None:
    found = [listed(alike, Word("oil"), order=order, offset=100, limit=3) for order in ("newest", "oldest")]

    assert found == [[101, 102, 103], [101, 102, 103]]
