"""A list of links is told from the story's own lists by how its lines are written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.link_lists import lines

_STORY = "The council met on Monday and voted for the bridge after a night of debate."
_LINKS = ["Council Asks Engineers to Save Bridge", "Ferry Sinks in Storm Off the Cape"]
_COLUMN = [
    "Ferry captain asks his crew to leave and swims to the...",
    "Kite flies over the harbour",
    "Mayor loses his hat on the bridge and calls for the old...",
]
_WORDS = st.sampled_from(
    ["the bridge", "a night", "he said", "Mayor", "to", "of", "in May", "ferry", "was it"]
)


def test_headlines_in_capitals_between_paragraphs_are_links() -> None:
    assert list(lines([_STORY, *_LINKS, _STORY])) == [1, 2]


def test_a_column_of_teasers_cut_short_is_links_at_the_end_too() -> None:
    assert list(lines([_STORY, *_COLUMN])) == [1, 2, 3]


def test_a_long_headline_below_the_last_paragraph_is_a_link_and_a_name_is_none() -> None:
    link = "Mayor Pays Off Debts of the Town for Christmas"
    texts = [[_STORY, link], [_STORY, "Jane Roe, Mayor of the Town of North Exampleton"], [link]]

    assert [list(lines(text)) for text in texts] == [[1], [], []]


def test_one_headline_also_broken_in_two_and_names_and_what_a_colon_introduces_are_the_storys() -> None:
    names = ["Governor Jane Roe of North Exampleton", "Former Senator John B. Doe of Exampleton"]
    texts = [
        [_STORY, _LINKS[0], _STORY],
        [_STORY, *names, _STORY],
        [f"{_STORY[:-1]}, under headlines like these:", *_LINKS, _STORY],
        [_STORY, "What the Council Has to Make of", "Its Own Bridge and Who Is to Pay", _STORY],
        [*_LINKS, _STORY],
    ]

    assert [list(lines(text)) for text in texts] == [[], [], [], [], []]


def test_lines_of_a_poem_that_break_off_are_no_teasers() -> None:
    poem = ["I wait for the bell...", "and the tide comes in,", "and the boats lie still..."]

    assert list(lines([_STORY, *poem, _STORY])) == []


@settings(max_examples=100)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=9).map(" ".join), max_size=8))
def test_sentences_are_never_links(texts: list[str]) -> None:
    sentences = [f"{text.capitalize()}." for text in texts]

    assert list(lines(sentences)) == []
