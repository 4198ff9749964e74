import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast

import pytest
from running import CNN, DW, HILL, LOUVRE, REUTERS

from archive.errors import GenerationError, QuerySyntaxError, StoreError
from archive.home import Home
from archive.ingest import rebuild
from archive.store import Snapshot, Store
from index.answer import Asking
from index.budget import NO_LIMIT, Budget
from index.build import Builder
from index.engine import Engine, Facet, Hit, Order, Results
from index.engines.scan import Scan
from index.page import Page
from index.parse import parse
from index.query import Phrase, Query, Word
from index.search import Ask, search


def answered(snapshot: Snapshot, engine: Engine, text: str) -> Page:
    return Asking(snapshot, engine, Ask(text=text)).page(parse(text))


@pytest.fixture
def built(seeded: Path) -> Home:
    return Home(seeded)


@pytest.fixture
def store(built: Home) -> Iterator[Store]:
    with Store.open(built.store) as opened:
        yield opened


def asked(store: Store, text: str, *, order: Order = "relevance", relax: bool = True) -> Page:
    return search(store, Home(store.path.parent).index, Ask(text=text, order=order, relax=relax))


def ids(page: Page) -> list[str]:
    return [hit.id for hit in page.hits]


class Loose(Scan):
    """An engine that cannot tell a phrase from its words, and says so."""

    def inexact(self, part: Query) -> bool:
        return isinstance(part, Phrase)

    def search(
        self,
        query: Query,
        *,
        order: Order = "relevance",
        offset: int = 0,
        limit: int | None = 10,
        facets: Sequence[str] = (),
        keep: Callable[[str], bool] | None = None,
        budget: Budget = NO_LIMIT,
    ) -> Results:
        assert isinstance(query, Phrase)
        return super().search(
            Word(query.words[0]), order=order, offset=offset, limit=limit, facets=facets, keep=keep
        )


class Turning:
    """Stores of two moments: the first snapshot is of the first, every later one of the second."""

    def __init__(self, earlier: Store, later: Store) -> None:
        self.stores = [earlier]
        self.later = later

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        return (self.stores.pop() if self.stores else self.later).snapshot()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("guaido", {LOUVRE, DW, CNN, REUTERS, HILL}),
        ("Guaidó", {LOUVRE, DW, CNN, REUTERS, HILL}),
        ('"strict accordance"', {LOUVRE, DW, HILL}),
        ("place:moscow date:2019-03-28", {LOUVRE, REUTERS}),
        ("zakharova -louvre", {DW, CNN, REUTERS, HILL}),
        ("date:2019", {LOUVRE, DW, CNN, REUTERS}),
        ("agency:reuters OR outlet:dw", {DW, REUTERS}),
        ("venez* NOT guiado", {LOUVRE, DW, CNN, REUTERS}),
    ],
)
def test_queries_find_the_seeds_that_answer_them(store: Store, text: str, found: set[str]) -> None:
    assert set(ids(asked(store, text))) == found


def test_a_hit_is_joined_with_its_article(store: Store) -> None:
    (hit,) = asked(store, "military attache").hits

    assert (hit.id, hit.title, hit.title_highlights, hit.outlet, hit.date, hit.place) == (
        REUTERS,
        "Russian military team arrived in Caracas: Venezuela military attache",
        ((8, 16), (52, 60), (61, 68)),
        "Reuters",
        "2019-03-28",
        "MOSCOW",
    )


def test_a_snippet_shows_the_words_asked_for(store: Store) -> None:
    (hit,) = asked(store, "Zakharova Louvre").hits

    assert [hit.snippet.text[start:end] for start, end in hit.snippet.highlights] == ["Zakharova", "Louvre"]


def test_what_was_understood_is_shown(store: Store) -> None:
    page = asked(store, "Guaidó NOT  Louvre")

    assert (page.query, page.understood, page.relaxed) == ("Guaidó NOT  Louvre", "guaido -louvre", False)


