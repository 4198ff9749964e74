from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from index.console.wrap import cells, wrap

SEEDS = Path(__file__).parents[1] / "seeds"
WORDS = sorted({word for seed in SEEDS.glob("*.txt") for word in seed.read_text().split()})
TEXTS = st.lists(st.sampled_from([*WORDS, "委内瑞拉总统马杜罗", "ヴェネズエラ", "a" * 50]), max_size=40).map(
    " ".join
)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_a_line_breaks_between_words() -> None:
    text = "Few shops in Caracas, the capital, were open"

    assert lines_of(text, 17) == ["Few shops in", "Caracas, the", "capital, were", "open"]


def test_a_wide_character_takes_two_cells() -> None:
    text = "委内瑞拉总统马杜罗"

    assert lines_of(text, 9) == ["委内瑞拉", "总统马杜", "罗"]


def test_no_line_begins_with_a_closing_sign() -> None:
    text = "委内瑞拉。总统"

    assert lines_of(text, 8) == ["委内瑞", "拉。总统"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    text = "see abcdefghij now"

    assert lines_of(text, 4) == ["see", "abcd", "efgh", "ij", "now"]


def test_nothing_makes_no_line() -> None:
    assert wrap(" \n ", 80) == []


@settings(max_examples=100)
@given(TEXTS, st.integers(2, 90))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = lines_of(text, width)

    assert ("".join("".join(lines).split()), [line for line in lines if cells(line) > width]) == (
        "".join(text.split()),
        [],
    )
