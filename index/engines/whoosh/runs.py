"""Words put away while a segment is gathered, in a file that is read once, from its beginning to its end."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from index.engines.whoosh.lists import Listed
from index.engines.whoosh.terms import Entry

_AT_ONCE = 500  # entries: most are some ten bytes


def put_away(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries to a new file."""
    plain = ((field, word, *found) for field, word, found in entries)
    with path.open("xb") as file:
        while some := list(islice(plain, _AT_ONCE)):
            marshal.dump(some, file)


def read_back(path: Path) -> Iterator[Entry]:
    """Yield the entries that were put away, few of them in memory at a time."""
    size = path.stat().st_size
    with path.open("rb") as file:
        while file.tell() < size:
            for field, word, *found in marshal.load(file):  # noqa: S302 - this process has written it
                yield field, word, Listed._make(found)
