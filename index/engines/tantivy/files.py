"""The folder of a tantivy index: which files are its own, none written in place; what fails is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive.errors import ArchiveError, GenerationError

_TABLE = "meta.json"
_MANAGED = ".managed.json"
_WRITERS_LOCK = ".tantivy-writer.lock"
_READERS_LOCK = ".tantivy-meta.lock"


def make_own(folder: Path) -> None:
    """Make the files that tantivy rewrites the folder's own, where they are linked to another's."""
    for name in (_TABLE, _MANAGED):
        path = folder / name
        written = path.read_bytes()
        path.unlink()
        path.write_bytes(written)
    for name in (_WRITERS_LOCK, _READERS_LOCK):
        (folder / name).unlink(missing_ok=True)


def take(folder: Path, other: Path) -> dict[str, Any]:
    """Move another index's segments into the folder; return its table."""
    table: dict[str, Any] = json.loads((other / _TABLE).read_bytes())
    for path in list(_of_segments(other, table["segments"])):
        path.rename(folder / path.name)
    return table


def tidy(folder: Path, taken: Sequence[dict[str, Any]] = ()) -> None:
    """Put the segments that were taken in the table, and leave no file that is of no use any more.

    Merging leaves some behind until tantivy next looks for them.
    """
    table = json.loads((folder / _TABLE).read_bytes())
    for other in taken:
        table["segments"] += other["segments"]
        table["opstamp"] = max(table["opstamp"], other["opstamp"])
    kept = set(_of_segments(folder, table["segments"]))
    for path in folder.iterdir():
        if path.is_file() and path not in kept:
            path.unlink()
    (folder / _TABLE).write_text(json.dumps(table))
    (folder / _MANAGED).write_text(json.dumps([_TABLE, *sorted(path.name for path in kept)]))
    (folder / _READERS_LOCK).touch()  # each reader makes it, and no file may come later


def dead_part(folder: Path) -> float:
    """Return which part of the articles in the files is deleted."""
    segments = json.loads((folder / _TABLE).read_bytes())["segments"]
    dead: int = sum(segment["deletes"]["num_deleted_docs"] for segment in segments if segment["deletes"])
    count: int = sum(segment["max_doc"] for segment in segments)
    return dead / max(1, count)


def _of_segments(folder: Path, segments: Iterable[dict[str, Any]]) -> Iterator[Path]:
    """Yield the files of these segments; older lists of what is deleted are none of them."""
    by_name = {segment["segment_id"].replace("-", ""): segment["deletes"] for segment in segments}
    for path in folder.iterdir():
        name, _, ending = path.name.partition(".")
        if name in by_name:
            deletes = by_name[name]
            if not ending.endswith("del") or (deletes and ending == f"{deletes['opstamp']}.del"):
                yield path


@contextmanager
def told(folder: Path, doing: str) -> Iterator[None]:
    """Tell of any failure as one of the index in ``folder``, which was being read or written."""
    try:
        yield
    except ArchiveError:
        raise
    except RecursionError as error:
        raise GenerationError("the query has too many brackets within brackets") from error
    except BaseException as error:
        # What Rust code gives up on is no Exception, and its class has no public name.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        raise GenerationError(f"the index in {folder} cannot be {doing} ({reason})") from error
