"""Compare an engine with the scan engine, as ``python tests/bench/engines.py [ENGINE [QUERIES [ARTICLES]]]``.

Asks random queries over every node, drawn from Reuters-21578 in $NEWS_DATA/reuters21578, and prints
what differs: documents, order, scores to the last bit, facets; of an engine that scores in a way of its
own (tantivy) no order by relevance and no scores.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from archive.article import Article
from archive.cleaner import clean
from archive.reading import read
from index.engine import Engine, engine_module
from index.engines.scan import matches
from index.field_tokens import field_tokens
from index.fields import FIELDS
from index.nodes import every, holds
from index.parse import show
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Everything,
    Fuzzy,
    Leaf,
    Length,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Reach,
    Word,
)  # fmt: skip

SEED = 21578
SCORED_ALIKE = ("whoosh", "scan")
FIELDS_DRAWN = (None, None, None, None, "title", "lead", "place", "author", "cuts")


class Draw:
    """Draws queries from articles, so that half of them find something."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.random = random.Random(SEED)
        self.articles = articles

    def query(self, depth: int = 2) -> Query:
        """Return a query at most so deep."""
        kind = self.random.random()
        if depth and kind < 0.45:
            several = tuple(self.query(depth - 1) for _ in range(self.random.randint(2, 3)))
            return self.random.choice((And, Or))(several)
        if depth and kind < 0.55:
            return Not(self.query(depth - 1))
        if depth and kind < 0.6:
            return Boost(self.query(depth - 1), self.random.choice((0.0, 0.5, 3.0)))
        if kind < 0.67:
            return self.random.choice((self.days, self.length, self.label, Everything))()
        return self.placed(self.random.choice(self.articles), self.random.choice(FIELDS_DRAWN))

    def placed(self, article: Article, field: str | None, depth: int = 1) -> Query:
        """Return what is in one field of an article, now and then near something else in it."""
        kind = self.random.random() if depth else 1.0
        if kind < 0.3:
            near: tuple[Reach, ...] = (0, 3, 10, 99)
            reach = self.random.choice((*near, "sentence", "paragraph") if field in (None, "lead") else near)
            return Near(self.placed(article, field, depth - 1), self.placed(article, field, depth - 1), reach)
        if kind < 0.4:
            return AtLeast(self.random.randint(1, 4), self.placed(article, field, depth - 1))
        if kind < 0.5:
            return Or((self.placed(article, field, 0), self.placed(article, field, 0)))
        return self.leaf(article, field)

    def leaf(self, article: Article, field: str | None) -> Leaf:
        """Return a word of an article, a phrase, or some of the letters of a word."""
        words = [token.text for token in field_tokens(article, field)] or ["oil"]
        at = self.random.randrange(len(words))
        word, choice = words[at], self.random.choice
        make: Callable[[], Leaf] = choice(
            (
                lambda: Word(word, field),
                lambda: Word(word, field),
                lambda: Phrase(tuple(words[at : at + choice((1, 2, 3))]), field),
                lambda: Phrase(tuple(words[at : at + 6 : 2]), field, choice((1, 3, 9))),
                lambda: Prefix(word[:3], field),
                lambda: Pattern(f"{word[:2]}{choice('*?')}{word[3:]}", field),
                lambda: Pattern(f"*{word[-4:]}", field),
                lambda: Fuzzy(word[1:] + choice("aei"), choice((1, 2)), field),
                lambda: Cased((choice((word, word.title(), word.upper())),), field),
            )
        )
        return make()

    def days(self) -> Days:
        """Return days on which something was published."""
        dates = sorted(self.day() for _ in range(2))
        first, last = self.random.choice((dates, (dates[0], None), (None, dates[1])))
        return Days(first, last, self.random.random() < 0.5)

    def day(self) -> str:
        """Return a day of the year of the collection."""
        return f"1987-{self.random.randint(2, 10):02}-{self.random.randint(1, 28):02}"

    def length(self) -> Length:
        """Return a range of numbers of words."""
        least = self.random.randint(0, 300)
        return self.random.choice((Length(least, None), Length(None, least), Length(least, least + 100)))

    def label(self) -> Phrase:
        """Return a label that an article has."""
        article, field = self.random.choice(self.articles), self.random.choice(("has", "is", "rule"))
        values = FIELDS[field].values(article) or ("none",)
        return Phrase((self.random.choice(values),), field)


def reuters(count: int) -> list[Article]:
    """Return the first ``count`` articles of the collection, an equal share from each file."""
    files = sorted((Path(os.environ["NEWS_DATA"]) / "reuters21578").rglob("*.sgm*"))
    articles: dict[str, Article] = {}
    for number, file in enumerate(files, start=1):
        for document in read(str(file)):
            if len(articles) * len(files) >= count * number:
                break
            article = clean(document)
            articles[article.id] = article
    return list(articles.values())


def compare(name: str, queries: int, count: int) -> int:
    """Print how an engine and the scan engine answer, and return how many answers differ."""
    articles = reuters(count)
    by_id = {article.id: article for article in articles}
    scan = engine_module("scan").open(Path(), lambda: articles)
    with tempfile.TemporaryDirectory() as folder:
        other = _filled(name, Path(folder), articles)
        draw, differing, some, kinds = Draw(articles), 0, 0, Counter[str]()
        took = [0.0, 0.0]
        for _ in range(queries):
            query = draw.query()
            kinds.update({type(part).__name__ for part in every(query)})
            answers = []
            for place, engine in enumerate((scan, other)):
                began = perf_counter()
                answers.append(
                    _answer(engine, query, by_id, holds(query, other.inexact), name not in SCORED_ALIKE)
                )
                took[place] += perf_counter() - began
            some += answers[0][0] > 0
            if answers[0] != answers[1]:
                differing += 1
                print(f"differ ({answers[0][0]} and {answers[1][0]} found): {show(query)}")
        other.close()
    print(f"{queries} queries over {len(articles)} articles: {some} find something, {differing} differ")
    print(f"scan {took[0]:.0f} s, {name} {took[1]:.0f} s; queries with a node of each kind: {dict(kinds)}")
    return differing


def _answer(
    engine: Engine, query: Query, by_id: dict[str, Article], inexact: bool, scored_apart: bool
) -> tuple[int, object, object]:
    """Ask; where the other engine is inexact, both are verified and only documents compared."""
    keep = (lambda key: matches(query, by_id[key])) if inexact else None
    order = "newest" if inexact or scored_apart else "relevance"
    found = engine.search(query, order=order, limit=200, facets=("month",), keep=keep)  # type: ignore[arg-type]
    return found.total, found.hits, found.facets


def _filled(name: str, folder: Path, articles: Sequence[Article]) -> Engine:
    writer = engine_module(name).create(folder)
    for article in articles:
        writer.add(article)
    writer.commit()
    return engine_module(name).open(folder, lambda: articles)


if __name__ == "__main__":
    if "NEWS_DATA" not in os.environ:
        sys.exit("NEWS_DATA is to name the folder of the test material")
    name, queries, count = (*sys.argv[1:], *("whoosh", "2000", "2000")[len(sys.argv) - 1 :])
    sys.exit(1 if compare(name, int(queries), int(count)) else 0)
