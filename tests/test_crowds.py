"""Readers beside a writer. Three with a thousand searches each: ``tests/reliability/readers.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("processes of POSIX", allow_module_level=True)

from crowds import crowded


def test_readers_see_one_round_of_stories_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    assert crowded(tmp_path, readers=2, searches=40, updates=8) == [0, 0]
