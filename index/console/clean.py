"""What ``archive clean`` does: files to articles, printed, and no archive touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archive.article import Article, Document
from archive.errors import RefusedError
from index import article_text
from index.console import harmless, terminal
from index.console.show import Form, joined


def print_cleaned(
    files: Iterable[str],
    form: Form,
    *,
    read: Callable[[str], Iterator[Document]],
    clean: Callable[[Document], Article],
    as_json: Callable[[Article], dict[str, Any]],
) -> int:
    """Print the articles in the files; return how many files were refused, each with a note."""
    refused: list[str] = []

    def articles() -> Iterator[Article]:
        for file in files:
            try:
                for document in read(file):
                    yield clean(document)
            except RefusedError as error:
                refused.append(file)
                terminal.note(harmless.line(f"archive: {file} {error}"))

    if form == "json":
        for article in articles():
            terminal.write_data(harmless.as_json(as_json(article)) + "\n")
    else:
        screen = terminal.screen()
        shown = article_text.as_cuts if form == "cuts" else article_text.as_text
        for text in joined((shown(article, screen) for article in articles()), screen):
            terminal.write(text)
    return len(refused)
