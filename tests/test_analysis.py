from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.analysis import GAP, Token, article_tokens, fingerprint, searchable, text_tokens, tokens

SEEDS = [seed.read_text() for seed in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]
BLOCKS = sorted({block for text in SEEDS for block in text.split("\n\n")})
texts = st.lists(st.sampled_from(BLOCKS), max_size=5).map("\n\n".join)


def test_a_token_knows_its_place() -> None:
    text = 'Guaidó’s envoy left. "No!"\n\nCovid-19 rose.'

    assert list(tokens(text)) == [
        Token("guaido", "guaido", 0, 0, 0, 0, 8),
        Token("envoy", "envoy", 1, 0, 0, 9, 14),
        Token("left", "left", 2, 0, 0, 15, 19),
        Token("no", "no", 3, 1, 0, 22, 24),
        Token("covid", "covid", 4, 2, 1, 28, 33),
        Token("covid19", "covid19", 4, 2, 1, 28, 36),
        Token("19", "19", 5, 2, 1, 34, 36),
        Token("rose", "rose", 6, 2, 1, 37, 41),
    ]


@given(texts, texts)
@settings(max_examples=100)
def test_numbers_go_on_from_the_given_ones(before: str, after: str) -> None:
    first = list(tokens(f"Moscow. {before}"))
    last = first[-1]
    second = tokens(
        after, position=last.position + 1, sentence=last.sentence + 1, paragraph=last.paragraph + 1
    )
    together = tokens(f"Moscow. {before}\n\n{after}")

    assert [token[:5] for token in together] == [token[:5] for token in (*first, *second)]


@given(texts)
@settings(max_examples=100)
def test_positions_sentences_and_paragraphs_only_rise(text: str) -> None:
    places = [(token.paragraph, token.sentence, token.position) for token in tokens(text)]

    assert places == sorted(places)


@given(texts)
@settings(max_examples=100)
def test_no_position_is_left_out(text: str) -> None:
    positions = sorted({token.position for token in tokens(text)})

    assert positions == list(range(len(positions)))


@given(texts)
@settings(max_examples=100)
def test_a_token_is_what_the_text_has_at_its_place(text: str) -> None:
    found = list(tokens(text))
    again = [{other.text for other in tokens(text[token.start : token.end])} for token in found]

    assert [token.text in there for token, there in zip(found, again, strict=True)] == [True] * len(found)


def test_what_folds_to_nothing_takes_no_position() -> None:
    found = [(token.text, token.position) for token in tokens("one ـــ two-ـ- three,ـ,four")]

    assert found == [("one", 0), ("two", 1), ("three", 2), ("four", 3)]


def test_no_phrase_reaches_from_one_text_into_the_next() -> None:
    found = [
        (t.text, t.position, t.sentence, t.paragraph, t.start) for t in text_tokens(["A b.", "...", "C"])
    ]

    assert found == [("a", 0, 0, 0, 0), ("b", 1, 0, 0, 2), ("c", 2 + GAP, 1, 1, 0)]


def test_the_joint_field_is_title_body_and_what_was_taken_from_it() -> None:
    article = Article(
        key="0" * 64,
        title="Caracas",
        body="One.\n\nTwo.",
        highlights=("Three",),
        captions=("Four", "Five"),
        corrections=("Six",),
        credits=("Nobody",),
        section="News",
    )

    assert (searchable(article), [token.text for token in article_tokens(article)]) == (
        (
            ("title", "Caracas"),
            ("body", "One.\n\nTwo."),
            ("highlight", "Three"),
            ("caption", "Four"),
            ("caption", "Five"),
            ("correction", "Six"),
        ),
        ["caracas", "one", "two", "three", "four", "five", "six"],
    )


def test_what_an_article_does_not_have_is_not_searchable() -> None:
    assert searchable(Article(key="0" * 64, title="", body="")) == ()


@pytest.mark.parametrize("text", ["", " \n\n \n\n", "\n" * 10_000, "...", "\ud800\x00"])
def test_a_text_without_words_has_no_tokens(text: str) -> None:
    assert list(tokens(text)) == []


def test_the_fingerprint_is_a_short_hash_that_stays() -> None:
    fingerprint.cache_clear()

    assert (len(fingerprint()), fingerprint()) == (16, fingerprint.__wrapped__())
