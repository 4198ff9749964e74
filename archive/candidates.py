"""Which of many patterns may match a text: told for all of them at once, in linear time (RE2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import re2

from archive.signs import joint, share, sign

_RARE = 1e-3  # of the places in prose: signs rarer than that are looked for together first
_MEMORY = 64 << 20  # bytes, for each automaton of many patterns together
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
        rare = {n: found for n, found in enumerate(signs) if found and share(found) < _RARE}
        common = {n: found for n, found in enumerate(signs) if found and n not in rare}
        self._rare, self._common = [*rare], [*common]
        self._signless = [number for number, found in enumerate(signs) if found is None]
        self._any_rare = re2.compile(joint(rare.values()).encode(), _options())
        self._rare_signs = _set("SearchSet", [joint([found]) for found in rare.values()])
        self._common_signs = _set("SearchSet", [joint([found]) for found in common.values()])
        self._set = _set("FullMatchSet", [self._patterns[number] for number in self._signless])

    def of(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match the whole text, in order."""
        encoded = text.encode()
        found = [self._signless[number] for number in self._set.Match(encoded) or ()]
        seen = [self._common[number] for number in self._common_signs.Match(encoded) or ()]
        if self._rare and self._any_rare.search(encoded):
            seen += [self._rare[number] for number in self._rare_signs.Match(encoded) or ()]
        found += [number for number in seen if _compiled(self._patterns[number]).fullmatch(encoded)]
        return sorted(found)


class Present:
    """Patterns of which a few may be found somewhere in a text."""

    def __init__(self, patterns: Sequence[str]) -> None:
        signs = [(pattern, sign(pattern, anywhere=True)) for pattern in patterns]
        self._set = _set("SearchSet", [joint([found]) if found else pattern for pattern, found in signs])

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that the text may hold, in order."""
        return sorted(self._set.Match(text) or ())


class Beginning:
    """Patterns of which a few may match what a text begins with."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._set = _set("MatchSet", [_widened(pattern) for pattern in patterns])

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match the text's beginning, in order."""
        return sorted(self._set.Match(text) or ())


def _widened(pattern: str) -> str:
    return _COUNTED.sub(lambda often: "+" if int(often[1]) else "*", pattern)


@cache
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern.encode(), _options())


def _set(kind: str, patterns: Sequence[str]) -> Any:
    found = getattr(re2.Set, kind)(_options())
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    return options
