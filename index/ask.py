"""What is asked of an archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from archive.frozen import dataclass
from index.budget import SECONDS
from index.engine import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A query as typed, and which of the hits are wanted, in which order.

    ``limit`` None means all. With ``relax``, a query that no article answers is asked again
    for articles with some of its bare words; with ``some`` they come after those with all of
    them, always. ``expand`` adds the words that mark the best answers; ``recent`` prefers the
    newer of the best. ``fold`` lists one of near-identical copies for all, ``explain`` says why
    each is there. Only articles that came after generation ``since`` count. ``today`` is what
    dates such as last-month count from, and ``saved`` holds what ``query:NAME`` stands for. The
    search is given up after ``seconds``.
    """

    text: str
    order: Order = "relevance"
    offset: int = 0
    limit: int | None = 10
    facets: tuple[str, ...] = ()
    relax: bool = True
    some: bool = False
    expand: bool = False
    recent: bool = False
    fold: bool = False
    since: int | None = None
    snippet_width: int = 160
    explain: bool = False
    today: date | None = None
    saved: Mapping[str, str] = field(default_factory=dict)
    seconds: float = SECONDS
