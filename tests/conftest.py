"""Options and fixtures that every test shares."""

from __future__ import annotations

import os
import runpy
import shutil
from pathlib import Path

import pytest
from archives import write
from hypothesis import HealthCheck, settings

from archive.home import Home
from archive.ingest import rebuild
from index.build import Builder

settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,  # there the same examples each time: what chance finds is found before
)
settings.load_profile("house")

# No test reaches the network, and no process that a test starts.
OFFLINE = Path(__file__).parent / "offline"
runpy.run_path(str(OFFLINE / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(OFFLINE), os.environ.get("PYTHONPATH"))))

SEEDS = Path(__file__).parent.parent / "seeds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the goldens anew; read the diff")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive's home of its own; the user's is never touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ARCHIVE_HOME", os.fspath(folder))
    return folder


@pytest.fixture
def at(tmp_path: Path) -> Home:
    """A home in which there is no archive yet."""
    return Home(tmp_path / "home")


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A folder of three stories."""
    write(tmp_path / "dumps", a="Caracas", b="Moscow", c="Washington")
    return tmp_path / "dumps"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an archive of the five seeds, which no test changes."""
    folder = tmp_path_factory.mktemp("seeded") / "home"
    rebuild(Home(folder), [SEEDS], build=Builder())
    return folder


@pytest.fixture
def own(seeded: Path, tmp_path: Path) -> Path:
    """The home of an archive of the five seeds that a test may change."""
    return Path(shutil.copytree(seeded, tmp_path / "own"))
