"""The ``archive`` command: wiring and exit codes.

What a command needs is imported when it runs, so that none waits for another's libraries.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from archive.errors import ArchiveError, UnknownIdError
from index import command_line as line
from index import examples

if TYPE_CHECKING:
    from archive.article import Document
    from archive.home import Home
    from archive.ingest import Progress, Report

DONE, NOTHING, ERROR, REFUSED, INTERRUPTED = 0, 1, 2, 3, 130
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True)
rules = typer.Typer(rich_markup_mode=None, help="Test, list and propose cleaning rules.")
app.add_typer(rules, name="rules", epilog=examples.under("rules"))


@app.callback(epilog=examples.under("start"))
def start(ctx: typer.Context, home: line.Home = None, version: line.Version = False) -> None:
    """Turn folders of raw news dumps into a clean, dated, searchable archive."""
    ctx.obj = home
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"archive {version_of('news-archive')}")
        raise typer.Exit(DONE)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(epilog=examples.under("rebuild"))
def rebuild(
    ctx: typer.Context,
    paths: line.Paths = None,
    engine: line.EngineName = None,
    given: line.Given = None,
    named: line.Mapped = None,
    exclude: line.Exclude = None,
    stored: line.Stored = False,
    index_only: line.IndexOnly = False,
    gone: line.Gone = False,
    dry_run: line.DryRun = False,
    home: line.Home = None,
) -> int:
    """Read, clean, store and index everything.

    The old index serves until the new one is whole. PATHs are remembered; with none, all that are
    remembered are read, else ./seeds.
    """
    if (stored or index_only) and (paths or given or named or exclude or gone or (stored and index_only)):
        raise ArchiveError("--stored and --index-only stand alone, as they read no PATH")
    if index_only and dry_run:
        raise ArchiveError("--index-only changes no article, so there is nothing to --dry-run")
    from archive import ingest
    from archive.given import known as checked
    from index.build import Builder

    place, build, known = _home(ctx, home), Builder(engine), checked(given, named)

    def run(progress: Progress) -> Report:
        if index_only:
            return ingest.reindex(place, build=build, progress=progress)
        if stored:
            return ingest.reclean(place, build=build, dry_run=dry_run, progress=progress)
        return ingest.rebuild(
            place,
            paths or (),
            build=build,
            given=known,
            excludes=exclude or (),
            gone=gone,
            dry_run=dry_run,
            progress=progress,
        )

    return _report(run)


@app.command(epilog=examples.under("update"))
def update(
    ctx: typer.Context,
    paths: line.Paths = None,
    given: line.Given = None,
    named: line.Mapped = None,
    exclude: line.Exclude = None,
    checksum: line.Checksum = False,
    gone: line.Gone = False,
    dry_run: line.DryRun = False,
    home: line.Home = None,
) -> int:
    """Take in what is new, changed or gone. Files that look unchanged are not opened."""
    from archive import ingest
    from archive.given import known as checked
    from index.build import Builder

    place, known = _home(ctx, home), checked(given, named)
    return _report(
        lambda progress: ingest.update(
            place,
            paths or (),
            build=Builder(),
            given=known,
            excludes=exclude or (),
            checksum=checksum,
            gone=gone,
            dry_run=dry_run,
            progress=progress,
        )
    )


@app.command(
    cls=line.QueryCommand,
    context_settings=line.SETTINGS,
    epilog=examples.under("search"),
)
def search(
    ctx: typer.Context,
    words: line.Words = None,
    sort: line.Sort = "relevance",
    limit: line.Limit = 10,
    page: line.PageNumber = 1,
    facets: line.Facets = False,
    json: line.Json = False,
    form: line.Form = "text",
    home: line.Home = None,
) -> int:
    """Find articles, each with the place in its text that answers."""
    from index.search import Ask
    from index.search_command import print_search

    place = _home(ctx, home)
    ask = Ask(text=" ".join(words or ()), order=sort, offset=(page - 1) * limit, limit=limit)
    found = print_search(place.store, place.index, ask, "json" if json else form, facets=facets)
    return DONE if found else NOTHING


@app.command(epilog=examples.under("show"))
def show(
    ctx: typer.Context,
    ids: line.Ids,
    raw: line.Raw = False,
    cuts: line.Cuts = False,
    json: line.Json = False,
    home: line.Home = None,
) -> int:
    """Print articles. An ID is four or more of an id's digits, or @3 for the third hit."""
    from archive.article_json import article_json
    from index.show_command import form_of, print_articles

    form = form_of(raw=raw, cuts=cuts, json=json)
    return print_articles(_home(ctx, home).store, ids, form, as_json=article_json)


