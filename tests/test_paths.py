"""Ids and titles never become paths. Links: ``test_scan``; members of archives: ``test_containers``."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import write
from running import archive

HOSTILE = ("../../passwd", "/etc/passwd", "..", "c923/../x", "@1/../x", "~root", "file:///etc/passwd")


@pytest.mark.parametrize("command", ["show", "tag", "correct", "forget"])
def test_an_id_that_looks_like_a_path_is_an_id_that_there_is_not(own: Path, command: str) -> None:
    more = {"tag": ["+x"], "correct": ["outlet=DW"], "forget": ["--yes"]}.get(command, [])
    before = set(own.parent.rglob("*"))
    codes = {archive("--home", own, command, name, *more).code for name in HOSTILE}

    assert (codes <= {1, 2}, set(own.parent.rglob("*"))) == (True, before)


def test_what_an_article_is_called_names_no_file(home: Path, tmp_path: Path) -> None:
    write(tmp_path / "dumps", a="../../escaped\n\nMoscow is where it is.", b="/etc/passwd\n\nLima is not.")
    archive("rebuild", tmp_path / "dumps", "--set", "section=../../x", "--set", "outlet=/etc/y")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    codes = [
        archive("export", "--format", form, "--output", tmp_path / f"all.{form}").code
        for form in ("jsonl", "csv", "bibtex", "ris", "csl-json")
    ]
    made = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {path.name for path in before}

    assert (codes, made) == ([0] * 5, {"all.jsonl", "all.csv", "all.bibtex", "all.ris", "all.csl-json"})
