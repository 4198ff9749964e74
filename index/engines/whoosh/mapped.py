"""The folder of a Whoosh index, read without Whoosh, whose import takes longer than most searches."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ArchiveError, GenerationError


class Mapped:
    """Opens files to read, and closes whatever is open."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self._mapped: list[mmap.mmap] = []

    def mapped(self, name: str) -> mmap.mmap:
        """Open a file to read it as if it were all in memory."""
        with (self.path / name).open("rb") as file:
            self._mapped.append(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        return self._mapped[-1]

    @contextmanager
    def closed_on_failure(self) -> Iterator[None]:
        """Close every file if what is done with them fails."""
        try:
            yield
        except BaseException:
            self.close_all()
            raise

    def close_all(self) -> None:
        """Close every file that is still open."""
        while self._mapped:
            self._mapped.pop().close()


@contextmanager
def told(folder: Path, doing: str) -> Iterator[None]:
    """Tell of any failure as one of the index in ``folder``, which was being read or written."""
    try:
        yield
    except ArchiveError:
        raise
    except RecursionError as error:
        raise GenerationError("the query has too many brackets within brackets") from error
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        raise GenerationError(f"the index in {folder} cannot be {doing} ({reason})") from error
