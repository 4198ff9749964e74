"""Measure our tantivy engine beside bare tantivy: ``python tests/bench/tantivy_speed.py [ARTICLES]``.

Bare is what its documentation shows: one text field of title and body, analysed by its own English stemmer,
an id and the day. Both index the same articles (``grown``) in this process, with one thread of tantivy's, and
are asked the same 200 queries in turn, each for ten hits with our snippets, or without.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median, quantiles
from typing import Any

import grown
import tantivy
from engines_speed import queries, size, timed

from archive.article import Article
from index.engine import Engine, engine_module
from index.parse import parse
from index.snippet import article_snippet

HITS = 10
_DAYS = re.compile(r"date:(\d+)-(\d+)-(\d+)\.\.(\d+)-(\d+)-(\d+)")


class Bare:
    """Tantivy as its documentation shows it."""

    def __init__(self, folder: Path) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="en_stem")
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_integer_field("day", fast=True)
        self._index = tantivy.Index(schema.build(), str(folder))

    def fill(self, articles: Iterable[Article]) -> None:
        """Index the articles."""
        writer = self._index.writer(128_000_000, 1)
        for article in articles:
            day = article.published.date if article.published else None
            number = int(day.replace("-", "")) if day else 0
            text = f"{article.title or ''}\n\n{article.body}"
            writer.add_document(tantivy.Document(text=text, id=article.id, day=number))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, text: str) -> list[str]:
        """Return the ids of the best hits, and count all."""
        asked = self._index.parse_query(
            _DAYS.sub(r"day:[\1\2\3 TO \4\5\6]", text), ["text"], conjunction_by_default=True
        )
        searcher = self._index.searcher()
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(asked, HITS).hits]


def ask_ours(engine: Engine, text: str) -> list[str]:
    """Return the same by ours."""
    return [hit.id for hit in engine.search(parse(text), limit=HITS).hits]


def with_snippets(ask: Callable[[str], list[str]], by_id: dict[str, Article], text: str) -> object:
    """Ask, and cut our snippet of each hit."""
    asked = parse(text)
    return [article_snippet(by_id[key], asked) for key in ask(text)]


def fill_ours(folder: Path, articles: Iterable[Article]) -> None:
    """Index the articles."""
    writer = engine_module("tantivy").create(folder)
    for article in articles:
        writer.add(article)
    writer.commit()


def main(arguments: Sequence[str]) -> None:
    """Measure and print a table."""
    number = int(arguments[0]) if arguments else 21_578
    by_id = {article.id: article for article in grown.articles(number)}
    articles = list(by_id.values())
    rows: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folders = ours, plain = Path(temporary) / "ours", Path(temporary) / "bare"
        for folder in folders:
            folder.mkdir()
        bare = Bare(plain)
        seconds = timed(partial(fill_ours, ours, articles)) / 1000, timed(partial(bare.fill, articles)) / 1000
        rows["articles indexed a second"] = len(articles) / seconds[0], len(articles) / seconds[1]
        rows["on disk, MB"] = size(ours) / 1e6, size(plain) / 1e6
        open_ours = partial(engine_module("tantivy").open, ours, tuple)
        openings: list[Callable[[], Any]] = [
            open_ours,
            lambda: tantivy.Index.open(str(plain)).searcher(),
        ]
        rows["opening, ms"] = tuple(median(timed(one) for _ in range(9)) for one in openings)  # type: ignore[assignment]
        asks: list[Callable[[str], list[str]]] = [partial(ask_ours, open_ours()), bare.ask]
        asked = [text for text, _ in queries(articles[::50])]
        for what, does in (
            ("search", list(asks)),
            ("with snippets", [partial(with_snippets, ask, by_id) for ask in asks]),
        ):
            taken = [[timed(partial(do, text)) for do in does] for text in asked for _ in range(3)]
            columns = list(zip(*taken, strict=True))
            rows[f"{what}, median, ms"] = median(columns[0]), median(columns[1])
            rows[f"{what}, 95 of 100, ms"] = quantiles(columns[0], n=20)[-1], quantiles(columns[1], n=20)[-1]
    print(f"{len(articles):,} articles; memory at its peak {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    print(f"{'':28}{'ours':>10}{'bare':>10}{'ours : bare':>15}")
    for row, (mine, theirs) in rows.items():
        print(f"{row:28}{mine:10,.2f}{theirs:10,.2f}{mine / theirs:15.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
