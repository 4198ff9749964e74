"""The documents of a segment that is written again, as they come behind those of another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice, repeat
from operator import itemgetter

from index.engines.whoosh import held
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.lists import Listed, as_kept, counted, moved, numbers, placed, unpacked
from index.engines.whoosh.terms import Block, Entry, as_bytes

_AT_ONCE = 1_000  # words


def adopted(documents: Documents, first: int, position: int) -> Iterator[Block]:
    """Yield the words of the documents of one segment, numbered and placed from here on.

    Those of deleted documents are left out, and so is their place.
    """
    for field, entries in groupby(_entries(documents, first, position), key=itemgetter(0)):
        while some := list(islice(entries, _AT_ONCE)):
            words = [as_bytes(word) for _, word, _ in some]
            yield Block(field, words, [as_kept(found) for _, _, found in some])


def _entries(documents: Documents, first: int, position: int) -> Iterator[Entry]:
    if documents.count == len(documents.ids):
        for field, word, found in documents.entries():
            yield field, word, moved(found, first if held.is_stems(field) else position)
        return
    renumbered = {number: first + place for place, number in enumerate(sorted(documents.all))}
    shifts: dict[int, int] = {}
    for number in sorted(documents.all):
        shifts[number] = position - (documents.ends[number] - documents.spans[number])
        position += documents.spans[number]
    for field, word, found in documents.entries():
        kept = _renumbered(found, renumbered) if held.is_stems(field) else _shifted(found, documents, shifts)
        if kept is not None:
            yield field, word, kept


def _renumbered(found: Listed, numbered: dict[int, int]) -> Listed | None:
    counts = unpacked(found.counts) if found.counts else repeat(1)
    kept = {
        numbered[number]: count
        for number, count in zip(numbers(found), counts, strict=False)
        if number in numbered
    }
    return counted(kept) if kept else None


def _shifted(found: Listed, documents: Documents, shifts: dict[int, int]) -> Listed | None:
    places = numbers(found)
    by = [shifts.get(number) for number in documents.of(places)]
    kept = [place + shift for place, shift in zip(places, by, strict=True) if shift is not None]
    return placed(kept) if kept else None
