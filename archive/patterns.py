"""Patterns to automata (RE2): compiled once, letters written out, no more memory than each needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import re2

from archive.letters import written_out

KEPT = 320
"""Automata of a kind that are held, those last asked. All of them: a fifth more memory, a tenth less time."""
_SMALLEST, _LARGEST = 1 << 18, 8 << 20  # bytes for a pattern; when they are full its automaton begins again
_MANY = 8 << 20  # bytes for many patterns together


@lru_cache(maxsize=KEPT)
def compiled(pattern: str) -> Any:
    """Return a pattern compiled, one of those last asked for; raises ``re2.error``."""
    return _in_little_memory(lambda options: re2.compile(written_out(pattern), options))


@lru_cache(maxsize=KEPT)
def alone(kind: str, pattern: str) -> Any:
    """Return a pattern as a set of one, which answers in half the time that ``compiled`` takes."""
    return _in_little_memory(lambda options: _set(kind, [pattern], options))


def together(kind: str, patterns: Sequence[str]) -> Any:
    """Return a set of patterns, of one of RE2's kinds ("SearchSet", "MatchSet", "FullMatchSet")."""
    return _set(kind, patterns, _options(_MANY))


def _set(kind: str, patterns: Sequence[str], options: Any) -> Any:
    found = getattr(re2.Set, kind)(options)
    for pattern in patterns:
        found.Add(written_out(pattern))
    found.Compile()
    return found


def _in_little_memory(make: Callable[[Any], Any]) -> Any:
    """Return what is made in the least memory that is enough; raises ``re2.error`` if none is."""
    memory = _SMALLEST
    while memory < _LARGEST:
        try:
            return make(_options(memory))
        except re2.error:  # wrong, or too large
            memory *= 2
    return make(_options(_LARGEST))


def _options(memory: int) -> Any:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return options
