"""A member's name to the name it is called by: never a path on any disk."""

from __future__ import annotations

import re

from archive.containers.limits import MOST_NAME
from archive.errors import RefusedError

_DRIVE = re.compile(r"[a-zA-Z]:[/\\]")


def called(name: str) -> str | None:
    r"""Return what a member is called; None for one to pass over. Raises ``RefusedError``.

    Folders are passed over, and names of which a part begins with a dot, as in a source's folders.

    >>> called("./2019/a.txt"), called("2019/.git/b"), called("__MACOSX/._a.txt"), called("2019/")
    ('2019/a.txt', None, None, None)
    >>> called("../../etc/passwd")
    Traceback (most recent call last):
    archive.errors.RefusedError: has a name that leads out of the archive, so it was not read
    """
    if not name or len(name) > MOST_NAME or "\0" in name:
        raise RefusedError("has a name that no file has, so it was not read")
    parts = re.split(r"[/\\]", name)
    if ".." in parts or not parts[0] or _DRIVE.match(name):
        raise RefusedError("has a name that leads out of the archive, so it was not read")
    parts = [part for part in parts if part != "."]
    if not parts or not parts[-1] or any(part.startswith(".") for part in parts):
        return None
    return "/".join(parts)


def unsuffixed(name: str) -> str:
    """Return what the one member of a compressed file is called: its name without the suffix.

    >>> unsuffixed("story.html.gz"), unsuffixed("dump.tgz"), unsuffixed("dump")
    ('story.html', 'dump.tar', 'dump')
    """
    for suffix in (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd"):
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    for suffix in (".tgz", ".taz", ".tbz", ".tbz2", ".txz", ".tzst"):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] + ".tar"
    return name
