"""Edits of a working text, also of what earlier edits made: once each, with the way back to the source."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st

from archive.working import Edit, Working

texts = st.text("ab ", max_size=12)
places = st.lists(st.tuples(st.integers(0, 40), st.text("xyz", max_size=4)), max_size=8)


def edits(text: str, drawn: Iterable[tuple[int, str]]) -> list[Edit]:
    """Return disjoint edits of a text, each from one place drawn to the next."""
    ends = sorted({(min(place, len(text)), becomes) for place, becomes in drawn})
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    return [Edit(start, end, becomes, "repair") for (start, becomes), (end, _) in pairs if start < end]


def replaced(text: str, edits: Iterable[Edit]) -> str:
    for edit in reversed(list(edits)):
        text = text[: edit.start] + edit.becomes + text[edit.end :]
    return text


def stretches_made(working: Working) -> list[tuple[int, int]]:
    """Return where in the working text that begins and ends which each edit made."""
    stretches, ahead = [], 0
    for edit in working.edits:
        begin = edit.start + ahead
        stretches.append((begin, begin + len(edit.becomes)))
        ahead += len(edit.becomes) - (edit.end - edit.start)
    return stretches


@given(texts, st.lists(places, max_size=3))
@example("ab", [[(0, "xyxz"), (2, "")], [(0, ""), (1, ""), (2, "z"), (3, "")]])  # two in what one made
def test_edits_of_edits_are_made_once_each_and_told_in_the_source(
    source: str, rounds: list[list[tuple[int, str]]]
) -> None:
    working, text = Working.of(source), source
    for drawn in rounds:
        made = edits(text, drawn)
        working, text = working.edit(made), replaced(text, made)

    assert (working.text, replaced(source, working.edits)) == (text, text)


@given(texts, st.lists(places, max_size=3), st.lists(st.integers(0, 40)))
@example("aba", [[(0, "abxba"), (3, "")]], [2, 3])
def test_parted_edits_make_the_same_text_and_end_where_they_are_parted(
    source: str, rounds: list[list[tuple[int, str]]], offsets: list[int]
) -> None:
    working = Working.of(source)
    for drawn in rounds:
        working = working.edit(edits(working.text, drawn))
    parted = working.parted(offsets)
    within = [offset for offset in offsets for begin, end in stretches_made(parted) if begin < offset < end]

    assert (parted.text, replaced(source, parted.edits), within) == (working.text, working.text, [])
