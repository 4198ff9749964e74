"""Nothing active reaches a terminal, whoever wrote it: the dump, its file's name, the user's own line."""

from __future__ import annotations

import json
import re
import shutil
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from running import archive, on_terminal, process
from typer.main import get_command

import cli

EVIL = (
    "\x1b]0;owned\x07\x1b]52;c;RVZJTA==\x1b\\\x1b]8;;http://evil.example\x1b\\link\x1b[38;5;213m\x1b[2J\x1bc\x9b31m"
    "\x9d8;;x\x9c\x90q\x85\u202egnp\u2066\u2028\r\x08\x7f [/b] [link=http://evil.example]x[/link] "
    "[to top of second column]"
)
NAME = EVIL.replace("/", "∕").replace("\x85", "") + "\n[red]"
# What the program itself writes: colours; of a progress bar, the cursor.
OWN = re.compile(r"\x1b\[(?:0|1|2|1;31)m")
OF_BARS = re.compile(r"\x1b\[(?:\?25[lh]|[12]K|1?A|(?!38;5;213m)[\d;]*m)|\r")
ACTIVE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
RUN_ALL = (
    sys.executable,
    "-c",
    "import json, sys, cli\nfor line in json.loads(sys.argv[1]):\n    print('\\n>>>', cli.run(line))",
)


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / f"dumps {NAME[:40]}"
    folder.mkdir()
    story = {
        "title": f"Louvre {EVIL}",
        "text": f"A cowboy {EVIL} in the Louvre.\n\n{EVIL}\n\nCopyright 2019 {EVIL}",
        "outlet": f"Post {EVIL}",
        "author": f"Jane {EVIL}",
        "section": EVIL,
        "url": f"https://example.org/{EVIL}",
        "place": EVIL,
        "date": f"2019-03-28 {EVIL}",
        "language": EVIL,
    }
    (folder / f"{NAME}.jsonl").write_text(f"{json.dumps(story)}\n{json.dumps([EVIL])}\n")
    (folder / f"{NAME}.txt").touch()
    (folder / f"plain {NAME}.txt").write_text(f"Louvre\n\nThe cowboy stood in the Louvre. {EVIL}\n")
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        packed.writestr(f"{NAME}.txt", "The cowboy stood in the Louvre again.")
        packed.writestr(f"empty {NAME}.txt", "")
    return folder


@pytest.fixture(scope="module")
def home(dumps: Path) -> Path:
    place = dumps.parent / "home"
    archive("--home", place, "rebuild", dumps)
    return place


def shown(home: Path, *lines: Sequence[str | Path]) -> str:
    """Return what a terminal is sent by these command lines."""
    typed = json.dumps([["--home", str(home), *map(str, line)] for line in lines])
    return on_terminal(typed, program=RUN_ALL, PAGER="cat").out


def active(sent: str, own: re.Pattern[str] = OWN) -> set[str]:
    """Return what in it a terminal would obey, with what follows."""
    rest = own.sub("", sent)
    return {rest[found.start() :][:12] for found in ACTIVE.finditer(rest)}


def test_whatever_a_dump_says_every_answer_is_harmless(home: Path) -> None:
    asked = [
        ("search", "louvre", "--facets", "--explain"),
        ("show", "@1", "@2", "@3"),
        ("show", "@1", "@2", "--cuts"),
        ("show", "@1", "@2", "--json"),
        ("show", "@1", "@2", "--raw"),
        ("similar", "@1"),
        ("stats",),
        ("stats", "--json"),
        ("check",),
        *(("search", "louvre", "--format", form) for form in ("json", "jsonl", "csv", "ids")),
        *(("export", "--format", form) for form in ("jsonl", "csv", "bibtex", "ris", "csl-json")),
        ("rebuild", "--stored"),
    ]

    sent = shown(home, *asked)

    assert (active(sent, OF_BARS), sent.count(">>> 0"), "[to top of second column]" in sent) == (
        set(),
        len(asked),
        True,
    )


