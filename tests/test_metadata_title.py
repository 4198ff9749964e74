"""What is a headline, and what stands where one might."""

from __future__ import annotations

import pytest
from documents import document

from archive.cleaner import clean
from archive.metadata.title import is_title, stamp_behind

_STORY = "The mayor said on Monday that the bridge over the river would open in spring, after years of delay."

_HEADLINES = [
    "Russia dismisses US demand",
    "28-year-old man sought in Manhattan blast",
    "Trump: 'I was going to say something rough'",
    "A Daisy of a Rerun",
    "What the minister knew, and when he knew it",
    "Mayor Opens Bridge And You Will Not Believe Who Came…",
    "Mayor Opens Bridge While Crowd Cheers In The Rain… [VIDEO]",
    "SURPRISE! Most Of The Crowd Came From Another Town – Guess What That Means",
    "Planet To Be Seen At Noon From Every Town In The Country.",
]

_NONE = [
    "They had one mission, they declared:",
    "The bridge is open.",
    "No one was",
    "Agence France Presse",
    "From Staff Reports",
    "By Jane Roe, Example News",
    "Source: Example News",
    "80510 SHARES Facebook Twitter Reddit",
    "16505 SHARES SHARES FacebookTwitter GooglePinterestDiggLinkedin",
    "14.3K 3077reddit70 32",
    "Updated at 8:50 p.m. EDT",
    "According to the Example Foundation:",
    "Q: What did he know?",
    "'They made this old man extremely happy'",
    "Jane Roe Jane Roe",
    "For many people, the move of the embassy from",
    "FORT DEVENS, Massachusetts -",
]

_STANDFIRSTS = [
    "The woman says her bad experiences with the town led her to leave",
    "Police in the town are hunting a man who has been slapping shoppers",
    "The show was a hit, but for years only her family ever knew it was her",
    "Officials are looking into the claims but admit that one load was missing from the store",
    "He opened the bridge over the river",
    "Bridge over the river is said to be opening soon",
    "Jane Roe built the bridge in May 2012",
    "Nearly drowned by a flood",
    "Minister declined to comment before",
]


@pytest.mark.parametrize("text", _HEADLINES)
def test_a_headline_stands_above_a_story_that_says_it(text: str) -> None:
    assert is_title(text, f"{_STORY} {text.rstrip('.')}, she said.")


@pytest.mark.parametrize("text", _NONE)
def test_what_stands_where_a_headline_might_is_none(text: str) -> None:
    assert not is_title(text, _STORY)


@pytest.mark.parametrize("text", _STANDFIRSTS)
def test_a_standfirst_is_no_headline(text: str) -> None:
    assert not is_title(text, _STORY)


def test_above_a_dateline_a_sentence_in_small_letters_is_the_headline() -> None:
    line = "The bridge over the river was closed and will not open in the spring"

    assert is_title(line, "OTTAWA (Reuters) - " + _STORY)


@pytest.mark.parametrize("following", ["", "Share", "goes on in small letters. " * 5, "A list of names " * 8])
def test_without_a_story_below_there_is_no_headline(following: str) -> None:
    assert not is_title("Russia dismisses US demand", following)


@pytest.mark.parametrize(
    "text",
    [
        "President Jane Roe talks to reporters on the lawn (Ann Roe/Example House)",
        "Portrait of a founder by John Trumbull, around 1805 (via Wikimedia)",
        "Ann Roe and John B. Doe",
        "Ann Roe for The New York Times",
        "Ann Roe / Example.net",
        "AP Photo Mayor opens the bridge",
    ],
)
def test_a_picture_s_caption_or_credit_is_no_headline(text: str) -> None:
    assert not is_title(text, _STORY)


def test_a_question_in_small_letters_is_a_headline_only_above_a_dateline() -> None:
    question = "Who is going to pay for this bridge?"

    assert [is_title(question, above + _STORY) for above in ("", "OTTAWA (Reuters) - ")] == [False, True]


def test_a_line_in_small_letters_is_a_headline_where_the_story_or_its_dateline_says_so() -> None:
    line = "Minister pressed about money row"
    stories = (_STORY, f"{_STORY} {line}.", f"ELDERHAM — {_STORY}")

    assert [is_title(line, story) for story in stories] == [False, True, True]


def test_three_words_are_a_headline_where_the_story_opens_with_them() -> None:
    stories = (_STORY, f"{_STORY} The riverside bridge scoundrels are back.")

    assert [is_title("Riverside Bridge Scoundrels", story) for story in stories] == [False, True]


def test_a_line_with_a_stop_is_a_headline_where_a_dateline_and_its_words_follow() -> None:
    line = "Mayor in hot water over her bicycle, again."
    stories = (f"{_STORY} {line}", f"ELDERHAM — {_STORY}", f"ELDERHAM — {line} {_STORY}")

    assert [is_title(line, story) for story in stories] == [False, False, True]


def test_a_stamp_behind_the_headline_dates_the_story_and_is_no_part_of_it() -> None:
    article = clean(
        document(
            "Zoo defends shooting of gorilla to save boy Updated: 2016-05-30 09:53 (Agencies)\n\n"
            "The zoo in Cincinnati defended its decision to shoot a gorilla after a boy fell into his pen."
        )
    )

    assert (article.title, article.published and article.published.date) == (
        "Zoo defends shooting of gorilla to save boy",
        "2016-05-30",
    )


@pytest.mark.parametrize(
    "title",
    [
        "Letters that he posted in 2016 are found",
        "Ministry says figures were updated: 3,000 more dead in 2016 than was known. It had no comment",
        "Updated: 2016-05-30 09:53 (Agencies)",
    ],
)
def test_a_headline_that_tells_of_posting_keeps_it(title: str) -> None:
    assert stamp_behind(title) is None
