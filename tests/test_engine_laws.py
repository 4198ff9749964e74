from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from drawn import ARTICLES, BY_ID, ORDERS, QUERIES
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.engine import Engine, Order, engine_module
from index.engines.scan import matches
from index.fields import FACETS
from index.nodes import holds
from index.query import Everything, Query


def filled(name: str, folder: Path, articles: tuple[Article, ...]) -> Engine:
    """Return an engine open on a fresh index of these articles."""
    folder.mkdir()
    writer = engine_module(name).create(folder)
    for article in articles:
        writer.add(article)
    writer.commit()
    return engine_module(name).open(folder, lambda: articles)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return filled("scan", tmp_path_factory.mktemp("scan") / "1", ARTICLES)


@pytest.fixture(scope="module")
def whoosh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("whoosh")
    with closing(in_three("whoosh", folder)) as engine:
        assert len(list((folder / "3").glob("*.trm"))) == 3
        yield engine


@pytest.fixture(scope="module")
def tantivy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("tantivy")
    with closing(in_three("tantivy", folder)) as engine:
        assert len(list((folder / "3").glob("*.term"))) == 3
        yield engine


def in_three(name: str, folder: Path) -> Engine:
    """Return an engine open on an index in three segments, with what was deleted still in two of them."""
    strangers = tuple(stranger(article) for article in ARTICLES)
    filled(name, folder / "1", ARTICLES[:34] + strangers[:7]).close()
    extended(name, folder / "1", folder / "2", ARTICLES[34:47] + strangers[7:9], strangers[:7]).close()
    return extended(name, folder / "2", folder / "3", ARTICLES[47:], strangers[7:9])


def stranger(article: Article) -> Article:
    """Return another article that says the same."""
    return replace(article, key=article.key[:16][::-1] + article.key[16:])


def extended(
    name: str, older: Path, new: Path, added: tuple[Article, ...], gone: tuple[Article, ...]
) -> Engine:
    """Return an engine open on a new generation of an index."""
    new.mkdir()
    for path in older.iterdir():
        os.link(path, new / path.name)
    writer = engine_module(name).extend(new)
    for article in gone:
        writer.delete(article.id)
    for article in added:
        writer.add(article)
    writer.commit()
    return engine_module(name).open(new, tuple)


@given(query=QUERIES, order=ORDERS, offset=st.integers(0, 3), limit=st.sampled_from([None, 1, 5]))
@settings(max_examples=200)
def test_whoosh_gives_what_scan_gives(
    whoosh: Engine, scan: Engine, query: Query, order: Order, offset: int, limit: int | None
) -> None:
    asked: dict[str, object] = {"order": order, "offset": offset, "limit": limit, "facets": tuple(FACETS)}
    if holds(query, whoosh.inexact):
        asked["order"] = "newest"  # what does not match is not told from what does, and adds to scores
        asked["keep"] = lambda key: matches(query, BY_ID[key])

    assert whoosh.search(query, **asked) == scan.search(query, **asked)  # type: ignore[arg-type]


@given(query=QUERIES, order=ORDERS, offset=st.integers(0, 3), limit=st.sampled_from([None, 1, 5]))
@settings(max_examples=200)
def test_tantivy_finds_what_scan_finds_and_sorts_it_alike_by_date(
    tantivy: Engine, scan: Engine, query: Query, order: Order, offset: int, limit: int | None
) -> None:
    asked: dict[str, object] = {"order": order, "offset": offset, "limit": limit, "facets": tuple(FACETS)}
    if order == "relevance":  # its scores are its own
        asked |= {"order": "newest", "offset": 0, "limit": None}
    if holds(query, tantivy.inexact):
        asked["keep"] = lambda key: matches(query, BY_ID[key])

    assert tantivy.search(query, **asked) == scan.search(query, **asked)  # type: ignore[arg-type]


@given(query=QUERIES, offset=st.integers(0, 3), limit=st.integers(1, 9))
@settings(max_examples=100)
def test_tantivy_lists_by_relevance_stretches_of_one_list(
    tantivy: Engine, query: Query, offset: int, limit: int
) -> None:
    whole = tantivy.search(query, limit=None).hits

    found = tantivy.search(query, offset=offset, limit=limit).hits

    assert found == tuple(sorted(whole, key=lambda hit: (-hit.score, hit.id)))[offset : offset + limit]


def test_half_of_the_drawn_queries_find_something_and_a_fifth_not_everything(scan: Engine) -> None:
    found = []

    @given(query=QUERIES)
    @settings(max_examples=200, derandomize=True, database=None)
    def ask(query: Query) -> None:
        found.append(scan.search(query, limit=0).total)

    ask()
    some, few = sum(total > 0 for total in found), sum(0 < total < 40 for total in found)

    assert (some * 2 >= len(found), few * 5 >= len(found)) == (True, True)


@given(query=QUERIES, threshold=st.sampled_from([article.id for article in ARTICLES]))
@settings(max_examples=50)
def test_what_is_kept_is_what_remains_of_the_whole(whoosh: Engine, query: Query, threshold: str) -> None:
    kept = whoosh.search(query, limit=None, keep=lambda key: key >= threshold)

    assert kept.hits == tuple(hit for hit in whoosh.search(query, limit=None).hits if hit.id >= threshold)


SOME = st.sets(st.integers(0, len(ARTICLES) - 1), max_size=9)


@given(steps=st.lists(st.tuples(SOME, SOME), min_size=1, max_size=4), queries=st.lists(QUERIES, max_size=3))
@settings(max_examples=15)
@pytest.mark.parametrize(("name", "order"), [("whoosh", "relevance"), ("tantivy", "newest")])
def test_an_index_extended_again_and_again_is_as_one_built_afresh(
    name: str,
    order: Order,
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[set[int], set[int]]],
    queries: list[Query],
) -> None:
    folder = tmp_path_factory.mktemp("grown")
    filled(name, folder / "0", ()).close()
    held: set[int] = set()
    for place, (gone, added) in enumerate(steps):
        held -= gone
        new, old = (tuple(ARTICLES[one] for one in sorted(some)) for some in (added - held, gone))
        extended(name, folder / str(place), folder / str(place + 1), new, old).close()
        held |= added
    with (
        closing(engine_module(name).open(folder / str(len(steps)), tuple)) as grown,
        closing(filled(name, folder / "fresh", tuple(ARTICLES[one] for one in held))) as fresh,
    ):
        asked = (*queries, Everything())

        assert [grown.search(query, order=order) for query in asked] == [
            fresh.search(query, order=order) for query in asked
        ]
