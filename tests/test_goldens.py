"""The seeds, cleaned, against goldens made by reading the raw text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import SEEDS
from documents import dump

from archive.article_json import article_json
from archive.cleaner import clean

GOLDENS = Path(__file__).parent / "goldens" / "seeds"


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda seed: seed.stem)
def test_a_seed_is_cleaned_to_its_golden(seed: Path, rewrite: bool) -> None:
    golden = GOLDENS / f"{seed.stem}.json"

    found = article_json(clean(dump(seed)))
    del found["origins"], found["text"]
    if rewrite:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    assert found == json.loads(golden.read_text(encoding="utf-8"))
