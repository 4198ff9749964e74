from __future__ import annotations

import re

from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer

from index.stemming import porter2

TEXT = " ".join(seed.read_text().lower() for seed in SEEDS.glob("*.txt"))
WORDS = sorted(set(re.findall("[a-z]+", TEXT)))
TABLES = [getattr(EnglishStemmer, f"a_{place}") for place in range(1, 12)]
ENDINGS = sorted(
    {one.s for table in TABLES for one in table if one.s.isalpha()}
    | {"y", "yy", "ying", "ies", "ss", "e", "ll"}
)
STARTS = sorted(
    {one.s for table in (EnglishStemmer.a_0, EnglishStemmer.a_3, EnglishStemmer.a_4) for one in table}
    | {"", "succ", "y", "yo", "yy", "b", "ow", "a", "e"}
)


def test_every_word_of_the_seeds_has_the_stem_that_it_had() -> None:
    theirs = EnglishStemmer()

    assert [porter2(word) for word in WORDS] == [theirs.stemWord(word) for word in WORDS]


def test_words_that_begin_or_end_as_a_rule_says_have_the_stems_that_they_had() -> None:
    words, theirs = [start + ending for start in STARTS for ending in ENDINGS], EnglishStemmer()

    assert [porter2(word) for word in words] == [theirs.stemWord(word) for word in words]


@given(
    start=st.one_of(st.sampled_from(WORDS), st.sampled_from(STARTS)),
    endings=st.lists(st.sampled_from(ENDINGS), max_size=3),
)
@settings(max_examples=200)
def test_whatever_endings_it_has_a_word_has_the_stem_that_it_had(start: str, endings: list[str]) -> None:
    word = start + "".join(endings)

    assert porter2(word) == EnglishStemmer().stemWord(word)
