"""Real files of records, read to the last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reading_files import told

from archive import reading

DATA = os.environ.get("NEWS_DATA")


@pytest.mark.skipif(not DATA, reason="NEWS_DATA does not name the folder of real samples")
def test_real_files_of_records_are_read_to_the_last() -> None:
    formats = Path(DATA or "") / "formats"

    found = {
        path.name: told(path)
        for folder in ("csv_jsonl", "ninjs")
        for path in sorted((formats / folder).iterdir())
    }

    assert {name: (len(documents), said) for name, (documents, said) in found.items()} == {
        "fakenewsnet_30.jsonl": (30, ""),
        "fnc_40.csv": (39, ""),  # and the header
        "trt_25_with_metadata.csv": (25, ""),
        "ap_media_item.json": (1, ""),
        "ap_media_text_item.json": (1, ""),
        "bbc-ninjs-text-test.json": (1, ""),
        "ninjs1.json": (1, ""),
    }


@pytest.mark.skipif(not DATA, reason="NEWS_DATA does not name the folder of real samples")
@pytest.mark.parametrize(("name", "count"), [("allsides-12k", 12_000), ("raw-news", 5_813)])
def test_every_row_of_a_real_scrape_is_a_document(name: str, count: int) -> None:
    documents = reading.read(str(Path(DATA or "") / f"{name}.jsonl.gz"))

    assert sum(1 for _ in documents) == count
