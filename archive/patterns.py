"""Patterns to automata (RE2): compiled once, letters written out, no more memory than each needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import re2

from archive.letters import written_out

KEPT = 224
"""Automata of a kind that are held, those last asked. All: a fifth more memory, a tenth less time."""
_SMALL = 1 << 20  # bytes for a pattern; what outgrows them is told by the automaton's beginning again
_LARGE = 8 << 20
_MANY = 8 << 20  # bytes for many patterns together


@lru_cache(maxsize=KEPT)
def compiled(pattern: str) -> Any:
    """Return a pattern compiled, one of those last asked for; raises ``re2.error``."""
    written = written_out(pattern)
    try:
        return re2.compile(written, _options(_SMALL))
    except re2.error:  # wrong, or too large
        return re2.compile(written, _options(_LARGE))


def together(kind: str, patterns: Sequence[str]) -> Any:
    """Return a set of patterns, of one of RE2's kinds ("SearchSet", "MatchSet", "FullMatchSet")."""
    found = getattr(re2.Set, kind)(_options(_MANY if len(patterns) > 1 else _LARGE))
    for pattern in patterns:
        found.Add(written_out(pattern))
    found.Compile()
    return found


def _options(memory: int) -> Any:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return options
