"""Repairs: what is mended, what is left alone, and the pre-checks that must miss nothing."""

from __future__ import annotations

import pytest
from conftest import SEEDS
from ftfy import TextFixerConfig, fix_encoding
from hypothesis import given
from hypothesis import strategies as st

from archive.repairs import REPAIRS, repair
from archive.working import Working

_WORDS = sorted({word for seed in SEEDS.glob("*.txt") for word in seed.read_text("utf-8").split()})
_ACCENTED = [
    "Guaidó",
    "Nicolás",
    "café",
    "“quoted”",
    "don’t",
    "…and",
    "£50m",
    "€3",
    "Škoda",
    "łódź",
    "Грузия",
    "Ελλάδα",
]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Guaid\u00c3\u00b3\u00e2\u20ac\u2122s wife", "Guaidó’s wife"),
        ("\u00c2\u00a381.5m and \u00e2\u20ac\u201d dashes", "£81.5m and — dashes"),
        ("\u201a\u00c4\u00fayes\u201a\u00c4\u00f9", "“yes”"),
        ("“Curly quotes” aren’t ‘damage’ — nor is café", "“Curly quotes” aren’t ‘damage’ — nor is café"),
        ("AT&amp;T &lt;b&gt; &amp;quot;x&#39;s R&D AT&T &copy 2019", "AT&T <b> \"x's R&D AT&T &copy 2019"),
        ("&#0; &#xd800; &#99999999; &nosuch;", "&#0; &#xd800; &#99999999; &nosuch;"),
        ("made \u200bhead\u00adlines\ufeff", "made headlines"),
        ("zero-width joiners \u200d and \u200c stay", "zero-width joiners \u200d and \u200c stay"),
        ("\x16\x01BC-LT\x00 wire\ttab", "BC-LT wire\ttab"),
        (
            "``Look Good Feel Better'' she said; the '' of 5' 6''",
            '"Look Good Feel Better" she said; the " of 5\' 6"',
        ),
        ("the 5' 6'' man", "the 5' 6'' man"),
    ],
)
def test_damage_is_mended_and_what_is_sound_left_alone(text: str, mended: str) -> None:
    assert repair(Working.of(text)).text == mended


@given(
    st.lists(st.sampled_from(_WORDS + _ACCENTED), max_size=8),
    st.sampled_from(["latin-1", "cp1252", "mac-roman", "cp1251"]),
)
def test_the_pre_check_misses_no_word_that_ftfy_mends(words: list[str], misread_as: str) -> None:
    damaged = " ".join(word.encode().decode(misread_as, "ignore") for word in words)
    words = damaged.split(" ")

    mended = repair(Working.of(damaged)).text

    config = TextFixerConfig(unescape_html=False)
    assert "".join(mended.split()) == "".join(
        repair(Working.of(" ".join(fix_encoding(word, config) for word in words))).text.split()
    )


@given(
    st.lists(
        st.sampled_from(
            [
                *_WORDS[:200],
                *_ACCENTED,
                "&amp;",
                "&amp;lt;",
                "\u00c3\u00b3",
                "\x00",
                "\u200b",
                "``",
                "''",
                "&#",
                ";",
            ]
        ),
        max_size=12,
    )
)
def test_repairing_again_changes_nothing(pieces: list[str]) -> None:
    once = repair(Working.of("".join(pieces))).text

    assert repair(Working.of(once)).text == once


def test_every_edit_is_named_for_the_repair_that_made_it() -> None:
    working = repair(Working.of("BBC, external. a &amp; b\u200b ``c'' \u00c3\u00b3 \x00"))

    assert {edit.name for edit in working.edits} == set(REPAIRS)


def test_a_long_word_on_the_line_before_damage_costs_nothing() -> None:
    line = "对于习近平主席贺信中对航天国际合作的重视" * 9

    assert repair(Working.of(f"{line}\n行\ufffd所")).text == f"{line}\n行\ufffd所"
