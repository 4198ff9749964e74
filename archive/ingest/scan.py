"""What a source holds: names, sizes and times, and nothing opened."""
# ruff: noqa: PTH116, PTH118 -- names as they are, a hundred thousand at a time

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from archive.opening import kind_of
from archive.store.coming import Scanned
from archive.store.values import Source


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A folder or file of which nothing can be told; what is known below ``path`` stays as it is."""

    source: int
    path: bytes
    reason: str


def scan(source: Source, *, apart: Collection[str] = (), home: str = "") -> Iterator[Scanned | Unreadable]:
    """Yield what lies in a source: files by name, folders after the files beside them.

    Names that begin with a dot are passed over, and what the source excludes, and the paths
    ``apart`` (sources of their own) and the archive's own ``home``. Links are not followed;
    one that leads to another place in the source is passed over, too, as that is read itself.
    """
    own = _identity(home)
    try:
        state = os.stat(source.root)
    except OSError as error:
        yield Unreadable(source.number, b"", f"cannot be looked at: {error.strerror}")
        return
    if not stat.S_ISDIR(state.st_mode):
        yield _name(source, "", state)
        return
    folders = [""]
    while folders:
        folder = folders.pop()
        inner: list[str] = []
        try:
            with os.scandir(os.path.join(source.root, folder)) as names:
                entries = sorted(names, key=lambda entry: entry.name)
        except OSError as error:
            prefix = os.fsencode(f"{folder}/" if folder else "")
            yield Unreadable(source.number, prefix, f"cannot be looked into: {error.strerror}")
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name.startswith(".") or entry.path in apart or excluded(path, source.excludes):
                continue
            try:
                state = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError as error:
                yield Unreadable(source.number, os.fsencode(path), f"cannot be looked at: {error.strerror}")
                continue
            if stat.S_ISDIR(state.st_mode):
                if (state.st_dev, state.st_ino) != own:
                    inner.append(path)
            elif stat.S_ISLNK(state.st_mode):
                reason = _why_not_followed(entry.path, source.root)
                if reason:
                    yield _name(source, path, state, reason)
            else:
                yield _name(source, path, state)
        folders.extend(reversed(inner))


def excluded(path: str, globs: Collection[str]) -> bool:
    """Tell whether a glob matches the path within the source, or the last name of it.

    >>> excluded("2019/truth.jsonl", ["truth.jsonl"]), excluded("2019/a.txt", ["2018/*", "*.html"])
    (True, False)
    """
    name = path.rpartition("/")[2]
    return any(fnmatchcase(name, glob) or fnmatchcase(path, glob) for glob in globs)


def _name(source: Source, path: str, state: os.stat_result, refused: str | None = None) -> Scanned:
    if refused is None and not stat.S_ISREG(state.st_mode):
        refused = f"is {kind_of(state.st_mode)}, not a file; leave it out with --exclude"
    return Scanned(
        source=source.number,
        path=os.fsencode(path),
        size=state.st_size,
        mtime_ns=state.st_mtime_ns,
        refused=refused,
    )


def _why_not_followed(link: str, root: str) -> str | None:
    try:
        os.stat(link)
    except OSError:
        return "is a link that leads nowhere; leave it out with --exclude"
    target, inside = os.path.realpath(link), os.path.realpath(root)
    if target == inside or target.startswith(inside + os.sep):
        return None
    return "is a link that leads out of the source; name what it leads to as a source of its own"


def _identity(path: str) -> tuple[int, int] | None:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return (state.st_dev, state.st_ino)