@app.command(epilog=examples.under("clean"))
def clean(
    ctx: typer.Context,
    files: line.Files,
    named: line.Mapped = None,
    cuts: line.Cuts = False,
    json: line.Json = False,
    rules: line.Rules = None,
    home: line.Home = None,
) -> int:
    """Clean files and print the articles. No archive is needed; - is standard input."""
    from archive import reading, user_rules
    from archive.article_json import article_json
    from archive.cleaner import clean as cleaned
    from archive.given import apart, known
    from index.clean_command import print_cleaned
    from index.show_command import form_of

    book = user_rules.rulebook(user_rules.files(_home(ctx, home).rules, rules or ()))
    _, names = apart(known((), named))

    def read(file: str) -> Iterator[Document]:
        return reading.read_stream(sys.stdin.buffer, names) if file == "-" else reading.read(file, names)

    form, by_rules = form_of(cuts=cuts, json=json), partial(cleaned, rulebook=book)
    return REFUSED if print_cleaned(files, form, read=read, clean=by_rules, as_json=article_json) else DONE


@app.command(epilog=examples.under("stats"))
def stats(ctx: typer.Context, json: line.Json = False, home: line.Home = None) -> int:
    """Count the articles by outlet, language and month."""
    from archive import user_rules
    from archive.store import Store
    from index import counts, terminal
    from index.analysis import fingerprint as of_analysis

    place = _home(ctx, home)
    with Store.open(place.store) as store, store.snapshot() as snapshot:
        found = snapshot.stats(user_rules.fingerprint(user_rules.files(place.rules)))
    if json:
        terminal.write_data(counts.as_json(found, of_analysis()))
    else:
        terminal.write(counts.as_text(found, of_analysis(), terminal.screen()))
    return DONE


@app.command(epilog=examples.under("forget"))
def forget(ctx: typer.Context, ids: line.Ids, yes: line.Yes = False, home: line.Home = None) -> int:
    """Take articles out for good. Their raw bytes go, too, and no later run brings them back."""
    from archive import ingest
    from index.build import Builder
    from index.forget_command import ask_and_forget

    place = _home(ctx, home)

    def take_out(ids: Sequence[str]) -> bool:
        return ingest.forget(place, ids, build=Builder()).sealed

    return DONE if ask_and_forget(place.store, ids, take_out, yes=yes) else NOTHING


@rules.command("test")
def prove_rules(ctx: typer.Context, files: line.RuleFiles = None, home: line.Home = None) -> int:
    """Run the proof of every rule: the built-in ones, the home's and those of the FILEs."""
    from archive import user_rules
    from index.rules_command import print_proofs

    added = user_rules.files(_home(ctx, home).rules, files or ())
    return DONE if print_proofs(user_rules.proofs(added)) else ERROR


@rules.command("list")
def list_rules(ctx: typer.Context, home: line.Home = None) -> int:
    """Print the rules in the order in which they are tried: id, class, where, field, why."""
    from archive.user_rules import files, rulebook
    from index.rules_command import print_list

    book = rulebook(files(_home(ctx, home).rules))
    print_list((rule.id, rule.kind, rule.where, rule.to or "-", rule.why) for rule in book.rules)
    return DONE


@rules.command("suggest")
def suggest_rules(ctx: typer.Context, paths: line.Paths = None, home: line.Home = None) -> int:
    """Propose rules for lines that recur in the archive, or in the PATHs; nothing is changed."""
    from archive.suggest import suggest
    from index.rules_command import print_rules

    refused: dict[str, str] = {}
    count = print_rules(suggest(_home(ctx, home), paths or (), refused.__setitem__), refused)
    return REFUSED if refused else DONE if count else NOTHING


def _home(ctx: typer.Context, named: Path | None) -> Home:
    from archive.home import locate

    return locate(named or ctx.obj)


def _report(run: Callable[[Progress], Report]) -> int:
    from archive.ingest.account import account, notes, refusals
    from index.run_command import print_run

    return REFUSED if print_run(run, account, refusals, notes) else DONE


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; an error is a line on stderr, never a trace."""
    try:
        code = app(args=list(arguments), prog_name="archive", standalone_mode=False)
    except typer.Abort:
        code = INTERRUPTED
    except Exception as error:
        from index import terminal
        from index.wording import complaint

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
    sys.exit(run(sys.argv[1:]))
