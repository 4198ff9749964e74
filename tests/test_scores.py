"""The best of a list, as Whoosh scores them alone, against the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.engine import Engine, engine_module
from index.parse import parse

WORDS = ("oil", "price", "venezuela", "barrel")


def uneven() -> Iterator[Article]:
    """Yield articles short and long, that say some words seldom or often, some of them in the title."""
    for place, (length, often, more) in enumerate(product((1, 2, 5, 13, 34, 89), range(6), range(5))):
        words = ["talk"] * length + ["oil"] * often + ["price"] * more + ["venezuela"] * (place % 3)
        yield Article(
            key=f"{place * 7919 % 10_007:016x}".ljust(64, "0"),
            title=" ".join(words[-(place % 4) :]) if place % 5 == 0 else None,
            body=" ".join([*words, *(["barrel"] if place % 11 == 0 else [])]),
        )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("uneven")
    writer = engine_module("whoosh").create(folder)
    for article in uneven():
        writer.add(article)
    writer.commit()
    with closing(engine_module("whoosh").open(folder, tuple)) as opened:
        yield opened


QUERIES = st.recursive(
    st.sampled_from([*WORDS, '"oil price"', "title:price", "barr*", "venezuela^3"]),
    lambda parts: st.tuples(st.sampled_from([" ", " OR ", " -"]), parts, parts).map(
        lambda it: f"({it[1]}{it[0]}{it[2]})"
    ),
    max_leaves=4,
)


@given(text=QUERIES, best=st.integers(1, 40))
@settings(max_examples=200)
def test_the_best_are_the_first_of_all(engine: Engine, text: str, best: int) -> None:
    query = parse(text)

    assert engine.search(query, limit=best).hits == engine.search(query, limit=None).hits[:best]
