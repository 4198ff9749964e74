"""What an article is flagged for."""

from __future__ import annotations

import pytest
from documents import document

from archive.cleaner import clean

STORY = "Wheat rose on Tuesday, traders said."
NOTICE = "This material may not be published, broadcast, rewritten or redistributed."


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (f"{STORY}\n\n{NOTICE}", ("much-cut",)),
        (f"{STORY}{' ' * 400}\n\n{' ' * 400}{NOTICE}", ("much-cut",)),
        (f"{' '.join([STORY] * 4)}\n\n{NOTICE}", ()),
        (STORY, ()),
    ],
)
def test_a_text_of_which_much_is_dropped_is_flagged_however_blank_it_is(
    text: str, flags: tuple[str, ...]
) -> None:
    assert clean(document(text)).flags == flags
