"""Nothing goes by accident."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import PLAIN, SCAN, articles, counts, sources, titles, write

from archive.article import Origin
from archive.errors import ArchiveError
from archive.home import Home
from archive.ingest import Step, rebuild, update
from archive.refused import Refused


@pytest.mark.parametrize("run", [rebuild, update])
def test_a_missing_source_changes_nothing(tmp_path: Path, at: Home, dumps: Path, run: object) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = articles(at)
    dumps.rename(tmp_path / "moved")

    with pytest.raises(ArchiveError, match="or say --gone"):
        (rebuild if run is rebuild else update)(at, build=SCAN, cleaner=PLAIN)
    assert articles(at) == before


def test_a_missing_source_may_go_when_the_user_says_so(tmp_path: Path, at: Home, dumps: Path) -> None:
    write(tmp_path / "more", d="Lima")
    rebuild(at, [dumps, tmp_path / "more"], build=SCAN, cleaner=PLAIN)
    dumps.rename(tmp_path / "moved")
    report = update(at, build=SCAN, cleaner=PLAIN, gone=True)

    assert (counts(report), titles(at), [source.root for source in sources(at)]) == (
        {"unchanged": 1, "gone": 3, "articles": 1},
        {"Lima"},
        [str(tmp_path / "more")],
    )


def test_a_fifth_of_the_archive_gone_at_once_changes_nothing(tmp_path: Path, at: Home) -> None:
    write(tmp_path / "dumps", **{f"{number:02}": f"Story {number}" for number in range(25)})
    rebuild(at, [tmp_path / "dumps"], build=SCAN, cleaner=PLAIN)
    for number in range(5):
        (tmp_path / "dumps" / f"{number:02}.txt").unlink()

    with pytest.raises(ArchiveError, match="5 of 25 articles would be gone"):
        update(at, build=SCAN, cleaner=PLAIN)
    assert counts(update(at, build=SCAN, cleaner=PLAIN, gone=True)) == {
        "unchanged": 20,
        "gone": 5,
        "articles": 20,
    }


def test_a_handful_may_go_however_small_the_archive(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    (dumps / "a.txt").unlink()
    (dumps / "b.txt").unlink()
    report = update(at, build=SCAN, cleaner=PLAIN)

    assert counts(report) == {"unchanged": 1, "gone": 2, "articles": 1}


def test_files_that_all_changed_are_changed_and_not_gone(tmp_path: Path, at: Home) -> None:
    write(tmp_path / "dumps", **{f"{number:02}": f"Story {number}" for number in range(10)})
    rebuild(at, [tmp_path / "dumps"], build=SCAN, cleaner=PLAIN)
    write(tmp_path / "dumps", **{f"{number:02}": f"Story {number} anew" for number in range(10)})
    report = update(at, build=SCAN, cleaner=PLAIN)

    assert counts(report) == {"files": 10, "read": 10, "changed": 10, "articles": 10}


def test_a_file_that_vanishes_while_a_run_reads_is_reported_and_its_article_stays(
    at: Home, dumps: Path
) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)

    def snatch(step: Step) -> None:
        if step.doing == "reading":
            (dumps / "c.txt").unlink(missing_ok=True)

    report = rebuild(at, build=SCAN, cleaner=PLAIN, progress=snatch)

    assert (report.refused, titles(at)) == (
        (Refused(Origin(root=str(dumps), path="c.txt"), "cannot be read: No such file or directory"),),
        {"Caracas", "Moscow", "Washington"},
    )
