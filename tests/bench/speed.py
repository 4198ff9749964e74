"""How fast documents are cleaned: ``python tests/bench/speed.py [TEXTS]``.

Takes five samples of texts of about 3 kB, none seen before, from ``$NEWS_DATA``, after a warm-up on as many
others: what the patterns' automata have not met yet is the dearest part of a text, and a second round
over the same texts would not show it. Times are of the processor, medians, with ftfy's on the same texts
beside them; the repairs, of which mojibake is the dear one, also apart. Then texts made to be slow, and pages
beside trafilatura.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from archive.article import Document, Origin
from archive.cleaner import clean
from archive.readers.html import restore
from archive.repairs import repair
from archive.working import Working

_ROUNDS = 5
_LEAST, _MOST = 2_000, 4_500  # characters
_PAGES = 30
_HOSTILE = {
    "one long word": "a" * 100_000,
    "capitals": "A " * 50_000,
    "opening brackets": "(" * 100_000,
    "sentences": "He said so. " * 8_333,
    "credits": "(AP Photo/" * 10_000,
    "names": "Jane Roe, " * 10_000,
    "short lines": "Read more\n" * 10_000,
    "notices": "© 2019 Jane Roe. All rights reserved. " * 2_632,
    "hover cards": "Jane Roe MORE " * 7_143,
    "entities": "&amp;" * 20_000,
    "misread letters": "Ã©" * 50_000,
}


def texts() -> list[str]:
    """Return the texts of the right size, in an order that is the same each time."""
    found = []
    for name in ("raw-news.jsonl.gz", "allsides-12k.jsonl.gz"):
        with gzip.open(Path(os.environ["NEWS_DATA"]) / name, "rt", encoding="utf-8") as lines:
            found += [json.loads(line)["text"] or "" for line in lines]
    found = [text for text in found if _LEAST <= len(text) <= _MOST]
    random.Random(1).shuffle(found)
    return found


def seconds(do: Callable[[], object]) -> float:
    """Return the processor's time that it takes."""
    start = time.process_time()
    do()
    return time.process_time() - start


def document(text: str) -> Document:
    """Return a text as a reader would."""
    return Document(origin=Origin(root="-", path=""), raw=text.encode(), text=text, encoding="utf-8")


def plain(many: int) -> None:
    """Print articles a second, and what of ftfy's time they take."""
    import ftfy

    found = [document(text) for text in texts()[: many * (_ROUNDS + 1)]]
    start = seconds(lambda: clean(found[0]))
    print(f"first text of a process {start * 1000:.0f} ms")
    for one in found[:many]:
        clean(one)
        ftfy.fix_text(one.text)
    whole, mended, theirs = [], [], []
    for first in range(many, len(found), many):
        sample = found[first : first + many]
        whole.append(_each(clean, sample))
        mended.append(_each(lambda one: repair(Working.of(one.text)), sample))
        theirs.append(_each(lambda one: ftfy.fix_text(one.text), sample))
    length = sum(len(one.text) for one in found) / len(found)
    ratio = median(ours / other for ours, other in zip(whole, theirs, strict=True))
    apart = [ours - other for ours, other in zip(whole, mended, strict=True)]
    print(f"{_ROUNDS} times {many} texts of {length:.0f} characters")
    print(f"cleaned {1 / median(whole):.0f} a second, {ratio:.2f} of the time of ftfy.fix_text")
    print(f"without repairs {1 / median(apart):.0f} a second; repairs alone {median(mended) * 1e6:.0f} µs")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _each(do: Callable[[Document], object], sample: Sequence[Document]) -> float:
    return seconds(lambda: [do(one) for one in sample]) / len(sample)


def pages() -> None:
    """Print how long pages take, read and cleaned, beside trafilatura."""
    import trafilatura

    logging.disable(logging.CRITICAL)
    files = sorted((Path(os.environ["NEWS_DATA"]) / "html-dev").rglob("*.html.gz"))[:_PAGES]
    raws = [gzip.decompress(file.read_bytes()) for file in files]
    origin = Origin(root="-", path="")
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        ours.append(seconds(lambda: [clean(restore(raw, origin)) for raw in raws]))
        theirs.append(seconds(lambda: [trafilatura.extract(raw, favor_precision=True) for raw in raws]))
    speed = median(other / own for own, other in zip(ours, theirs, strict=True))
    print(
        f"{_PAGES} pages, {_PAGES / median(ours):.1f} a second, {speed:.2f} of the speed of trafilatura alone"
    )


def hostile() -> None:
    """Print how long the texts take that are made to be slow."""
    for name, text in _HOSTILE.items():
        clean(document(text))
        took = median(seconds(lambda: clean(document(text))) for _ in range(3))  # noqa: B023
        print(f"{name:18} {len(text)} characters {took * 1000:5.0f} ms")


if __name__ == "__main__":
    plain(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
    hostile()
    pages()
