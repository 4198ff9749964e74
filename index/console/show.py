"""What ``archive show`` does: names to articles, printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from archive.article import Article
from archive.errors import ArchiveError, UnknownIdError
from archive.store import Found, Snapshot, Store
from index import article_text
from index.console import harmless, terminal
from index.console.last import recall
from index.console.naming import resolve
from index.console.screen import Screen
from index.console.wording import moment_in_words

Form = Literal["text", "cuts", "json", "raw"]


def form_of(*, raw: bool = False, cuts: bool, json: bool) -> Form:
    """Return the form that the options ask for; raises ``ArchiveError`` where they ask for several."""
    if raw + cuts + json > 1:
        raise ArchiveError("--raw, --cuts and --json exclude one another")
    return "raw" if raw else "cuts" if cuts else "json" if json else "text"


def print_articles(
    store: Path, names: Iterable[str], form: Form, *, as_json: Callable[[Article], dict[str, Any]]
) -> int:
    """Print the articles of these names; return 0, or 1 where one is unknown, 2 where one is unclear.

    ``as_json`` gives an article as the contract has it (``archive.article_json``).
    """
    with Store.open(store) as opened, opened.snapshot() as snapshot:
        found, worst = _resolved(snapshot, names, recall(store.parent))
        if form == "raw":
            for one in found:
                _write_raw(snapshot.raw(one.id))
        elif form == "json":
            for one in found:
                terminal.write_data(harmless.as_json(as_json(snapshot.article(one.id))) + "\n")
        else:
            screen = terminal.screen()
            parts = (_text(snapshot.article(one.id), one, form, screen) for one in found)
            terminal.page("".join(joined(parts, screen)), screen)
    if form != "text":
        for one in found:
            if one.gone_since:
                terminal.note(f"archive: {one.id} is gone since {moment_in_words(one.gone_since)}")
    return worst


def joined(texts: Iterable[str], screen: Screen) -> Iterator[str]:
    """Yield texts with a line between each and the next."""
    for number, text in enumerate(texts):
        if number:
            yield f"\n{'─' * (screen.reading_width or 80)}\n\n"
        yield text


def _resolved(snapshot: Snapshot, names: Iterable[str], last: dict[int, str]) -> tuple[list[Found], int]:
    found, worst = [], 0
    for name in names:
        try:
            found.append(resolve(snapshot, name, last))
        except ArchiveError as error:
            terminal.note(f"archive: {error}")
            worst = max(worst, 1 if isinstance(error, UnknownIdError) else 2)
    return found, worst


def _text(article: Article, found: Found, form: Form, screen: Screen) -> str:
    if form == "cuts":
        return article_text.as_cuts(article, screen)
    return article_text.as_text(article, screen, gone_since=found.gone_since)


def _write_raw(raw: bytes) -> None:
    """Write bytes as they are, but to a terminal only what it can do no harm with."""
    if sys.stdout.isatty():
        terminal.write(harmless.lines(raw.decode("utf-8", "replace")))
    else:
        terminal.write_bytes(raw)
