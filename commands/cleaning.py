"""The cleaner alone: ``clean`` and ``rules``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import typer

from commands import options as line
from commands.wiring import DONE, ERROR, NOTHING, REFUSED, home_of

if TYPE_CHECKING:
    from archive.article import Document


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
    from index.console.clean import print_cleaned
    from index.console.show import form_of

    book = user_rules.rulebook(user_rules.files(home_of(ctx, home).rules, rules or ()))
    _, names = apart(known((), named))

    def read(file: str) -> Iterator[Document]:
        return reading.read_stream(sys.stdin.buffer, names) if file == "-" else reading.read(file, names)

    form, by_rules = form_of(cuts=cuts, json=json), partial(cleaned, rulebook=book)
    return REFUSED if print_cleaned(files, form, read=read, clean=by_rules, as_json=article_json) else DONE


def prove_rules(ctx: typer.Context, files: line.RuleFiles = None, home: line.Home = None) -> int:
    """Run the proof of every rule: the built-in ones, the home's and those of the FILEs."""
    from archive import user_rules
    from index.console.rules import print_proofs

    added = user_rules.files(home_of(ctx, home).rules, files or ())
    return DONE if print_proofs(user_rules.proofs(added)) else ERROR


def list_rules(ctx: typer.Context, home: line.Home = None) -> int:
    """Print the rules in the order in which they are tried: id, class, where, field, why."""
    from archive.user_rules import files, rulebook
    from index.console.rules import print_list

    book = rulebook(files(home_of(ctx, home).rules))
    print_list((rule.id, rule.kind, rule.where, rule.to or "-", rule.why) for rule in book.rules)
    return DONE


def suggest_rules(ctx: typer.Context, paths: line.Paths = None, home: line.Home = None) -> int:
    """Propose rules for lines that recur in the archive, or in the PATHs; nothing is changed."""
    from archive.suggest import suggest
    from index.console.rules import print_rules

    refused: dict[str, str] = {}
    count = print_rules(suggest(home_of(ctx, home), paths or (), refused.__setitem__), refused)
    return REFUSED if refused else DONE if count else NOTHING
