"""Measure ranking: mean average precision on TIME, as ``python tests/bench/ranking.py [ENGINE]``.

Reads $NEWS_DATA/ir/time. Each topic is asked as an Or of its words, stop words passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from archive.article import Article
from index.analysis import STOP_WORDS, tokens
from index.engine import DEFAULT_ENGINE, Engine, engine_module
from index.feedback import ARTICLES, expanded
from index.query import Or, Query, Word
from index.relax import among_bare


def average_precision(ranked: Sequence[str], relevant: Set[str]) -> float:
    """Return the mean, over the relevant ids, of the precision where each stands in the ranking.

    >>> average_precision(["a", "x", "b"], {"a", "b", "c"})
    0.5555555555555555
    """
    found = 0
    total = 0.0
    for place, one in enumerate(ranked, start=1):
        if one in relevant:
            found += 1
            total += found / place
    return total / len(relevant)


def mean_average_precision(folder: Path, name: str, *, expand: bool = False) -> float:
    """Return the MAP of an engine on the collection in ``folder``, over its judged topics.

    With ``expand`` each topic is asked again with the words that mark its best answers.
    """
    by_number = {document["id"]: _article(document) for document in _lines(folder / "docs.jsonl")}
    articles = {article.id: article for article in by_number.values()}
    numbers = {article.id: number for number, article in by_number.items()}
    judged = _judgments(folder / "qrels.txt")
    with tempfile.TemporaryDirectory() as index:
        engine = _filled(name, Path(index), list(articles.values()))
        precisions = [
            average_precision(
                [numbers[name] for name in _ranked(engine, topic["text"], articles if expand else None)],
                judged[topic["id"]],
            )
            for topic in _lines(folder / "queries.jsonl")
            if judged[topic["id"]]
        ]
        engine.close()
    return sum(precisions) / len(precisions)


def measure() -> dict[str, float]:
    """Return the MAP of the default engine on TIME."""
    return {
        "MAP on TIME": mean_average_precision(Path(os.environ["NEWS_DATA"]) / "ir" / "time", DEFAULT_ENGINE)
    }


def asked(text: str) -> Query:
    """Return a topic as a query: articles with any of its words."""
    words = tuple(Word(token.text) for token in tokens(text) if token.text not in STOP_WORDS)
    return Or(words)


def _ranked(engine: Engine, text: str, articles: Mapping[str, Article] | None) -> list[str]:
    query = asked(text)
    if articles is not None:
        best = [(articles[hit.id], hit.score) for hit in engine.search(query, limit=ARTICLES).hits]
        query = among_bare(query, lambda bare: expanded(bare, best))
    return [hit.id for hit in engine.search(query, limit=None).hits]


def _filled(name: str, folder: Path, articles: Sequence[Article]) -> Engine:
    writer = engine_module(name).create(folder)
    for article in articles:
        writer.add(article)
    writer.commit()
    return engine_module(name).open(folder, lambda: articles)


def _article(document: Mapping[str, Any]) -> Article:
    key = hashlib.sha256(document["id"].encode()).hexdigest()
    return Article(key=key, title=document["title"] or None, body=document["text"])


def _judgments(path: Path) -> Mapping[str, Set[str]]:
    judged: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text().splitlines():
        topic, _, document, grade = line.split()
        if int(grade) > 0:
            judged[topic].add(document)
    return judged


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    return (json.loads(line) for line in path.read_text().splitlines())


if __name__ == "__main__":
    if "NEWS_DATA" not in os.environ:
        sys.exit("NEWS_DATA is to name the folder of the test material")
    name = sys.argv[1] if len(sys.argv) > 1 else DEFAULT_ENGINE
    collection = Path(os.environ["NEWS_DATA"]) / "ir" / "time"
    print(f"{name}: MAP {mean_average_precision(collection, name):.4f} on TIME")
    print(f"{name}: MAP {mean_average_precision(collection, name, expand=True):.4f} on TIME, expanded")
