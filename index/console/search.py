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
from index.fields import FACETS
from index.page import Page
from index.search import Ask, search

Form = Literal["text", "json", "jsonl", "csv", "ids"]

_DATA: Mapping[str, Callable[[Page], str]] = {
    "json": render.as_json,
    "jsonl": render.as_jsonl,
    "csv": render.as_csv,
    "ids": render.as_ids,
}
_MARGINS = 20  # columns that a snippet on two lines leaves to the numbers and to ragged ends
_RELAXED = ("text", "json")  # the others have no place to say that they are


def print_search(store: Path, index: Path, ask: Ask, form: Form, *, facets: bool) -> bool:
    """Print the page that is asked for and tell whether there are hits on it."""
    screen = terminal.screen()
    if form == "text" and screen.columns is not None:
        ask = replace(ask, snippet_width=min(ask.snippet_width, max(2 * screen.columns - _MARGINS, 40)))
    ask = replace(ask, facets=tuple(FACETS) if facets else (), relax=form in _RELAXED)
    with Store.open(store) as opened:
        page = search(opened, index, ask)
    if page.outline is not None and form == "text":
        terminal.note(page.outline)
    if form == "text":
        remember(store.parent, page)
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
