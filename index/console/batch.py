"""Queries from a file, one a line, to a line of JSON or of a TREC run for each hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from archive.errors import BudgetError, QuerySyntaxError
from archive.store import Snapshot, Store
from index import render
from index.answer import Asking
from index.ask import Ask
from index.console import harmless, terminal
from index.engine import Engine
from index.parse import parse
from index.search import asked, with_saved

Form = Literal["jsonl", "trec"]
_RUN = "archive"  # the name of the run, the last column


class Topic(NamedTuple):
    """A query of a file, by what stands before a tab in its line, else by the line's number."""

    name: str
    text: str


class Run(NamedTuple):
    """How many hits there were, and how many queries that could not be asked."""

    hits: int
    refused: int


def topics(lines: Iterable[str]) -> Iterator[Topic]:
    r"""Yield the queries of a file; lines without any are passed over.

    >>> list(topics(["louvre\n", "\n", "T7\tcowboy museum\n"]))
    [Topic(name='1', text='louvre'), Topic(name='T7', text='cowboy museum')]
    """
    for number, line in enumerate(lines, start=1):
        name, tab, text = line.strip("\r\n").partition("\t")
        topic = Topic(name.strip() or str(number), text) if tab else Topic(str(number), name)
        if topic.text.strip():
            yield topic


def print_batch(store: Path, index: Path, lines: Iterable[str], ask: Ask, form: Form) -> Run:
    """Print the hits of every query; one that cannot be asked is noted, and the others are."""
    asks = [(topic, replace(ask, text=topic.text)) for topic in topics(lines)]

    def run(snapshot: Snapshot, engine: Engine) -> list[tuple[Topic, str | None, list[str]]]:
        return [(topic, *_answered(snapshot, engine, topic, one, form)) for topic, one in known]

    with Store.open(store) as opened:
        known = [(topic, with_saved(opened, one)) for topic, one in asks]
        with asked(opened, index, run) as (_, answers):
            for topic, refused, hits in answers:
                if refused is not None:
                    terminal.note(harmless.line(f"archive: query {topic.name}: {refused}"))
                terminal.write_data("".join(hits))
    return Run(
        hits=sum(len(hits) for _, _, hits in answers),
        refused=sum(refused is not None for _, refused, _ in answers),
    )


def _answered(
    snapshot: Snapshot, engine: Engine, topic: Topic, ask: Ask, form: Form
) -> tuple[str | None, list[str]]:
    asking = Asking(snapshot, engine, ask)
    try:
        query = parse(ask.text, ask.today, ask.saved)
        if form == "jsonl":
            hits = asking.page(query).hits
            return None, [
                render.of_batch(topic.name, rank, hit) for rank, hit in enumerate(hits, ask.offset + 1)
            ]
        name = "".join(topic.name.split())
        return None, [
            f"{name} Q0 {hit.id} {rank} {hit.score:.6f} {_RUN}\n"
            for rank, hit in enumerate(asking.found(query).listed.hits, ask.offset + 1)
        ]
    except (QuerySyntaxError, BudgetError) as error:
        return str(error), []
