"""Furniture poured between the sentences of a line goes; the sentences around it stay."""

from __future__ import annotations

import pytest
from documents import document

from archive.article import Cut
from archive.cleaner import clean

BEFORE = (
    "The council of Exampletown has voted to close the bridge over the river, which carries more than a "
    "thousand people to work each day. Jane Roe, the mayor, told reporters that she had no choice."
)
AFTER = "The bridge was built in 1931. Engineers have warned of its state for years."


def left(text: str) -> str:
    return " ".join(clean(document(text)).body.split())


@pytest.mark.parametrize(
    "furniture",
    [
        "Commuters cross the bridge in Exampletown on Monday. Jane Roe/AFP/Getty Images",
        "The town hall of Exampletown John Doe/Reuters/File",
        "The mayor speaks on June 4, 2024. She was elected on a promise of change. It was a surprise."
        " (Photo by Jane Roe / AFP) (Photo by JANE ROE/AFP via Getty Images) Jane Roe/AFP/Getty Images",
        "Related article Why the town’s bridges are worth more than its roads",
        "Video Ad Feedback Mayor: ‘We had no choice’ 01:27 - Source: CNN",
        "Get news from the Example in your inbox, each weekday morning",
    ],
)
def test_furniture_in_a_line_with_prose_goes(furniture: str) -> None:
    assert left(f"{BEFORE} {furniture} {AFTER}") == f"{BEFORE} {AFTER}"


@pytest.mark.parametrize(
    "sentence",
    [
        "A picture by Getty Images shows the bridge. Jane Roe took it.",
        "Related article writers said that the bridge was safe.",
        "Commuters cross the bridge (Reuters says) each day.",
        "“We had no choice,” Roe told CNN’s John Doe. He reports that the vote was close.",
        "THE BRIDGE MUST CLOSE AND THAT IS FINAL, the notice said.",
    ],
)
def test_a_sentence_like_furniture_stays(sentence: str) -> None:
    assert left(f"{BEFORE} {sentence} {AFTER}") == f"{BEFORE} {sentence} {AFTER}"


def test_a_link_in_brackets_goes_from_the_end_of_a_paragraph() -> None:
    article = clean(document(f"{BEFORE} (RELATED: Mayor Loses Vote On Bridge)\n\n{AFTER}"))

    assert article.body == f"{BEFORE}\n\n{AFTER}"


def test_a_link_stays_where_its_end_is_not_certain() -> None:
    text = f"{BEFORE} Related article Bridges of the world Mayor Roe walked away. {AFTER}"

    assert left(text) == text


def test_what_is_glued_to_paragraphs_goes_and_their_joints_are_found() -> None:
    glued = (
        f"{BEFORE}MAYOR PROMISED TO KEEP BRIDGE OPEN, RECORDS SHOWCommuters cross the bridge on Monday."
        "(Jane Roe/The Example Crimson)Roe did not answer questions.Her deputy did not, either."
        f"CLICK HERE TO GET THE EXAMPLE NEWS APP{AFTER}"
    )

    assert clean(document(glued)).body.split("\n\n") == [
        BEFORE,
        "Roe did not answer questions.",
        "Her deputy did not, either.",
        AFTER,
    ]


def test_what_is_glued_after_an_abbreviation_or_in_two_brackets_goes() -> None:
    glued = (
        f'{BEFORE}U.S. commuters cross the bridge on Monday.((AP Photo/Jane Roe))"Roe did not answer," said '
        "the mayor of the U.S.MAYOR, DEPUTY PROMISED TO KEEP BRIDGE OPEN FOREVERArmy officers told Fox News "
        f"that they had asked.Her deputy did not, either.{AFTER}"
    )

    assert clean(document(glued)).body.split("\n\n") == [
        BEFORE,
        '"Roe did not answer," said the mayor of the U.S.',
        "Army officers told Fox News that they had asked.",
        "Her deputy did not, either.",
        AFTER,
    ]


def test_a_poured_caption_feeds_the_captions() -> None:
    caption = "Commuters cross the bridge in Exampletown on Monday. Jane Roe/AFP/Getty Images"
    text = f"{BEFORE} {caption} {AFTER}"

    article = clean(document(text))

    start = text.index(caption)
    assert (article.captions, [span for span in article.spans if isinstance(span, Cut)]) == (
        (caption,),
        [Cut(start, start + len(caption), "poured-caption", "caption", "captions")],
    )


def test_a_link_whose_label_ends_the_paragraph_above_goes_with_it() -> None:
    text = f"{BEFORE} READ MORE:\nHow the town learns to live without its bridge {AFTER}"

    assert left(text) == f"{BEFORE} {AFTER}"


def test_words_without_a_stop_above_a_link_are_a_caption() -> None:
    link = "Related article Why the town’s bridges are worth more than its roads"
    article = clean(document(f"{BEFORE} Exampletown Bridge Authority {link} {AFTER}"))

    assert article.captions == ("Exampletown Bridge Authority",)


def test_a_headline_over_its_button_goes() -> None:
    text = f"{BEFORE}\n\nDon't let the bridge slide into the river, engineers say\n\nRead more\n\n{AFTER}"

    assert left(text) == f"{BEFORE} {AFTER}"


def test_a_line_above_a_label_with_links_below_stays() -> None:
    text = f"{BEFORE}\n\nThe mayor, who wants to keep it\n\nRead more\n\nHow the bridge was built\n\n{AFTER}"

    assert left(text) == f"{BEFORE} The mayor, who wants to keep it {AFTER}"


def test_an_app_plea_goes_from_the_end_of_a_paragraph() -> None:
    article = clean(document(f"{BEFORE}CLICK HERE TO GET THE EXAMPLE NEWS APP\n\n{AFTER}"))

    assert article.body == f"{BEFORE}\n\n{AFTER}"


def test_a_line_of_hardly_anything_but_signs_stays_as_it_is() -> None:
    text = f"{BEFORE} Related article Why the town’s bridges are worth more {AFTER} {'(AP Photo/' * 400}"

    assert left(text) == text
