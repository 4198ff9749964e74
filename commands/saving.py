"""Queries under a name: ``save`` and ``new``."""

from __future__ import annotations

from datetime import date

import typer

from archive.errors import ArchiveError
from commands import options as line
from commands.wiring import DONE, NOTHING, home_of


def save(
    ctx: typer.Context,
    words: line.SavedWords = None,
    delete: line.Delete = False,
    home: line.Home = None,
) -> int:
    """Keep a query under a name, for query:NAME and archive new; without one, list those that are kept."""
    from archive.given import printable
    from index.ask import Ask
    from index.console import saved

    store = home_of(ctx, home).store
    name, *query = words or [""]
    if not name and not delete:
        return DONE if saved.print_saved(store) else NOTHING
    if delete == bool(query):
        raise ArchiveError("save takes NAME and QUERY, or NAME and --delete, or nothing to list what is kept")
    if delete:
        saved.delete(store, name)
    else:
        saved.save(store, name, Ask(text=printable(" ".join(query)), today=date.today()))
    return DONE


def new(
    ctx: typer.Context,
    name: line.Name,
    limit: line.Limit = 100,
    sort: line.Sort = "newest",
    all_copies: line.AllCopies = False,
    peek: line.Peek = False,
    json: line.Json = False,
    form: line.Form = "text",
    home: line.Home = None,
) -> int:
    """Print what has come in, since this was last asked, that a saved query finds."""
    from index.ask import Ask
    from index.console.saved import print_new

    place = home_of(ctx, home)
    ask = Ask(text="", order=sort, limit=limit, fold=not all_copies, today=date.today())
    found = print_new(place.store, place.index, name, ask, "json" if json else form, peek=peek)
    return DONE if found else NOTHING
