"""How right the fields of cleaned articles are: ``python tests/bench/metadata.py [-v] [DRAW…]``.

Reads ``$NEWS_DATA/raw-news.jsonl.gz`` and the labels beside this file, made by reading the texts:
a value a field, several with ``;`` between, nothing where the text is silent, ``?`` where readers
would differ. ``id`` is the line in the collection. Draws 1 and 3 were mended on, 2 and 4 first
measured when that was done; 3 and 4 come from texts of which a line at head or tail holds a day, a
name or a sign of rights. Draws 5 (half of it from texts with such a sign) and 6 (lines that look
like titles, and names of agencies) were labelled before the program saw them; their figures stand apart.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Set
from pathlib import Path

from archive.article import Article, Document, Origin
from archive.cleaner import clean

LABELS = Path(__file__).parent / "labels" / "raw-news.tsv"
DRAWS = frozenset("1234")
FRESH = frozenset("56")
FIELDS = ("title", "date", "outlet", "agencies", "authors", "place", "section")


def main() -> None:
    """Print for each field how many are right of those that have it, and how many are invented."""
    draws = {word for word in sys.argv[1:] if word.isdigit()} or DRAWS | FRESH
    counts, faults = _judged(draws)
    print(f"{counts['documents']} documents, draws {', '.join(sorted(draws))}")
    for field in FIELDS:
        stated, silent = counts[field + " stated"], counts[field + " silent"]
        print(
            f"{field:9} right {counts[field + ' right']:3} of {stated:3} that have it"
            f" ({counts[field + ' wrong']} wrong, {counts[field + ' missing']} missing),"
            f" invented {counts[field + ' invented']} of {silent}"
        )
    if "-v" in sys.argv:
        print("\n".join(faults))


def measure() -> dict[str, float]:
    """Return for each field the share that is right, and that of the silent texts where none is invented."""
    return _shares(DRAWS) | {f"fresh {name}": share for name, share in _shares(FRESH).items()}


def _shares(draws: Set[str]) -> dict[str, float]:
    counts, _ = _judged(draws)
    shares: dict[str, float] = {}
    for field in FIELDS:
        if stated := counts[field + " stated"]:
            shares[field] = counts[field + " right"] / stated
        if silent := counts[field + " silent"]:
            shares[f"{field} not invented"] = 1 - counts[field + " invented"] / silent
    return shares


def _judged(draws: Set[str]) -> tuple[Counter[str], list[str]]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = {
            int(row["id"]): row
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["draw"] in draws
        }
    counts: Counter[str] = Counter()
    faults: list[str] = []
    path = Path(os.environ["NEWS_DATA"]) / "raw-news.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if number in labels:
                _judge(number, _cleaned(number, json.loads(line)["text"]), labels[number], counts, faults)
    counts["documents"] = len(labels)
    return counts, faults


def _cleaned(number: int, text: str) -> Article:
    raw = text.encode("utf-8", "surrogatepass")
    origin = Origin(root="raw-news", path=str(number))
    return clean(Document(origin=origin, raw=raw, text=text, encoding="utf-8"))


def _judge(
    number: int, article: Article, label: dict[str, str], counts: Counter[str], faults: list[str]
) -> None:
    found = {
        "title": article.title or "",
        "date": article.published.date if article.published else "",
        "outlet": article.outlet or "",
        "agencies": "; ".join(article.agencies),
        "authors": "; ".join(article.authors),
        "place": article.place or "",
        "section": article.section or "",
    }
    for field in FIELDS:
        if label[field] == "?":
            continue
        if not label[field]:
            counts[field + " silent"] += 1
            verdict = "invented" if found[field] else ""
        else:
            counts[field + " stated"] += 1
            right = _key(field, found[field]) == _key(field, label[field])
            verdict = "right" if right else "wrong" if found[field] else "missing"
        counts[f"{field} {verdict}"] += 1
        if verdict not in ("", "right"):
            faults.append(f"{number}: {field} {verdict}: {found[field]!r}, labelled {label[field]!r}")


def _key(field: str, value: str) -> list[str]:
    parts = value.split(";") if field in ("agencies", "authors") else [value]
    return sorted(" ".join(part.casefold().split()).removeprefix("the ").rstrip(".:") for part in parts)


if __name__ == "__main__":
    main()
