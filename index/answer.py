"""A query to a page of hits, on an open engine and the store of the same moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from archive.article import Article
from archive.errors import GenerationError
from archive.frozen import dataclass
from archive.store import Snapshot
from index.ask import Ask
from index.budget import budget_of
from index.engine import Engine, Hit, Results
from index.listing import Listed, Ranked, folded, one_after_other, recent_first, stretch
from index.marks import highlights, marks
from index.nodes import holds
from index.offers import FEW, loosened, spellings
from index.page import Page, PageHit
from index.parse import relaxed, show
from index.query import Query
from index.relax import among_bare
from index.snippet import article_snippet

if TYPE_CHECKING:
    from index.explain import Reason


_OPENING = 60  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """What is listed: ``asked`` is what the user asked for, ``looked_for`` may say it more richly.

    ``is_relaxed``: no article has all the words, these have some.
    """

    asked: Query
    looked_for: Query
    listed: Listed
    is_relaxed: bool = False


class Asking:
    """One ask of an open engine; each answer may raise ``BudgetError`` or ``GenerationError``."""

    def __init__(
        self, snapshot: Snapshot, engine: Engine, ask: Ask, *, leave_out: Collection[str] = ()
    ) -> None:
        self._snapshot = snapshot
        self._engine = engine
        self._ask = ask
        self._budget = budget_of(ask.seconds)
        self._leave_out = leave_out
        self._new = None if ask.since is None else snapshot.came_after(ask.since)

    def page(self, query: Query, *, began: float | None = None) -> Page:
        """Return the page of hits of a query."""
        began = perf_counter() if began is None else began
        found = self.found(query)
        hits, results = found.listed.hits, found.listed.results
        articles = self._articles(hits)
        explained: Sequence[tuple[Reason, ...]] = [()] * len(hits)
        shape: str | None = None
        if self._ask.explain:
            from index.explain import outline, reasons

            shape = outline(found.looked_for, self._engine, self._budget)
            listed = [articles[hit.id] for hit in hits]
            explained = reasons(found.looked_for, hits, listed, self._engine, self._budget)
        offers = found.is_relaxed or results.total <= FEW
        return Page(
            query=self._ask.text,
            understood=show(found.looked_for),
            relaxed=found.is_relaxed,
            total=results.total,
            offset=self._ask.offset,
            hits=tuple(
                self._page_hit(hit, articles[hit.id], found, because)
                for hit, because in zip(hits, explained, strict=True)
            ),
            facets=results.facets,
            outline=shape,
            perhaps=0 if found.is_relaxed else self._perhaps(query, results.total),
            spellings=spellings(query, self._engine, self._budget) if offers else (),
            took_ms=(perf_counter() - began) * 1000,
        )

    def found(self, query: Query) -> Found:
        """Return what is listed for a query."""
        ask, weaker = self._ask, relaxed(query)
        if ask.some and weaker is not None:
            return self._listed(weaker, one_after_other(self._ranked(query), self._ranked(weaker)))
        found = self._listed(query, self._ranked(query))
        if ask.relax and weaker is not None and not found.listed.results.total:
            some = self._listed(weaker, self._ranked(weaker))
            if some.listed.results.total:
                return replace(some, is_relaxed=True)
        return found

    def ids(self, query: Query) -> list[str]:
        """Return the ids of all articles that match, in order."""
        return [hit.id for hit in self._ranked(query)(None).hits]

    def _listed(self, query: Query, ranked: Ranked) -> Found:
        ask, asked = self._ask, query
        if ask.expand:
            query = self._expanded(query, ranked)
            ranked = self._ranked(query)
        if ask.recent and ask.order == "relevance":
            ranked = recent_first(ranked, self._snapshot.dates)
        if ask.fold:
            return Found(asked, query, folded(ranked, ask.offset, ask.limit, self._snapshot.copies))
        return Found(asked, query, stretch(ranked, ask.offset, ask.limit))

    def _ranked(self, query: Query) -> Ranked:
        return partial(self._results, query, facets=self._ask.facets)

    def _results(self, query: Query, count: int | None, *, facets: Sequence[str] = ()) -> Results:
        return self._engine.search(
            query,
            order=self._ask.order,
            limit=count,
            facets=facets,
            keep=self._keep(query),
            budget=self._budget,
        )

    def _keep(self, query: Query) -> Callable[[str], bool] | None:
        """Return what tells whether an article counts, where the engine alone cannot."""
        tests: list[Callable[[str], bool]] = []
        if self._leave_out:
            tests.append(lambda article_id: article_id not in self._leave_out)
        if self._new is not None:
            tests.append(self._new.__contains__)
        if holds(query, self._engine.inexact):
            tests.append(_verification(self._snapshot, query))
        return (lambda article_id: all(test(article_id) for test in tests)) if tests else None

    def _expanded(self, query: Query, ranked: Ranked) -> Query:
        """Return the query with the words that mark its best answers beside its bare ones."""
        from index.feedback import ARTICLES, expanded

        best = ranked(ARTICLES).hits[:ARTICLES]
        articles = self._articles(best)
        answers = [(articles[hit.id], hit.score) for hit in best]
        return among_bare(query, lambda bare: expanded(bare, answers)) if answers else query

    def _page_hit(self, hit: Hit, article: Article, found: Found, because: tuple[Reason, ...]) -> PageHit:
        return PageHit(
            id=hit.id,
            score=hit.score,
            title=article.title,
            title_highlights=highlights(article.title or "", marks(found.asked, "title")),
            outlet=article.outlet,
            agencies=article.agencies,
            place=article.place,
            date=article.published.date if article.published else None,
            snippet=article_snippet(article, found.asked, width=self._ask.snippet_width),
            opening="" if article.title else _opening(article.body),
            copies=found.listed.copies.get(hit.id, ()),
            because=because,
        )

    def _perhaps(self, query: Query, total: int) -> int:
        loose = loosened(query)
        return self._results(loose, 0).total - total if loose else 0

    def _articles(self, hits: tuple[Hit, ...]) -> dict[str, Article]:
        articles = {article.id: article for article in self._snapshot.articles([hit.id for hit in hits])}
        missing = [hit.id for hit in hits if hit.id not in articles]
        if missing:
            raise GenerationError(
                f"the index names an article that the store has not ({missing[0]}); "
                "mend it with: archive rebuild --index-only"
            )
        return articles


def _opening(body: str) -> str:
    r"""Return the first words of a body.

    >>> _opening("Russia scoffed.\n\nIt did."), _opening("word " * 40)[-15:]
    ('Russia scoffed. It did.', 'ord word word …')
    """
    words = " ".join(body[: 4 * _OPENING].split())
    return words if len(words) <= _OPENING else words[:_OPENING].rsplit(" ", 1)[0] + " …"


def _verification(snapshot: Snapshot, query: Query) -> Callable[[str], bool]:
    from index.engines import scan

    def keep(article_id: str) -> bool:
        return any(scan.matches(query, article) for article in snapshot.articles([article_id]))

    return keep