HALF = "caf\udce9"  # a name that is no UTF-8, as it comes on a command line
TYPED = [
    ("{0}",),
    ("--home", "/none/{0}", "stats"),
    ("search", "{0}"),
    ("search", '"{0}'),
    ("search", "{0}:x"),
    ("search", "--format", "{0}"),
    ("search", "--{0}"),
    ("search", "louvre {0}", "--explain", "--facets"),
    ("show", "{0}"),
    ("show", "@{0}"),
    ("similar", "{0}"),
    ("export", "{0}"),
    ("export", "--output", "/none/{0}"),
    ("clean", "/none/{0}"),
    ("rebuild", "/none/{0}"),
    ("rebuild", "--engine", "{0}"),
    ("rebuild", "--set", "{0}"),
    ("rebuild", "--map", "{0}"),
    ("rebuild", "--report", "/none/{0}"),
    ("update", "/none/{0}", "--exclude", "{0}"),
    ("watch", "/none/{0}"),
    ("stats", "{0}"),
    ("check", "{0}"),
    ("rules", "test", "/none/{0}"),
    ("rules", "suggest", "/none/{0}"),
    ("help", "{0}"),
    ("correct", "@1", "{0}"),
    ("correct", "@1", "outlet={0}"),
    ("correct", "@1", "--undo", "{0}"),
    ("tag", "@1", "+{0}"),
    ("tag", "@1", "+a{0}b"),
    ("note", "@1", "{0}"),
    ("save", "{0}", "louvre"),
    ("save", "named", "{0}"),
    ("save",),
    ("new", "{0}"),
    ("new", "named"),
    ("forget", "{0}", "--yes"),
    ("show", "@1"),
    ("export", "--format", "bibtex"),
    ("update", "--set", "outlet={0}"),
    ("stats",),
]


@pytest.mark.parametrize("evil", [EVIL, NAME, HALF], ids=["sequences", "a second line", "half a character"])
def test_whatever_a_user_types_every_answer_is_harmless(evil: str, home: Path, tmp_path: Path) -> None:
    own = shutil.copytree(home, tmp_path / "home")
    shown(own, ("search", "louvre"))

    sent = shown(own, *([part.format(evil) for part in line] for line in TYPED))

    assert (active(sent, OF_BARS), sent.count(">>> "), sent.count("unforeseen"), sent.count("Traceback")) == (
        set(),
        len(TYPED),
        0,
        0,
    )


def test_every_command_has_its_line_here() -> None:
    command = get_command(cli.app)
    names = set(command.commands)  # type: ignore[attr-defined]

    assert names - {line[0] for line in TYPED} == set()


def test_a_run_and_the_cleaner_name_hostile_files_harmlessly(dumps: Path, tmp_path: Path) -> None:
    files = sorted(dumps.iterdir())

    sent = shown(
        tmp_path,
        ("rebuild", dumps),
        ("update", dumps, "--checksum"),
        ("clean", *files),
        ("clean", "--cuts", *files),
        ("clean", "--json", *files),
        ("rules", "suggest", dumps),
    )

    assert (active(sent, OF_BARS), sent.count("refused: "), sent.count(">>> 3")) == (set(), 7, 6)


def test_rules_that_are_hostile_are_told_of_harmlessly(home: Path, tmp_path: Path) -> None:
    rules = tmp_path / "home" / "rules"
    rules.mkdir(parents=True)
    written = json.dumps(EVIL).replace("/", "\\u002f")
    sound = f"""[[rule]]
id = {written}
class = "promotion"
where = "tail"
pattern = '^Read on\\.$'
why = {written}
cut = "Read on."
keep = "He read on."
"""
    (rules / "own.toml").write_text(sound)
    for number, broken in enumerate(("class = 1\n", "keep = ['Read on.']\n", f"{written} = 1\n", "[[[")):
        (tmp_path / f"{number}{NAME}.toml").write_text(f"{sound}{broken}")

    sent = shown(
        tmp_path / "home",
        ("rules", "list"),
        ("rules", "test"),
        *(("rules", "test", tmp_path / f"{number}{NAME}.toml") for number in range(4)),
        *(("clean", "/none", "--rules", tmp_path / f"{number}{NAME}.toml") for number in range(4)),
    )

    assert (active(sent), sent.count(">>> 0"), sent.count(">>> 2")) == (set(), 2, 8)


def test_raw_bytes_are_given_as_they_are_only_to_a_file(home: Path) -> None:
    archive("--home", home, "search", "cowboy stood louvre -again")

    to_pipe = process("--home", home, "show", "@1", "--raw").stdout
    to_terminal = shown(home, ("show", "@1", "--raw"))

    assert (EVIL.encode() in to_pipe, active(to_terminal)) == (True, set())
