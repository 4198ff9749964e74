from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Article, Published
from archive.errors import GenerationError
from index.engine import ENGINES, Engine, EngineModule, Facet, engine_module
from index.engines import scan, whoosh
from index.query import And, Days, Everything, Not, Or, Phrase, Prefix, Query, Word


def article(number: int, date: str | None = None, **fields: object) -> Article:
    """Return an article whose id says its number."""
    published = None
    if date is not None:
        precision = {4: "year", 7: "month", 10: "day"}[len(date)]
        published = Published(date=date, precision=precision, basis="given", evidence=date)  # type: ignore[arg-type]
    return Article(key=f"{number:016x}".ljust(64, "f"), published=published, **fields)  # type: ignore[arg-type]


def number(article_id: str) -> int:
    return int(article_id, 16)


ARTICLES = (
    article(
        1,
        "2019-03-28",
        title="A cowboy in the Louvre Museum",
        body="Maria Zakharova likened the envoy to a cowboy in the Louvre.\n\nMoscow sent planes to Caracas.",
        outlet="The Morning Post",
        agencies=("Reuters",),
        authors=("Tom Balmforth", "Andrew Osborn"),
        place="MOSCOW",
        section="World News",
        language="en",
        captions=("Russian planes at the airport of Caracas",),
        credits=("REUTERS/Carlos Jasso",),
    ),
    article(
        2,
        "2019-03-27",
        title="Planes land in Caracas",
        body="Juan Guaidó spoke in Caracas. The opposition leader, Guaido, asked for elections.",
        outlet="The Evening Mail",
        agencies=("Associated Press", "Reuters"),
        authors=("Andrew Balmforth",),
        place="CARACAS",
        section="News",
        language="en",
    ),
    article(
        3,
        "2019-03",
        title="Guaidó’s rivals accuse him",
        body="According to it, an accord was in strict accordance with the law. Strict accord, he says.",
        outlet="The Morning Post",
        place="CARACAS",
        section="World News",
        language="en",
    ),
    article(
        4,
        "2019",
        title="The year in pictures",
        body="Covid-19 was not yet known. AT&T and the U.S. economy grew; so did O'Brien's.",
        outlet="Pictures Weekly",
        language="en",
    ),
    article(5, None, body="To be or not to be, that is the question of the Bank of England.", language="en"),
    article(
        6, "2020-02-29", title="Covid-19 in Paris", body="The museum closed its doors. The bank stayed open."
    ),
    article(
        7, "2019-01-01", title="ベネズエラの危機", body="大統領は演説した。", language="ja", outlet="朝日新聞"
    ),
    article(
        8,
        "2018-12-31",
        title="Venezuela’s oil",
        body="Oil prices fell.\n\nVenezuelan oil was sold to the bank, to the museum and to the museum bank.",
        agencies=("AFP", "Reuters"),
        section="Business",
        language="en",
    ),
    article(9, "2019-04-01", title="Oil, oil, oil", body="Oil. " * 12, section="Business", language="en"),
    article(10, "--11-13", title="No year", body="The museum had no year.", outlet="The Evening Mail"),
    article(
        11,
        "2019-03-28",
        body="Zakharova was quoted by the museum.",
        place="MOSCOW",
        outlet="The Morning Post",
    ),
    article(
        12, "2019-12", title="Elections", body="elected electing elects election electoral", language="en"
    ),
    article(13, "2019-04-01"),
    article(14, None, title="Straße nach Łódź", body="Die Straße.", language="de"),
)

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


def built(name: str, folder: Path, articles: Iterable[Article]) -> Engine:
    """Return an engine open on a fresh index of these articles."""
    kept = list(articles)
    folder.mkdir(exist_ok=True)
    writer = engine_module(name).create(folder)
    for one in kept:
        writer.add(one)
    writer.commit()
    return engine_module(name).open(folder, lambda: kept)


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Engine]:
    opened = built(request.param, tmp_path_factory.mktemp(request.param), ARTICLES)
    yield opened
    opened.close()


def listed(engine: Engine, query: Query, **asked: object) -> list[int]:
    """Return the numbers of the hits in their order."""
    return [number(hit.id) for hit in engine.search(query, **asked).hits]  # type: ignore[arg-type]


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


def linked(older: Path, new: Path) -> Path:
    """Return ``new``, a folder with hard links to the files of ``older``."""
    new.mkdir()
    for path in older.iterdir():
        os.link(path, new / path.name)
    return new


def extended(name: str, older: Path, new: Path, articles: Sequence[Article], gone: Iterable[str]) -> Engine:
    """Return an engine open on a new generation: ``articles`` added to it, then some taken out."""
    writer = engine_module(name).extend(linked(older, new))
    for one in articles:
        writer.add(one)
    for key in gone:
        writer.delete(key)
    writer.commit()
    left = [one for one in (*ARTICLES[:10], *articles) if one.id not in set(gone)]
    return engine_module(name).open(new, lambda: left)


@built_with
def test_a_new_generation_holds_what_was_added_and_not_what_was_deleted(name: str, tmp_path: Path) -> None:
    built(name, tmp_path / "1", ARTICLES[:10]).close()
    gone = [ARTICLES[0].id, ARTICLES[7].id, ARTICLES[12].id, "00000000000000ff"]

    engine = extended(name, tmp_path / "1", tmp_path / "2", ARTICLES[10:], gone)
    found = listed(engine, Everything(), limit=None), sorted(listed(engine, Word("museum")))
    engine.close()

    assert found == ([2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14], [6, 10, 11])


