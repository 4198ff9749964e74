"""How much a query may cost, and the error for one that costs more."""

from __future__ import annotations

from collections.abc import Collection
from math import inf
from time import monotonic

from archive.errors import BudgetError
from archive.frozen import dataclass

MAX_EXPANSIONS = 10_000
"""Words that a prefix, a pattern or a fuzzy word may stand for."""
SECONDS = 10.0
"""How long a search may take."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What an engine may spend: ``seconds``, which are over when the clock stands at ``ends``."""

    seconds: float = inf
    ends: float = inf
    expansions: int = MAX_EXPANSIONS

    def check(self) -> None:
        """Raise ``BudgetError`` if the time is over."""
        if monotonic() > self.ends:
            raise BudgetError(
                f"the search was ended after {self.seconds:g} seconds; ask for rarer words, or for fewer"
            )

    def check_expansions(self, written: str, words: Collection[str]) -> None:
        """Raise ``BudgetError`` if what is ``written`` stands for more words than it may."""
        if len(words) > self.expansions:
            raise BudgetError(
                f"{written} stands for more than {self.expansions:,} words; write more of its letters"
            )


NO_LIMIT = Budget(expansions=1 << 62)
"""For those who ask for it."""


def budget_of(seconds: float) -> Budget:
    """Return a budget that ends so many seconds from now."""
    return Budget(seconds, monotonic() + seconds)
