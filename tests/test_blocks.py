"""Lines to paragraphs: what is joined, what is split, what stays as it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.blocks import segment

WRAPPED = (
    "The minister said on Monday that the\ntalks had failed and that no more\n"
    "would be held before the summer\nbreak."
)
TABLE = "         Natl   Loan\n         Avge   Rate-X\n Wheat   2.55   2.40\n Corn    1.35   1.92"


def _none(lines: Sequence[str]) -> list[bool]:
    return [False] * len(lines)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("One.\nTwo.\nThree.", ["One.", "Two.", "Three."], id="unwrapped lines are paragraphs"),
        pytest.param(WRAPPED, [WRAPPED.replace("\n", " ")], id="wrapped lines are joined"),
        pytest.param(
            WRAPPED + "\n   Nobody else spoke to the reporters who\nwaited.",
            [WRAPPED.replace("\n", " "), "Nobody else spoke to the reporters who waited."],
            id="a new indent after a sentence begins a paragraph",
        ),
        pytest.param(
            "One.\n\n \n\nTwo\u00a0or\tthree.", ["One.", "Two or three."], id="an empty line ends a paragraph"
        ),
        pytest.param("One.\r\n\r\nTwo.\r\nThree.", ["One.", "Two.", "Three."], id="line ends of Windows"),
        pytest.param(
            f"{'He left. ' * 20}        {'She stayed. ' * 3}",
            [("He left. " * 20).strip(), ("She stayed. " * 3).strip()],
            id="runs of blanks in a long line mark paragraphs",
        ),
        pytest.param(
            f"{'He left a room. ' * 9}He said so.Nobody came.She left.Then he wrote on X.The Tribune called.",
            [
                f"{'He left a room. ' * 9}He said so.",
                "Nobody came.",
                "She left.",
                "Then he wrote on X.",
                "The Tribune called.",
            ],
            id="sentences stuck together three times or more are paragraphs",
        ),
        pytest.param(
            f"Prices:\n{TABLE}\nThe end.", ["Prices:", TABLE, "The end."], id="a table keeps its columns"
        ),
        pytest.param(
            "the long-\nstanding plan was\ndropped by the\nminister",
            ["the long-standing plan was dropped by the minister"],
            id="a word broken at its hyphen is closed",
        ),
        pytest.param("", [], id="nothing"),
    ],
)
def test_text_becomes_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [block.text for block in segment(text, _none)] == paragraphs


def test_a_line_that_stands_alone_is_not_joined_to_its_neighbours() -> None:
    text = WRAPPED.replace("\nwould", "\nAdvertisement\nwould")

    blocks = segment(text, lambda lines: [line == "Advertisement" for line in lines])

    assert [block.text for block in blocks] == [
        "The minister said on Monday that the talks had failed and that no more",
        "Advertisement",
        "would be held before the summer break.",
    ]


def test_a_block_splits_at_an_offset_of_its_text_into_stretches_of_the_working_text() -> None:
    text = "MOSCOW --\n\t\tRussia   has\nscoffed at\nthe demand."
    (block,) = segment(text, _none)

    parts = block.split(9, text)

    assert [(part.text, text[part.start : part.end]) for part in parts] == [
        ("MOSCOW --", "MOSCOW --"),
        ("Russia has scoffed at the demand.", "Russia   has\nscoffed at\nthe demand."),
    ]
