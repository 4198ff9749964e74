"""What people call an article by, a prefix of its id or ``@3``, to the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.errors import ArchiveError, UnknownIdError
from archive.store import Found, Snapshot, Store
from index.console import harmless
from index.console.last import recall

_LEAST = 4


def resolved(store: Path, names: Iterable[str]) -> list[Found]:
    """Return the one article of each name, as ``resolve`` does."""
    with Store.open(store) as opened, opened.snapshot() as snapshot:
        last = recall(store.parent)
        return [resolve(snapshot, name, last) for name in names]


def resolve(snapshot: Snapshot, name: str, last: Mapping[int, str]) -> Found:
    """Return the one article, live or gone, of that name.

    ``last`` holds the ids of the last search by number. Raises ``UnknownIdError``,
    and ``ArchiveError`` for what cannot be a name or names several, with the candidates.
    """
    prefix = _hit(name, last) if name.startswith("@") else name.lower()
    if not re.fullmatch(r"[0-9a-f]+", prefix):
        raise UnknownIdError(f"no article '{name}': an id has the digits 0 to 9 and a to f")
    if len(prefix) < _LEAST:
        raise ArchiveError(f"'{name}' is too short for an id: give {_LEAST} of its digits or more")
    found = snapshot.find(prefix)
    if not found:
        raise UnknownIdError(f"no article '{name}'")
    if len(found) > 1:
        lines = (f"\n  {one.id}  {harmless.line(one.title or '(untitled)')}" for one in found)
        raise ArchiveError(f"several articles begin with '{name}':{''.join(lines)}")
    return found[0]


def _hit(name: str, last: Mapping[int, str]) -> str:
    if not re.fullmatch(r"@[0-9]{1,9}", name):
        raise ArchiveError(f"'{name}' is no hit: @3 is the third hit of the last search")
    number = int(name[1:])
    if number not in last:
        held = f"the last search showed {min(last)} to {max(last)}" if last else "the last search showed none"
        raise UnknownIdError(f"no hit {name}: {held}")
    return last[number]
