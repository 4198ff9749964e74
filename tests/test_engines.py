from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from few_articles import ARTICLES, article, built, listed, number

from archive.errors import GenerationError
from index.engine import ENGINES, Engine, EngineModule, Facet, engine_module
from index.engines import scan, tantivy, whoosh
from index.query import And, Days, Everything, Not, Or, Phrase, Prefix, Query, Word

WHAT_MATCHES: Sequence[tuple[Query, set[int]]] = (
    (Everything(), set(range(1, 15))),
    (Word("louvre"), {1}),
    (Word("museum"), {1, 6, 8, 10, 11}),
    (Word("museums"), {1, 6, 8, 10, 11}),
    (Word("guaido"), {2, 3}),
    (Word("accord"), {3}),
    (Word("plane"), {1, 2}),
    (Word("the"), {1, 2, 3, 4, 5, 6, 8, 10, 11}),
    (Word("airport"), {1}),
    (Word("osborn"), set()),
    (Word("covid19"), {4, 6}),
    (Word("covid"), {4, 6}),
    (Word("us"), {4}),
    (Word("at&t"), {4}),
    (Word("strasse"), {14}),
    (Word("lodz"), {14}),
    (Word("venezuelan"), {8}),
    (Word("xyzzy"), set()),
    (Word(""), set()),
    (Word("演説"), {7}),
    (Word("museum", "title"), {1}),
    (Word("balmforth", "author"), {1, 2}),
    (Word("reuters", "agency"), {1, 2, 8}),
    (Word("moscow", "place"), {1, 11}),
    (Word("japanese", "lang"), {7}),
    (Word("jasso", "credit"), {1}),
    (Word("planes", "caption"), {1}),
    (Word("post", "outlet"), {1, 3, 11}),
    (Phrase(("accordance",)), {3}),
    (Phrase(("accord",)), {3}),
    (Phrase(("museums",)), set()),
    (Phrase(("strict", "accordance")), {3}),
    (Phrase(("strict", "accord")), {3}),
    (Phrase(("accordance", "strict")), set()),
    (Phrase(("bank", "of", "england")), {5}),
    (Phrase(("bank", "england")), set()),
    (Phrase(("to", "be", "or", "not", "to", "be")), {5}),
    (Phrase(("the", "museum", "bank")), {8}),
    (Phrase(("museum", "bank", "museum")), set()),
    (Phrase(("oil", "oil", "oil", "oil")), {9}),
    (Phrase(("louvre", "museum", "maria")), set()),
    (Phrase(("museum", "maria")), set()),
    (Phrase(("covid", "19")), {4, 6}),
    (Phrase(("covid19",)), {4, 6}),
    (Phrase(("大統", "統領")), {7}),
    (Phrase(("tom", "balmforth"), "author"), {1}),
    (Phrase(("andrew", "balmforth"), "author"), {2}),
    (Phrase(("balmforth", "andrew"), "author"), set()),
    (Phrase(("associated", "press"), "agency"), {2}),
    (Phrase(("press", "reuters"), "agency"), set()),
    (Prefix("venez"), {8}),
    (Prefix("accord"), {3}),
    (Prefix("elect"), {2, 12}),
    (Prefix("zakh"), {1, 11}),
    (Prefix("zakharovas"), set()),
    (Prefix("ベネ"), {7}),
    (Prefix("mor", "outlet"), {1, 3, 11}),
    (Prefix("o", "author"), {1}),
    (Days("2019-03-28", "2019-03-28"), {1, 11}),
    (Days("2019-03-01", "2019-03-31"), {1, 2, 3, 11}),
    (Days("2019-03-02", "2019-03-31"), {1, 2, 11}),
    (Days("2019-01-01", "2019-12-31"), {1, 2, 3, 4, 7, 9, 11, 12, 13}),
    (Days("2019-04-01", None), {6, 9, 12, 13}),
    (Days(None, "2018-12-31"), {8}),
    (Days(None, None), {1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13}),
    (Days("2019-05-01", "2019-04-01"), set()),
    (And((Word("zakharova"), Word("louvre"))), {1}),
    (And((Word("museum"), Days("2019-03-01", "2019-03-31"))), {1, 11}),
    (And((Word("zakharova"), Not(Word("louvre")))), {11}),
    (And((Not(Word("museum")), Not(Word("oil")))), {2, 3, 4, 5, 7, 9, 12, 13, 14} - {9}),
    (Or((Word("louvre"), Word("guaido"))), {1, 2, 3}),
    (Or((Word("louvre"), Not(Prefix("", "title")))), {1, 5, 11, 13}),
    (Or((Word("xyzzy"), Word("plugh"))), set()),
    (Not(Word("the")), {7, 9, 12, 13, 14}),
    (Not(Not(Word("louvre"))), {1}),
    (Not(Everything()), set()),
    (And((Or((Word("museum"), Word("oil"))), Not(And((Word("oil"), Word("bank")))))), {1, 6, 9, 10, 11}),
)

