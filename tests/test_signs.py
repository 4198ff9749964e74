"""Signs of patterns: every text that a rule matches bears its own."""

from __future__ import annotations

import re2
from hypothesis import given, settings
from hypothesis import strategies as some

from archive.rulebook import built_in
from archive.signs import sign
from archive.spotter import Spotter

_WORDS = some.sampled_from(["Read", "more", "AP", "Photo", "by", "Jane", "(", ")", ":", "©", "2019", "."])
_ATOMS = some.sampled_from(
    ["Read", "(?i:photo)", "[Mm]ore", "[(*– ]*", r"\pL+", ".{0,9}", r"\(", "AP?", " ?"]
)
_PATTERNS = some.recursive(
    some.lists(_ATOMS, min_size=1, max_size=4).map("".join),
    lambda inner: (
        some.tuples(inner, inner, some.sampled_from(["", "?", "*", "+", "{1,3}"])).map(
            lambda parts: f"(?:{parts[0]}|{parts[1]}){parts[2]}"
        )
        | some.tuples(inner, inner).map("".join)
    ),
    max_leaves=6,
)
_SEVERAL = some.lists(_PATTERNS, max_size=4)
_TEXTS = some.lists(_WORDS, max_size=9).map(" ".join)


def _bears(pattern: str, text: str, *, anywhere: bool = False) -> bool:
    found = sign(pattern, anywhere=anywhere)
    return found is None or Spotter([found]).seen_in([text]) == [{0}]


def test_every_example_of_every_rule_bears_the_sign_of_its_pattern() -> None:
    missed = [
        rule.id
        for rule in built_in().rules
        if (found := sign(rule.pattern)) and not all(Spotter([found]).seen_in(rule.cut))
    ]

    assert missed == []


@settings(max_examples=150)
@given(_PATTERNS, some.lists(_WORDS, max_size=6).map("".join))
def test_what_a_pattern_matches_bears_its_sign(pattern: str, text: str) -> None:
    matched = re2.fullmatch(pattern, text)

    assert matched is None or _bears(pattern, text)


@settings(max_examples=150)
@given(_PATTERNS, some.lists(_WORDS, max_size=6).map("".join))
def test_what_holds_a_match_bears_its_sign(pattern: str, text: str) -> None:
    held = re2.search(pattern, text)

    assert held is None or _bears(pattern, text, anywhere=True)


@settings(max_examples=150)
@given(_SEVERAL, some.lists(_TEXTS, max_size=4))
def test_texts_read_together_bear_the_signs_that_each_bears_alone(
    patterns: list[str], texts: list[str]
) -> None:
    spotter = Spotter([sign(pattern) for pattern in patterns])

    assert spotter.seen_in(texts) == [spotter.seen_in([text])[0] for text in texts]


@settings(max_examples=150)
@given(_SEVERAL, _TEXTS, some.data())
def test_what_stands_behind_a_place_bears_the_signs_that_it_bears_alone(
    patterns: list[str], text: str, data: some.DataObject
) -> None:
    spotter = Spotter([sign(pattern) for pattern in patterns])
    starts = sorted(data.draw(some.sets(some.integers(0, len(text)), max_size=4)))

    assert spotter.seen_behind(text, starts) == [spotter.seen_in([text[start:]])[0] for start in starts]


def test_a_letter_that_grows_in_lower_case_moves_no_word() -> None:
    spotter = Spotter([sign("^.*Read more$")])

    assert spotter.seen_in(["İİ Read more", "read more"]) == [{0}, set()]


def test_a_word_that_opens_a_text_is_seen_there_alone() -> None:
    spotter = Spotter([sign(r"^[* ]*Read more.*$")])

    assert spotter.seen_in(["Read more", "To Read more", "* Read more"]) == [{0}, set(), {0}]
