"""How far a run is, in a word beside its bar."""

from __future__ import annotations

from archive.ingest import Step
from index.console.progress import said


def test_reading_is_as_fast_as_documents_are_read() -> None:
    step = Step(doing="reading", done=1, total=2, documents=12_000, refusals=1_234)

    assert said(step, 10.0) == "1,200 documents/s, 1,234 refused"


def test_other_work_is_as_fast_as_it_is_done() -> None:
    step = Step(doing="indexing", done=5_000, total=12_000, documents=12_000)

    assert said(step, 5.0) == "1,000/s"


def test_no_speed_is_told_before_there_is_one() -> None:
    assert said(Step(doing="scanning", done=7), 0.0) == ""