built_with = pytest.mark.parametrize("name", list(ENGINES))


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Engine]:
    opened = built(request.param, tmp_path_factory.mktemp(request.param), ARTICLES)
    yield opened
    opened.close()


@pytest.mark.parametrize(("query", "numbers"), WHAT_MATCHES, ids=str)
def test_what_matches(engine: Engine, query: Query, numbers: set[int]) -> None:
    results = engine.search(query, limit=None)

    assert (results.total, {number(hit.id) for hit in results.hits}) == (len(numbers), numbers)


def test_a_find_in_the_title_stands_above_one_in_the_body_alone(engine: Engine) -> None:
    found = listed(engine, Word("covid"))

    assert found == [6, 4]


def test_the_article_that_says_it_most_comes_first(engine: Engine) -> None:
    found = listed(engine, Word("oil"))

    assert found == [9, 8]


def test_the_rarer_word_counts_for_more(engine: Engine) -> None:
    found = listed(engine, Or((Word("museum"), Word("louvre"))), limit=1)

    assert found == [1]


def test_what_is_negated_or_dated_adds_no_score(engine: Engine) -> None:
    query = Or((Not(Word("xyzzy")), Days("2019-01-01", None), Everything()))

    assert {hit.score for hit in engine.search(query).hits} == {0.0}


def test_equal_scores_are_ordered_by_id(engine: Engine) -> None:
    found = listed(engine, Everything(), limit=None)

    assert found == list(range(1, 15))


def test_newest_first_has_the_undated_last(engine: Engine) -> None:
    found = listed(engine, Everything(), order="newest", limit=None)

    assert found == [6, 12, 9, 13, 1, 11, 2, 3, 7, 4, 8, 5, 10, 14]


def test_oldest_first_has_the_undated_last_too(engine: Engine) -> None:
    found = listed(engine, Everything(), order="oldest", limit=None)

    assert found == [8, 7, 2, 1, 11, 3, 9, 13, 12, 4, 6, 5, 10, 14]


def test_hits_sorted_by_date_have_no_score(engine: Engine) -> None:
    results = engine.search(Word("museum"), order="newest")

    assert [hit.score for hit in results.hits] == [0.0] * 5


def test_a_page_is_a_stretch_of_the_whole_list(engine: Engine) -> None:
    whole = listed(engine, Word("the"), limit=None)

    pages = [listed(engine, Word("the"), offset=offset, limit=4) for offset in (0, 4, 8, 12)]

    assert (pages, len(whole)) == ([whole[0:4], whole[4:8], whole[8:9], []], 9)


def test_a_page_beyond_the_end_still_says_how_many_there_are(engine: Engine) -> None:
    results = engine.search(Word("museum"), offset=40)

    assert (results.total, results.hits) == (5, ())


def test_no_hits_are_listed_where_none_are_wanted(engine: Engine) -> None:
    results = engine.search(Word("museum"), limit=0, facets=("lang",))

    assert (results.total, results.hits, results.facets) == (5, (), {"lang": (Facet("en", 2),)})


