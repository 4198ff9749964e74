"""A JSON list of articles, also within an object: an element a document, its raw bytes its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.json_stream import MOST_BYTES, articles, opening
from archive.opening import Dump
from archive.records import from_json, is_record, note
from archive.refused import Refused

_MOST_WAITING = 1000  # refusals that are kept of a list which may be none of articles


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document an element; raises ``RefusedError`` where the file breaks off.

    A list of which no element is an article is none of articles, and passed over.
    """
    begun = opening(dump.head.decode("utf-8-sig", "replace"))
    loose = begun is not None and is_record(begun.value, dump.mapped)
    met: Counter[int] = Counter()  # elements, by list
    of_articles: set[int] = set()
    waiting: dict[int, list[Refused]] = {}  # for the first article of their list
    number = -1
    try:
        for number, (which, byte_offset, raw) in enumerate(articles(dump.stream, loose=loose)):
            met[which] += 1
            origin = replace(dump.origin, document=number, byte_offset=byte_offset)
            try:
                if raw is None:
                    raise RefusedError(f"is longer than {MOST_BYTES >> 20} MB, no single article")
                document, composed = from_json(raw, origin, dump.mapped)
            except RefusedError as error:
                refused = Refused(origin, str(error), f"element {met[which]}")
                if which in of_articles:
                    yield refused
                elif len(held := waiting.setdefault(which, [])) < _MOST_WAITING:
                    held.append(refused)
                continue
            if which not in of_articles:
                yield from waiting.pop(which, ())
            if not of_articles:
                dump.notes.append(note(composed))
            of_articles.add(which)
            yield document
    except RefusedError as error:
        yield from () if of_articles else chain(*waiting.values())
        raise RefusedError(f"was read no further: {error}") from error
    if number < 0:
        raise RefusedError("is JSON without a list of articles")
    if not of_articles:
        yield from chain(*waiting.values())


def restore(raw: bytes, origin: Origin, mapped: Mapping[str, str]) -> Document:
    """Return the document that an element was read to; raises ``RefusedError``."""
    return from_json(raw, origin, mapped)[0]
