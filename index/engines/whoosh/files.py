"""The folder of a Whoosh index: whatever fails in it is told, whatever is opened is closed."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from archive.errors import ArchiveError, GenerationError
from index.engines.whoosh.pickles import ReadFile


class Files(FileStorage):
    """Remembers what it opened; Whoosh forgets to close files when it meets a damaged one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._opened: list[StructFile] = []
        self._mapped: list[mmap.mmap] = []

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """Open a file to read."""
        opened = ReadFile((Path(self.folder) / name).open("rb"), name=name, **kwargs)
        self._opened.append(opened)
        return opened

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any) -> StructFile:
        """Open a new file to write."""
        created: StructFile = super().create_file(name, excl, mode, **kwargs)
        self._opened.append(created)
        return created

    def mapped(self, name: str) -> mmap.mmap:
        """Open a file to read it as if it were all in memory."""
        with (Path(self.folder) / name).open("rb") as file:
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
        while self._opened:
            file = self._opened.pop()
            if not file.is_closed:
                file.close()


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
