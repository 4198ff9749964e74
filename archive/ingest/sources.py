"""Which files and folders the archive is built from, and what the user knows of each."""
# ruff: noqa: PTH100, PTH118 -- absolute, but a link that the user names stays the name of a source

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archive.errors import ArchiveError
from archive.given import printable
from archive.ingest.scan import excluded
from archive.store.values import Source

DEFAULT = "seeds"


def remember(
    sources: Sequence[Source],
    paths: Sequence[Path],
    *,
    given: Mapping[str, str],
    excludes: Sequence[str],
    next_number: int,
) -> tuple[Source, ...]:
    """Return the sources with ``paths`` among them, by root.

    ``given`` and ``excludes`` are for the paths named; where none is, for the only source.
    A path within another source is covered by it,
    unless it has given values or excludes: then it is a source of its own, and apart.
    Raises ``ArchiveError``.
    """
    for field, value in given.items():
        printable(f"{field}={value}")
    roots = [os.path.abspath(path) for path in paths]
    if not roots and not sources:
        roots = [os.path.abspath(DEFAULT)]
        if not Path(roots[0]).is_dir():
            raise ArchiveError(
                "no PATH is given, no source is remembered and there is no folder ./seeds here; "
                "say what to read: archive rebuild FOLDER"
            )
    elif not roots and (given or excludes):
        if len(sources) > 1:
            raise ArchiveError(
                "--set, --map and --exclude are for the PATHs named, and none is; name the one meant"
            )
        roots = [sources[0].root]
    for root in roots:
        if not Path(root).exists():
            raise ArchiveError(f"no file or folder {root!r}; name one that exists")
    known = {source.root: source for source in sources}
    for root in roots:
        source = known.get(root)
        if source is None:
            source = Source(number=next_number, root=root)
            next_number += 1
        known[root] = replace(
            source,
            given={**source.given, **given},
            excludes=tuple(dict.fromkeys((*source.excludes, *excludes))),
        )
    return tuple(known[root] for root in sorted(known) if not _is_covered(known[root], list(known.values())))


def apart(source: Source, sources: Sequence[Source]) -> frozenset[str]:
    """Return the roots within a source that are sources of their own."""
    return frozenset(other.root for other in sources if _below(other.root, source.root) is not None)


def _is_covered(source: Source, sources: Sequence[Source]) -> bool:
    if source.given or source.excludes:
        return False
    return any(_covers(other, source) for other in sources)


def _covers(outer: Source, inner: Source) -> bool:
    path = _below(inner.root, outer.root)
    if path is None or os.path.realpath(inner.root) != os.path.join(os.path.realpath(outer.root), path):
        return False
    parts = Path(path).parts
    return not any(
        part.startswith(".") or excluded("/".join(parts[: depth + 1]), outer.excludes)
        for depth, part in enumerate(parts)
    )


def _below(path: str, root: str) -> str | None:
    """Return the path from ``root`` to ``path``; None where it does not lie below."""
    start = root if root.endswith(os.sep) else root + os.sep
    return path[len(start) :] if path.startswith(start) and path != start else None
