"""How much may come out of a file: bombs are refused before they cost time or memory."""

from __future__ import annotations

from archive.errors import RefusedError

MOST_DEPTH = 2
"""Containers within one another; a compressed tar or web archive counts as one."""
MOST_TIMES = 200
"""Text is packed to a third or a tenth, now and then to a fiftieth; zeros to a thousandth."""
FREE_BYTES = 32 * 1024 * 1024
"""So much may come of a file however small it is: pages of a template pack very well."""
MOST_UNPACKED = 1 << 40
"""Of one file, in bytes: a terabyte is to be unpacked by whoever knows what is in it."""
MOST_COPIED = 16 << 30
"""Bytes of a zip within another file, which is copied to a temporary file as its list is at the end."""
MOST_WINDOW = 128 * 1024 * 1024
"""Bytes of what was unpacked that xz and zstd may ask to be kept at hand; their own tools stop there."""
MOST_NAME = 4096
"""Bytes of a member's name; no file system takes more."""
STEP = 1 << 16
"""Bytes packed or unpacked at a time."""


class TooMuchError(RefusedError):
    """More comes out of a file than any dump holds; nothing more of it is read."""


class Allowance:
    """What may still come out of one file, all that is packed within one another taken together.

    ``size`` (bytes) is that of the file where it is known: what is read of it twice counts once.
    ``unpacked`` counts the bytes that came out so far.
    """

    def __init__(self, size: int | None = None) -> None:
        self._size = size
        self._taken = 0
        self.unpacked = 0

    def take(self, count: int) -> None:
        """Count packed bytes that were read from the file itself."""
        self._taken += count

    def unpack(self, count: int) -> None:
        """Count bytes that came out of it; raises ``TooMuchError``."""
        self.unpacked += count
        packed = self._taken if self._size is None else min(self._taken, self._size)
        if self.unpacked > FREE_BYTES + MOST_TIMES * packed:
            raise TooMuchError(
                f"unpacks to more than {MOST_TIMES} times its size, as no dump does; is it a bomb?"
            )
        if self.unpacked > MOST_UNPACKED:
            raise TooMuchError(f"unpacks to more than {MOST_UNPACKED >> 40} TB; unpack it first")