def test_where_no_article_has_all_the_words_those_with_some_are_found(store: Store) -> None:
    page = asked(store, "louvre attache")

    assert (page.relaxed, set(ids(page))) == (True, {LOUVRE, REUTERS})


def test_words_are_not_relaxed_where_that_is_not_wanted(store: Store) -> None:
    page = asked(store, "louvre attache", relax=False)

    assert (page.relaxed, page.total, page.understood) == (False, 0, "louvre attache")


def test_what_finds_nothing_even_so_is_not_called_relaxed(store: Store) -> None:
    page = asked(store, "xyzzy plugh")

    assert (page.relaxed, page.total, page.understood) == (False, 0, "xyzzy plugh")


def test_by_date_the_undated_come_last(store: Store) -> None:
    oldest = ids(asked(store, "guaido", order="oldest"))
    newest = ids(asked(store, "guaido", order="newest"))

    assert (oldest[0], oldest[-1], newest[-1]) == (DW, HILL, HILL)


def test_pages_follow_one_another(store: Store, built: Home) -> None:
    whole = ids(asked(store, "guaido"))

    pages = [search(store, built.index, Ask(text="guaido", offset=at, limit=2)) for at in (0, 2, 4)]

    assert ([ids(page) for page in pages], {page.total for page in pages}) == (
        [whole[:2], whole[2:4], whole[4:]],
        {5},
    )


def test_facets_count_all_that_match(store: Store, built: Home) -> None:
    page = search(store, built.index, Ask(text="guaido", limit=1, facets=("outlet", "month")))

    assert page.facets == {
        "outlet": (Facet("DW", 1), Facet("Reuters", 1)),
        "month": (Facet("2019-03", 3),),
    }


def test_what_an_engine_is_inexact_about_is_verified_before_it_is_counted(store: Store) -> None:
    with store.snapshot() as snapshot:
        page = answered(snapshot, Loose(snapshot.every()), '"accordance with the constitution"')

    assert (page.total, ids(page)) == (1, [DW])


def test_a_generation_cleared_away_meanwhile_is_no_error(built: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(built.path, home.path)
    shutil.copy(home.store, tmp_path / "earlier.sqlite")
    with Store.open(tmp_path / "earlier.sqlite") as earlier:
        with earlier.snapshot() as snapshot:
            cleared = snapshot.generation
        rebuild(home, [], build=Builder())
        assert cleared is not None
        shutil.rmtree(home.index / cleared.folder, ignore_errors=True)
        with Store.open(home.store) as later:
            page = search(cast(Store, Turning(earlier, later)), home.index, Ask(text="louvre"))

    assert ids(page) == [LOUVRE]


def test_an_index_that_is_gone_is_an_error_that_names_the_cure(built: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(built.path, home.path)
    shutil.rmtree(home.index)

    with Store.open(home.store) as opened, pytest.raises(GenerationError, match="rebuild --index-only"):
        search(opened, home.index, Ask(text="louvre"))


def test_an_index_of_another_archive_is_an_error(store: Store) -> None:
    class Other(Scan):
        def search(self, query: Query, **asked: object) -> Results:
            return Results(total=1, hits=(Hit("0" * 16, 1.0),))

    with store.snapshot() as snapshot, pytest.raises(GenerationError, match="0000000000000000"):
        answered(snapshot, Other(()), "louvre")


def test_an_archive_without_articles_says_what_to_do(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "archive.sqlite", create=True) as empty,
        pytest.raises(StoreError, match="holds no articles yet; fill it with: archive rebuild FOLDER"),
    ):
        search(empty, tmp_path, Ask(text="louvre"))


def test_a_query_that_is_wrong_is_said_so_before_anything_is_opened(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "archive.sqlite", create=True) as empty,
        pytest.raises(QuerySyntaxError, match="outlet"),
    ):
        search(empty, tmp_path, Ask(text="outlt:x"))
