"""Rules of the user's own, from the file in the home to what an archive holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import write
from running import Ran, archive

from archive import user_rules
from archive.errors import RuleError
from archive.rulebook import built_in

OWN = """
[[rule]]
id = "louvre-plea"
class = "promotion"
where = "tail"
pattern = '^Write to the (?P<value>museum desk|cowboy)\\.$'
why = "under every story of the museum desk"
cut = "Write to the museum desk."
keep = "Write to the museum."
"""
STORY = "The museum opened. It was full.\n\nA cowboy came in the afternoon.\n\nWrite to the museum desk.\n"


def rule(folder: Path, text: str = OWN, name: str = "own.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def bodies(home: Path) -> list[str]:
    ids = archive("--home", home, "search", "museum", "--format", "ids").out.split()
    return [json.loads(archive("--home", home, "show", one, "--json").out)["body"] for one in ids]


def test_a_rule_in_the_home_fires_after_the_built_in_ones(tmp_path: Path) -> None:
    book = user_rules.rulebook(user_rules.files(rule(tmp_path / "rules").parent))

    assert [one.id for one in book.rules] == [*(one.id for one in built_in().rules), "louvre-plea"]


def test_an_archive_is_cleaned_by_the_rules_in_its_home(tmp_path: Path, home: Path) -> None:
    write(tmp_path / "dumps", a=STORY)
    rule(home / "rules")
    archive("--home", home, "rebuild", tmp_path / "dumps")

    assert bodies(home) == [
        "The museum opened. It was full.\n\nA cowboy came in the afternoon.",
    ]


def test_when_a_rule_changes_articles_are_stale_until_they_are_cleaned_again(
    tmp_path: Path, home: Path
) -> None:
    def stale() -> int:
        return int(json.loads(archive("--home", home, "stats", "--json").out)["stale"])

    write(tmp_path / "dumps", a=STORY)
    archive("--home", home, "rebuild", tmp_path / "dumps")
    counts = [stale()]
    rule(home / "rules")
    counts.append(stale())
    archive("--home", home, "rebuild", "--stored")
    counts.append(stale())

    assert (counts, "museum desk" in bodies(home)[0]) == ([0, 1, 0], False)


def test_a_rule_that_does_not_hold_ends_the_command_and_changes_nothing(tmp_path: Path, home: Path) -> None:
    write(tmp_path / "dumps", a=STORY)
    rule(home / "rules", OWN.replace("museum desk.", "museum kitchen."))
    ran = archive("--home", home, "rebuild", tmp_path / "dumps")

    assert (ran, (home / "archive.sqlite").exists()) == (
        Ran(
            2,
            "",
            "archive: own.toml:2: louvre-plea: does not cut its own example: Write to the museum kitchen.\n",
        ),
        False,
    )


def test_clean_takes_rules_from_the_home_and_from_files(tmp_path: Path, home: Path) -> None:
    write(tmp_path, a=STORY.replace("cowboy came", "clown came") + "\nWrite to the clown.\n")
    rule(home / "rules")
    more = rule(tmp_path / "more", OWN.replace("museum desk", "clown").replace("louvre", "clown"))
    ran = archive("--home", home, "clean", tmp_path / "a.txt", "--rules", more, "--json")

    assert [cut["rule"] for cut in json.loads(ran.out)["cuts"]] == ["louvre-plea", "clown-plea"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            OWN.replace("louvre-plea", "ap-copyright-none").replace("cut = ", "cut = 3 #"),
            "cut is to be a list of texts",
        ),
        (OWN + 'since = "2019-01-01"\n', "since is to be a day, as 2019-03-28 without quotes"),
        (OWN + "since = 2019-01-01T00:00:00\n", "since is to be a day, as 2019-03-28 without quotes"),
        (OWN + 'unless = "("\n', "louvre-plea: pattern: "),
        (OWN + OWN, "own.toml:11: louvre-plea: another rule has that id"),
        (OWN.replace("louvre-plea", "advertisement"), "own.toml:2: advertisement: another rule has that id"),
        ("rule = 3", "own.toml: rules are tables that begin with [[rule]]"),
        ("[[rule]", "own.toml: not valid TOML: "),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_with_its_file(tmp_path: Path, text: str, problem: str) -> None:
    file = rule(tmp_path, text)

    with pytest.raises(RuleError) as error:
        user_rules.rulebook([file])

    assert problem in str(error.value)


def test_every_proof_is_run_and_every_fault_has_its_line(tmp_path: Path, home: Path) -> None:
    rule(home / "rules")
    broken = rule(tmp_path, OWN.replace("louvre", "late").replace("museum desk.", "kitchen."), "late.toml")
    missing = tmp_path / "none.toml"
    ran = archive("--home", home, "rules", "test", broken, missing)

    assert ran == Ran(
        2,
        f"{len(built_in().rules) + 3} rules, 2 of them without proof\n",
        "archive: late.toml:2: late-plea: does not cut its own example: Write to the kitchen.\n"
        "archive: none.toml: cannot be read: No such file or directory\n",
    )


def test_the_list_of_rules_says_what_each_takes_and_why(home: Path) -> None:
    rule(home / "rules")
    lines = archive("--home", home, "rules", "list").out.splitlines()

    assert (len(lines), lines[-1].split(maxsplit=4)) == (
        len(built_in().rules) + 1,
        ["louvre-plea", "promotion", "tail", "-", "under every story of the museum desk"],
    )
