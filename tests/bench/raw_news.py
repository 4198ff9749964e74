"""What the rules cut of 5,813 raw texts, and how much of it was right: ``python tests/bench/raw_news.py``.

Reads ``$NEWS_DATA/raw-news.jsonl.gz`` and prints what each rule cut. ``--sample 200 --seed 1`` prints cuts
to judge, spread over the rules; ``--articles 100 --seed 1`` whole cleaned articles. The judgments stand in
``verdicts/``, without a word of the texts; ``--check`` counts them and fails where one is out of date.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from archive.article import Article, Cut, Document, Origin
from archive.cleaner import clean

VERDICTS = Path(__file__).parent / "verdicts"
_CONTEXT = 100  # characters printed on either side of a cut
_A_RULE = 5  # cuts of one rule in a sample, at most
_RIGHT, _BOILERPLATE = 0.99, 0.03  # shares: cuts that must be right, articles that may have boilerplate left


def documents(name: str) -> Iterator[Document]:
    """Yield the documents of a file of JSON lines; ``origin.document`` is the number of the line, from 1."""
    path = Path(os.environ["NEWS_DATA"]) / name
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            text = json.loads(line)["text"]
            origin = Origin(root=os.fspath(path), path="", document=number)
            yield Document(origin=origin, raw=line.encode(), text=text, encoding="utf-8")


def cuts(article: Article) -> list[Cut]:
    """Return an article's cuts in order."""
    return [span for span in article.spans if isinstance(span, Cut)]


def number(article: Article) -> int:
    """Return the number of the line that an article was read from."""
    return article.origins[0].document


def body_digest(article: Article) -> str:
    """Return eight hex digits that change when an article's body does."""
    return sha256(article.body.encode()).hexdigest()[:8]


def report(articles: list[Article]) -> None:
    """Print for each rule its cuts, the documents and the characters that they took, and the totals."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    where: dict[str, set[int]] = defaultdict(set)
    shares: list[float] = []
    for article in articles:
        for cut in cuts(article):
            counts[cut.rule][0] += 1
            counts[cut.rule][1] += cut.end - cut.start
            where[cut.rule].add(number(article))
        lost = sum(cut.end - cut.start for cut in cuts(article))
        shares.append(lost / max(1, len(article.text)))
    characters = sum(len(article.text) for article in articles)
    print(f"{'rule':28} {'cuts':>6} {'documents':>9} {'characters':>10}   share")
    for rule, (many, long) in sorted(counts.items(), key=lambda pair: -pair[1][1]):
        print(f"{rule:28} {many:6} {len(where[rule]):9} {long:10}  {long / characters:.5f}")
    lost = sum(long for _, long in counts.values())
    much = sum("much-cut" in article.flags for article in articles)
    print(f"{len(articles)} documents, {characters} characters, {len(counts)} rules that cut")
    median = statistics.median(shares)
    print(f"cut: {lost / characters:.4f} of the characters, median of the documents {median:.4f}")
    print(f"flagged much-cut: {much}")


def sample(articles: list[Article], many: int, seed: int) -> None:
    """Print cuts to judge, drawn rule by rule in turn, with what stands before and after them."""
    dice = random.Random(seed)
    by_rule: dict[str, list[tuple[Article, Cut]]] = defaultdict(list)
    for article in articles:
        for cut in cuts(article):
            by_rule[cut.rule].append((article, cut))
    rules = sorted(by_rule)
    for rule in rules:
        dice.shuffle(by_rule[rule])
    dice.shuffle(rules)  # or there would be none of the last of more rules than cuts
    turns = (by_rule[rule][turn] for turn in range(_A_RULE) for rule in rules if turn < len(by_rule[rule]))
    for article, cut in islice(turns, many):
        text = article.text
        before, after = text[max(0, cut.start - _CONTEXT) : cut.start], text[cut.end : cut.end + _CONTEXT]
        print(f"{number(article)}:{cut.start}\t{cut.rule}\t{cut.to or ''}")
        print(f"  {before!r}\n  >>> {text[cut.start : cut.end]!r}\n  {after!r}\n")


def whole(articles: list[Article], many: int, seed: int) -> None:
    """Print whole articles to judge: the fields that were fed, the body, what was cut."""
    for article in sorted(random.Random(seed).sample(articles, many), key=number):
        print(
            f"=== {number(article)}\t{body_digest(article)}\ttitle: {article.title}\n{article.body}\n--- cut"
        )
        for cut in cuts(article):
            print(f"    {cut.rule} > {cut.to or ''}: {article.text[cut.start : cut.end]!r}")
        print()


def check(articles: list[Article]) -> bool:
    """Print the shares that the verdicts give; tell whether they are good enough and up to date."""
    found = {(f"{number(article)}:{cut.start}", cut.rule) for article in articles for cut in cuts(article)}
    bodies = {(str(number(article)), body_digest(article)) for article in articles}
    judged_cuts, judged_articles = _verdicts("cuts.tsv"), _verdicts("articles.tsv")
    stale = [f"cut {row[0]} {row[1]}" for row in judged_cuts if (row[0], row[1]) not in found]
    stale += [f"article {row[0]}" for row in judged_articles if (row[0], row[1]) not in bodies]
    right = sum(row[2] == "right" for row in judged_cuts)
    left = sum(row[2] == "boilerplate" for row in judged_articles)
    lost = sum(row[2] == "loss" for row in judged_articles)
    print(f"cuts right: {right} of {len(judged_cuts)}")
    print(f"articles with boilerplate left: {left} of {len(judged_articles)}")
    print(f"articles with a loss: {lost} of {len(judged_articles)}")
    for name in stale:
        print(f"out of date, read it again: {name}")
    good = right >= _RIGHT * len(judged_cuts) and left <= _BOILERPLATE * len(judged_articles) and not lost
    return good and not stale


def _verdicts(name: str) -> list[list[str]]:
    """Return the rows of a verdict file, comments and the line of headings left out."""
    lines = (VERDICTS / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return rows[1:]


def main() -> None:
    """Clean all texts and print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default="raw-news.jsonl.gz", help="in $NEWS_DATA, JSON lines")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--articles", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    with Pool() as pool:
        articles = list(pool.imap(clean, documents(asked.file), chunksize=50))
    if asked.sample:
        sample(articles, asked.sample, asked.seed)
    if asked.articles:
        whole(articles, asked.articles, asked.seed)
    if asked.check:
        sys.exit(not check(articles))
    if not (asked.sample or asked.articles):
        report(articles)


if __name__ == "__main__":
    main()
