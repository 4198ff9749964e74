"""The order of what is listed, and copies in one place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.engine import Hit, Results
from index.listing import Ranked, folded, one_after_other, recent_first, stretch


def ranking(*names: str) -> Ranked:
    """Rank these names, the first with the highest score."""
    hits = tuple(Hit(name, float(len(names) - place)) for place, name in enumerate(names))
    return lambda count: Results(total=len(hits), hits=hits[:count])


def names(hits: tuple[Hit, ...]) -> str:
    return "".join(hit.id for hit in hits)


def test_what_has_all_the_words_comes_first() -> None:
    both = one_after_other(ranking(*"db"), ranking(*"abcde"))

    assert [(names(both(count).hits), both(count).total) for count in (0, 1, 3, None)] == [
        ("", 5),
        ("d", 5),
        ("dba", 5),
        ("dbace", 5),
    ]


def test_the_best_of_copies_stands_for_them() -> None:
    copies = {"b": ("d", "f"), "d": ("b", "f"), "f": ("b", "d")}
    listed = folded(ranking(*"abcdefg"), 1, 2, lambda name: copies.get(name, ()))

    assert (names(listed.hits), listed.results.total, listed.copies) == ("bc", 7, {"b": ("d", "f")})


@given(st.lists(st.integers(0, 3), max_size=120), st.integers(0, 8), st.integers(1, 8))
def test_pages_of_folded_hits_have_each_story_once(stories: list[int], offset: int, limit: int) -> None:
    of = {f"{place}": story for place, story in enumerate(stories) if story}

    def copies_of(name: str) -> tuple[str, ...]:
        return tuple(other for other in of if other != name and of.get(name) == of[other])

    hits = ranking(*(f"{place}" for place in range(len(stories))))
    everything = folded(hits, 0, None, copies_of).hits
    listed = folded(hits, offset, limit, copies_of).hits
    expected = [
        name
        for name in map(str, range(len(stories)))
        if not any(int(other) < int(name) for other in copies_of(name))
    ]

    assert ([hit.id for hit in everything], listed) == (expected, everything[offset : offset + limit])


def test_a_stretch_begins_at_its_offset() -> None:
    assert names(stretch(ranking(*"abcde"), 1, 2).hits) == "bc"


def test_the_newer_of_equals_comes_first_and_one_without_a_date_gains_nothing() -> None:
    equals = tuple(Hit(name, 1.0) for name in "abcd")
    dates = {"a": "2017", "b": "2019-03-28", "d": "2019-03"}
    ranked = recent_first(lambda count: Results(total=4, hits=equals[:count]), lambda _: dates)

    assert [(hit.id, round(hit.score, 2)) for hit in ranked(None).hits] == [
        ("b", 2.0),
        ("d", 1.95),
        ("a", 1.21),
        ("c", 1.0),
    ]


def test_a_much_better_answer_stays_before_a_newer_one() -> None:
    hits = (Hit("old", 3.0), Hit("new", 1.0))
    ranked = recent_first(lambda count: Results(2, hits[:count]), lambda _: {"old": "1990", "new": "2019"})

    assert [hit.id for hit in ranked(1).hits] == ["old"]
