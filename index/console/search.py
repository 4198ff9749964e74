"""What ``archive search`` does: ask, print, and remember for ``show @3``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from archive.store import Store
from index import render
from index.console import terminal
from index.console.last import remember
from index.console.naming import resolved
from index.fields import FACETS
from index.page import Page
from index.search import Ask, search, similar

Form = Literal["text", "json", "jsonl", "csv", "ids"]

_DATA: Mapping[str, Callable[[Page], str]] = {
    "json": render.as_json,
    "jsonl": render.as_jsonl,
    "csv": render.as_csv,
    "ids": render.as_ids,
}
_MARGINS = 20  # columns that a snippet on two lines leaves to the numbers and to ragged ends
_TOLD = ("text", "json")  # the others have no place to say that words are missing
_FOLDED = ("text", "json", "jsonl")  # nor these that an article stands for its copies


def print_search(store: Path, index: Path, ask: Ask, form: Form, *, facets: bool) -> bool:
    """Print the page that is asked for and tell whether there are hits on it."""
    ask = replace(_fitted(ask, form), facets=tuple(FACETS) if facets else ())
    with Store.open(store) as opened:
        page = search(opened, index, ask)
    return _print_page(store.parent, page, form)


def print_similar(store: Path, index: Path, name: str, ask: Ask, form: Form) -> bool:
    """Print the articles most like the one of that name and tell whether there are any."""
    (found,) = resolved(store, [name])
    with Store.open(store) as opened:
        page = similar(opened, index, found.id, _fitted(ask, form))
    return _print_page(store.parent, page, form)


def _fitted(ask: Ask, form: Form) -> Ask:
    """Return what is asked as the form and the screen can show it."""
    screen = terminal.screen()
    width = ask.snippet_width
    if form == "text" and screen.columns is not None:
        width = min(width, max(2 * screen.columns - _MARGINS, 40))
    return replace(ask, snippet_width=width, relax=form in _TOLD, fold=ask.fold and form in _FOLDED)


def _print_page(home: Path, page: Page, form: Form) -> bool:
    screen = terminal.screen()
    if page.outline is not None and form == "text":
        terminal.note(page.outline)
    if form == "text":
        remember(home, page)
        text = render.as_text(page, screen)
        terminal.write(f"{text}\n" if text and screen.columns is not None else text)
    else:
        terminal.write_data(_DATA[form](page))
    if not page.total:
        terminal.note(f"archive: nothing found for: {page.understood}")
    elif form == "text":
        terminal.note(render.note(page))
    for offer in render.offers(page) if form == "text" else ():
        terminal.note(f"archive: {offer}")
    return bool(page.hits)
