from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.errors import QuerySyntaxError
from index.analysis import tokens
from index.fields import FIELD_NAMES, FIELDS
from index.parse import MAX_DEPTH, parse, relaxed, show
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Everything,
    Fuzzy,
    Length,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Word,
)  # fmt: skip

A = Word("amuay")
COVID = Or((Phrase(("covid", "19")), Phrase(("covid19",))))


def understood(query: str) -> str | None:
    """Return how a query is understood, None if it is refused."""
    try:
        return show(parse(query))
    except QuerySyntaxError:
        return None


SEEDS = [seed.read_text() for seed in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]
WORDS = sorted({token.text for text in SEEDS for token in tokens(text)})
MORE = ["the", "to", "27.6", "at&t", "日本", "中", "ตก", "हिन्दी", "гуаидо", "covid19"]


def flat(kind: type[And] | type[Or], parts: list[Query]) -> Query:
    """Join as ``parse`` does: no part of an And is an And, none of an Or an Or."""
    return kind(tuple(each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))))


word = st.integers(0, len(WORDS) - 1).map(WORDS.__getitem__) | st.sampled_from(MORE)
field = st.none() | st.sampled_from([name for name, each in FIELDS.items() if each.kind in ("words", "lead")])
labels = [(name, label) for name, each in FIELDS.items() for label in each.labels] + [
    ("rule", label) for label in ("ap-copyright", "rule.2", "two words", "-x")
]
day = st.dates().map(str)
days = st.builds(
    lambda one, other, perhaps: Days(min(one, other), max(one, other), perhaps), day, day, st.booleans()
)
long = word.filter(lambda text: len(text) > 4 and text.isascii() and text.isalnum())
several = st.lists(word, min_size=2, max_size=4).map(tuple)
in_text: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, word),
    st.builds(Phrase, several, st.none(), st.integers(0, 99)),
    st.builds(Pattern, long.map(lambda text: f"{text[:2]}?{text[3:]}*")),
    st.builds(Pattern, long.map(lambda text: f"*{text}")),
    st.builds(Fuzzy, long, st.integers(1, 2)),
    st.builds(lambda text: Cased((text.upper(),)), long),
)
reach = st.integers(0, 99) | st.sampled_from(["sentence", "paragraph"])
placed = st.recursive(
    in_text,
    lambda parts: (
        st.builds(Near, parts, parts, reach) | st.builds(flat, st.just(Or), st.lists(parts, min_size=2))
    ),
    max_leaves=3,
)
leaf: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, word, field),
    st.builds(Phrase, st.lists(word, min_size=1, max_size=4).map(tuple), field),
    st.builds(Prefix, word.filter(lambda text: len(text) > 1 or text == "中"), field),
    days,
    st.builds(Days, day, st.none()),
    st.builds(Days, st.none(), day),
    st.just(Everything()),
    st.builds(Length, st.integers(0, 99), st.none() | st.integers(99, 9999)),
    st.sampled_from(labels).map(lambda one: Phrase((one[1],), one[0])),
    placed,
    st.builds(Near, placed, placed, reach),
    st.builds(AtLeast, st.integers(1, 1000), placed),
)


@st.composite
def some_leaf(draw: st.DrawFn) -> Query:
    """Draw one, under a name: to show what it is drawn from would take pages."""
    return draw(leaf)


def branch(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=2, max_size=4)
    weight = st.integers(0, 100_000).map(lambda number: number / 1000)
    return (
        st.builds(Not, parts)
        | st.builds(Boost, parts, weight)
        | st.builds(flat, st.sampled_from([And, Or]), several)
    )


trees = st.recursive(some_leaf(), branch, max_leaves=12)
SYNTAX = [
    *'()-"“*:?.&',
    " ",
    "\u00a0",
    "AND",
    "OR",
    "NOT",
    "..",
    "date:",
    "title:",
    "by:",
    "x:",
    "2019",
    "2019-13",
    "-19",
    "~1",
    "^2",
    "NEAR/3",
    "WITHIN/s",
    "ATLEAST/2",
    "case:",
    "in:",
    "after:",
    "has:",
    "caption",
    "words:",
    ">9",
]
typed = st.lists(
    st.sampled_from(SYNTAX + [" "] * 12) | word | st.sampled_from(sorted(FIELD_NAMES)) | st.text(max_size=3),
    max_size=20,
).map("".join)


@given(trees)
@example(And((Word("the"), Word("of"), Word("amuay"))))
@example(Not(Not(Not(And((Word("the"), Word("of")))))))
@example(Or((And((COVID, A)), Not(COVID))))
@settings(max_examples=200)
def test_what_is_shown_is_read_as_the_same_tree(tree: Query) -> None:
    assert parse(show(tree)) == tree


@given(typed)
@settings(max_examples=200)
def test_whatever_is_typed_is_understood_or_refused_with_its_place(query: str) -> None:
    shown = understood(query)

    assert shown is None or understood(shown) == shown


@given(trees)
@settings(max_examples=100)
def test_a_weaker_query_can_be_shown_too(tree: Query) -> None:
    weaker = relaxed(tree)

    assert weaker is None or parse(show(weaker)) == weaker


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("[" * 40_000, None),
        ("a" * 99_999, "a" * 64),
        ('"' * 99_999, None),
        ('"' * 100_000, None),
        ("-" * 90_000, None),
        (":" * 90_000, None),
        ("a:" * 40_000, None),
        ("*" * 90_000, "*"),
        ("a" * 90_000 + ":x", None),
        ("x^1e400", None),
        ("^1" * 40_000, None),
        ("~1" * 40_000, None),
        ("a NEAR/1 " * 9_000, None),
        ("ATLEAST/1 " * 9_000 + "a", None),
        ("in:title " * 9_000 + "a", None),
        ("case:" * 15_000, None),
        ("*a*b*c*", "*a*b*c*"),
        ("a?" * 40_000 + "*", None),
        ("\0" * 90_000 + "\ud800", None),
    ],
)
def test_a_long_run_of_anything_is_read_or_refused(query: str, shown: str | None) -> None:
    assert understood(query) == shown


def test_the_deepest_query_can_be_shown_and_read_again() -> None:
    times = MAX_DEPTH // 3
    query = "amuay OR (barinas -(" * times + "delta" + "))" * times

    assert parse(show(parse(query))) == parse(query)
