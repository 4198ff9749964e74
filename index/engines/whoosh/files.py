"""The folder of a Whoosh index as Whoosh writes to it: whatever is opened is closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from index.engines.whoosh.mapped import Mapped
from index.engines.whoosh.pickles import Unpickler


class Files(Mapped, FileStorage):
    """Remembers what it opened; Whoosh forgets to close files when it meets a damaged one."""

    def __init__(self, folder: Path) -> None:
        Mapped.__init__(self, folder)
        FileStorage.__init__(self, str(folder))
        self._opened: list[StructFile] = []

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """Open a file to read."""
        opened = _ReadFile((self.path / name).open("rb"), name=name, **kwargs)
        self._opened.append(opened)
        return opened

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any) -> StructFile:
        """Open a new file to write."""
        created: StructFile = super().create_file(name, excl, mode, **kwargs)
        self._opened.append(created)
        return created

    def close_all(self) -> None:
        """Close every file that is still open."""
        super().close_all()
        while self._opened:
            file = self._opened.pop()
            if not file.is_closed:
                file.close()


class _ReadFile(StructFile):
    """A file of the index, open for reading: nothing in it has anything run."""

    def read_pickle(self) -> Any:
        """Return what is pickled here; raises ``GenerationError`` for a class that does not belong."""
        return Unpickler(self.file).load()
