import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.folding import fold
from index.stop_words import STOP_WORDS
from index.words import LONGEST, STRETCH, forms, is_paired, stem

SEEDS = [seed.read_text() for seed in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]
WRITTEN = sorted({word for text in SEEDS for word in text.split()})
# What no seed has: other scripts, other signs, things unseen.
ODD = [
    "習近平は",
    "日本",
    "ﾊﾟﾝ",
    "น้ำตก",
    "हिन्दी",
    "Ярёмой",
    "Straße",
    "Łódź",
    "e\u0301",
    "ﬁ",
    "½",
    "ŀ",
    "①",
    "\u00ad",
]
SIGNS = ["'", "’", "-", "\u2011", ".", ",", "&", "_", "/", "@", "…", "—", "\u200b", "\ud800", "\x00"]
mixed = st.lists(st.sampled_from(WRITTEN + ODD * 20 + SIGNS * 20), max_size=12).map("".join)


def words(text: str) -> list[str]:
    """Return the words of a text; a joined form is marked with the sign of its being laid over."""
    found = []
    for stretch in STRETCH.finditer(text):
        step = -1
        for form in forms(stretch[0]):
            found.append(f"+{form.text}" if form.step == step else form.text)
            step = form.step
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # possessives and other apostrophes
        ("Guaidó’s Guaido's GUAIDÓ'S", ["guaido", "guaido", "guaido"]),
        ("Bosses' `quoted'' 'n' rock'n'roll", ["bosses", "quoted", "n", "rocknroll"]),
        ("O'Brien O’Brien O‘Brien Oʼbrien O`Brien", ["obrien"] * 5),
        ("don't won’t Qur'an Hawaiʻi Sana'a", ["dont", "wont", "quran", "hawaii", "sanaa"]),
        ("he'll we're I'd you've I'm it's", ["he", "we", "i", "you", "i", "it"]),
        ("1990's '90s McDonald's-run", ["1990", "90s", "mcdonald", "+mcdonaldrun", "run"]),
        # letters with stops
        ("U.S. U.S U.S.'s US", ["us", "us", "us", "us"]),
        ("a.m. e.g. J.K. Rowling, D.C.", ["am", "eg", "jk", "rowling", "dc"]),
        ("U.S.-led", ["us", "+usled", "led"]),
        ("end.Next No.1 Ph.D.", ["end", "next", "no", "1", "ph", "d"]),
        # ampersands
        ("AT&T R&D S&P's", ["at&t", "r&d", "s&p"]),
        ("Barnes&Noble A & B", ["barnes", "noble", "a", "b"]),
        # numbers
        ("1,000 1,234,567.8 27.6 $5 6% £1.5bn", ["1000", "1234567.8", "27.6", "5", "6", "1.5bn"]),
        ("1,2,3 27,65 1,0000", ["1", "2", "3", "27", "65", "1", "0000"]),
        ("28.3.2019 10.0.0.1 10:30", ["28", "3", "2019", "10", "0", "0", "1", "10", "30"]),
        ("C4 G20 4x4 1st 2½ 5°C m²", ["c4", "g20", "4x4", "1st", "2", "5", "c", "m2"]),
        # hyphens, no dashes
        ("covid-19 covid\u201119 covid\u201019", ["covid", "+covid19", "19"] * 3),
        ("mother-in-law", ["mother", "+motherinlaw", "in", "law"]),
        ("9-11 2019-03-28 5-4", ["9", "11", "2019", "03", "28", "5", "4"]),
        ("AT&T-owned 1.5-litre", ["at&t", "owned", "1.5", "litre"]),
        (
            "Moscow–Caracas war—or peace -- a -b c-",
            ["moscow", "caracas", "war", "or", "peace", "a", "b", "c"],
        ),
        # everything else parts words
        ("05..\u0a419", ["05", "9"]),
        ("and/or @a_b #MeToo x+y (z) [w]", ["and", "or", "a", "b", "metoo", "x", "y", "z", "w"]),
        ("www.dw.com/p?q=1", ["www", "dw", "com", "p", "q", "1"]),
        ("... & - ' ½ \x00 \ud800", []),
        # accents, case, letters of their own, compatibility forms, things unseen
        ("Łódź Ærø Straße İstanbul ﬁrst ＡＢＣ", ["lodz", "aero", "strasse", "istanbul", "first", "abc"]),
        (
            "Cafe\u0301s Vene\u00adzuela co\u200bvid Ма\u0301ма Ёлка",
            ["cafes", "venezuela", "covid", "мама", "елка"],
        ),
        ("قَلَم שָׁלוֹם हिन्दी 서울", ["قلم", "שלום", "हिन्दी", "서울"]),
        # scripts that put no space between words
        ("日本語 中 ﾊﾟﾝ ガス", ["日本", "本語", "中", "パン", "ガス"]),
        ("習近平AT&T氏 COVID-19の", ["習近", "近平", "at&t", "氏", "covid", "+covid19", "19", "の"]),
        ("น้ำตก ພາສາ", ["น้ำ", "ำต", "ตก", "ພາ", "າສ", "ສາ"]),
    ],
)
def test_words_are_what_the_table_says(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(mixed)
@settings(max_examples=150)
def test_a_word_written_again_is_the_same_word(text: str) -> None:
    found = [word.removeprefix("+") for word in words(text)]

    assert [words(word) for word in found] == [[word] for word in found]


@given(st.sampled_from(WRITTEN))
@settings(max_examples=150)
def test_it_makes_no_difference_how_a_word_was_typed(word: str) -> None:
    curly = word.replace("'", "’").replace("-", "\u2011")
    typed = (word.upper(), unicodedata.normalize("NFD", word), unicodedata.normalize("NFC", word), curly)

    assert [words(way) for way in typed] == [words(word)] * 4


@given(mixed)
@settings(max_examples=150)
def test_a_word_stands_where_it_says(text: str) -> None:
    for stretch in STRETCH.finditer(text):
        found = list(forms(stretch[0]))

        assert all(form.text in [f.text for f in forms(stretch[0][form.start : form.end])] for form in found)


@given(mixed)
@settings(max_examples=150)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "word", ["a" * 1_000_000, "e\u0301" * 10_000, "日\u0301" + "\u0301" * 100_000, "a'" * 50_000]
)
def test_no_word_is_longer_than_the_longest(word: str) -> None:
    assert max(map(len, words(word))) <= LONGEST


