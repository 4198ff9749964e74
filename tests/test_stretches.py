"""Nearness against the plainest reading of what it means."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from index.query import Near, Word
from index.stretches import Stretch, pairs, phrase

PLACES = st.lists(st.integers(0, 30), max_size=8)
STRETCHES = st.lists(
    st.builds(lambda start, more: (start, start + more), st.integers(0, 30), st.integers(0, 2))
)
BEGINS = st.sets(st.integers(1, 19)).map(lambda more: [0, *sorted(more)])
A, B, C = Word("a"), Word("b"), Word("c")


def unit(position: int, begins: list[int]) -> int:
    return bisect_right(begins, position)


@given(places=st.lists(PLACES, min_size=1, max_size=3), slop=st.integers(0, 5))
def test_a_phrase_begins_wherever_its_words_follow_one_another_closely_enough(
    places: list[list[int]], slop: int
) -> None:
    begins = {
        choice[0]
        for choice in product(*places)
        if all(one < next_ for one, next_ in pairwise(choice))
        and choice[-1] - choice[0] + 1 - len(choice) <= slop
    }

    assert {start for start, _ in phrase(places, slop)} == begins


@given(left=STRETCHES, right=STRETCHES, reach=st.integers(0, 5))
def test_what_is_near_is_there_if_any_two_are_apart_and_close_enough(
    left: list[Stretch], right: list[Stretch], reach: int
) -> None:
    some = any(
        0 <= max(one[0], other[0]) - min(one[1], other[1]) - 1 <= reach
        for one, other in product(left, right)
        if one[1] < other[0] or other[1] < one[0]
    )

    assert bool(pairs(Near(A, B, reach), left, right, lambda _: [])) == some


@given(left=STRETCHES, right=STRETCHES, begins=BEGINS)
def test_two_are_in_one_unit_if_all_of_both_is(
    left: list[Stretch], right: list[Stretch], begins: list[int]
) -> None:
    some = any(
        len({unit(place, begins) for place in (*one, *other)}) == 1
        for one, other in product(left, right)
        if one[1] < other[0] or other[1] < one[0]
    )

    assert bool(pairs(Near(A, B, "sentence"), left, right, lambda _: begins)) == some


@given(left=STRETCHES, right=STRETCHES, reach=st.integers(0, 5))
def test_nearness_knows_no_side(left: list[Stretch], right: list[Stretch], reach: int) -> None:
    one, other = (Near(A, B, reach), left, right), (Near(B, A, reach), right, left)

    assert pairs(*one, lambda _: []) == pairs(*other, lambda _: [])


@given(words=st.lists(st.sampled_from("abc--"), max_size=20), begins=BEGINS)
def test_three_words_in_one_sentence_are_found_in_whatever_order_they_are_asked_for(
    words: list[str], begins: list[int]
) -> None:
    alone = {word: [(place, place) for place, one in enumerate(words) if one == word] for word in "abc"}

    def together(first: str, second: str, third: str) -> bool:
        inner = Near(A, B, "sentence")
        two = pairs(inner, alone[first], alone[second], lambda _: begins)
        return bool(pairs(Near(inner, C, "sentence"), two, alone[third], lambda _: begins))

    sentences = [set(words[begin:end]) for begin, end in pairwise((*begins, len(words)))]
    some = any(sentence >= set("abc") for sentence in sentences)

    assert [together(*order) for order in ("abc", "bca", "cab")] == [some] * 3
