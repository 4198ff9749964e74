"""How well pages are read: ``python tests/bench/html_dev.py`` reads ``$NEWS_DATA/html-dev``.

Body F1 is over runs of four words (a character each in scripts without blanks), precision and
recall over shares in which every page weighs the same, as public benchmarks do it;
trafilatura's own is of the same run. A page's truth may come in several versions, of which one
is that page's: the one nearest to what was read. ``-v`` prints every fault.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from archive.article import Document, Origin
from archive.metadata.days import read_day
from archive.pages.alignment import words
from archive.pages.writers import sort_out
from archive.readers.html import restore

FIELDS = ("dates", "authors", "authors and houses", "titles", "titles, or another that the page declares")
_RUN = 4

Runs = Counter[tuple[str, ...]]
Share = tuple[float, float, float]


class Judged(NamedTuple):
    """What came of the pages: counts of what is right, shares of the bodies, seconds."""

    counts: Counter[str]
    ours: list[Share]
    theirs: list[Share]
    seconds: dict[str, float]


def runs(text: str) -> Runs:
    """Return the runs of four words of a text, counted."""
    own = words(text)
    count = max(len(own) - _RUN + 1, min(len(own), 1))
    return Counter(tuple(own[at : at + _RUN]) for at in range(count))


def share(true: str, found: str) -> Share:
    """Return what is right, too much and missing, as shares of all."""
    wanted, got = runs(true), runs(found)
    right, much, missing = ((wanted & got).total(), (got - wanted).total(), (wanted - got).total())
    total = right + much + missing or 1
    return right / total, much / total, missing / total


def f1(shares: Iterable[Share]) -> tuple[float, float, float]:
    """Return F1, precision and recall."""
    right, much, missing = (sum(parts) for parts in zip(*shares, strict=True))
    precision, recall = right / max(right + much, 1e-9), right / max(right + missing, 1e-9)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def body_of(truth: dict[str, Any]) -> str:
    """Return the body of a truth: summary, crossheads and paragraphs."""
    body = truth["body"]
    lines = list(body.get("summary") or [])
    for section in body.get("sections", []):
        lines += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n".join(lines)


def story(document: Document) -> str:
    """Return what stands inside, without the headline."""
    title = words(document.declared.title or "") if document.declared else []
    kept = list(document.text)
    for start, end in (*document.outside, *document.captions):
        kept[start:end] = "\n" * (end - start)
    lines = (line for line in "".join(kept).split("\n") if words(line) != title)
    return "\n".join(line for line in lines if line.strip())


def main() -> None:
    """Print the shares."""
    counts, ours, theirs, seconds = _judged(verbose="-v" in sys.argv)
    for name, shares in (("body", ours), ("trafilatura's", theirs)):
        print("{:14} F1 {:.4f}  precision {:.4f}  recall {:.4f}".format(name, *f1(shares)))
    for name in FIELDS:
        print(f"{name:42} {counts[name]:4} of {counts['pages']}  {counts[name] / counts['pages']:.3f}")
    rate = seconds["trafilatura"] / seconds["ours"]
    print(f"pages a second {counts['pages'] / seconds['ours']:.1f}, {rate:.2f} of trafilatura alone")


def measure() -> dict[str, float]:
    """Return the shares, each the higher the better."""
    judged = _judged()
    shares = {name: judged.counts[name] / judged.counts["pages"] for name in FIELDS}
    return {"body F1": f1(judged.ours)[0]} | shares


def _judged(*, verbose: bool = False) -> Judged:
    import trafilatura

    logging.disable(logging.CRITICAL)
    folder = Path(os.environ["NEWS_DATA"]) / "html-dev"
    counts: Counter[str] = Counter()
    ours: list[Share] = []
    theirs: list[Share] = []
    seconds = {"ours": 0.0, "trafilatura": 0.0}
    origin = Origin(root="-", path="")
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        raw = gzip.decompress((folder / page["file"]).read_bytes())
        if not counts["pages"]:
            restore(raw, origin), trafilatura.extract(raw, favor_precision=True)
        start = time.perf_counter()
        document = restore(raw, origin)
        middle = time.perf_counter()
        extracted = trafilatura.extract(raw, favor_precision=True) or ""
        seconds["ours"] += middle - start
        seconds["trafilatura"] += time.perf_counter() - middle
        found = story(document)
        truth = max(
            page["truth"].values(),
            key=lambda truth: (
                f1([share(body_of(truth), document.text)])[2],
                f1([share(body_of(truth), found)])[0],
            ),
        )
        ours.append(share(body_of(truth), found))
        theirs.append(share(body_of(truth), extracted))
        counts["pages"] += 1
        faults = _judge(document, truth, counts)
        if verbose:
            print(f"{page['file']} F1 {f1(ours[-1:])[0]:.3f} (trafilatura {f1(theirs[-1:])[0]:.3f})")
            for fault in faults:
                print("   ", fault)
    return Judged(counts, ours, theirs, seconds)


def _judge(document: Document, truth: dict[str, Any], counts: Counter[str]) -> list[str]:
    declared = document.declared
    assert declared is not None
    day = read_day(declared.published or "", basis="bench", language=declared.language)
    persons = sort_out([(name, True) for name in truth.get("authors", [])], [declared.outlet or ""]).authors
    squeezed = " ".join(truth["title"].split())
    judged = (
        ("dates", day.date if day else None, truth["publishing_date"][:10]),
        ("authors", set(declared.authors), set(persons)),
        ("authors and houses", set(declared.authors) | set(declared.agencies), set(truth.get("authors", []))),
        ("titles", words(declared.title or ""), words(squeezed)),
    )
    for name, found, wanted in judged:
        counts[name] += found == wanted
    counts["titles, or another that the page declares"] += words(squeezed) == words(
        declared.title or ""
    ) or squeezed in " ".join(document.raw.decode("utf-8", "replace").split())
    return [f"{name}: {found!r}, expected {wanted!r}" for name, found, wanted in judged if found != wanted]


if __name__ == "__main__":
    main()
