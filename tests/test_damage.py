"""Damage to an archive: it is told, or every answer stays as it was.

A thousand times each: ``tests/reliability/damage.py``.
"""

from __future__ import annotations

import random

import pytest
from damaging import CHANGES, Change, answers, files, made, verdict

from archive.home import Home
from index.engine import ENGINES


@pytest.fixture(scope="module", params=list(ENGINES))
def damaged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Home:
    return made(tmp_path_factory.mktemp("damaged"), request.param)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_damaged_is_told_or_does_no_harm(damaged: Home, change: Change) -> None:
    rng, before = random.Random(7), answers(damaged)
    seen = set()
    for path in (damaged.store,) * 5 + tuple(files(damaged)):
        raw = bytearray(path.read_bytes())
        change(raw, rng)
        if bytes(raw) != path.read_bytes():
            seen.add(verdict(damaged, path, bytes(raw), before))

    assert seen in ({"told"}, {"told", "harmless"})
