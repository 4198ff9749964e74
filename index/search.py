"""Store and index generations to the answer of one moment of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from math import inf
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from archive.errors import GenerationError, StoreError
from archive.store import Generation, Snapshot, Store
from index.answer import Asking
from index.ask import Ask
from index.engine import Engine
from index.generation import open_generation
from index.page import Page
from index.parse import parse
from index.query import Everything, Not

__all__ = ["Ask", "asked", "matching", "search", "similar", "with_saved"]

Answer = TypeVar("Answer")


def search(store: Store, folder: Path, ask: Ask) -> Page:
    """Return the hits of one moment of the archive; ``folder`` holds the index generations.

    Raises ``QuerySyntaxError``, ``BudgetError``, and ``StoreError`` or ``GenerationError`` where there is
    nothing to search or it cannot be read.
    """
    began = perf_counter()
    ask = with_saved(store, ask)
    query = parse(ask.text, ask.today, ask.saved)  # what is wrong with it is said before anything is opened

    def page(snapshot: Snapshot, engine: Engine) -> Page:
        return Asking(snapshot, engine, ask).page(query, began=began)

    with asked(store, folder, page) as found:
        return found[1]


def similar(store: Store, folder: Path, article_id: str, ask: Ask) -> Page:
    """Return the articles most like one of the archive, which is not among them; raises as ``search``.

    The article's own copies are not, either, where ``ask`` folds copies.
    """
    from index.similar import alike

    began = perf_counter()

    def alike_to(snapshot: Snapshot, engine: Engine) -> Page:
        article = snapshot.article(article_id)
        own = {article.id, *(snapshot.copies(article.id) if ask.fold else ())}
        asking = Asking(snapshot, engine, ask, leave_out=own)
        query = alike(article, snapshot.count(), lambda word: engine.search(word, limit=0).total)
        return asking.page(query or Not(Everything()), began=began)

    with asked(store, folder, alike_to) as found:
        return found[1]


@contextmanager
def matching(store: Store, folder: Path, ask: Ask) -> Iterator[tuple[Snapshot, list[str]]]:
    """Give the ids of all articles that match, and the archive at that moment; raises as ``search``.

    Neither the stretch of hits, the facets nor the time that are asked for count, and nothing is relaxed.
    """
    ask = replace(with_saved(store, ask), facets=(), seconds=inf)
    query = parse(ask.text, ask.today, ask.saved)
    with asked(store, folder, lambda snapshot, engine: Asking(snapshot, engine, ask).ids(query)) as found:
        yield found


@contextmanager
def asked(
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


def with_saved(store: Store, ask: Ask) -> Ask:
    """Return what is asked with the saved queries that it may name."""
    if "query:" not in ask.text.lower():
        return ask
    with store.snapshot() as snapshot:
        return replace(ask, saved={name: query.text for name, query in snapshot.saved().items()})


def _generation(snapshot: Snapshot) -> Generation:
    served = snapshot.generation
    if served is None or not served.articles:
        raise StoreError("the archive holds no articles yet; fill it with: archive rebuild FOLDER")
    return served


def _unreadable(error: Exception) -> GenerationError:
    if isinstance(error, GenerationError):
        return error
    return GenerationError("the index is gone or damaged; mend it with: archive rebuild --index-only")
