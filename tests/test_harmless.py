import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.console import harmless

ACTIVE = "".join(
    map(
        chr,
        (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xD800, 0xDFFF),
    )
)
HEADLINES = ("Guaidó [/b]", "[to top of second column]", "مادورو", "委内瑞拉", "\u200fעברית", "{mosads}", "")
TEXTS = st.lists(st.sampled_from([*HEADLINES, *ACTIVE]), max_size=12).map("".join)


@pytest.mark.parametrize("text", HEADLINES)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert (harmless.line(text), harmless.lines(text), harmless.cell(text)) == (text, text, text)


@settings(max_examples=100)
@given(TEXTS)
def test_nothing_active_is_left_and_every_character_keeps_its_place(text: str) -> None:
    line, lines = harmless.line(text), harmless.lines(text)

    assert (set(line) & set(ACTIVE), set(lines) & set(ACTIVE) - {"\n"}, len(line), len(lines)) == (
        set(),
        set(),
        len(text),
        len(text),
    )


@settings(max_examples=100)
@given(TEXTS)
def test_json_is_one_harmless_line_that_gives_the_very_text_back(text: str) -> None:
    encoded = harmless.as_json([text])

    assert (set(encoded) & set(ACTIVE), json.loads(encoded)) == (set(), [text])


@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_a_cell_that_would_be_a_formula_is_not(text: str) -> None:
    assert harmless.cell(text).startswith("'")
