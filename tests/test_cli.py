import csv
import io
import json
import re
from pathlib import Path

import pytest
from running import CNN, DW, HILL, LOUVRE, REUTERS, ROOT, Ran, archive, found

import cli
from commands import examples


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
def test_a_query_is_typed_as_it_is_meant(seeded: Path, query: list[str], ids: set[str]) -> None:
    assert found(seeded, *query) == (0, ids)


def test_after_two_dashes_every_word_is_a_query_word(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "--json", "zakharova", "--", "--limit", "-louvre")

    assert json.loads(ran.out)["query"] == "zakharova --limit -louvre"


def test_the_first_command_of_the_readme_prints_the_one_hit(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "Zakharova Louvre")

    assert (ran.code, ran.out) == (
        0,
        "1. “Russia has scoffed at the U.S. demand to withdraw Russian …”\n"
        "   Associated Press, Bloomberg News · MOSCOW · 28 March 2019 · c92391cf0116ed88\n"
        '   … animals behave delicately and reasonably," Zakharova said. "It acts on the international '
        'arena more like a cowboy in the Louvre Museum." Trump said Russia …\n',
    )


def test_nothing_found_is_exit_code_1(seeded: Path) -> None:
    assert archive("--home", seeded, "search", "xyzzy") == Ran(1, "", "archive: nothing found for: xyzzy\n")


def test_a_query_that_is_wrong_is_marked_where_it_is(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "louvre", "outlt:x")

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
        (["rebuild", "--engine", "lucene"], "no engine 'lucene'; there are whoosh, scan, tantivy"),
        (["rebuild", "--set", "outlt=DW"], "no field 'outlt' to set; did you mean 'outlet'?"),
        (["update", "--set", "x"], "--set takes FIELD=VALUE, such as outlet=Reuters; 'x' has no '='"),
        (["update", "--set", "date=soon"], "'soon' is no date; write it as 2019-03-28, 2019-03 or 2019"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_one_clear_line(seeded: Path, arguments: list[str], complaint: str) -> None:
    assert archive("--home", seeded, *arguments) == Ran(2, "", f"archive: {complaint}\n")


def test_where_there_is_no_archive_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    ran = archive("--home", tmp_path / "none", "search", "louvre")

    assert (ran.code, ran.err.endswith("build one with: archive rebuild FOLDER\n")) == (2, True)


def test_the_home_is_taken_from_the_environment_or_after_the_command(seeded: Path) -> None:
    by_environment = archive("search", "louvre", "--format", "ids", ARCHIVE_HOME=str(seeded))
    by_option = archive("search", "louvre", "--format", "ids", "--home", seeded)

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


def test_a_page_past_the_last_is_empty(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "guaido", "--page", "9")

    assert (ran.code, ran.out, ran.err.partition(" · ")[0]) == (1, "", "5 articles, none shown")


def test_some_of_the_words_are_better_than_none_and_the_note_says_so(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "louvre", "attache")

    assert (ran.code, ran.err.partition(" · ")[0]) == (0, "no article has all the words; these have some")


def test_what_a_program_reads_is_never_relaxed(seeded: Path) -> None:
    assert found(seeded, "louvre", "attache") == (1, set())


def test_a_search_in_json_keeps_the_promise(seeded: Path) -> None:
    ran = archive("--home", seeded, "search", "Zakharova Louvre", "--json", "--facets")

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
        [
            "format",
            "query",
            "understood",
            "relaxed",
            "total",
            "took_ms",
            "hits",
            "facets",
            "perhaps",
            "suggestions",
        ],
        ["id", "score", "title", "outlet", "date", "snippet", "highlights", "copies"],
        1,
        "Zakharova Louvre",
        "zakharova louvre",
        1,
        {"Associated Press": 1, "Bloomberg News": 1},
    )


def test_csv_and_jsonl_have_a_row_a_hit(seeded: Path) -> None:
    rows = csv.DictReader(io.StringIO(archive("--home", seeded, "search", "guaido", "--format", "csv").out))
    lines = archive("--home", seeded, "search", "guaido", "--format", "jsonl").out.splitlines()

    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]


def test_help_shows_examples_and_exit_codes() -> None:
    ran = archive("--help")

    assert (ran.code, "archive search zakharova louvre" in ran.out, "130 interrupted" in ran.out) == (
        0,
        True,
        True,
    )


def test_every_command_has_examples_and_the_program_too() -> None:
    commands = {command.callback.__name__ for command in cli.app.registered_commands if command.callback}
    groups = {group.name for group in cli.app.registered_groups}

    assert set(examples.EXAMPLES) == {"start", *commands, *groups}


def test_nobody_imports_the_command_line() -> None:
    modules = (
        path for package in ("archive", "commands", "index") for path in (ROOT / package).rglob("*.py")
    )

    assert [path for path in modules if re.search(r"^\s*(import|from) cli\b", path.read_text(), re.M)] == []
