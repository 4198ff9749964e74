from __future__ import annotations

from array import array

from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import GAP, text_tokens
from index.places import Begins, Places
from index.words import STRETCH, forms, only_word

SEEN = " ".join(seed.read_text() for seed in sorted(SEEDS.glob("*.txt"))).split(" ")
ODD = (
    *(
        "1,234.5",
        "1,23",
        "12,345,678",
        "0.5",
        "1.2.3",
        "C4",
        "4x4",
        "U.S.",
        "a.m.",
        "AT&T",
        "covid-19",
        "19-19",
    ),
    *("O’Brien", "don't", "end.‘Start", "end.'‘Start", "end.‘ start", "Straße", "Guaidó", "日本語", "x" * 70),
    *(
        "1" * 70,
        "e.g.",
        "Corp.\n\nNext",
        "½",
        "a-b-c",
        "one--two",
        "'",
        "‘",
        ".",
        ". ‘",
        "\u00ad",
        "co\u00adop",
    ),
    *("No. 5", "naïve.‘Yes’", "ÉTÉ-Fest", "İI", "2019-03-28", "WORD", "a" * 50 + "-" + "b" * 50),
)
TEXTS = st.lists(
    st.lists(st.one_of(st.sampled_from(SEEN), st.sampled_from(ODD)), max_size=12).flatmap(
        lambda words: st.sampled_from([" ".join(words), "".join(words), ".‘".join(words), "\n\n".join(words)])
    ),
    max_size=4,
)


@given(texts=TEXTS, start=st.integers(0, 5_000))
@settings(max_examples=200)
def test_sentences_and_paragraphs_begin_where_the_tokens_say(texts: list[str], start: int) -> None:
    places, plain, begins = Places(), Places(), Begins(array("I"), array("I"))
    told = places.add(texts, start, begins)
    sentences: dict[int, int] = {}
    paragraphs: dict[int, int] = {}
    for token in text_tokens(texts):
        sentences.setdefault(token.sentence, token.position + start)
        paragraphs.setdefault(token.paragraph, token.position + start)

    assert (list(begins.sentences), list(begins.paragraphs), places.of, told) == (
        list(sentences.values()),
        list(paragraphs.values()),
        plain.of,
        plain.add(texts, start),
    )


@given(texts=st.lists(TEXTS, max_size=3), start=st.integers(0, 5_000))
@settings(max_examples=200)
def test_places_are_those_of_the_tokens(texts: list[list[str]], start: int) -> None:
    places, position = Places(), start
    expected: dict[str, list[int]] = {}
    added, told = [], []
    for field in texts:
        added.append(places.add(field, position))
        tokens = [(token.text, token.position + position) for token in text_tokens(field)]
        for word, place in tokens:
            expected.setdefault(word, []).append(place)
        position = tokens[-1][1] + 1 + GAP if tokens else position
        told.append((len(tokens), position))

    assert ({word: list(found) for word, found in places.of.items()}, added) == (expected, told)


@given(text=st.lists(st.one_of(st.sampled_from(SEEN), st.sampled_from(ODD)), max_size=9).map("".join))
@settings(max_examples=200)
def test_a_stretch_that_plainly_is_one_word_is_that_word(text: str) -> None:
    plain = {stretch: word for stretch in STRETCH.findall(text) if (word := only_word(stretch))}

    assert {stretch: (word,) for stretch, word in plain.items()} == {
        stretch: tuple(form.text for form in forms(stretch)) for stretch in plain
    }
