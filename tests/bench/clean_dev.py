"""How well the cleaner does on the development documents: ``python tests/bench/clean_dev.py``.

Reads ``$NEWS_DATA/clean-dev``; prints counts and shares, with ``-v`` every fault.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from archive.article import Article
from archive.cleaner import clean
from archive.reading import read

BODIES = ("sentences kept", "boilerplate removed", "traps kept", "bodies without a fault")
FIELDS = ("title", "date", "source", "agency", "byline", "place")


def joined(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Print the shares."""
    counts, faults = _judged()
    for name in BODIES:
        print(f"{name:22} {counts[name]:4} of {counts[name + ' of']:4}  {_share(counts, name):.3f}")
    for field in FIELDS:
        print(
            f"{field:8} right {counts[field]:3} of {counts[field + ' of']:3} that have it, "
            f"invented {counts[field + ' invented']} of {counts[field + ' silent']}"
        )
    if "-v" in sys.argv:
        print("\n".join(faults))


def measure() -> dict[str, float]:
    """Return the shares, each the higher the better."""
    counts, _ = _judged()
    return {name: _share(counts, name) for name in (*BODIES, *FIELDS)} | {
        f"{field} not invented": 1 - counts[field + " invented"] / counts[field + " silent"]
        for field in FIELDS
    }


def _share(counts: Counter[str], name: str) -> float:
    return counts[name] / counts[name + " of"]


def _judged() -> tuple[Counter[str], list[str]]:
    folder = Path(os.environ["NEWS_DATA"]) / "clean-dev"
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for line in (folder / "expect.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        (document,) = read(os.fspath(folder / expected["file"]))
        article = clean(document)
        before = len(faults)
        _judge_body(article, expected, counts, faults)
        counts["bodies without a fault of"] += 1
        counts["bodies without a fault"] += len(faults) == before
        _judge_fields(article, expected, counts, faults)
    return counts, faults


def _judge_body(article: Article, expected: dict[str, Any], counts: Counter[str], faults: list[str]) -> None:
    body = joined(article.body)
    for name, key, wanted in (
        ("sentences kept", "must_contain", True),
        ("boilerplate removed", "must_not_contain", False),
        ("traps kept", "traps", True),
    ):
        for text in expected[key]:
            right = (joined(text) in body) is wanted
            counts[name + " of"] += 1
            counts[name] += right
            if not right:
                faults.append(f"{expected['file']}: {name}: {text}")


def _judge_fields(
    article: Article, expected: dict[str, Any], counts: Counter[str], faults: list[str]
) -> None:
    date = expected["date"]
    found = {
        "title": article.title,
        "date": article.published.date if article.published else None,
        "source": article.outlet,
        "agency": article.agencies[0] if article.agencies else None,
        "byline": " and ".join(article.authors) or None,
        "place": article.place,
    }
    wanted = {**expected, "date": date["value"].partition("T")[0] if date else None}
    for field, value in found.items():
        if wanted[field] is None:
            counts[field + " silent"] += 1
            counts[field + " invented"] += value is not None
        else:
            counts[field + " of"] += 1
            optional = field == "date" and date.get("optional", False) and value is None
            counts[field] += value == wanted[field] or optional or _fuller(value, wanted[field])
        if value != wanted[field]:
            faults.append(f"{expected['file']}: {field}: {value!r}, expected {wanted[field]!r}")


def _fuller(value: str | None, wanted: str) -> bool:
    """Tell whether a date has the wanted month and day, and the year from a trailer beside them."""
    return wanted.startswith("--") and value is not None and value[4:] == wanted[1:]


if __name__ == "__main__":
    main()
