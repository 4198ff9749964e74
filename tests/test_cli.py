import csv
import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

import cli

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
ARCHIVE = (sys.executable, "-c", "import cli; cli.main()")
LOUVRE, DW, CNN, REUTERS, HILL = (
    "c92391cf0116ed88",
    "f2aaec5f59664f77",
    "430ddd038187d3cc",
    "25a1f7b6f8c454e6",
    "56d4653bd81748f3",
)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **more}


def archive(*arguments: str | Path, stdin: bytes = b"", **more: str) -> Ran:
    """Run a command line, its output in pipes."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in ("ARCHIVE_HOME", "ARCHIVE_DEBUG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
            patch.delenv(name, raising=False)
        for name, value in more.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        patch.chdir(ROOT)
        code = cli.run([str(argument) for argument in arguments])
    written = []
    for stream in (out, err):
        stream.flush()
        written.append(stream.buffer.getvalue().decode())
    return Ran(code, *written)


def process(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a process of its own, its output in pipes."""
    return subprocess.run(
        [*ARCHIVE, *map(str, arguments)], capture_output=True, env=environment(more), cwd=ROOT, check=False
    )


def on_terminal(*arguments: str | Path, typed: bytes = b"", columns: int = 80, **more: str) -> Ran:
    """Run a command line on a terminal; what it prints and complains of comes as one."""
    size = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm-256color"}
    number, terminal = pty.openpty()
    ran = subprocess.Popen(
        [*ARCHIVE, *map(str, arguments)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment({**size, **more}),
        cwd=ROOT,
        start_new_session=True,
    )
    os.close(terminal)
    os.write(number, typed)
    shown, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([number], [], [], 1)[0]:
            try:
                read = os.read(number, 1 << 16)
            except OSError:  # the other side is closed
                break
            shown += read
            if not read:
                break
    os.close(number)
    return Ran(ran.wait(60), shown.decode().replace("\r\n", "\n"), "")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the five seeds."""
    folder = tmp_path_factory.mktemp("cli") / "home"
    assert archive("--home", folder, "rebuild", SEEDS).code == 0
    return folder


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Path:
    """An archive of the five seeds that a test may change."""
    return Path(shutil.copytree(home, tmp_path / "own"))


def found(home: Path, *query: str) -> tuple[int, set[str]]:
    ran = archive("--home", home, "search", "--format", "ids", *query)
    return ran.code, set(ran.out.split())


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (["guaido"], {LOUVRE, DW, CNN, REUTERS, HILL}),
        (["Guaidó"], {LOUVRE, DW, CNN, REUTERS, HILL}),
        (['"strict accordance"'], {LOUVRE, DW, HILL}),
        (["place:moscow date:2019-03-28"], {LOUVRE, REUTERS}),
        (["zakharova", "-louvre"], {DW, CNN, REUTERS, HILL}),
        (["zakharova -louvre"], {DW, CNN, REUTERS, HILL}),
        (["-louvre", "zakharova"], {DW, CNN, REUTERS, HILL}),
        (["Zakharova Louvre"], {LOUVRE}),
        (["--", "zakharova", "-louvre"], {DW, CNN, REUTERS, HILL}),
    ],
)
def test_a_query_is_typed_as_it_is_meant(home: Path, query: list[str], ids: set[str]) -> None:
    assert found(home, *query) == (0, ids)


def test_the_first_command_of_the_readme_prints_the_one_hit(home: Path) -> None:
    ran = archive("--home", home, "search", "Zakharova Louvre")

    assert (ran.code, ran.out) == (
        0,
        "1. (untitled)\n"
        "   Associated Press, Bloomberg News · MOSCOW · 28 March 2019 · c92391cf0116ed88\n"
        '   … animals behave delicately and reasonably," Zakharova said. "It acts on the international '
        'arena more like a cowboy in the Louvre Museum." Trump said Russia …\n',
    )


def test_nothing_found_is_exit_code_1(home: Path) -> None:
    assert archive("--home", home, "search", "xyzzy") == Ran(1, "", "archive: nothing found for: xyzzy\n")


def test_a_query_that_is_wrong_is_marked_where_it_is(home: Path) -> None:
    ran = archive("--home", home, "search", "louvre", "outlt:x")

    assert (ran.code, ran.out, ran.err.splitlines()[1:]) == (2, "", ["  louvre outlt:x", "         ^"])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["search"], "there is nothing to search for"),
        (["search", ""], "there is nothing to search for"),
        (["search", "--limt", "3", "louvre"], "no option --limt; did you mean --limit?"),
        (["search", "louvre", "--louvre"], "no option --louvre; a word that begins so comes after --"),
        (["search", "louvre", "--limit", "0"], "Invalid value for '--limit': 0 is not in the range x>=1."),
        (["serch", "louvre"], "No such command 'serch'. Did you mean 'search'?"),
        (["show", "abc"], "'abc' is too short for an id: give 4 of its digits or more"),
        (["show", "@x"], "'@x' is no hit: @3 is the third hit of the last search"),
        (["show", "c923", "--raw", "--json"], "--raw, --cuts and --json exclude one another"),
        (["rebuild", "--stored", "seeds"], "--stored and --index-only stand alone, as they read no PATH"),
        (["rebuild", "--engine", "lucene"], "no engine 'lucene'; there are whoosh, scan"),
        (["rebuild", "--set", "outlt=DW"], "no field 'outlt' to set; did you mean 'outlet'?"),
        (["update", "--set", "x"], "--set takes FIELD=VALUE, such as outlet=Reuters; 'x' has no '='"),
        (["update", "--set", "date=soon"], "'soon' is no date; write it as 2019-03-28, 2019-03 or 2019"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_one_clear_line(home: Path, arguments: list[str], complaint: str) -> None:
    assert archive("--home", home, *arguments) == Ran(2, "", f"archive: {complaint}\n")


def test_where_there_is_no_archive_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    ran = archive("--home", tmp_path / "none", "search", "louvre")

    assert (ran.code, ran.err.endswith("build one with: archive rebuild FOLDER\n")) == (2, True)


def test_the_home_is_taken_from_the_environment_or_after_the_command(home: Path) -> None:
    by_environment = archive("search", "louvre", "--format", "ids", ARCHIVE_HOME=str(home))
    by_option = archive("search", "louvre", "--format", "ids", "--home", home)

    assert by_environment == by_option == Ran(0, f"{LOUVRE}\n", "")


def test_the_last_search_is_remembered(own: Path) -> None:
    archive("--home", own, "search", "louvre")

    assert archive("--home", own, "show", "@1") == archive("--home", own, "show", LOUVRE)


def test_hits_of_a_second_page_keep_their_numbers(own: Path) -> None:
    second = archive("--home", own, "search", "guaido", "--limit", "2", "--page", "2")

    shown = [archive("--home", own, "show", hit, "--json") for hit in ("@3", "@4", "@1")]

    assert (re.findall(r"^\d\.", second.out, re.MULTILINE), [ran.code for ran in shown], shown[2].err) == (
        ["3.", "4."],
        [0, 0, 1],
        "archive: no hit @1: the last search showed 3 to 4\n",
    )


def test_a_page_past_the_last_is_empty(home: Path) -> None:
    ran = archive("--home", home, "search", "guaido", "--page", "9")

    assert (ran.code, ran.out, ran.err.partition(" · ")[0]) == (1, "", "5 articles, none shown")


def test_some_of_the_words_are_better_than_none_and_the_note_says_so(home: Path) -> None:
    ran = archive("--home", home, "search", "louvre", "attache")

    assert (ran.code, ran.err.partition(" · ")[0]) == (0, "no article has all the words; these have some")


def test_what_a_program_reads_is_never_relaxed(home: Path) -> None:
    assert found(home, "louvre", "attache") == (1, set())


def test_a_search_in_json_keeps_the_promise(home: Path) -> None:
    ran = archive("--home", home, "search", "Zakharova Louvre", "--json", "--facets")

    page = json.loads(ran.out)
    assert (
        list(page),
        list(page["hits"][0]),
        page["format"],
        page["query"],
        page["understood"],
        page["total"],
        page["facets"]["agency"],
    ) == (
        ["format", "query", "understood", "relaxed", "total", "took_ms", "hits", "facets"],
        ["id", "score", "title", "outlet", "date", "snippet", "highlights", "copies"],
        1,
        "Zakharova Louvre",
        "zakharova louvre",
        1,
        {"Associated Press": 1, "Bloomberg News": 1},
    )


def test_csv_and_jsonl_have_a_row_a_hit(home: Path) -> None:
    rows = csv.DictReader(io.StringIO(archive("--home", home, "search", "guaido", "--format", "csv").out))
    lines = archive("--home", home, "search", "guaido", "--format", "jsonl").out.splitlines()

    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]


def test_the_story_is_shown_clean(home: Path) -> None:
    ran = archive("--home", home, "show", "c923")

    assert (
        ran.code,
        "a cowboy in the Louvre Museum" in ran.out,
        "Date        28 March 2019 (print section: A Section on 03/28/2019)\n" in ran.out,
        "Information for this article" in ran.out,
        ran.out.count("A Section on"),
    ) == (0, True, True, False, 1)


def test_what_was_cut_is_listed_with_its_rule(home: Path) -> None:
    cuts = archive("--home", home, "show", "c923", "--cuts").out

    assert re.findall(
        r"^(?:Information|A Section)|^ {4}(Information for|A Section on)", cuts, re.MULTILINE
    ) == [
        "Information for",
        "A Section on",
    ]


def test_raw_gives_the_bytes_of_the_file_back(home: Path) -> None:
    ran = process("--home", home, "show", REUTERS, "--raw")

    assert ran.stdout == (SEEDS / "003_cc38d20ab69be390.txt").read_bytes()


def test_an_article_in_json_is_the_same_from_show_and_from_clean(home: Path) -> None:
    shown = json.loads(archive("--home", home, "show", CNN, "--json").out)
    cleaned = json.loads(archive("clean", SEEDS / "002_ef05e9ccc23091e5.txt", "--json").out)

    assert shown == cleaned


def test_several_articles_are_shown_and_what_is_unknown_is_said(home: Path) -> None:
    ran = archive("--home", home, "show", LOUVRE, "ffffffff", CNN, "--json")

    assert (ran.code, [json.loads(line)["id"] for line in ran.out.splitlines()], ran.err) == (
        1,
        [LOUVRE, CNN],
        "archive: no article 'ffffffff'\n",
    )


def test_an_ambiguous_id_lists_the_candidates(tmp_path: Path) -> None:
    # The SHA-256 of both begins with eee2.
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.txt").write_text("The minister resigned on Monday. 218")
    (tmp_path / "dumps" / "b.txt").write_text("The minister resigned on Monday. 484")
    archive("--home", tmp_path / "home", "rebuild", tmp_path / "dumps")

    ran = archive("--home", tmp_path / "home", "show", "eee2")

    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 3)


def test_clean_reads_standard_input_too() -> None:
    ran = archive("clean", "-", "--json", stdin=(SEEDS / "004_a5cf0ad24ff37a21.txt").read_bytes())

    assert (ran.code, json.loads(ran.out)["id"]) == (0, HILL)


def test_a_refused_file_costs_one_line_and_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "empty\x1b[31m\n.txt").touch()

    ran = archive(
        "clean", tmp_path / "empty\x1b[31m\n.txt", tmp_path / "none.txt", SEEDS / "004_a5cf0ad24ff37a21.txt"
    )

    assert (ran.code, "Russia dismisses US demand" in ran.out, ran.err.count("\n"), "\x1b" in ran.err) == (
        3,
        True,
        2,
        False,
    )


def test_counts_keep_the_promise(home: Path) -> None:
    assert json.loads(archive("--home", home, "stats", "--json").out) == {
        "format": 1,
        "articles": 5,
        "undated": 1,
        "outlets": {"DW": 1, "Reuters": 1},
        "languages": {"en": 5},
        "months": {"2019-03": 3, "2019": 1},
        "engine": "whoosh",
        "stale": 0,
    }


def test_counts_read_well(home: Path) -> None:
    ran = archive("--home", home, "stats")

    assert ran.out == (
        "5 articles, 1 undated; index: whoosh, 5 articles\n"
        f"source: {SEEDS}\n"
        "\n"
        "Outlet\n"
        "  DW       1\n"
        "  Reuters  1\n"
        "\n"
        "Language\n"
        "  en  5\n"
        "\n"
        "Month\n"
        "  March 2019  3\n"
        "  2019        1\n"
    )


def test_a_file_dropped_in_changed_and_taken_away_again(tmp_path: Path) -> None:
    dumps, home = tmp_path / "dumps", tmp_path / "home"
    shutil.copytree(SEEDS, dumps)
    archive("--home", home, "rebuild", dumps)
    (dumps / "sixth.txt").write_text("The parliament in Lisbon sat until midnight over a law on eels.")

    after_update = archive("--home", home, "update")
    came = found(home, "eels")
    (dumps / "sixth.txt").unlink()
    archive("--home", home, "update")
    went = found(home, "eels")
    shown = archive("--home", home, "show", *came[1])

    assert (
        after_update.out.partition(". ")[0],
        came[0],
        went,
        shown.code,
        shown.out.startswith("Gone since "),
    ) == (
        "1 document read from 1 file: 1 new, 5 unchanged, 0 changed, 0 gone, 0 refused",
        0,
        (1, set()),
        0,
        True,
    )


def test_a_refused_file_is_reported_and_the_rest_is_there(tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    shutil.copytree(SEEDS, dumps)
    (dumps / "empty.txt").touch()
    (dumps / "binary.txt").write_bytes(bytes(range(256)) * 8)

    ran = archive("--home", tmp_path / "home", "rebuild", dumps)

    assert (
        ran.code,
        ran.out.count("2 refused"),
        len(ran.err.splitlines()),
        found(tmp_path / "home", "guaido")[0],
    ) == (
        3,
        1,
        2,
        0,
    )


def test_forgetting_is_never_done_unasked_off_a_terminal(own: Path) -> None:
    ran = archive("--home", own, "forget", LOUVRE)

    assert (ran.code, found(own, "louvre")) == (2, (0, {LOUVRE}))


def test_what_is_forgotten_stays_away(own: Path) -> None:
    forgotten = archive("--home", own, "forget", LOUVRE, "--yes")
    archive("--home", own, "rebuild")

    assert (forgotten.code, found(own, "louvre"), archive("--home", own, "show", LOUVRE).code) == (
        0,
        (1, set()),
        1,
    )


def test_on_a_terminal_the_user_is_asked_before_anything_is_forgotten(own: Path) -> None:
    ran = on_terminal("--home", own, "forget", LOUVRE, typed=b"n\n")

    assert (ran.code, "Forget for good?" in ran.out, found(own, "louvre")[0]) == (1, True, 0)


def test_a_terminal_gets_colour_and_lines_that_fit(home: Path) -> None:
    ran = on_terminal("--home", home, "search", "Zakharova Louvre")

    plain = re.sub(r"\x1b\[[0-9;]*m", "", ran.out)
    assert ("\x1b[1;31mLouvre\x1b[0m" in ran.out, max(map(len, plain.splitlines())) <= 80) == (True, True)


def test_no_colour_where_it_is_not_wanted(home: Path) -> None:
    ran = on_terminal("--home", home, "search", "Louvre", NO_COLOR="1")

    assert "\x1b" not in ran.out


def test_colour_in_a_pipe_where_it_is_wanted(home: Path) -> None:
    ran = archive("--home", home, "search", "Louvre", CLICOLOR_FORCE="1")

    assert "\x1b[1;31mLouvre\x1b[0m" in ran.out


def test_a_long_article_goes_through_the_pager(home: Path) -> None:
    paged = on_terminal("--home", home, "show", LOUVRE, ARCHIVE_PAGER="tr a-z A-Z", PAGER="false")

    assert ("A COWBOY IN THE LOUVRE MUSEUM" in " ".join(paged.out.split())) is True


def test_the_output_of_a_command_that_is_cut_short_is_no_error(home: Path) -> None:
    command = f"{' '.join(map(repr, ARCHIVE))} --home {str(home)!r} show {LOUVRE} {DW} {CNN} --json"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} | head -c 10"],
        capture_output=True,
        env=environment({}),
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_text_fits_an_encoding_that_lacks_its_letters(home: Path) -> None:
    ran = process("--home", home, "show", CNN, PYTHONIOENCODING="ascii")

    assert (ran.returncode, b"?Russian specialists?" in ran.stdout) == (0, True)


def test_an_error_nobody_foresaw_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"SQLite format 3\0" + bytes(4096))

    ran = archive("--home", tmp_path, "search", "louvre")

    assert (ran.code, ran.err.count("\n"), ran.err.startswith("archive: ")) == (2, 1, True)


def test_help_shows_examples_and_exit_codes() -> None:
    ran = archive("--help")

    assert (ran.code, "archive search zakharova louvre" in ran.out, "130 interrupted" in ran.out) == (
        0,
        True,
        True,
    )
