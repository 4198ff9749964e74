"""What a search answers: a page of hits, joined with their articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from archive.frozen import dataclass
from index.snippet import Snippet

if TYPE_CHECKING:
    from index.engine import Facet
    from index.explain import Reason
    from index.offers import Spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHit:
    """A hit with what a reader is shown of its article.

    ``date`` is reduced ISO as in ``Published``; ``title_highlights`` are half-open, in code
    points into the title; ``copies`` are the ids of near-identical articles folded into it.
    ``opening`` are the first words of the body, to stand where there is no title.
    """

    id: str
    score: float
    title: str | None
    outlet: str | None
    date: str | None
    snippet: Snippet
    title_highlights: tuple[tuple[int, int], ...] = ()
    agencies: tuple[str, ...] = ()
    place: str | None = None
    copies: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The hits from ``offset`` on of ``total`` articles, and facets over all of them.

    ``query`` is as typed, ``understood`` the canonical text of what was looked for;
    ``relaxed`` says that no article has all the words and these have some; ``perhaps`` counts
    more articles that may have been published on the days that were asked for. ``outline`` is
    the query as a tree, where it and each hit are to be explained.
    """

    query: str
    understood: str
    total: int
    hits: tuple[PageHit, ...]
    offset: int = 0
    relaxed: bool = False
    outline: str | None = None
    perhaps: int = 0
    spellings: tuple[Spelling, ...] = ()
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    took_ms: float = 0.0
