"""Which files are complete: those that are called so, and that nobody has written to for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

REST_SECONDS = 2.0
"""So long a file must be as it is before it is taken."""

_IN_THE_MAKING = tuple(
    ".part .partial .crdownload .download .opdownload .filepart .tmp .temp .aria2 .!ut .writing ~".split()
)


def is_in_the_making(name: str) -> bool:
    """Tell whether a file is called as programs call one that they are still writing.

    >>> [is_in_the_making(name) for name in ("a.jsonl.part", "A.TMP", "a.txt~", ".a.txt.x7", "part.txt")]
    [True, True, True, True, False]
    """
    return name.startswith(".") or name.lower().endswith(_IN_THE_MAKING)


class Completeness:
    """Keeps in mind since when files are as they are; ``waiting`` are those that are not complete.

    A file whose time of change is that long ago is complete at once: it was moved here. Where the
    clock of its disk is ahead, it is complete when it was seen to stay as it is.
    """

    def __init__(self, seconds: float = REST_SECONDS, *, clock: Callable[[], float] = time.time) -> None:
        self._seconds = seconds
        self._clock = clock
        self._seen: dict[str, tuple[int, int, float]] = {}

    @property
    def waiting(self) -> frozenset[str]:
        """Return the paths of files that were not complete when last looked at."""
        return frozenset(self._seen)

    def waits(self, location: str, size: int, mtime_ns: int) -> bool:
        """Tell whether a file of that size and time of change is to be left alone for now."""
        if is_in_the_making(location.rpartition("/")[2]):
            return True
        now = self._clock()
        known = self._seen.get(location)
        since = known[2] if known and known[:2] == (size, mtime_ns) else now
        if now - mtime_ns / 1e9 >= self._seconds or now - since >= self._seconds:
            self.forget(location)
            return False
        self._seen[location] = (size, mtime_ns, since)
        return True

    def forget(self, location: str) -> None:
        """Wait no longer for a file."""
        self._seen.pop(location, None)
