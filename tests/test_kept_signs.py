"""The file that keeps the signs of rules: what it says is what would be derived, or it is derived anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import ingest
from archive.home import Home
from archive.kept_signs import signs_of
from archive.rulebook import built_in
from archive.signs import sign
from index.build import Builder

_PATTERNS = [("^Read more: .{3,80}$", False), (r"(?i:photo) by \pL+", True), (r"^\pL+$", False)]
_SIGNS = [sign(pattern, anywhere=anywhere) for pattern, anywhere in _PATTERNS]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that keeps the signs of some patterns."""
    file = tmp_path / "signs.json"
    signs_of(_PATTERNS, file)
    return file


def test_signs_are_kept_as_they_are_derived(file: Path) -> None:
    stated = file.stat().st_ino

    again = signs_of(_PATTERNS, file)

    assert (again, file.stat().st_ino) == (_SIGNS, stated)


def test_signs_of_other_patterns_take_the_place_of_those_kept(file: Path) -> None:
    before = file.read_bytes()

    fewer = signs_of(_PATTERNS[:2], file)

    assert (fewer, file.read_bytes() == before) == (_SIGNS[:2], False)


@pytest.mark.parametrize("damage", [b"", b"\0" * 90, b"Reed"])
def test_damaged_signs_are_derived_and_kept_again(file: Path, damage: bytes) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"Read", damage) if damage == b"Reed" else damage)

    again = signs_of(_PATTERNS, file)

    assert (again, file.read_bytes()) == (_SIGNS, whole)


def test_signs_that_cannot_be_kept_are_derived_all_the_same(tmp_path: Path) -> None:
    assert signs_of(_PATTERNS, tmp_path / "missing" / "signs.json") == _SIGNS


def test_a_run_leaves_the_signs_of_its_rules_in_the_home(tmp_path: Path) -> None:
    home, story = Home(tmp_path / "home"), tmp_path / "story.txt"
    story.write_text("The museum opened in May.\n")
    ingest.rebuild(home, [story], build=Builder())
    kept = home.signs.read_bytes()

    built_in(home.signs)

    assert home.signs.read_bytes() == kept != b""
