"""Queries made to hurt end within two seconds, with an answer or a limit by its name."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from running import archive

HOSTILE = {
    "everything": "*",
    "any five letters": "?????*",
    "stars": "*a*b*c*",
    "many stars": "*a" * 40 + "*",
    "ten thousand ORs": " OR ".join(f"w{number}" for number in range(10_000)),
    "ten thousand ANDs": " AND ".join(f"w{number}" for number in range(10_000)),
    "a thousand ORs": " OR ".join(f"w{number}" for number in range(1_000)),
    "five thousand brackets": "(" * 5_000 + "a" + ")" * 5_000,
    "a thousand NOTs": "NOT " * 1_000 + "a",
    "a word of a megabyte": "a" * 1_000_000,
    "a word of 100 kB": "a" * 100_000,
    "forty thousand [": "[" * 40_000,
    "a weight without end": "x^1e400",
    "a day that is none": "date:99999",
    "NUL bytes": "louvre\0" * 100,
    "a lone surrogate": "louvre \ud800",
    "NEARs": "louvre NEAR/9 " * 99 + "museum",
    "slips": "aaaaa~2 " * 200,
    "patterns": " OR ".join(f"*{one}{two}*" for one in "abcdefghij" for two in "abcdefghij"),
    "hyphens": "a-" * 50_000,
    "colons": "a:" * 40_000,
    "quotes": '"' * 50_001,
    "carets": "a^" * 40_000,
    "spaces": " " * 100_000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_query_has_an_answer_or_a_named_limit(query: str, seeded: Path) -> None:
    began = process_time()
    ran = archive("--home", seeded, "search", "--limit", "1", "--", query)
    seconds = process_time() - began

    is_told = ran.code in (0, 1) or ran.err.startswith("archive: ")
    assert (is_told, "unforeseen" in ran.err, seconds < 2) == (True, False, True), (ran.err[:300], seconds)
