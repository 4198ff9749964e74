"""How far fields agree with their sources: ``allsides.py [-v] [labels|allsides|reuters…]``.

Reads ``allsides-12k.jsonl.gz`` and ``reuters21578`` in ``$NEWS_DATA``. ``labels``: outlets and authors
of 200 rows drawn by a fixed seed, labelled by reading row and text: every person whom the row's author
field names, and where that is empty whom the text says to have written it; ``?`` where readers would
differ. ``allsides``: titles (mojibake repaired) and days of all rows that have them against the row's
own. ``reuters``: titles, days and, where there is a DATELINE, places.
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from ftfy import fix_text

from archive import reading
from archive.article import Article, Document
from archive.cleaner import clean

LABELS = Path(__file__).parent / "labels" / "allsides.tsv"
PARTS = ("labels", "allsides", "reuters")
_ROWS, _REUTERS = "allsides-12k.jsonl.gz", "reuters21578"
_SHOWN = 40  # disagreements that -v prints of a field
_DATELINE = re.compile(r"<DATELINE>\s*(.*?)\s*</DATELINE>", re.S)
_TITLE = re.compile(r"<TITLE>(.*?)</TITLE>", re.S)
_DATE = re.compile(r"<DATE>\s*(\d{1,2}-[A-Z]{3}-\d{4})")
_DAY_AND_SIGN = re.compile(
    r"\W*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W+\d.*|\s+-*\s*$", re.I
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

Counts = Counter[tuple[str, bool]]


def measure() -> dict[str, float]:
    """Return the shares of the labelled rows of which outlet and authors are right."""
    counts, _ = _labelled()
    return {field: _share(counts, field) for field in ("outlet", "authors")}


def main() -> None:
    """Print for each part and field how many agree."""
    wanted = [part for part in PARTS if part in sys.argv[1:]] or PARTS
    parts = {"labels": _labelled, "allsides": _allsides, "reuters": _reuters}
    for part in wanted:
        counts, faults = parts[part]()
        for field in dict.fromkeys(field for field, _ in counts):
            agreed, all_of_it = counts[field, True], counts[field, True] + counts[field, False]
            print(f"{part:9} {field:8} {agreed:6} of {all_of_it:6}  {_share(counts, field):.4f}")
        if "-v" in sys.argv:
            for field in dict.fromkeys(field for field, _ in counts):
                print(*islice((fault for fault in faults if fault.startswith(field)), _SHOWN), sep="\n")


def _share(counts: Counts, field: str) -> float:
    return counts[field, True] / max(1, counts[field, True] + counts[field, False])


def _labelled() -> tuple[Counts, list[str]]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        labels = {int(row["id"]): row for row in rows}
    counts: Counts = Counter()
    faults: list[str] = []
    for number, document in enumerate(_documents(_ROWS), 1):
        if label := labels.get(number):
            article = clean(document)
            _count(counts, faults, "outlet", number, article.outlet or "", label["outlet"])
            if label["authors"] != "?":
                found = sorted(map(_plain, article.authors))
                stated = sorted(_plain(name) for name in label["authors"].split(";") if name)
                _count(counts, faults, "authors", number, "; ".join(found), "; ".join(stated))
    return counts, faults


def _allsides() -> tuple[Counts, list[str]]:
    counts: Counts = Counter()
    faults: list[str] = []
    path = Path(os.environ["NEWS_DATA"]) / _ROWS
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, (line, article) in enumerate(zip(lines, _articles(_ROWS), strict=True), 1):
            row = json.loads(line)
            _count(counts, faults, "title", number, article.title or "", fix_text(row["title"]))
            if row["date"]:
                _count(counts, faults, "date", number, _day(article), _iso(row["date"]))
    return counts, faults


def _reuters() -> tuple[Counts, list[str]]:
    counts: Counts = Counter()
    faults: list[str] = []
    folder = Path(os.environ["NEWS_DATA"]) / _REUTERS
    for name in sorted(path.name for path in folder.glob("reut*.sgm*")):
        file = f"{_REUTERS}/{name}"
        sources = (document.raw.decode("latin-1") for document in _documents(file))
        for number, (source, article) in enumerate(zip(sources, _articles(file), strict=True)):
            where = f"{name}:{number}"
            if title := _TITLE.search(source):
                _count(counts, faults, "title", where, article.title or "", html.unescape(title[1]))
            if date := _DATE.search(source):
                day = datetime.strptime(date[1].title(), "%d-%b-%Y").date().isoformat()
                _count(counts, faults, "date", where, _day(article), day)
            if dateline := _DATELINE.search(source):
                place = _DAY_AND_SIGN.sub("", html.unescape(dateline[1])).strip(" ,.-")
                _count(counts, faults, "place", where, (article.place or "").rstrip("."), place)
    return counts, faults


def _count(counts: Counts, faults: list[str], field: str, where: int | str, found: str, stated: str) -> None:
    agrees = _plain(found) == _plain(stated)
    counts[field, agrees] += 1
    if not agrees:
        faults.append(f"{field} {where}: {found!r}, the source has {stated!r}")


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).casefold().split()).removeprefix("the ")


def _iso(day: str) -> str:
    """Return a day as most rows have it; the others have "4/21/18"."""
    return datetime.strptime(day, "%m/%d/%y").date().isoformat() if "/" in day else day[:10]


def _day(article: Article) -> str:
    return article.published.date if article.published else ""


def _documents(name: str) -> Iterator[Document]:
    return reading.read(os.fspath(Path(os.environ["NEWS_DATA"]) / name))


def _articles(name: str) -> Iterator[Article]:
    with Pool() as pool:
        yield from pool.imap(clean, _documents(name), chunksize=50)


if __name__ == "__main__":
    main()
