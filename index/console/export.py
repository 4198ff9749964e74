"""What ``archive export`` does: every article that matches, to stdout or a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from archive.article import Article
from archive.errors import ArchiveError
from archive.store import Snapshot, Store
from index.console import harmless, terminal
from index.console.wording import counted
from index.exports import AsJson, Form, exported
from index.search import Ask, matching

_AT_ONCE = 200


def write_export(
    store: Path, index: Path, ask: Ask, form: Form, *, as_json: AsJson, output: Path | None
) -> int:
    """Write the articles and return how many they are; a file is written whole or not at all."""
    with Store.open(store) as opened, matching(opened, index, ask) as (snapshot, ids):
        pieces = exported(_articles(snapshot, ids), form, as_json)
        if output is None:
            for piece in pieces:
                terminal.write_data(piece)
        else:
            _write_whole(output, pieces)
    where = f" to {harmless.line(str(output))}" if output else ""
    terminal.note(f"archive: {counted(len(ids), 'article')} exported{where}")
    return len(ids)


def _articles(snapshot: Snapshot, ids: list[str]) -> Iterator[Article]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from snapshot.articles(ids[start : start + _AT_ONCE])


def _write_whole(output: Path, pieces: Iterator[str]) -> None:
    try:
        number, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise ArchiveError(
            f"cannot write {str(output)!r}: {error.strerror}; name another --output"
        ) from error
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        Path(name).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
