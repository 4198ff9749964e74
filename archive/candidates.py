"""Which of many patterns may match a text: told for all of them at once, in linear time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.patterns import compiled, together
from archive.signs import sign
from archive.spotter import Spotter

# A counted repeat multiplies the automaton; a wider one is asked first, the exact pattern decides.
_COUNTED = re.compile(r"(?<!\\x)(?<!\\p)\{(\d+)(?:,\d*)?\}")


class Candidates:
    """Patterns of which a few may match a text as a whole.

    An automaton of all of them meets a new state at almost every character of prose, and building
    those costs far more than following them. So a pattern is asked only where its sign is seen, by itself;
    those without a sign share an automaton, since they fail at a text's first characters.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        signs = [sign(pattern) for pattern in patterns]
        self._patterns = [_widened(pattern) for pattern in patterns]
        self._signed = [number for number, found in enumerate(signs) if found]
        self._signless = [number for number, found in enumerate(signs) if not found]
        self._spotter = Spotter([found for found in signs if found])
        self._set = together("FullMatchSet", [self._patterns[number] for number in self._signless])

    def of(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match the whole text, in order."""
        encoded = text.encode()
        found = [self._signless[number] for number in self._set.Match(encoded) or ()]
        seen = [self._signed[number] for number in self._spotter.seen(text)]
        found += [
            number for number in seen if compiled(self._patterns[number], often=True).fullmatch(encoded)
        ]
        return sorted(found)


class Present:
    """Patterns of which a few may be found somewhere in a text."""

    def __init__(self, patterns: Sequence[str]) -> None:
        signs = [sign(pattern, anywhere=True) for pattern in patterns]
        self._signed = [number for number, found in enumerate(signs) if found]
        self._signless = [number for number, found in enumerate(signs) if not found]
        self._spotter = Spotter([found for found in signs if found])
        self._set = together("SearchSet", [patterns[number] for number in self._signless])

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that the text may hold, in order."""
        found = [self._signless[number] for number in self._set.Match(text) or ()] if self._signless else []
        return sorted([*found, *(self._signed[number] for number in self._spotter.seen(text))])


class Beginning:
    """Patterns of which a few may match what a text begins with."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._set = together("MatchSet", [_widened(pattern) for pattern in patterns])

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match the text's beginning, in order."""
        return sorted(self._set.Match(text) or ())


def _widened(pattern: str) -> str:
    return _COUNTED.sub(lambda often: "+" if int(often[1]) else "*", pattern)