@pytest.mark.parametrize("chain", ["a-", "a.", "1,", "1.", "a&", ".,&-a", '."', "日a"])
def test_a_chain_of_signs_is_read_in_one_go(chain: str) -> None:
    assert len(words(chain * 20_000)) <= 50_000


def test_a_word_is_made_of_the_first_characters_that_are_written() -> None:
    assert words("e\u0301" * 50) == ["e" * 32]


def test_a_stretch_ends_after_64_parts_and_a_compound_after_16() -> None:
    assert (len(words("a'" * 640)), words("a-" * 17)) == (10, ["a", "+" + "a" * 16, *"a" * 16])


def test_a_word_that_is_not_of_latin_letters_stays_as_it_is() -> None:
    plain = {"venezuelas": "venezuela", "universities": "universiti", "news": "news"}
    staying = ["covid19", "1990s", "r&d", "мамами", "日本"]

    assert {word: stem(word) for word in (*plain, *staying)} == plain | {word: word for word in staying}


def test_only_words_of_scripts_without_spaces_are_in_pairs() -> None:
    assert [word for word in ("日本", "ตก", "中", "seoul", "서울", "1") if is_paired(word)] == [
        "日本",
        "ตก",
        "中",
    ]


def test_stop_words_are_written_as_words_are() -> None:
    assert [word for word in sorted(STOP_WORDS) if words(word) != [word]] == []


def test_no_word_that_news_is_about_is_a_stop_word() -> None:
    asked = "us un eu uk may march bill fire cry mine well system interest serious state part found new first"

    assert STOP_WORDS & set(asked.split()) == set()
