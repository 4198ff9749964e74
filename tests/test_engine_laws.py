from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article, Cut, Published
from index.engine import Engine, Order, engine_module
from index.engines.scan import matches
from index.field_tokens import field_tokens
from index.fields import FACETS, FIELDS
from index.nodes import holds
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Everything,
    Fuzzy,
    Length,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Word,
)  # fmt: skip

DATES = (
    "2019-03-26",
    "2019-03-28",
    "2019-03",
    "2019",
    None,
    "2019-04-01",
    "2018-12-31",
    "--03-28",
    "2019-03-28",
)
OUTLETS = ("The Post", "Deutsche Welle", None, "Post and Courier", "The Hill")
AGENCIES = ((), ("Reuters",), ("Associated Press", "Bloomberg News"), ("Reuters", "CNN Wire"))
AUTHORS = ((), ("Tom Balmforth",), ("Andrew Osborn", "Tom Osborn"))
PLACES = ("MOSCOW", None, "CARACAS")


def cut_from_seeds() -> Iterator[Article]:
    """Yield an article for each paragraph of the seeds, with fields that go round."""
    paragraphs = (block for seed in sorted(SEEDS.glob("*.txt")) for block in seed.read_text().split("\n"))
    for place, block in enumerate(block for block in paragraphs if len(block) > 80):
        date = DATES[place % len(DATES)]
        first, _, rest = block.partition(", ")
        yield Article(
            key=f"{(place + 1) * 7919 % 10_007:016x}".ljust(64, "0"),
            title=first if place % 3 else None,
            body=rest if place % 3 else block,
            published=Published(date=date, precision="day", basis="given", evidence=date) if date else None,
            outlet=OUTLETS[place % len(OUTLETS)],
            agencies=AGENCIES[place % len(AGENCIES)],
            authors=AUTHORS[place % len(AUTHORS)],
            place=PLACES[place % len(PLACES)],
            captions=(rest[:40],) if place % 5 == 0 else (),
            text=rest[-60:],
            spans=(Cut(0, 60, ("dateline", "ap-copyright")[place % 2], "rights"),) if place % 4 else (),
            language="en" if place % 7 else None,
        )


ARTICLES = tuple(cut_from_seeds())
BY_ID = {article.id: article for article in ARTICLES}


def texts(article: Article, field: str | None) -> tuple[str, ...]:
    """Return the words of a field as written, in their order."""
    return tuple(token.text for token in field_tokens(article, field))


SAID = {
    field: [words for article in ARTICLES if len(words := texts(article, field)) > 1]
    for field in (None, "title", "outlet", "agency", "author", "place", "caption", "lang", "lead", "cuts")
}
SOME_FIELDS = [None, None, None, *(field for field, said in SAID.items() if said)]
IN_SOME_FIELD = st.sampled_from(SOME_FIELDS)
LABELS = [
    (field, label)
    for one in ARTICLES
    for field in ("rule", "has", "is")
    for label in FIELDS[field].values(one)
]


@st.composite
def leaves(draw: st.DrawFn, field: str | None = "any") -> Query:
    """Draw a word or the like that stands in some article, if not always in that field."""
    field = draw(IN_SOME_FIELD) if field == "any" else field
    words = draw(st.sampled_from(SAID[field]))
    start = draw(st.integers(0, len(words) - 1))
    word = words[start]
    match draw(st.sampled_from(["word", "word", "phrase", "loose", "cased", "prefix", "pattern", "fuzzy"])):
        case "phrase":
            return Phrase(words[start : start + draw(st.integers(1, 3))], field)
        case "loose":
            return Phrase(words[start : start + 9 : draw(st.integers(2, 4))], field, draw(st.integers(1, 9)))
        case "cased":
            return Cased((draw(st.sampled_from([str.lower, str.title]))(word),), field)
        case "prefix":
            return Prefix(word[: draw(st.integers(1, 5))], field)
        case "pattern":
            place = draw(st.integers(0, len(word)))
            return Pattern(f"{word[:place]}{draw(st.sampled_from('*?'))}{word[place + 1 :]}", field)
        case "fuzzy":
            return Fuzzy(word[1:], draw(st.integers(1, 2)), field)
        case _:
            return Word(word, field)


@st.composite
def placed(draw: st.DrawFn) -> Query:
    """Draw what stands near something or several times, all in one field."""
    field = draw(IN_SOME_FIELD)
    reach = st.one_of(
        st.integers(0, 20),
        st.sampled_from(["sentence", "paragraph"]) if field in (None, "lead") else st.nothing(),
    )
    some = st.recursive(
        leaves(field),
        lambda parts: st.one_of(
            st.builds(Near, parts, parts, reach), st.builds(lambda a, b: Or((a, b)), parts, parts)
        ),
        max_leaves=3,
    )
    near = st.builds(Near, some, some, reach)
    return draw(st.one_of(near, near, st.builds(AtLeast, st.integers(1, 3), some)))


DAYS = st.sampled_from(
    [None, *(date for date in DATES if date and len(date) == 10), "2019-01-01", "2019-12-31"]
)
QUERIES: st.SearchStrategy[Query] = st.recursive(
    st.one_of(
        leaves(),
        leaves(),
        placed(),
        placed(),
        st.builds(Days, DAYS, DAYS, st.booleans()),
        st.builds(Length, st.integers(0, 60), st.sampled_from([None, 60, 90])),
        st.sampled_from(LABELS).map(lambda one: Phrase((one[1],), one[0])),
        st.just(Everything()),
    ),
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(Boost, parts, st.sampled_from([0.0, 0.3, 2.0])),
        st.lists(parts, min_size=2, max_size=4).map(lambda some: And(tuple(some))),
        st.lists(parts, min_size=2, max_size=4).map(lambda some: Or(tuple(some))),
    ),
    max_leaves=8,
)
ORDERS = st.sampled_from(["relevance", "newest", "oldest"])


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
