"""Articles to the files of an export, one after the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from archive.article import Article
from index import citations
from index.console import harmless

Form = Literal["jsonl", "csv", "bibtex", "ris", "csl-json"]
AsJson = Callable[[Article], dict[str, Any]]
_COLUMNS: Mapping[str, Callable[[Article], str | None]] = {
    "id": lambda a: a.id,
    "title": lambda a: a.title,
    "date": lambda a: a.published.date if a.published else None,
    "date_basis": lambda a: a.published.basis if a.published else None,
    "outlet": lambda a: a.outlet,
    "agencies": lambda a: "; ".join(a.agencies),
    "authors": lambda a: "; ".join(a.authors),
    "contributors": lambda a: "; ".join(a.contributors),
    "place": lambda a: a.place,
    "section": lambda a: a.section,
    "language": lambda a: a.language,
    "url": lambda a: a.url,
    "tags": lambda a: "; ".join(a.tags),
    "note": lambda a: a.note,
    "origin": lambda a: " > ".join((a.origins[0].location, *a.origins[0].members)) if a.origins else None,
    "body": lambda a: a.body,
}


def exported(articles: Iterable[Article], form: Form, as_json: AsJson) -> Iterator[str]:
    """Yield the text of an export a piece at a time; ``as_json`` is ``archive.article_json``'s."""
    match form:
        case "jsonl":
            yield from (harmless.as_json(as_json(article)) + "\n" for article in articles)
        case "csv":
            yield _row(_COLUMNS)
            yield from (_row(_cell(of(article) or "") for of in _COLUMNS.values()) for article in articles)
        case "bibtex":
            yield from (citations.bibtex(article) + "\n" for article in articles)
        case "ris":
            yield from (citations.ris(article) + "\n" for article in articles)
        case "csl-json":
            between = "[\n"
            for article in articles:
                yield between + harmless.as_json(citations.csl(article))
                between = ",\n"
            yield "\n]\n" if between == ",\n" else "[]\n"


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _cell(text: str) -> str:
    """Return a cell with its line ends, which no spreadsheet takes for a formula."""
    first, *rest = text.split("\n")
    return "\n".join((harmless.cell(first), *map(harmless.line, rest)))
