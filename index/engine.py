"""The Engine protocol: what every engine takes and gives, and how one is opened by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, cast, runtime_checkable

from archive.article import Article
from archive.errors import GenerationError
from archive.frozen import dataclass
from index.budget import NO_LIMIT, Budget
from index.query import Fuzzy, Query

Order = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches: its id and its score (0 where sorted by date)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a field and how many of the hits have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """``total`` matching articles, the asked-for stretch of them in order, facets over all."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)


class Engine(Protocol):
    """One index generation, open for reading by one thread.

    Where a query holds a node of which it is ``inexact``, it may return a superset;
    ``index.search`` then passes ``keep``, which verifies an id against the text before
    anything is counted.
    """

    def inexact(self, part: Query) -> bool:
        """Tell whether more may be found for a node, its own parts aside, than matches."""
        ...

    def search(
        self,
        query: Query,
        *,
        order: Order = "relevance",
        offset: int = 0,
        limit: int | None = 10,
        facets: Sequence[str] = (),
        keep: Callable[[str], bool] | None = None,
        budget: Budget = NO_LIMIT,
    ) -> Results:
        """Return the hits from ``offset`` on (``limit`` None: all of them).

        Raises ``BudgetError`` where that costs more than ``budget`` has.
        Ties are broken by id. By date, in either direction, one of which only the month or
        year is known comes after the days that it may be of, and the undated come last.
        Facets come most frequent first, then by value.
        """
        ...

    def spellings(self, word: Fuzzy, budget: Budget = NO_LIMIT) -> Mapping[str, int]:
        """Return the words as written that a fuzzy word stands for, each with its number of articles.

        Only those that begin with its first letter: to look at every word takes longer than a search.
        """
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class IndexWriter(Protocol):
    """Fills one generation's folder; nothing is promised before ``commit``."""

    def add(self, article: Article) -> None:
        """Index an article whose id the index does not hold."""
        ...

    def delete(self, article_id: str) -> None:
        """Take an article out; one that the index does not hold is no error."""
        ...

    def commit(self) -> None:
        """Write everything to files in the folder and let go of them."""
        ...

    def abort(self) -> None:
        """Let go of files without finishing; the folder is then only fit to be removed."""
        ...


@runtime_checkable
class AdoptingWriter(IndexWriter, Protocol):
    """One that makes its own what others of its engine have written, in folders of their own."""

    def adopt(self, folders: Sequence[Path]) -> None:
        """Take over what was committed there, of articles that the index does not hold."""
        ...


class EngineModule(Protocol):
    """What a module in ``index/engines`` offers."""

    def create(self, folder: Path) -> IndexWriter:
        """Begin an empty index in an empty folder."""
        ...

    def extend(self, folder: Path) -> IndexWriter:
        """Go on with an index whose files are hard links to an older generation's.

        They must never be written in place; unlinking them is no harm.
        """
        ...

    def is_worn(self, folder: Path) -> bool:
        """Tell whether an index holds so much that was deleted that it is better built anew than extended."""
        ...

    def open(self, folder: Path, articles: Callable[[], Iterable[Article]]) -> Engine:
        """Open an index for reading; ``articles`` are for an engine that reads them."""
        ...


ENGINES: Mapping[str, str] = {
    "whoosh": "index.engines.whoosh",
    "scan": "index.engines.scan",
    "tantivy": "index.engines.tantivy",
}
DEFAULT_ENGINE = "whoosh"
FAST_ENGINE = "tantivy"
MANY_FOR_DEFAULT = 200_000
"""Articles past which the default engine is not the one to take."""


def engine_module(name: str) -> EngineModule:
    """Import the engine of that name; raises ``GenerationError`` for one there is not, or not installed."""
    if name not in ENGINES:
        raise GenerationError(f"no engine '{name}'; there are {', '.join(ENGINES)}")
    try:
        return cast(EngineModule, import_module(ENGINES[name]))
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise GenerationError(
            f"the engine '{name}' is not installed; install it with: pip install 'news-archive[{name}]'"
        ) from error
