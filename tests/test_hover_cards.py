"""Cards that a page shows over a name, poured into the sentence."""

from __future__ import annotations

import pytest
from documents import document

from archive.article import Cut
from archive.cleaner import clean

_CARD = " Ann (Annie) Mary RoeMayor falls off bridge Council shuts bridge after vote MORE"
_MORE = "The bridge will stand, the council said, for as long as the river runs below it."


def test_a_card_goes_and_the_sentence_stays_whole() -> None:
    article = clean(
        document(f"So said Mayor Ann Roe{_CARD} (D-N.Y.) and Jo Poe Joseph PoePoe wins MORE.\n\n{_MORE}")
    )

    assert article.body == f"So said Mayor Ann Roe (D-N.Y.) and Jo Poe.\n\n{_MORE}"


def test_a_card_is_a_cut_of_its_own() -> None:
    text = f"So said Mayor Ann Roe{_CARD} on Monday, when the bridge was shut."

    article = clean(document(f"{text}\n\n{_MORE}"))

    assert [article.text[cut.start : cut.end] for cut in article.spans if isinstance(cut, Cut)] == [_CARD]


@pytest.mark.parametrize(
    "text",
    [
        "The B-21 can keep the upper hand. TheB-21 is new and has MORE to come.",
        "Ann Roe and John Roe said that they want MORE of it.",
        "Ann Roe met Ann Mary Roe. MORE was to come.",
    ],
)
def test_a_sentence_with_more_stays(text: str) -> None:
    assert clean(document(f"{_MORE}\n\n{text}\n\n{_MORE} So it is.")).body.split("\n\n")[1] == text
