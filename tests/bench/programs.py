"""Compare ``archive`` with whole programs over the same mails: ``python tests/bench/programs.py [ARTICLES]``.

Articles (``grown``) are written as a mail each. Recoll, notmuch and we, on either engine, index them, are
put the same queries (a word, several words, a phrase), a process each, and then given 100 mails more. ``rg``
makes no index and looks through the files. Times are of the processor. What is not installed is left out.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from statistics import median, quantiles
from subprocess import DEVNULL, Popen

import grown
from contenders import ADDED, HITS, added
from engines_speed import queries, size
from ingest import ARCHIVE, ROOT, held, processor_seconds

from archive.article import Article

ASKED = 30
_SECONDS_BETWEEN = 0.5


@dataclass(frozen=True, slots=True)
class Program:
    """How it is told, given its own folder and that of the mails: commands, each a line for the shell."""

    needs: str
    index: Callable[[Path, Path], str]
    update: Callable[[Path, Path], str]
    search: Callable[[Path, Path, str], str]
    prepare: Callable[[Path, Path], object] = lambda _own, _mails: None


def _archive(engine: str) -> Program:
    program = shlex.join(ARCHIVE)
    return Program(
        needs=sys.executable,
        index=lambda own, mails: f"{program} --home {own} rebuild --engine {engine} {mails}",
        update=lambda own, _: f"{program} --home {own} update",
        search=lambda own, _, text: f"{program} --home {own} search --limit {HITS} {shlex.quote(text)}",
    )


def _prepare_recoll(own: Path, mails: Path) -> None:
    (own / "recoll.conf").write_text(
        f"topdirs = {mails}\nindexstemminglanguages = english\nnoaspell = 1\nloglevel = 1\nidxniceprio = 0\n"
    )


def _prepare_notmuch(own: Path, mails: Path) -> None:
    (own / "config").write_text(
        f"[database]\npath={own / 'database'}\nmail_root={mails}\n"
        "[user]\nname=A\nprimary_email=a@example.org\n"
    )
    (own / "database").mkdir()


def _look(_: Path, mails: Path, text: str) -> str:
    if text.startswith('"'):
        return f"rg -liw -e {shlex.quote(text.strip(chr(34)))} {mails}"
    first, *others = text.split()
    return f"rg -l0iw {first} {mails}" + "".join(f" | xargs -0r rg -l0iw {word}" for word in others)


PROGRAMS = {
    "archive, tantivy": _archive("tantivy"),
    "archive, whoosh": _archive("whoosh"),
    "recoll": Program(
        "recollindex",
        index=lambda own, _: f"recollindex -c {own}",
        update=lambda own, _: f"recollindex -c {own}",
        search=lambda own, _, text: f"recollq -c {own} -n {HITS} {shlex.quote(text)}",
        prepare=_prepare_recoll,
    ),
    "notmuch": Program(
        "notmuch",
        index=lambda own, _: f"notmuch --config={own}/config new --quiet",
        update=lambda own, _: f"notmuch --config={own}/config new --quiet",
        search=lambda own, _, text: (
            f"notmuch --config={own}/config search --limit={HITS} {shlex.quote(text)}"
        ),
        prepare=_prepare_notmuch,
    ),
    "rg": Program("rg", index=lambda *_: "true", update=lambda *_: "true", search=_look),
}


def main(arguments: Sequence[str]) -> None:
    """Measure and print a table."""
    number = int(arguments[0]) if arguments else 21_578
    present = {name: program for name, program in PROGRAMS.items() if shutil.which(program.needs)}
    table: dict[str, dict[str, float]] = {name: {} for name in present}
    with tempfile.TemporaryDirectory() as temporary:
        mails = Path(temporary) / "mails"
        mails.mkdir()
        articles = list(grown.articles(number))
        _post(mails, articles)
        asked = [text for text, _ in queries(articles[:: max(1, number // 2_000)])]
        asked = [text for text in asked if " OR " not in text and "date:" not in text][:ASKED]
        for name, program in present.items():
            own = Path(temporary) / name.replace(", ", "-")
            own.mkdir()
            program.prepare(own, mails)
            seconds, worked, memory = _run(program.index(own, mails))
            table[name] |= {
                "index, s": worked,
                "index, s of the clock": seconds,
                "memory while indexing, MB": memory,
                "on disk, MB": size(own) / 1e6,
            }
            print(name, table[name], file=sys.stderr)
        taken: Mapping[str, list[float]] = {name: [] for name in present}
        for text in asked:
            for name, program in present.items():
                own = Path(temporary) / name.replace(", ", "-")
                taken[name].append(_run(program.search(own, mails, text))[1] * 1000)
        _post(mails, added())
        for name, program in present.items():
            own = Path(temporary) / name.replace(", ", "-")
            seconds, worked, _ = _run(program.update(own, mails))
            table[name] |= {
                "a search, median, ms": median(taken[name]),
                "a search, 95 of 100, ms": quantiles(taken[name], n=20)[-1],
                f"{ADDED} mails more, s": worked,
                "the same, s of the clock": seconds,
            }
    print(f"{number:,} mails, {os.cpu_count()} processors, load {os.getloadavg()[1]:.1f}\n")
    print(f"| | {' | '.join(table)} |\n|---|{'---|' * len(table)}")
    for row in next(iter(table.values())):
        print(f"| {row} | {' | '.join(f'{figures[row]:,.1f}' for figures in table.values())} |")


def _post(mails: Path, articles: Iterable[Article]) -> None:
    for article in articles:
        mail = EmailMessage()
        day = article.published.date if article.published else "1987-01-01"
        mail["From"] = "Desk <desk@example.org>"
        mail["Date"] = format_datetime(datetime.fromisoformat(f"{day}T12:00:00+00:00"))
        mail["Subject"] = " ".join("".join(filter(str.isprintable, article.title or "-")).split())
        mail["Message-ID"] = f"<{article.id}@example.org>"
        mail.set_content(article.body)
        (mails / f"{article.id}.eml").write_bytes(mail.as_bytes())


def _run(command: str) -> tuple[float, float, float]:
    """Run a line of the shell; return its seconds, those of processors, and its memory at the most, MB."""
    started, worked, most = time.monotonic(), processor_seconds(), 0
    with Popen(command, shell=True, cwd=ROOT, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL) as run:
        while run.poll() is None:
            most = max(most, sum(held(run.pid).values()))
            time.sleep(_SECONDS_BETWEEN)
    if run.returncode not in (0, 1, 3, 123):  # 1: nothing found; 3: some refused; 123: of xargs
        raise SystemExit(f"{command} ended with {run.returncode}")
    return time.monotonic() - started, processor_seconds() - worked, most / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