@built_with
def test_the_older_generation_stays_as_it_was_to_the_byte(name: str, tmp_path: Path) -> None:
    built(name, tmp_path / "1", ARTICLES[:10]).close()
    before = {path.name: path.read_bytes() for path in (tmp_path / "1").iterdir()}

    extended(name, tmp_path / "1", tmp_path / "2", ARTICLES[10:], [ARTICLES[0].id]).close()

    assert {path.name: path.read_bytes() for path in (tmp_path / "1").iterdir()} == before


@built_with
def test_the_older_generation_answers_while_the_new_one_is_written(name: str, tmp_path: Path) -> None:
    older = built(name, tmp_path / "1", ARTICLES[:10])

    newer = extended(name, tmp_path / "1", tmp_path / "2", ARTICLES[10:], [ARTICLES[0].id])
    found = [sorted(listed(engine, Word("museum"))) for engine in (older, newer)]
    older.close()
    newer.close()

    assert found == [[1, 6, 8, 10], [6, 8, 10, 11]]


@built_with
def test_a_changed_article_takes_the_place_of_the_old_one(name: str, tmp_path: Path) -> None:
    module = engine_module(name)
    built(name, tmp_path / "1", ARTICLES[:2]).close()
    changed = article(1, "2021-01-01", title="Quite another", body="story")

    writer = module.extend(linked(tmp_path / "1", tmp_path / "2"))
    for version in (ARTICLES[0], changed):
        writer.delete(version.id)
        writer.add(version)
    writer.commit()
    engine = module.open(tmp_path / "2", lambda: [changed, ARTICLES[1]])
    found = [listed(engine, query) for query in (Everything(), Word("louvre"), Word("story"))]
    engine.close()

    assert found == [[1, 2], [], [1]]


def test_a_new_generation_leaves_no_lock_and_nothing_half_made(tmp_path: Path) -> None:
    built("whoosh", tmp_path / "1", ARTICLES[:10]).close()

    extended("whoosh", tmp_path / "1", tmp_path / "2", ARTICLES[10:], [ARTICLES[0].id]).close()

    assert {path.suffix for path in (tmp_path / "2").iterdir()} == {".toc", ".trm", ".pst", ".col"}


def test_what_is_deleted_leaves_the_files_with_the_next_rewriting(tmp_path: Path) -> None:
    built("whoosh", tmp_path / "1", ARTICLES[:10]).close()

    gone = [one.id for one in ARTICLES[:3]]

    extended("whoosh", tmp_path / "1", tmp_path / "2", ARTICLES[10:], gone).close()
    terms = b"".join(path.read_bytes() for path in (tmp_path / "2").glob("*.trm"))

    assert (b"zakharov" in terms, b"cowboy" in terms) == (True, False)


def test_many_small_generations_leave_few_segments(tmp_path: Path) -> None:
    built("whoosh", tmp_path / "0", ()).close()
    for count in range(1, 41):
        writer = engine_module("whoosh").extend(linked(tmp_path / str(count - 1), tmp_path / str(count)))
        writer.add(article(count, body="one more"))
        writer.commit()

    segments = len(list((tmp_path / "40").glob("*.trm")))

    assert segments <= 5


def test_an_aborted_writer_lets_go_and_another_may_begin(tmp_path: Path) -> None:
    writer = engine_module("whoosh").create(tmp_path)
    writer.add(ARTICLES[0])

    writer.abort()
    writer.abort()

    with closing(built("whoosh", tmp_path, ARTICLES[:2])) as engine:
        assert listed(engine, Everything()) == [1, 2]


@pytest.mark.parametrize("suffix", [".toc", ".trm", ".pst"])
def test_a_damaged_index_is_an_error_of_the_house(suffix: str, tmp_path: Path) -> None:
    built("whoosh", tmp_path, ARTICLES).close()
    for path in tmp_path.glob(f"*{suffix}"):
        path.write_bytes(b"\xff" * 20)

    with (
        pytest.raises(GenerationError, match="cannot be read"),
        closing(engine_module("whoosh").open(tmp_path, list)) as engine,
    ):
        engine.search(Word("museum"))


@pytest.mark.parametrize("act", ["extend", "open"])
def test_a_folder_without_an_index_is_an_error_of_the_house(act: str, tmp_path: Path) -> None:
    module = engine_module("whoosh")
    acts: dict[str, Callable[[], object]] = {
        "extend": lambda: module.extend(tmp_path),
        "open": lambda: module.open(tmp_path, list),
    }

    with pytest.raises(GenerationError, match=r"cannot be (written|read)"):
        acts[act]()


def test_brackets_without_end_are_an_error_of_the_house(engine: Engine) -> None:
    query: Query = Word("museum")
    for _ in range(5_000):
        query = Not(query)

    with pytest.raises(GenerationError, match="too many brackets"):
        engine.search(query)


def test_every_engine_named_offers_what_an_engine_must() -> None:
    offered: Mapping[str, EngineModule] = {"whoosh": whoosh, "scan": scan}

    assert {name: engine_module(name) for name in ENGINES} == offered


def test_an_engine_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(GenerationError, match=r"^no engine 'lucene'; there are whoosh, scan$"):
        engine_module("lucene")