def test_facets_count_all_hits_the_most_frequent_first(engine: Engine) -> None:
    results = engine.search(Everything(), limit=1, facets=("outlet", "agency", "month"))

    assert results.facets == {
        "outlet": (
            Facet("The Morning Post", 3),
            Facet("The Evening Mail", 2),
            Facet("Pictures Weekly", 1),
            Facet("朝日新聞", 1),
        ),
        "agency": (Facet("Reuters", 3), Facet("AFP", 1), Facet("Associated Press", 1)),
        "month": (
            Facet("2019-03", 4),
            Facet("2019-04", 2),
            Facet("2018-12", 1),
            Facet("2019-01", 1),
            Facet("2019-12", 1),
            Facet("2020-02", 1),
        ),
    }


def test_nothing_found_has_facets_without_values(engine: Engine) -> None:
    results = engine.search(Word("xyzzy"), facets=("outlet",))

    assert results.facets == {"outlet": ()}


def test_what_is_not_kept_is_not_counted(engine: Engine) -> None:
    results = engine.search(Word("museum"), limit=1, facets=("outlet",), keep=lambda key: number(key) > 8)

    assert (results.total, number(results.hits[0].id), results.facets) == (
        2,
        11,
        {"outlet": (Facet("The Evening Mail", 1), Facet("The Morning Post", 1))},
    )


def test_an_error_of_the_caller_stays_what_it_is(engine: Engine) -> None:
    def keep(key: str) -> bool:
        raise ZeroDivisionError(key)

    with pytest.raises(ZeroDivisionError):
        engine.search(Word("museum"), keep=keep)


def test_thousands_of_words_are_no_trouble(engine: Engine) -> None:
    many = tuple(Word(f"{word}{place}") for place in range(1_000) for word in ("museum", "oil"))

    assert (
        listed(engine, Or((*many, Word("louvre"))))
        == listed(engine, And((Word("louvre"), Not(Or(many)))))
        == [1]
    )


def test_half_a_character_is_no_trouble_either(engine: Engine) -> None:
    half = Word("\ud800"), Phrase(("\udfff", "museum")), Prefix("\udc80", "title")

    assert [engine.search(query).total for query in half] == [0, 0, 0]


@built_with
def test_a_phrase_is_found_however_far_into_an_article(name: str, tmp_path: Path) -> None:
    longest = article(1, captions=("one",) * 11_200 + ("the very end",))

    with closing(built(name, tmp_path, [longest])) as engine:
        found = [
            engine.search(Phrase(words)).total for words in (("very", "end"), ("one", "the"), ("end", "very"))
        ]

    assert found == [1, 0, 0]


@built_with
def test_an_empty_index_finds_nothing(name: str, tmp_path: Path) -> None:
    engine = built(name, tmp_path, ())

    found = [engine.search(query, facets=("outlet",)).total for query, _ in WHAT_MATCHES]
    engine.close()

    assert found == [0] * len(WHAT_MATCHES)


@pytest.mark.parametrize("depth", [900, 5_000])
def test_brackets_without_end_are_an_error_of_the_house(engine: Engine, depth: int) -> None:
    query: Query = Word("museum")
    for _ in range(depth):
        query = Or((query, Word("oil")))

    with pytest.raises(GenerationError, match="too many brackets"):
        engine.search(query)


def test_every_engine_named_offers_what_an_engine_must() -> None:
    offered: Mapping[str, EngineModule] = {"whoosh": whoosh, "scan": scan, "tantivy": tantivy}

    assert {name: engine_module(name) for name in ENGINES} == offered


def test_an_engine_that_is_not_installed_is_told_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delitem(sys.modules, "index.engines.tantivy")

    with pytest.raises(GenerationError, match=r"not installed.*pip install 'news-archive\[tantivy\]'$"):
        engine_module("tantivy")


def test_an_engine_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(GenerationError, match=r"^no engine 'lucene'; there are whoosh, scan, tantivy$"):
        engine_module("lucene")
