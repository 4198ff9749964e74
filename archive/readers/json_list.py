"""A JSON list of articles, also within an object: an element a document, its raw bytes its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.json_stream import MOST_BYTES, articles, opening
from archive.left_out import LeftOut
from archive.opening import Dump
from archive.records import from_json, is_record, note


def read(dump: Dump) -> Iterator[Document]:
    """Yield a document an element; raises ``RefusedError`` in the end where some could not be read.

    A list of which no element is an article is none of articles, and passed over.
    """
    begun = opening(dump.head.decode("utf-8-sig", "replace"))
    loose = begun is not None and is_record(begun.value, dump.mapped)
    lists: dict[int, LeftOut] = {}
    found: dict[int, int] = {}
    ends = None
    number = -1
    try:
        for number, (which, byte_offset, raw) in enumerate(articles(dump.stream, loose=loose)):
            left_out = lists.setdefault(which, LeftOut("element"))
            place = found.get(which, 0) + left_out.count + 1
            if raw is None:
                left_out.add(place, f"is longer than {MOST_BYTES >> 20} MB, no single article")
                continue
            origin = replace(dump.origin, document=number, byte_offset=byte_offset)
            try:
                document, composed = from_json(raw, origin, dump.mapped)
            except RefusedError as error:
                left_out.add(place, str(error))
                continue
            if not found:
                dump.notes.append(note(composed))
            found[which] = found.get(which, 0) + 1
            yield document
    except RefusedError as error:
        ends = str(error)
    for which, left_out in lists.items():
        if which in found or not found:
            left_out.settle(found.get(which, 0), ends=ends)
    if ends or number < 0:
        raise RefusedError(f"was read no further: {ends}" if ends else "is JSON without a list of articles")


def restore(raw: bytes, origin: Origin, mapped: Mapping[str, str]) -> Document:
    """Return the document that an element was read to; raises ``RefusedError``."""
    return from_json(raw, origin, mapped)[0]
