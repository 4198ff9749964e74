"""The one error tree: every error a user may see derives from ``ArchiveError``."""

from __future__ import annotations


class ArchiveError(Exception):
    """Say what is wrong, where, and what would be right, in one line for the user."""


class RefusedError(ArchiveError):
    """A file or document that cannot be read; the run goes on without it."""


class RuleError(ArchiveError):
    """A cleaning rule that does not load or does not hold its own proof."""


class StoreError(ArchiveError):
    """The store cannot be opened, written or trusted."""


class BusyError(StoreError):
    """Another process is writing to the archive."""


class UnknownIdError(ArchiveError):
    """There is no article of that id."""


class GenerationError(ArchiveError):
    """An index generation cannot be built, opened or trusted."""


class QuerySyntaxError(ArchiveError):
    """A query that cannot be understood; ``offset`` (code points into ``query``) is where."""

    def __init__(self, message: str, *, query: str, offset: int) -> None:
        super().__init__(message)
        self.query = query
        self.offset = offset


class BudgetError(ArchiveError):
    """A query that costs more than a query may."""
