"""Where an archive lives, and who may write to it."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import BusyError, StoreError
from archive.home import Home, locate


def test_the_folder_named_comes_before_the_environment(tmp_path: Path) -> None:
    named = locate(tmp_path / "a", {"ARCHIVE_HOME": "/b"})

    assert named == Home(tmp_path / "a")


def test_the_environment_comes_before_the_platforms_folder() -> None:
    assert locate(None, {"ARCHIVE_HOME": "/b", "XDG_DATA_HOME": "/c"}) == Home(Path("/b"))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder of Linux")
def test_on_linux_it_is_in_the_folder_for_data() -> None:
    given = [locate(None, {"XDG_DATA_HOME": data}).path for data in ("/c", "", "not/absolute")]

    assert given == [Path("/c/archive"), *[Path.home() / ".local/share/archive"] * 2]


def test_a_home_is_for_its_user_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "home")
    home.create()

    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700


def test_a_home_that_cannot_be_made_says_what_else_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="name another with --home"):
        Home(tmp_path / "file" / "home").create()


def test_a_second_writer_is_told_that_there_is_a_first(tmp_path: Path) -> None:
    told: list[str] = []
    home = Home(tmp_path, note=told.append)
    hold = (
        "import sys; from pathlib import Path; from archive.home import Home\n"
        "with Home(Path(sys.argv[1])).locked(): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()

        with pytest.raises(BusyError, match="was not done after 0 seconds"), home.locked(timeout=0):
            pass

    assert told == ["archive: another process is writing to the archive; waiting up to 0 seconds"]


def test_tidying_leaves_what_is_to_be_kept(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    for name in ("1-scan", "2-scan", "3-scan"):
        (home.index / name).mkdir()
    home.tidy(["2-scan"])

    assert [folder.name for folder in home.index.iterdir()] == ["2-scan"]
