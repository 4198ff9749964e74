"""Which of many patterns may match a text: the few whose signs it bears, asked in linear time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cache

from archive.patterns import alone, together

# A counted repeat multiplies the automaton; a wider one is asked first, the exact pattern decides.
_COUNTED = re.compile(r"(?<!\\x)(?<!\\p)\{(\d+)(?:,\d*)?\}")


class Candidates:
    """Patterns, by their numbers, of which a few may match a text as a whole.

    An automaton of all of them meets a new state at almost every character of prose, and building
    those costs far more than following them. So a pattern is asked only where its sign is seen, by itself;
    those without a sign share an automaton, since they fail at a text's first characters.
    """

    def __init__(self, patterns: Mapping[int, str], signless: Set[int]) -> None:
        self._signed = {number: pattern for number, pattern in patterns.items() if number not in signless}
        self._signless = [number for number in patterns if number in signless]
        self._set = together("FullMatchSet", [_widened(patterns[number]) for number in self._signless])

    def of(self, text: str, seen: Set[int]) -> list[int]:
        """Return the numbers of the patterns that may match a whole text that bears the signs ``seen``."""
        signed = self._signed.keys() & seen if seen else ()
        if not (signed or self._signless):
            return []
        encoded = text.encode()
        found = [number for number in signed if may_match(self._signed[number], encoded)] if signed else []
        if self._signless and (places := self._set.Match(encoded)):
            found += [self._signless[place] for place in places]
        return sorted(found) if found else found


class Present:
    """Patterns, by their numbers, of which a few may be found somewhere in a text."""

    def __init__(self, patterns: Mapping[int, str]) -> None:
        self.numbers = [*patterns]
        self._set = together("SearchSet", [*patterns.values()])

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that a text holds."""
        return [self.numbers[place] for place in self._set.Match(text) or ()] if self.numbers else []


def may_match(pattern: str, text: bytes) -> bool:
    """Tell whether a pattern may match a whole text."""
    return alone("FullMatchSet", _widened(pattern)).Match(text) is not None


def may_begin(pattern: str, text: bytes) -> bool:
    """Tell whether a pattern may match what a text begins with."""
    return alone("MatchSet", _widened(pattern)).Match(text) is not None


@cache
def _widened(pattern: str) -> str:
    return _COUNTED.sub(lambda often: "+" if int(often[1]) else "*", pattern)
