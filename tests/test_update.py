"""An update: what is new, changed or gone, and nothing else is opened."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from archives import PLAIN, SCAN, SEEDS, age, articles, counts, write

from archive.errors import StoreError
from archive.home import Home
from archive.ingest import rebuild, update
from archive.store import Store
from index.build import Builder
from index.search import Ask, search


def found(home: Home, query: str) -> list[str]:
    """Return the titles of what a search finds, sorted."""
    with Store.open(home.store) as store:
        page = search(store, home.index, Ask(text=query, limit=None, relax=False))
    return sorted(hit.title or "" for hit in page.hits)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seeds, an hour old."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    for seed in (tmp_path / "seeds").iterdir():
        age(seed)
    return tmp_path / "seeds"


@pytest.mark.parametrize("engine", ["whoosh", "scan"])
def test_a_sixth_file_is_found_and_the_others_are_not_read_again(at: Home, seeds: Path, engine: str) -> None:
    rebuild(at, [seeds], build=Builder(engine), cleaner=PLAIN)
    before = articles(at)
    # Were one of the others opened, its article would be another now: same size, same time.
    for seed in seeds.iterdir():
        state = seed.stat()
        seed.write_bytes(b"x" * state.st_size)
        os.utime(seed, ns=(state.st_atime_ns, state.st_mtime_ns))
    write(seeds, sixth="The sixth\n\nAn Antarctic penguin was seen in the Louvre.")
    report = update(at, build=Builder(), cleaner=PLAIN)

    assert (counts(report), found(at, "antarctic penguin"), before) == (
        {"files": 1, "read": 1, "new": 1, "unchanged": 5, "articles": 6},
        ["The sixth"],
        [article for article in articles(at) if article.title != "The sixth"],
    )


@pytest.mark.parametrize("engine", ["whoosh", "scan"])
def test_what_is_deleted_leaves_the_search_and_is_still_shown_as_gone(
    at: Home, seeds: Path, engine: str
) -> None:
    write(seeds, sixth="The sixth\n\nAn Antarctic penguin was seen in the Louvre.")
    rebuild(at, [seeds], build=Builder(engine), cleaner=PLAIN)
    (sixth,) = (article for article in articles(at) if article.title == "The sixth")
    (seeds / "sixth.txt").unlink()
    report = update(at, build=Builder(), cleaner=PLAIN)
    with Store.open(at.store) as store, store.snapshot() as snapshot:
        (state,) = snapshot.find(sixth.id)
        shown = snapshot.article(sixth.id)
        listed = snapshot.articles([sixth.id])

    assert (counts(report), found(at, "antarctic"), state.state, bool(state.gone_since), shown, listed) == (
        {"unchanged": 5, "gone": 1, "articles": 5},
        [],
        "gone",
        True,
        sixth,
        [],
    )


@pytest.mark.parametrize("engine", ["whoosh", "scan"])
def test_a_changed_file_replaces_its_article(at: Home, dumps: Path, engine: str) -> None:
    rebuild(at, [dumps], build=Builder(engine), cleaner=PLAIN)
    (old,) = (article for article in articles(at) if article.title == "Moscow")
    write(dumps, b="Minsk")
    report = update(at, build=Builder(), cleaner=PLAIN)
    with Store.open(at.store) as store, store.snapshot() as snapshot:
        (state,) = snapshot.find(old.id)

    assert (counts(report), found(at, "moscow"), found(at, "minsk"), state.state) == (
        {"files": 1, "read": 1, "unchanged": 2, "changed": 1, "articles": 3},
        [],
        ["Minsk"],
        "gone",
    )


@pytest.mark.parametrize("engine", ["whoosh", "scan"])
def test_what_comes_back_is_live_again_where_it_came_back(at: Home, dumps: Path, engine: str) -> None:
    rebuild(at, [dumps], build=Builder(engine), cleaner=PLAIN)
    (dumps / "b.txt").unlink()
    update(at, build=Builder(), cleaner=PLAIN)
    write(dumps / "inner", again="Moscow")
    report = update(at, build=Builder(), cleaner=PLAIN)
    (back,) = (article for article in articles(at) if article.title == "Moscow")

    assert (counts(report), found(at, "moscow"), [origin.path for origin in back.origins]) == (
        {"files": 1, "read": 1, "new": 1, "unchanged": 2, "articles": 3},
        ["Moscow"],
        ["inner/again.txt"],
    )


def test_a_file_that_moved_keeps_its_article(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    (dumps / "b.txt").rename(dumps / "z.txt")
    report = update(at, build=SCAN, cleaner=PLAIN)
    paths = {article.title: [origin.path for origin in article.origins] for article in articles(at)}

    assert (counts(report), paths["Moscow"]) == (
        {"files": 1, "read": 1, "unchanged": 3, "articles": 3},
        ["z.txt"],
    )


def test_a_copy_that_goes_leaves_the_article_with_the_other_place(at: Home, dumps: Path) -> None:
    write(dumps, copy="Moscow")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    (dumps / "b.txt").unlink()
    report = update(at, build=SCAN, cleaner=PLAIN)
    (article,) = (article for article in articles(at) if article.title == "Moscow")

    assert (counts(report), [origin.path for origin in article.origins]) == (
        {"unchanged": 3, "articles": 3},
        ["copy.txt"],
    )


def test_a_file_that_is_now_refused_takes_its_article_with_it(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    write(dumps, b="")
    first = update(at, build=SCAN, cleaner=PLAIN)
    second = update(at, build=SCAN, cleaner=PLAIN)

    assert (counts(first), counts(second)) == (
        {"files": 1, "unchanged": 2, "gone": 1, "articles": 2, "refused": 1},
        {"unchanged": 2, "articles": 2},
    )


def test_an_update_needs_an_archive(at: Home, dumps: Path) -> None:
    with pytest.raises(StoreError, match="build one with: archive rebuild FOLDER"):
        update(at, [dumps], build=SCAN, cleaner=PLAIN)


def test_files_of_the_same_size_and_time_are_read_again_when_asked(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    state = (dumps / "a.txt").stat()
    (dumps / "a.txt").write_text("Bogotas")
    os.utime(dumps / "a.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    unseen = counts(update(at, build=SCAN, cleaner=PLAIN))
    seen = counts(update(at, build=SCAN, cleaner=PLAIN, checksum=True))

    assert (unseen, seen) == (
        {"unchanged": 3, "articles": 3},
        {"files": 3, "read": 1, "unchanged": 2, "changed": 1, "articles": 3},
    )


def test_a_file_as_young_as_the_last_look_at_it_is_read_again(at: Home, dumps: Path) -> None:
    (dumps / "a.txt").write_text("Bogota")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    young = counts(update(at, build=SCAN, cleaner=PLAIN))
    age(dumps / "a.txt")
    update(at, build=SCAN, cleaner=PLAIN)
    old = counts(update(at, build=SCAN, cleaner=PLAIN))

    assert (young, old) == (
        {"files": 1, "unchanged": 3, "articles": 3},
        {"unchanged": 3, "articles": 3},
    )


def test_a_file_whose_time_alone_has_changed_is_hashed_once_and_not_read(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = articles(at)
    age(dumps / "a.txt", seconds=7)
    touched = counts(update(at, build=SCAN, cleaner=PLAIN))
    again = counts(update(at, build=SCAN, cleaner=PLAIN))

    assert (touched, again, articles(at)) == (
        {"files": 1, "unchanged": 3, "articles": 3},
        {"unchanged": 3, "articles": 3},
        before,
    )


def test_a_file_of_the_same_size_that_was_changed_within_two_seconds_is_not_missed(
    at: Home, dumps: Path
) -> None:
    (dumps / "a.txt").write_text("Bogota")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    state = (dumps / "a.txt").stat()
    (dumps / "a.txt").write_text("Havana")
    os.utime(dumps / "a.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    report = update(at, build=SCAN, cleaner=PLAIN)

    assert counts(report) == {"files": 1, "read": 1, "unchanged": 2, "changed": 1, "articles": 3}
