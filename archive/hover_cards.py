"""Cards that a page shows over a name, poured into the sentence: who it is, headlines about them, MORE."""

from __future__ import annotations

import re

from archive.working import Edit, Working

_END = re.compile(r" MORE(?=[ ,.;:'’)?!]|$)", re.M)
_WINDOW = 1_200  # characters that a card and the headline in it can take
# "Ann Roe Ann (Annie) RoeMayor falls off bridge MORE": the surname, the full name, a headline glued to it.
_CARD = re.compile(
    r"\b(?P<surname>[A-Z][\w'’-]{1,24})(?: [JS]r\.)? "
    r"(?P<card>(?:(?:[A-Z(\"“][\w.()'’\"”-]{0,24}|de|la|van|von) ){1,6}(?P=surname)"
    r"(?:[JS]r\.?)?(?=[A-Z\d‘“'\"]))"
)


def strip(working: Working) -> Working:
    """Return the text without such cards; the name that they stood over stays.

    >>> strip(Working.of("So said Sen. Ann Roe Ann (Annie) Mary RoeMayor falls MORE (D-N.Y.).")).text
    'So said Sen. Ann Roe (D-N.Y.).'
    """
    if " MORE" not in working.text:
        return working
    edits: list[Edit] = []
    past = 0
    for end in _END.finditer(working.text):
        line = working.text.rfind("\n", 0, end.start()) + 1
        first = max(past, line, end.start() - _WINDOW)
        card = _CARD.search(working.text, first, end.start())
        past = end.end()
        if card:
            start = card.start("card") - 1  # with the blank before it
            edits.append(Edit(start, end.end(), "", "hover-card", "navigation"))
    return working.edit(edits)
