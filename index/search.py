"""Query text, store and engine to a page of hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from archive.article import Article
from archive.errors import GenerationError, StoreError
from archive.store import Generation, Snapshot, Store
from index.budget import NO_TIME_LIMIT, SECONDS, Budget, budget_of
from index.engine import Engine, Hit, Order, Results
from index.explain import Reason, outline, reasons
from index.generation import open_generation
from index.marks import highlights, marks
from index.nodes import holds
from index.offers import FEW, loosened, spellings
from index.page import Page, PageHit
from index.parse import parse, relaxed, show
from index.query import Query
from index.snippet import article_snippet

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of an archive: a query as typed, and which of the hits, in which order.

    ``limit`` None means all. With ``relax``, a query that no article answers is asked again
    for articles with some of its bare words. ``today`` is what dates such as last-month
    count from; the search is given up after ``seconds``.
    """

    text: str
    order: Order = "relevance"
    offset: int = 0
    limit: int | None = 10
    facets: tuple[str, ...] = ()
    relax: bool = True
    snippet_width: int = 160
    explain: bool = False
    today: date | None = None
    seconds: float = SECONDS


def search(store: Store, folder: Path, ask: Ask) -> Page:
    """Return the hits of one moment of the archive; ``folder`` holds the index generations.

    Raises ``QuerySyntaxError``, ``BudgetError``, and ``StoreError`` or ``GenerationError`` where there is
    nothing to search or it cannot be read.
    """
    began = perf_counter()
    parse(ask.text, ask.today)  # what is wrong with the query is said before anything is opened
    with _asked(store, folder, lambda snapshot, engine: answer(snapshot, engine, ask, began=began)) as asked:
        return asked[1]


@contextmanager
def matching(store: Store, folder: Path, ask: Ask) -> Iterator[tuple[Snapshot, list[str]]]:
    """Give the ids of all articles that match, and the archive at that moment; raises as ``search``.

    Neither the stretch of hits, the facets nor the time that are asked for count, and nothing is relaxed.
    """
    query, everything = parse(ask.text, ask.today), replace(ask, offset=0, limit=None, facets=())

    def ids(snapshot: Snapshot, engine: Engine) -> list[str]:
        return [hit.id for hit in _results(snapshot, engine, query, everything, NO_TIME_LIMIT).hits]

    with _asked(store, folder, ids) as asked:
        yield asked


@contextmanager
def _asked(
    store: Store, folder: Path, ask: Callable[[Snapshot, Engine], Answer]
) -> Iterator[tuple[Snapshot, Answer]]:
    """Give what the serving engine answers, and the moment of the archive that it belongs to."""
    failed: tuple[Generation, Exception] | None = None
    while True:
        with store.snapshot() as snapshot:
            served = _generation(snapshot)
            if failed is not None and failed[0] == served:
                raise _unreadable(failed[1]) from failed[1]
            try:
                with closing(open_generation(folder, served, snapshot.every)) as engine:
                    answered = ask(snapshot, engine)
            except (FileNotFoundError, GenerationError) as error:
                # A writer may just have replaced this generation and cleared it away.
                failed = served, error
                continue
            yield snapshot, answered
            return


def answer(snapshot: Snapshot, engine: Engine, ask: Ask, *, began: float | None = None) -> Page:
    """Return the hits of an open engine, joined with the articles of the same moment."""
    began = perf_counter() if began is None else began
    query, budget = parse(ask.text, ask.today), budget_of(ask.seconds)
    weaker = relaxed(query) if ask.relax else None
    asked, is_relaxed = query, False
    results = _results(snapshot, engine, query, ask, budget)
    if not results.total and weaker is not None:
        results = _results(snapshot, engine, weaker, ask, budget)
        if results.total:
            asked, is_relaxed = weaker, True
    loose = loosened(query)
    counted = replace(ask, limit=0, facets=())
    perhaps = _results(snapshot, engine, loose, counted, budget) if loose else results
    articles = {article.id: article for article in snapshot.articles([hit.id for hit in results.hits])}
    missing = [hit.id for hit in results.hits if hit.id not in articles]
    if missing:
        raise GenerationError(
            f"the index names an article that the store has not ({missing[0]}); "
            "mend it with: archive rebuild --index-only"
        )
    explained: Sequence[tuple[Reason, ...]] = [()] * len(results.hits)
    if ask.explain:
        explained = reasons(asked, results.hits, [articles[hit.id] for hit in results.hits], engine, budget)
    return Page(
        query=ask.text,
        understood=show(asked),
        relaxed=is_relaxed,
        total=results.total,
        offset=ask.offset,
        hits=tuple(
            _page_hit(hit, articles[hit.id], asked, ask.snippet_width, because)
            for hit, because in zip(results.hits, explained, strict=True)
        ),
        facets=results.facets,
        outline=outline(asked, engine, budget) if ask.explain else None,
        perhaps=perhaps.total - results.total if not is_relaxed else 0,
        spellings=spellings(query, engine, budget) if is_relaxed or results.total <= FEW else (),
        took_ms=(perf_counter() - began) * 1000,
    )


def _results(snapshot: Snapshot, engine: Engine, query: Query, ask: Ask, budget: Budget) -> Results:
    return engine.search(
        query,
        order=ask.order,
        offset=ask.offset,
        limit=ask.limit,
        facets=ask.facets,
        keep=_verification(snapshot, query) if holds(query, engine.inexact) else None,
        budget=budget,
    )


def _verification(snapshot: Snapshot, query: Query) -> Callable[[str], bool]:
    from index.engines import scan

    def keep(article_id: str) -> bool:
        return any(scan.matches(query, article) for article in snapshot.articles([article_id]))

    return keep


def _generation(snapshot: Snapshot) -> Generation:
    served = snapshot.generation
    if served is None or not served.articles:
        raise StoreError("the archive holds no articles yet; fill it with: archive rebuild FOLDER")
    return served


def _unreadable(error: Exception) -> GenerationError:
    if isinstance(error, GenerationError):
        return error
    return GenerationError("the index is gone or damaged; mend it with: archive rebuild --index-only")


def _page_hit(hit: Hit, article: Article, query: Query, width: int, because: tuple[Reason, ...]) -> PageHit:
    return PageHit(
        id=hit.id,
        score=hit.score,
        title=article.title,
        title_highlights=highlights(article.title or "", marks(query, "title")),
        outlet=article.outlet,
        agencies=article.agencies,
        place=article.place,
        date=article.published.date if article.published else None,
        snippet=article_snippet(article, query, width=width),
        because=because,
    )
