"""What ``save`` and ``new`` do: queries kept under a name, and what came in since one was last asked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from archive.errors import ArchiveError
from archive.store import Saved, Store
from index.ask import Ask
from index.console import harmless, terminal
from index.console.search import Form, print_search
from index.parse import parse

_NAME = re.compile(r"[^\W_][\w-]{0,63}")


def save(store: Path, name: str, ask: Ask) -> None:
    """Save a query under a name; saved anew, it goes on from where the last answer was.

    Raises ``QuerySyntaxError`` for what is no query and ``ArchiveError`` for what is no name.
    """
    if not _NAME.fullmatch(name):
        raise ArchiveError(f"'{name}' cannot name a query; take letters, digits, - and _")
    with Store.open(store) as opened:
        saved = _all(opened)
        parse(ask.text, ask.today, {**{name: query.text for name, query in saved.items()}, name: ""})
        before = saved.get(name)
        opened.save(name, Saved(ask.text, before.asked if before else None))


def delete(store: Path, name: str) -> None:
    """Delete a saved query; raises ``ArchiveError`` where there is none of that name."""
    with Store.open(store) as opened:
        _named(opened, name)
        opened.save(name, None)


def print_saved(store: Path) -> bool:
    """Print the saved queries, a line each; tell whether there are any."""
    with Store.open(store) as opened:
        saved = _all(opened)
    for name, query in saved.items():
        terminal.write(harmless.line(f"{name}  {query.text}") + "\n")
    return bool(saved)


def print_new(store: Path, index: Path, name: str, ask: Ask, form: Form, *, peek: bool) -> bool:
    """Print what came in that a saved query finds, and tell whether there is anything.

    The next time it is asked from there on, unless this is but a ``peek``.
    """
    with Store.open(store) as opened:
        saved = _named(opened, name)
        with opened.snapshot() as snapshot:
            served = snapshot.generation
    asked = replace(ask, text=saved.text, since=saved.asked)
    found = print_search(store, index, asked, form, facets=False)
    if served is not None and not peek:
        with Store.open(store) as opened:
            opened.save(name, replace(saved, asked=served.number))
    return found


def _all(store: Store) -> dict[str, Saved]:
    with store.snapshot() as snapshot:
        return dict(snapshot.saved())


def _named(store: Store, name: str) -> Saved:
    saved = _all(store)
    if name not in saved:
        there = f"there are {', '.join(saved)}" if saved else f"save one with: archive save {name} QUERY"
        raise ArchiveError(f"no saved query '{name}'; {there}")
    return saved[name]
