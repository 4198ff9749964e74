from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.analysis import fold, stem, tokens
from index.marks import Marks, find, highlights, marks
from index.query import And, Days, Not, Or, Phrase, Prefix, Query, Word
from index.snippet import Snippet, article_snippet, snippet

SEEDS = [seed.read_text() for seed in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]
WORDS = sorted({word.strip('",.') for text in SEEDS for word in text.split() if word.isalpha()})
ARREST = (
    "Police held two men on Monday. They had crossed the border at night.\n\n"
    "The minister said the border would stay open, whatever the opposition in the capital's "
    "assembly thought of it, and that the men had been sent home.\n\n"
    "Nobody else crossed."
)


def marked(found: Snippet) -> str:
    """Return the text of a snippet with its highlights in brackets."""
    text = found.text
    for start, end in reversed(found.highlights):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def words(*written: str) -> Marks:
    return Marks(stems={stem(fold(word)) for word in written})


def test_nothing_asked_for_gives_the_opening() -> None:
    found = snippet(ARREST, Marks(), width=40)

    assert found == Snippet("Police held two men on Monday. They …")


def test_a_short_text_is_given_whole() -> None:
    found = snippet("Nobody  else\n\ncrossed", words("cross"), width=40)

    assert found == Snippet("Nobody else crossed", ((12, 19),))


def test_no_text_gives_no_snippet() -> None:
    assert snippet(" \n ", words("border")) == Snippet("")


def test_the_stretch_begins_with_the_sentence_of_the_word() -> None:
    found = snippet(ARREST, words("opposition"), width=80)

    assert marked(found) == "The minister said the border would stay open, whatever the [opposition] in the …"


def test_a_word_deep_in_a_long_sentence_is_shown_with_what_stands_before_it() -> None:
    found = snippet(ARREST, words("assembly"), width=60)

    assert marked(found) == "… the capital's [assembly] thought of it, and that the men …"


def test_the_stretch_with_most_of_the_words_wins() -> None:
    found = snippet(ARREST, words("border", "minister", "open"), width=70)

    assert marked(found) == "The [minister] said the [border] would stay [open], whatever the …"


def test_a_sentence_that_fits_to_its_end_needs_no_ellipsis() -> None:
    found = snippet(ARREST, words("night"), width=38)

    assert marked(found) == "They had crossed the border at [night]."


def test_two_words_as_far_apart_as_the_width_allows_are_both_shown() -> None:
    found = snippet(
        "one " * 20 + "alpha " + "two " * 10 + "beta " + "three " * 20, words("alpha", "beta"), width=54
    )

    assert found.highlights == ((2, 7), (48, 52))


def test_words_match_by_stem_whatever_their_accents() -> None:
    found = snippet("The Guaidó deployments.", words("guaido", "deploying"))

    assert marked(found) == "The [Guaidó] [deployments]."


def test_a_phrase_is_marked_only_where_its_words_are_adjacent_and_as_written() -> None:
    wanted = Marks(phrases={("strict", "accordance")})

    found = snippet(
        "Strict terms, in accordance. No strictly accordance; in “strict accordance” with law.", wanted
    )

    assert (
        marked(found)
        == "Strict terms, in accordance. No strictly accordance; in “[strict accordance]” with law."
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He was dying.", "die"),
        ("The U.S. demand", "us"),
        ("O’Brien spoke", "obrien"),
        ("AT&T rose", "at&t"),
        ("the sk­ies", "sky"),
        ("COVID-19 cases", "covid19"),
        ("über die Straße", "strasse"),
        ("1,000 men", "1000"),
    ],
)
def test_words_are_found_as_the_index_finds_them(text: str, word: str) -> None:
    assert len(find(text, words(word))) == 1


def test_a_prefix_is_matched_as_written() -> None:
    found = snippet("Venezuela's troops and Venezuelans, not vended.", Marks(prefixes={"venez"}))

    assert marked(found) == "[Venezuela's] troops and [Venezuelans], not vended."


def test_overlapping_marks_are_one() -> None:
    wanted = Marks(stems={"strict"}, phrases={("in", "strict", "accordance")})

    assert highlights("is in strict accordance with", wanted) == ((3, 23),)


def test_a_text_without_blanks_is_cut_between_its_signs() -> None:
    found = snippet("委内瑞拉总统马杜罗" * 30, Marks(phrases={("马杜", "杜罗")}), width=20)

    assert (len(found.text), found.highlights[0]) == (20, (6, 9))


def test_a_word_wider_than_the_snippet_is_cut() -> None:
    found = snippet("a" * 1000, words("a" * 64), width=20)

    assert found == Snippet("a" * 18 + " …")


@pytest.mark.parametrize(
    ("query", "field", "wanted"),
    [
        (Word("troops"), "body", Marks(frozenset({"troop"}), frozenset(), frozenset())),
        (Word("troops", "title"), "body", Marks(frozenset(), frozenset(), frozenset())),
        (Word("troops", "title"), "title", Marks(frozenset({"troop"}), frozenset(), frozenset())),
        (
            And((Or((Prefix("ven"), Phrase(("a", "b")))), Not(Word("x")), Days(None, "2019-03-28"))),
            "caption",
            Marks(frozenset(), frozenset({("a", "b")}), frozenset({"ven"})),
        ),
    ],
)
def test_what_can_be_seen_of_a_query_in_a_field(query: Query, field: str, wanted: Marks) -> None:
    assert marks(query, field) == wanted


def test_a_caption_is_shown_where_it_holds_more_of_the_words() -> None:
    article = Article(
        key="0", title="Blackout", body="Caracas was dark.", captions=("A blackout in Caracas.",)
    )

    found = article_snippet(article, And((Word("blackout"), Word("caracas"))))

    assert marked(found) == "A [blackout] in [Caracas]."


def test_the_body_is_shown_where_only_the_title_has_the_word() -> None:
    article = Article(key="0", title="Blackout", body="Caracas was dark.")

    assert article_snippet(article, Word("blackout")) == Snippet("Caracas was dark.")


def test_a_title_alone_is_its_own_snippet() -> None:
    article = Article(key="0", title="Blackout in Caracas")

    assert marked(article_snippet(article, Word("blackout"))) == "[Blackout] in Caracas"


def test_an_article_without_text_has_no_snippet() -> None:
    assert article_snippet(Article(key="0"), Word("blackout")) == Snippet("")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_no_word_is_passed_over_in_a_sentence_not_worth_reading(text: str, asked: list[str]) -> None:
    wanted = words(*asked)

    assert [(mark.start, mark.end) for mark in find(text, wanted)] == [
        (token.start, token.end) for token in tokens(text) if token.stem in wanted.stems
    ]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.sampled_from(WORDS), max_size=4), st.integers(24, 200))
def test_a_snippet_is_whole_words_of_the_text_within_its_width(
    text: str, asked: list[str], width: int
) -> None:
    wanted = Marks(stems={stem(word.lower()) for word in asked})

    found = snippet(text, wanted, width=width)

    inside = found.text.removeprefix("… ").removesuffix(" …")
    assert (f" {inside} " in f" {' '.join(text.split())} ", len(found.text) <= width) == (True, True)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_highlights_are_the_words_asked_for(text: str, asked: list[str]) -> None:
    wanted = Marks(stems={stem(word.lower()) for word in asked})

    found = snippet(text, wanted)

    assert [found.text[a:b] for a, b in highlights(found.text, wanted)] == [
        found.text[a:b] for a, b in found.highlights
    ]
