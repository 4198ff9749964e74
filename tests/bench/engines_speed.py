"""Measure our Whoosh beside a naive one: ``python tests/bench/engines_speed.py [ARTICLES] [--runs N]``.

Naive is what Whoosh's documentation shows: title and body as stored TEXT with its stemming analyzer, the
day as a sortable DATETIME, one writer, one commit. Both index the articles of the same store (``grown``);
then the same 200 queries are put to both, in turn. Times are medians over the runs, memory is the peak of
the proportional memory (PSS) of all processes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import grown
from ingest import held
from whoosh import index as naive_index
from whoosh.analysis.analyzers import StemmingAnalyzer
from whoosh.fields import DATETIME, ID, TEXT, Schema
from whoosh.qparser.default import MultifieldParser

from archive.article import Article
from archive.home import Home
from archive.ingest import reindex
from archive.store import Store
from index.analysis import STOP_WORDS, article_tokens
from index.build import Builder
from index.engine import Engine, engine_module
from index.parse import parse

QUERIES = 200
_SECONDS_BETWEEN = 0.1


def write_naive(home: Path) -> None:
    """Index the articles of the store in ``home`` as the documentation of Whoosh shows."""
    folder = home / "naive"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text = TEXT(stored=True, analyzer=StemmingAnalyzer())
    schema = Schema(
        id=ID(unique=True, stored=True), title=text, body=text, date=DATETIME(stored=True, sortable=True)
    )
    writer = naive_index.create_in(str(folder), schema).writer()
    with Store.open(home / "archive.sqlite") as store, store.snapshot() as snapshot:
        for article in snapshot.every():
            add_naive(writer, article)
    writer.commit()


def add_naive(writer: Any, article: Article) -> None:
    """Add an article to such an index."""
    day = article.published.date if article.published else None
    date = datetime.fromisoformat(day) if day else None
    writer.add_document(id=article.id, title=article.title, body=article.body, date=date)


def write_ours(home: Path) -> None:
    """Index them as ``archive rebuild --index-only`` does."""
    reindex(Home(home), build=Builder("whoosh"))


def measured(name: str, home: Path) -> tuple[float, int]:
    """Run one of the two in a process of its own; return its seconds and its peak memory in kB."""
    program = (
        f"import sys, pathlib; sys.path[:] = {sys.path}; "
        f"import engines_speed; engines_speed.{name}(pathlib.Path({str(home)!r}))"
    )
    started, most = time.monotonic(), 0
    with subprocess.Popen([sys.executable, "-c", program]) as run:
        while run.poll() is None:
            most = max(most, sum(held(run.pid).values()))
            time.sleep(_SECONDS_BETWEEN)
    assert run.returncode == 0
    return time.monotonic() - started, most


def queries(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Return queries of words that stand together in some article, in our words and in Whoosh's."""
    draw = random.Random(2)
    asked: list[tuple[str, str]] = []
    while len(asked) < QUERIES:
        article = draw.choice(articles)
        tokens = [token.text for token in article_tokens(article)]
        places = [place for place, word in enumerate(tokens) if word.isalpha() and word not in STOP_WORDS]
        if len(places) < 20 or not article.published:
            continue
        one, other, third = (tokens[place] for place in draw.sample(places, 3))
        day = article.published.date
        start, end = f"{day[:7]}-01", f"{day[:7]}-28"
        begin = draw.choice([place for place in places if place + 1 < len(tokens)])
        phrase = f'"{tokens[begin]} {tokens[begin + 1]}"'
        asked.append(
            draw.choice(
                [
                    (one, one),
                    (one, one),
                    (one, one),
                    (f"{one} {other}",) * 2,
                    (f"{one} {other}",) * 2,
                    (f"{one} {other} {third}",) * 2,
                    (f"{one} OR {other}",) * 2,
                    (phrase, phrase),
                    (
                        f"{one} date:{start}..{end}",
                        f"{one} date:[{start.replace('-', '')} TO {end.replace('-', '')}]",
                    ),
                ]
            )
        )
    return asked


