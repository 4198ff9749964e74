"""A line between paragraphs is told from a list, a poem and a crosshead by where it stands."""

from __future__ import annotations

from documents import document

from archive.between import places, repeated, set_large
from archive.cleaner import clean

_ABOVE = "The council met on Monday and voted for the bridge after a night of debate."
_BELOW = "The bridge is to open in May, and the mayor has promised a feast for the town."
_ASIDE = "Nobody had asked the ferrymen, who have crossed the strait since the war, what they thought."
_LINE = "A boy with a kite at the harbour"


def test_a_line_under_a_paragraph_and_above_another_or_nothing_is_between() -> None:
    found = [dict(places(texts)) for texts in ([_ABOVE, _LINE, _BELOW], [_ABOVE, _LINE], [_LINE, _BELOW])]

    assert found == [{1: ("between", "alone")}, {1: ("between",)}, {}]


def test_more_than_three_lines_are_a_list() -> None:
    texts = [_ABOVE, "Eggs", "Flour", "Milk", "Sugar", _BELOW]

    assert dict(places(texts)) == {}


def test_a_line_near_another_is_not_alone() -> None:
    texts = [_ABOVE, "A first crosshead", *[_BELOW] * 4, "A second", *[_BELOW] * 3, "A third", _ABOVE]

    assert dict(places(texts)) == {1: ("between", "alone"), 6: ("between",), 10: ("between",)}


def test_a_line_below_a_short_sentence_is_not_between() -> None:
    assert dict(places([_ABOVE, "“Never,” he said.", _LINE, _BELOW])) == {}


def test_a_caption_that_stands_twice_is_taken_both_times() -> None:
    assert dict(repeated([_ABOVE, _LINE, _LINE, _BELOW])) == {1: True, 2: True}


def test_a_paragraph_that_stands_twice_is_kept_once() -> None:
    assert dict(repeated([_ABOVE, _ABOVE, _BELOW])) == {1: False}


def test_a_passage_that_a_paragraph_near_it_holds_is_taken() -> None:
    passage = "“The bridge is to open in May, and the mayor has promised a feast”"
    far = [_ABOVE] * 4

    found = [list(set_large(texts)) for texts in ([_ABOVE, passage, _BELOW], [_ABOVE, passage, *far, _BELOW])]

    assert found == [[1], []]


def test_a_passage_goes_with_the_name_below_it_of_whoever_a_paragraph_says_spoke() -> None:
    told = f"Sgt Ann Roe said: “{_BELOW}”"
    other = "John Doe"

    found = [list(set_large([_ABOVE, f"“{_BELOW}”", name, told])) for name in ("Sgt Ann Roe", other)]

    assert found == [[1, 2], [1]]


def test_a_passage_that_a_paragraph_near_it_tells_who_said_is_taken_unless_it_was_posted() -> None:
    passage = "Why is the bridge to open in May, and who pays for the feast of the mayor?"
    told = f"“{passage[:-1]},” Roe asked the council of the town, who had not been asked before."
    post = "— Ann Roe (@roe) May 1, 2020, in answer to the mayor of Exampletown"

    found = [list(set_large(texts)) for texts in ([_ABOVE, passage, told], [told, passage, post, _BELOW])]

    assert found == [[1], []]


def test_a_question_a_crosshead_and_the_headline_are_kept_though_the_story_says_them_again() -> None:
    question = "Is the bridge to open in May, and who is to pay for the feast of the mayor?"
    crosshead = "“A feast for the town”"
    first = "The council met on Monday and voted for the bridge"
    trail = f"Home » News » {first}"
    texts = [first, _ABOVE, question, f"{question} Nobody knew.", crosshead, _BELOW, first, trail]

    assert list(set_large(texts)) == []


def test_a_chant_a_refrain_and_a_rule_of_stars_are_kept() -> None:
    texts = [_ABOVE, "“Out!”", "“Out!”", "O ship", "O ship", "is gone", "the sea", "* * *", "* * *"]

    assert dict(repeated(texts)) == {}


