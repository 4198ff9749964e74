"""Where an article was found: the columns that hold an origin, and the order of origins."""

from __future__ import annotations

import json
import os

from archive.article import Origin

COLUMNS = "path, members, place, byte_offset, sha256, url, captured"


def from_columns(
    root: bytes,
    path: bytes,
    members: str,
    place: int,
    byte_offset: int,
    sha256: bytes | None,
    url: str | None,
    captured: str | None,
) -> Origin:
    """Return the origin that the root of its source and ``COLUMNS`` hold."""
    return Origin(
        root=os.fsdecode(root),
        path=os.fsdecode(path),
        members=tuple(json.loads(members)),
        document=place,
        byte_offset=byte_offset,
        sha256=sha256.hex() if sha256 else "",
        url=url,
        captured=captured,
    )


def order(origin: Origin) -> tuple[str, str, tuple[str, ...], int]:
    """Return what origins are sorted by; the first decides where they disagree."""
    return (origin.root, origin.path, origin.members, origin.document)
