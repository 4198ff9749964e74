import os
import re
import shlex
import subprocess
from pathlib import Path

from running import ARCHIVE, CNN, LOUVRE, archive, environment, found, on_terminal, process


def test_on_a_terminal_the_user_is_asked_before_anything_is_forgotten(own: Path) -> None:
    ran = on_terminal("--home", own, "forget", LOUVRE, typed=b"n\n")

    assert (ran.code, "Forget for good?" in ran.out, found(own, "louvre")[0]) == (1, True, 0)


def test_a_terminal_gets_colour_and_lines_that_fit(seeded: Path) -> None:
    ran = on_terminal("--home", seeded, "search", "Zakharova Louvre")

    plain = re.sub(r"\x1b\[[0-9;]*m", "", ran.out)
    assert ("\x1b[1;31mLouvre\x1b[0m" in ran.out, max(map(len, plain.splitlines())) <= 80) == (True, True)


def test_no_colour_where_it_is_not_wanted(seeded: Path) -> None:
    ran = on_terminal("--home", seeded, "search", "Louvre", NO_COLOR="1")

    assert "\x1b" not in ran.out


def test_colour_in_a_pipe_where_it_is_wanted(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "Louvre", CLICOLOR_FORCE="1")

    assert "\x1b[1;31mLouvre\x1b[0m" in ran.out


def test_a_long_article_goes_through_the_pager(seeded: Path) -> None:
    paged = on_terminal("--home", seeded, "show", LOUVRE, ARCHIVE_PAGER="tr a-z A-Z", PAGER="false")

    assert ("A COWBOY IN THE LOUVRE MUSEUM" in " ".join(paged.out.split())) is True


def test_a_reader_that_has_gone_is_no_error(seeded: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        ran = subprocess.run(
            [*ARCHIVE, "--home", str(seeded), "show", LOUVRE],
            stdout=gone,
            stderr=subprocess.PIPE,
            env=environment({}),
            check=False,
        )

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_closed_output_is_no_error(seeded: Path) -> None:
    command = " ".join(map(shlex.quote, (*ARCHIVE, "--home", str(seeded), "search", "louvre")))

    ran = subprocess.run(
        ["sh", "-c", f"{command} >&-"], capture_output=True, env=environment({}), check=False
    )

    assert (ran.returncode, ran.stderr.startswith(b"1 article")) == (0, True)


def test_text_fits_an_encoding_that_lacks_its_letters(seeded: Path) -> None:
    ran = process("--home", seeded, "show", CNN, PYTHONIOENCODING="ascii")

    assert (ran.returncode, b"?Russian specialists?" in ran.stdout) == (0, True)


def test_an_error_nobody_foresaw_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"SQLite format 3\0" + bytes(4096))

    ran = archive("--home", tmp_path, "search", "louvre")

    assert (ran.code, ran.err.count("\n"), ran.err.startswith("archive: ")) == (2, 1, True)