def test_lines_that_follow_the_last_paragraph_are_below() -> None:
    texts = [[_ABOVE, _BELOW, *[_LINE] * many] for many in (1, 2, 7)]

    assert [[n for n, where in places(each) if "below" in where] for each in texts] == [[], [2, 3], []]


def test_headlines_below_a_story_go_and_a_list_that_it_announces_stays() -> None:
    links = ["Mayor blasts council for closing old bridge", "How the town could save its older bridges"]
    announced = f"{_BELOW[:-1]}:"

    bodies = [clean(document("\n\n".join([_ABOVE, last, *links]))).body for last in (_BELOW, announced)]

    assert bodies == [f"{_ABOVE}\n\n{_BELOW}", "\n\n".join([_ABOVE, announced, *links])]


def test_a_line_that_says_the_same_twice_is_a_caption() -> None:
    assert dict(repeated([_ABOVE, f"{_LINE} {_LINE}", f"{_ABOVE} {_ABOVE}"])) == {1: True}


def test_a_line_that_another_kept_from_standing_alone_goes_after_it() -> None:
    link, caption = "Opinion: The mayor’s bridge is a bad joke", "Ann Roe (left) with John Doe at the bridge"
    texts = [_ABOVE, link, _BELOW, caption, _ABOVE, _BELOW]

    article = clean(document("\n\n".join(texts)))

    assert article.body.split("\n\n") == [_ABOVE, _BELOW, _ABOVE, _BELOW]


def test_a_rule_fires_only_in_a_document_that_shows_what_it_asks_for() -> None:
    link = "Women stopped from entering amusement parks in the capital"
    texts = [f"{_ABOVE} CNN’s Ann Roe contributed to this.", link, _BELOW]

    bodies = [clean(document("\n\n".join(texts).replace("CNN", house))).body for house in ("CNN", "XYZ")]

    assert [link in body for body in bodies] == [False, True]


def test_a_line_that_differs_from_the_one_above_in_its_quotes_is_a_repetition() -> None:
    assert dict(
        repeated([_ABOVE, "The mayor’s boy at the harbour", "The mayor's boy at the harbour", _BELOW])
    ) == {
        1: True,
        2: True,
    }


def test_a_line_that_stands_alone_between_paragraphs_again_is_no_prose() -> None:
    line = "The children of the town wave to the first ferry"

    assert dict(repeated([_ABOVE, line, _BELOW, line, _ASIDE])) == {1: True, 3: True}


def test_a_line_as_long_as_a_story_that_stands_alone_again_is_kept() -> None:
    story = "The bridge fell, he said, " * 50 + "and nobody saw it"

    assert dict(repeated([_ABOVE, story, _BELOW, story, _ASIDE])) == {}


def test_of_two_lines_as_long_as_a_story_in_a_row_one_is_kept() -> None:
    story = "The bridge fell, he said, " * 50 + "and nobody saw it"

    assert dict(repeated([_ABOVE, story, story, _BELOW])) == {2: False}


def test_a_line_between_sentences_three_times_is_no_prose() -> None:
    line = "The children of the town wave to the first ferry"

    assert dict(repeated([_ABOVE, line, "After:", line, "Now:", line, _BELOW])) == {1: True, 3: True, 5: True}


def test_a_post_that_is_quoted_again_and_a_crosshead_are_kept() -> None:
    post = "No bridge today — Jane Roe (@janeroe) March 3, 2019"
    texts = [
        _ABOVE,
        post,
        _BELOW,
        "In favour",
        _ASIDE,
        post,
        _ABOVE[::-1] + ".",
        "In favour",
        _BELOW[::-1] + ".",
    ]

    assert dict(repeated(texts)) == {}


def test_a_line_more_often_in_a_row_than_a_crowd_calls_is_a_gallery() -> None:
    assert dict(repeated([_ABOVE, *["Hot property: the bridge"] * 4, _BELOW])) == dict.fromkeys(
        range(1, 5), True
    )


def test_a_seller_of_pictures_that_stands_twice_in_a_line_is_no_prose() -> None:
    assert dict(repeated([_ABOVE, "annroe/annroe", _BELOW, "either/or", "/"])) == {1: True}