def timed(do: Callable[[], object]) -> float:
    """Return how long it takes, in milliseconds."""
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def searched(home: Path) -> dict[str, dict[str, float]]:
    """Open both indexes and put the queries to both in turn; return the times."""
    with Store.open(home / "archive.sqlite") as store, store.snapshot() as snapshot:
        assert snapshot.generation is not None
        folder = home / "index" / snapshot.generation.folder
        asked = queries(list(islice(snapshot.every(), 0, None, 50)))
    module = engine_module("whoosh")

    def open_naive() -> Any:
        return naive_index.open_dir(str(home / "naive")).searcher()

    opening: dict[str, list[float]] = {"naive": [], "ours": []}
    for _ in range(9):
        opening["naive"].append(timed(lambda: open_naive().close()))
        opening["ours"].append(timed(lambda: module.open(folder, tuple).close()))
    taken: dict[str, list[float]] = {"naive": [], "ours": []}
    with closing(module.open(folder, tuple)) as engine, open_naive() as searcher:
        parser = MultifieldParser(["title", "body"], searcher.schema)
        for ours, naive in asked:
            taken["ours"].append(timed(partial(_ask_ours, engine, ours)))
            taken["naive"].append(timed(partial(_ask_naive, searcher, parser, naive)))
    return {
        name: {
            "opening": median(opening[name]),
            "p50": median(taken[name]),
            "p95": quantiles(taken[name], n=20)[-1],
            "worst": max(taken[name]),
        }
        for name in taken
    }


def _ask_ours(engine: Engine, text: str) -> object:
    return engine.search(parse(text), limit=10)


def _ask_naive(searcher: Any, parser: Any, text: str) -> object:
    return [hit["title"] for hit in searcher.search(parser.parse(text), limit=10)]


def size(folder: Path) -> int:
    """Return the bytes of what lies in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(arguments: Sequence[str]) -> None:
    """Measure and print a table."""
    number = int(arguments[0]) if arguments else 21_578
    runs = int(arguments[arguments.index("--runs") + 1]) if "--runs" in arguments else 3
    kept = os.environ.get("GROWN")  # a folder to keep the store in, as it takes its time to fill
    with tempfile.TemporaryDirectory(dir=kept) as temporary:
        home = Path(kept or temporary) / str(number)
        if not (home / "archive.sqlite").exists():
            home.mkdir(parents=True)
            grown.fill(home / "archive.sqlite", number)
        seconds: dict[str, list[float]] = {"naive": [], "ours": []}
        memory = {"naive": 0, "ours": 0}
        for _ in range(runs):
            for name in seconds:
                taken, most = measured(f"write_{name}", home)
                seconds[name].append(taken)
                memory[name] = max(memory[name], most)
        times = searched(home)
        print(f"{number:,} articles, {os.cpu_count()} processors, {runs} runs")
        rows = {
            "articles indexed a second": {name: number / median(seconds[name]) for name in seconds},
            "memory at its peak, MB": {name: memory[name] / 1024 for name in memory},
            "on disk, MB": {
                "naive": size(home / "naive") / 1e6,
                "ours": min(size(folder) for folder in (home / "index").iterdir()) / 1e6,
            },
            "opening, ms": {name: times[name]["opening"] for name in times},
            "search, median, ms": {name: times[name]["p50"] for name in times},
            "search, 95 of 100, ms": {name: times[name]["p95"] for name in times},
            "search, slowest, ms": {name: times[name]["worst"] for name in times},
        }
        print(f"{'':28}{'naive':>10}{'ours':>10}{'ours : naive':>15}")
        for row, figures in rows.items():
            ratio = figures["ours"] / figures["naive"]
            print(f"{row:28}{figures['naive']:10,.1f}{figures['ours']:10,.1f}{ratio:15.2f}")
        print(json.dumps(seconds))


if __name__ == "__main__":
    main(sys.argv[1:])
