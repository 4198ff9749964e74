"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import sentences

SEEN = " ".join(seed.read_text() for seed in sorted(SEEDS.glob("*.txt"))).split(" ")
ODD = ["Mr.", "U.S.", "(Mr.", "x.", "A.", "é.", 'so."', "so.' he", "so.'\"x", "…", "。", ")", "(", "©",
       "© 2019", "\n", "", "\u00a0", "?!", "!)", "approx.", "approximately.", "’s."]  # fmt: skip


@pytest.mark.parametrize(
    "parts",
    [
        ["He left.", "She stayed!", "Did he?", "Well…", "Yes."],
        ["He said so.", "'Why?'", '"Go!"', "(She went.)", "“Oh.”", "Done."],
        ["Mr. Roe of the U.S. Senate met Gen. J. Doe at No. 5.", "It was 3 p.m. Tuesday."],
        ["The approx. sum, etc. (Mr. Roe’s inc. firm).", "So it was."],
        ["It grew 1.5 percent. he said.", "Then 2."],
        ['He asked "why?" and left.', "“Who?” she said."],
        ["It is over, he said.", "Sen. J.D. Roe of the U.S. Senate left Washington, D.C.", "Nobody saw him."],
        ["So ended the ‘briefing.’Rep. Roe spoke then."],
        ["An ex-Sen. came.", "AT&T Co. too. and so."],
        ["He is in unit É. It is far."],
        ["They counted approximately.", "Nobody replied.", "Xapprox.", "Yes."],
        ["(Reporting by A. Roe)", "(Editing by B. Doe)", "[One]", "(Two)"],
        ["All rights reserved", "© 2019 The Post"],
        ["Costs", "©2019 only for © now"],
        ["他走了。", "她留下了！", "真的？", "好"],
        ["So.’", "‘Start again.’", "End"],
        ["One.", "[1] Two."],
        ["One..", "Two?!", "Three."],
        ["Straße.", "Élan.", "1 and 2.", "3 and 4."],
    ],
)
def test_a_text_is_parted_into_its_sentences(parts: list[str]) -> None:
    text = " ".join(parts)

    assert _parts(text) == parts


@given(
    words=st.lists(st.one_of(st.sampled_from(SEEN), st.sampled_from(ODD)), max_size=14),
    between=st.sampled_from([" ", "", "  "]),
)
@settings(max_examples=200)
def test_sentences_are_the_whole_text_but_the_white_space_around_them(words: list[str], between: str) -> None:
    text = between.join(words)
    spans = sentences.spans(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]

    assert (
        "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip(),
        [part for part in _parts(text) if not part or part[0].isspace()],
        all(end <= start for end, start in zip(ends, starts, strict=True)),
    ) == ("", [], True)


@given(words=st.lists(st.one_of(st.sampled_from(SEEN), st.sampled_from(ODD)), min_size=1, max_size=14))
@settings(max_examples=200)
def test_a_sentence_has_the_same_end_whatever_came_before_it(words: list[str]) -> None:
    parts = _parts(" ".join(words))

    assert _parts("So it was. Then: " + " ".join(words))[-len(parts[1:]) :] == parts[1:] or not parts[1:]


def _parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.spans(text)]


def test_the_last_sentences_of_a_text_that_is_cut_are_those_of_what_is_left() -> None:
    text = "He left. " * 30
    ending = sentences.Ending()
    found = []
    while starts := ending.last(text, 3):
        found.append((starts, sentences.last(text, 3)))
        text = text[: starts[-1]].rstrip()
        ending.cut(text)

    assert (len(found), [known for known, _ in found]) == (29, [anew for _, anew in found])
