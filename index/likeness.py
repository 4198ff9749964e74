"""Which words a prefix, a pattern or a fuzzy word stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate
from functools import lru_cache

from index.query import Fuzzy, Pattern, Prefix

_WILD = re.compile(r"[*?]")


@lru_cache(maxsize=256)
def alike(leaf: Prefix | Pattern | Fuzzy) -> Callable[[str], bool]:
    """Return what tells whether a word as written is one that ``leaf`` asks for.

    >>> [word for word in ("venezuela", "venzuela", "vena") if alike(Pattern("ven?z*a"))(word)]
    ['venezuela']
    """
    match leaf:
        case Prefix(text):
            return lambda word: word.startswith(text)
        case Pattern(text):
            # Words hold nothing but letters, digits, stops and &; and ``translate`` makes
            # groups that never go back, so that no pattern takes long.
            matcher = re.compile(translate(text)).match
            return lambda word: matcher(word) is not None
        case Fuzzy(text, distance):
            return lambda word: slips(text, word, distance) <= distance


def beginning(leaf: Prefix | Pattern | Fuzzy) -> str:
    """Return what every word that ``leaf`` asks for begins with.

    >>> beginning(Pattern("ven?z*a")), beginning(Fuzzy("guaido", 1))
    ('ven', '')
    """
    match leaf:
        case Prefix(text):
            return text
        case Pattern(text):
            return _WILD.split(text, maxsplit=1)[0]
        case Fuzzy():
            return ""


def slips(one: str, other: str, most: int) -> int:
    """Return how many slips make one word of the other, or ``most`` + 1 where it takes more.

    A letter added, left out or altered, or two neighbours that changed places; none of those
    that changed places is altered again.

    >>> slips("guaido", "guiado", 2), slips("guaido", "gudo", 2), slips("guaido", "maduro", 2)
    (1, 2, 3)
    """
    if abs(len(one) - len(other)) > most or not _shares_letters(one, other, most):
        return most + 1
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, earlier, row = earlier, row, [place]
        for step, sign in enumerate(other, start=1):
            cost = min(row[step - 1] + 1, earlier[step] + 1, earlier[step - 1] + (letter != sign))
            swapped = place > 1 and step > 1 and letter == other[step - 2] and one[place - 2] == sign
            row.append(min(cost, before[step - 2] + 1) if swapped else cost)
        if min(row) > most and min(earlier) > most:
            return most + 1
    return min(row[-1], most + 1)


def _shares_letters(one: str, other: str, most: int) -> bool:
    """Tell whether so few letters differ that ``slips`` may be ``most`` or fewer; a quick look."""
    here, there = set(one), set(other)
    return len(here - there) <= most and len(there - here) <= most
