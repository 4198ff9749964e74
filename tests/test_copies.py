"""Near-identical copies of a story are known of one another, as long as they are live."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from archives import PLAIN, SCAN, articles, write
from hypothesis import given
from hypothesis import strategies as st

from archive.home import Home
from archive.ingest import forget, rebuild, update
from archive.likeness import COPY, bands, likeness, runs, sketch
from archive.store import Store

WORDS = (
    "Russia scoffed demand withdraw military personnel Venezuela saying presence country fully legitimate "
    "Foreign Ministry spokesman statement late Tuesday strict accordance constitution agreement servicemen "
    "planes delivered about tons cargo Caracas over weekend parliament opposition leader president called"
).split()


def story(seed: int, words: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(words))


def groups(at: Home) -> set[frozenset[str | None]]:
    """Return the titles of the articles that are copies of one another."""
    titles = {article.id: article.title for article in articles(at)}
    with Store.open(at.store) as store, store.snapshot() as snapshot:
        found = {name: snapshot.copies(name) for name in titles}
    return {frozenset(titles[one] for one in (name, *others)) for name, others in found.items() if others}


def wires(folder: Path, **texts: str) -> None:
    write(folder, **{name: f"{name}\n\n{text}" for name, text in texts.items()})


def test_copies_are_found_and_other_stories_are_not(at: Home, tmp_path: Path) -> None:
    one, other = story(1), story(2)
    wires(tmp_path / "dumps", ap=one, hill=f"{one} It was updated.", fox=one.upper(), dw=other)
    rebuild(at, [tmp_path / "dumps"], build=SCAN, cleaner=PLAIN)

    assert groups(at) == {frozenset({"ap", "hill", "fox"})}


@pytest.mark.parametrize("order", ["ahb", "bha", "hab", "abh"])
def test_a_copy_of_a_copy_is_one_wherever_it_comes(at: Home, tmp_path: Path, order: str) -> None:
    texts = dict.fromkeys("ahb", story(1))
    for name in order:
        wires(tmp_path / "dumps", **{name: texts[name]})
        update(at, [tmp_path / "dumps"], build=SCAN, cleaner=PLAIN) if at.store.exists() else rebuild(
            at, [tmp_path / "dumps"], build=SCAN, cleaner=PLAIN
        )

    assert groups(at) == {frozenset("ahb")}


def test_what_goes_or_changes_is_no_copy_any_more(at: Home, tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    wires(dumps, a=story(1), b=story(1), c=story(1), d=story(1))
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    (dumps / "a.txt").unlink()
    wires(dumps, b=story(3))
    update(at, build=SCAN, cleaner=PLAIN)
    after = groups(at)
    forget(at, [next(one.id for one in articles(at) if one.title == "c")], build=SCAN)

    assert (after, groups(at)) == ({frozenset("cd")}, set())


def test_short_texts_are_never_copies(at: Home, tmp_path: Path) -> None:
    wires(tmp_path / "dumps", a="Two dead in Moscow.", b="Two dead in Moscow.")
    rebuild(at, [tmp_path / "dumps"], build=SCAN, cleaner=PLAIN)

    assert groups(at) == set()


@given(st.integers(0, 10_000), st.integers(0, 6))
def test_stories_alike_share_a_band(seed: int, changed: int) -> None:
    words = story(seed, 400).split()
    for place in random.Random(seed).sample(range(400), changed):
        words[place] = "Louvre"
    one, other = story(seed, 400), " ".join(words)
    alike = likeness(runs(one), runs(other))

    assert alike < 0.9 or set(bands(sketch(one))) & set(bands(sketch(other)))


@given(st.integers(0, 10_000))
def test_other_stories_are_not_alike(seed: int) -> None:
    assert likeness(runs(story(seed)), runs(story(seed + 1))) < COPY / 2
