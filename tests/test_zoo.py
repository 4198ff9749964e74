"""Malformed input: each beast is read or refused in a line of its own, and nothing waits, grows or ends."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from archives import PLAIN, SCAN, age, write
from running import process
from test_watch import Watch

from archive.home import Home
from archive.ingest import rebuild, update

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
STORY = "A cowboy in the Louvre\n\nMaria Zakharova spoke of a cowboy in the Louvre.\n"
READ = ""
# What each file holds, and what is said of it, or that it is read.
FILES: Mapping[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty; there is nothing to read"),
    "one-byte.txt": (b"a", READ),
    "one-bad-byte.txt": (b"\xff", READ),
    "blank.txt": (b" \n\t\n", "holds nothing but white space; there is nothing to read"),
    "nuls.txt": (bytes(4096), "is a binary file (it holds NUL bytes), not text; leave it out with --exclude"),
    "utf-16.txt": (STORY.encode("utf-16"), READ),
    "utf-16-be.txt": (STORY.replace("A", "B").encode("utf-16-be"), READ),
    "utf-32.txt": (STORY.replace("A", "C").encode("utf-32"), READ),
    "half-utf-16.txt": (STORY.replace("A", "D").encode("utf-16")[:-1], READ),
    "mixed.txt": (f"Guaidó\n{STORY}".encode() + "Guaidó “so”\n".encode("cp1252") + b"\x81\xfe\xff", READ),
    "surrogates.txt": (f"Lone \ud800 half\n\n{STORY}".encode("utf-8", "surrogatepass"), READ),
    "surrogates-16.txt": (f"Lone \udfff half\n\n{STORY}".encode("utf-16", "surrogatepass"), READ),
    "surrogates.jsonl": (b'{"title": "Lone \\ud800", "text": "Half \\udfff", "author": "\\udc80"}\n', READ),
    "a-word.txt": (b"Louvre\n\n" + b"a" * 10_000_000, READ),
    "blank-lines.txt": (b"Louvre\n" + b"\n" * 1_000_000 + b"The end of it.\n", READ),
    "accents.txt": (("Louvre\n\ne" + "\u0301" * 1_000_000).encode(), READ),
    "-rf": (b"Minus\n\n" + STORY.encode(), READ),
    "--home": (b"Two\n\n" + STORY.encode(), READ),
    "two\nlines.txt": (b"Lines\n\n" + STORY.encode(), READ),
    "escape\x1b[2J.txt": (b"Escape\n\n" + STORY.encode(), READ),
    "no utf-8 \udce9.txt": (b"Name\n\n" + STORY.encode(), READ),
    "x" * 251 + ".txt": (b"Long\n\n" + STORY.encode(), READ),
}  # fmt: skip
LARGE = {
    "line.txt": STORY.encode(),
    "line.jsonl": b'{"title": "x", "text": "Wheat ',
    "line.html": b"<p>Wheat",
}
"""Files of one line of a gigabyte, of which the disk holds what is given here."""
NOT_FILES = {
    "pipe": "is a named pipe, not a file; leave it out with --exclude",
    "socket": "is a socket, not a file; leave it out with --exclude",
    "nowhere": "is a link that leads nowhere; leave it out with --exclude",
    "loop": "is a link that leads nowhere; leave it out with --exclude",
    "zero": "is a link that leads out of the source; name what it leads to as a source of its own",
    "out": "is a link that leads out of the source; name what it leads to as a source of its own",
}
BINARY = "is a binary file (it holds NUL bytes), not text; leave it out with --exclude"
EXPECTED = {
    **{name: reason for name, (_, reason) in FILES.items() if reason},
    **dict.fromkeys(LARGE, BINARY),
    **NOT_FILES,
}


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("zoo") / "cage"
    folder.mkdir()
    for name, (raw, _) in FILES.items():
        (folder / name).write_bytes(raw)
    for name, begins in LARGE.items():
        (folder / name).write_bytes(begins)
        os.truncate(folder / name, 1 << 30)
    for path in folder.iterdir():
        age(path)
    os.mkfifo(folder / "pipe")
    for name, target in (
        ("nowhere", "none"),
        ("loop", "loop"),
        ("zero", "/dev/zero"),
        ("out", "/"),
        ("up", "."),
    ):
        (folder / name).symlink_to(target)
    before = Path.cwd()
    with socket.socket(socket.AF_UNIX) as heard:
        os.chdir(folder)  # the address of a socket is short
        heard.bind("socket")
        os.chdir(before)
        yield folder
    shutil.rmtree(folder)


def refused(report: Path) -> dict[str, str]:
    """Return what was refused, by its name, and why."""
    lines = map(json.loads, report.read_text("utf-8").splitlines())
    return {Path(line["path"]).name: line["reason"] for line in lines}


def test_each_beast_is_read_or_refused_by_its_name_again_and_again(zoo: Path, tmp_path: Path) -> None:
    home, told = tmp_path / "home", []
    for command in (("rebuild", zoo), ("update", "--checksum"), ("rebuild",)):
        ran = process("--home", home, *command, "--report", tmp_path / "report")
        told.append((ran.returncode, refused(tmp_path / "report"), b"report this" in ran.stderr))
    exported = process("--home", home, "export").stdout.splitlines()
    ids = [json.loads(line)["id"] for line in exported]
    shown = [process("--home", home, "show", *ids, form).returncode for form in ("--json", "--raw", "--cuts")]

    assert (told, len(ids), shown) == ([(3, EXPECTED, False)] * 3, len(FILES) - 3, [0] * 3)


def test_the_cleaner_alone_reads_or_refuses_each_beast(zoo: Path) -> None:
    ran = process("clean", "--json", "--", *sorted(zoo.iterdir()))

    lines = ran.stderr.decode("utf-8", "replace").split("\narchive: ")
    assert (ran.returncode, len(ran.stdout.splitlines()), len(lines), b"report this" in ran.stderr) == (
        3,
        len(FILES) - 3,
        len(EXPECTED) + 1,
        False,
    )


def _read(told: Path) -> str:
    try:
        return told.read_text()
    except FileNotFoundError:  # closed since it was listed
        return ""


@pytest.mark.skipif(not Path("/proc/self/fdinfo").exists(), reason="what is followed is not told")
def test_a_watch_takes_in_what_can_be_read_and_follows_no_link(
    zoo: Path, tmp_path: Path, dumps: Path
) -> None:
    process("--home", tmp_path / "home", "rebuild", dumps)
    watch = Watch(tmp_path / "home", zoo)
    try:
        account = watch.account()
        write(dumps, news="Lima")
        watch.account()
        told = [_read(path) for path in Path(f"/proc/{watch.process.pid}/fdinfo").iterdir()]
        code, complaints = watch.end()
    finally:
        watch.close()

    assert (account, code, complaints.count("refused: "), "".join(told).count("inotify wd")) == (
        f"{len(FILES) - 3} new, 3 unchanged, 0 changed, 0 gone, {len(EXPECTED)} refused",
        130,
        len(EXPECTED),
        2,  # the two sources, nothing behind a link
    )


def test_a_path_longer_than_the_system_takes_is_refused_and_the_rest_is_read(at: Home, dumps: Path) -> None:
    before, deep = Path.cwd(), "d" * 250
    os.chdir(dumps)
    for _ in range(20):
        Path(deep).mkdir()
        os.chdir(deep)
    os.chdir(before)

    report = rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)

    assert (report.articles, [one.reason for one in report.refused]) == (
        3,
        ["cannot be looked at: File name too long"],
    )


def test_files_that_change_and_vanish_while_they_are_read_end_no_run(at: Home, dumps: Path) -> None:
    ended = Event()

    def upset() -> None:
        turn = 0
        while not ended.is_set():
            turn += 1
            path = dumps / f"{turn % 7}.txt"
            with suppress(OSError):
                match turn % 5:
                    case 0:
                        flags = os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK  # it may be a pipe by now
                        with os.fdopen(os.open(path, flags), "w") as file:
                            file.write(f"Paris {turn}\n" * (turn % 3000))
                    case 1:
                        os.truncate(path, 3)
                    case 2:
                        path.unlink()
                    case 3:
                        path.rename(dumps / f"{turn % 11}.txt")
                    case _:
                        os.mkfifo(path)

    upsetting = Thread(target=upset)
    upsetting.start()
    try:
        runs = [run(at, [dumps], build=SCAN, cleaner=PLAIN, gone=True) for run in (rebuild, update) * 10]
    finally:
        ended.set()
        upsetting.join()

    unforeseen = {one.reason for run in runs for one in run.refused if "report this" in one.reason}
    assert (unforeseen, {run.articles >= 3 for run in runs}) == (set(), {True})
