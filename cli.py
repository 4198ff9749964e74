"""The ``archive`` command: which commands there are, and how an error ends.

What a command needs is imported when it runs, so that none waits for another's libraries.
"""

from __future__ import annotations

import gc

gc.set_threshold(100_000, 20, 20)  # what is imported stays: to look for rubbish in it is a tenth of a start

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

from archive.errors import UnknownIdError
from commands import cleaning, deciding, examples, finding, helping, intake, keeping, saving
from commands import options as line
from commands.late import LateCommands, program
from commands.wiring import DONE, ERROR, INTERRUPTED, NOTHING, Start

app = typer.Typer(
    cls=LateCommands, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True
)
rules = typer.Typer(rich_markup_mode=None)


@app.callback(epilog=examples.under("start"))
def start(
    ctx: typer.Context, home: line.Home = None, shared: line.Shared = False, version: line.Version = False
) -> None:
    """Turn folders of raw news dumps into a clean, dated, searchable archive."""
    ctx.obj = Start(home, shared)
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"archive {version_of('news-archive')}")
        raise typer.Exit(DONE)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.command(epilog=examples.under("rebuild"))(intake.rebuild)
app.command(epilog=examples.under("update"))(intake.update)
app.command(epilog=examples.under("watch"))(intake.watch)
app.command(cls=line.QueryCommand, context_settings=line.SETTINGS, epilog=examples.under("search"))(
    finding.search
)
app.command(epilog=examples.under("show"))(finding.show)
app.command(epilog=examples.under("similar"))(finding.similar)
app.command(cls=line.QueryCommand, context_settings=line.SETTINGS, epilog=examples.under("export"))(
    finding.export
)
app.command(cls=line.QueryCommand, context_settings=line.SETTINGS, epilog=examples.under("save"))(saving.save)
app.command(epilog=examples.under("new"))(saving.new)
app.command(epilog=examples.under("clean"))(cleaning.clean)
app.command(epilog=examples.under("stats"))(keeping.stats)
app.command(epilog=examples.under("check"))(keeping.check)
app.command(epilog=examples.under("correct"))(deciding.correct)
app.command(cls=line.QueryCommand, context_settings=line.SETTINGS, epilog=examples.under("tag"))(deciding.tag)
app.command(epilog=examples.under("note"))(deciding.note)
app.command(epilog=examples.under("forget"))(keeping.forget)
app.add_typer(
    rules, name="rules", help="Test, list and propose cleaning rules.", epilog=examples.under("rules")
)
app.command(epilog=examples.under("help"))(helping.help)
rules.command("test")(cleaning.prove_rules)
rules.command("list")(cleaning.list_rules)
rules.command("suggest")(cleaning.suggest_rules)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; an error is a line on stderr, never a trace."""
    try:
        code = program(app)(args=list(arguments), prog_name="archive", standalone_mode=False)
    except typer.Abort:
        code = INTERRUPTED
    except Exception as error:
        from index.console import terminal
        from index.console.wording import complaint

        if os.environ.get("ARCHIVE_DEBUG"):
            raise
        terminal.note(complaint(error))
        return NOTHING if isinstance(error, UnknownIdError) else ERROR
    if code == INTERRUPTED:
        sys.stderr.write("archive: interrupted\n")
    return code if isinstance(code, int) else DONE


def main() -> NoReturn:
    """Run the command line of this process."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started it
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115
    code = run(sys.argv[1:])
    gc.freeze()  # it all ends with the process, unlooked at
    sys.exit(code)
