"""The store answers what a search, show and export ask."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from stores import opened, origin, stored, story

from archive.article import Article, Published
from archive.errors import UnknownIdError
from archive.store import Found, Store


@pytest.mark.parametrize("name", ["a.txt", "new\nline", "\x1b[2J.txt", "caf\udce9.txt", "日本/a b.txt", ""])
def test_an_article_comes_back_from_the_store_with_its_origin(tmp_path: Path, name: str) -> None:
    article, place = story("Caracas"), origin(name, root="/dumps/caf\udce9")
    with opened(tmp_path) as store:
        stored(store, (article, place))
        with store.snapshot() as snapshot:
            found = list(snapshot.every())

    assert found == [replace(article, origins=(place,))]


def test_the_same_bytes_in_two_places_are_one_article_with_both_origins_sorted(tmp_path: Path) -> None:
    article = story("Caracas")
    with opened(tmp_path) as store:
        stored(store, (article, origin("b")), (article, origin("a")), (article, origin("c", root="/a")))
        with store.snapshot() as snapshot:
            (found,) = snapshot.every()

    assert found.origins == (origin("c", root="/a"), origin("a"), origin("b"))


def test_articles_come_in_the_order_asked_and_those_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    one, two = story("Caracas"), story("Moscow")
    with opened(tmp_path) as store:
        stored(store, (one, origin("1")), (two, origin("2")))
        with store.snapshot() as snapshot:
            found = [
                article.body for article in snapshot.articles([two.id, "0" * 16, "no id", one.id, two.id])
            ]

    assert found == ["Moscow", "Caracas", "Moscow"]


def test_an_id_is_found_by_any_unique_prefix_of_four_or_more(tmp_path: Path) -> None:
    article = story("Caracas")
    with opened(tmp_path) as store:
        stored(store, (article, origin("1")))
        with store.snapshot() as snapshot:
            found = [snapshot.find(article.key[:length]) for length in (1, 4, 7, 16, 64)]
            bodies = [snapshot.article(article.key[:length]).body for length in (4, 7, 16, 64)]

    assert (found, bodies) == ([[Found(id=article.id, title=None, state="live")]] * 5, ["Caracas"] * 4)


@pytest.mark.parametrize("name", ["abc", "0000000000000000", "x" * 16, "%", ""])
def test_an_unknown_id_is_an_error_of_its_own(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as store:
        stored(store, (story("Caracas"), origin("1")))

        with store.snapshot() as snapshot, pytest.raises(UnknownIdError):
            snapshot.article(name)


def test_raw_bytes_come_back_as_they_came(tmp_path: Path) -> None:
    article = story("Caracas")
    with opened(tmp_path) as store:
        stored(store, (article, origin("1")))
        with store.snapshot() as snapshot:
            raw = snapshot.raw(article.id)

    assert raw == b"Caracas"


def test_stats_count_by_outlet_language_and_month(tmp_path: Path) -> None:
    def dated(text: str, day: str | None) -> Article:
        date = Published(date=day, precision="day", basis="given", evidence="") if day else None
        return replace(story(text), published=date, language="en")

    days = ["2019-03-28", "2019-03-26", "2019-03", "2019", "--11-13", None]
    with opened(tmp_path) as store:
        stored(store, *[(dated(f"story {day}", day), origin(f"{day}")) for day in days])
        with store.snapshot() as snapshot:
            stats = snapshot.stats("cleaner 2")

    assert (stats.articles, stats.undated, stats.months, stats.languages, stats.stale, stats.gone) == (
        6,
        2,
        {"2019-03": 3, "2019": 1},
        {"en": 6},
        6,
        0,
    )


def test_members_of_an_origin_come_back_whatever_is_in_them(tmp_path: Path) -> None:
    place = replace(
        origin("a.zip"), members=("b\udce9\n.zip", "c"), document=7, byte_offset=9, url="https://x/"
    )
    with opened(tmp_path) as store:
        stored(store, (story("Caracas"), place))
        (members,) = store.connection.execute("SELECT members FROM origins").fetchone()
        with store.snapshot() as snapshot:
            (found,) = snapshot.every()

    assert (found.origins, json.loads(members)) == ((place,), list(place.members))


def test_an_interruption_while_sums_are_kept_is_an_interruption(tmp_path: Path) -> None:
    def interrupted(*row: object) -> bytes:
        raise KeyboardInterrupt

    def write(store: Store) -> None:
        with store.transaction() as connection:
            connection.create_function("with_row", -1, interrupted)
            connection.execute("INSERT INTO settings VALUES ('name', 'value')")

    with opened(tmp_path) as store, pytest.raises(KeyboardInterrupt):
        write(store)
