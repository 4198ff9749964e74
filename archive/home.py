"""Where an archive lives: which folder, what lies in it, and who may write."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.errors import BusyError, StoreError


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one archive; everything the program writes lies under ``path``."""

    path: Path

    @property
    def store(self) -> Path:
        """The one SQLite file that holds the truth."""
        return self.path / "archive.sqlite"

    @property
    def index(self) -> Path:
        """The folder of the index generations, one folder each."""
        return self.path / "index"

    @property
    def rules(self) -> Path:
        """The folder of the user's own cleaning rules, which need not be there."""
        return self.path / "rules"

    @property
    def writing(self) -> Path:
        """The file that a writer holds locked."""
        return self.path / "writing.lock"

    def create(self) -> None:
        """Make the folders where they are missing, for this user alone (mode 0700)."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.mkdir(mode=0o700, exist_ok=True)
            self.index.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"cannot make the archive's folder {str(self.path)!r}: {error.strerror}; "
                "name another with --home"
            ) from error

    @contextlib.contextmanager
    def locked(self, timeout: float = 10.0) -> Iterator[None]:
        """Hold the archive for writing; raises ``BusyError`` after ``timeout`` seconds."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.writing, mode=0o600)
        try:
            lock.acquire(timeout=timeout)
        except Timeout as error:
            raise BusyError(
                f"another process is writing to the archive in {str(self.path)!r}; try again when it is done"
            ) from error
        except OSError as error:
            raise StoreError(
                f"cannot write to the archive in {str(self.path)!r}: {error.strerror}"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def tidy(self, keep: Collection[str]) -> None:
        """Remove the index folders not named in ``keep``; what is still in use stays until the next time."""
        with contextlib.suppress(FileNotFoundError):
            for folder in sorted(self.index.iterdir()):
                if folder.name not in keep:
                    shutil.rmtree(folder, ignore_errors=True)


def locate(named: Path | None = None, environ: Mapping[str, str] = os.environ) -> Home:
    """Return the home ``named``, else that of ``$ARCHIVE_HOME``, else the platform's own."""
    chosen = named or (Path(environ["ARCHIVE_HOME"]) if environ.get("ARCHIVE_HOME") else None)
    return Home((chosen or _of_platform(environ)).expanduser().absolute())


def _of_platform(environ: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "archive"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "archive"
    # An XDG path that is not absolute is to be ignored, says its specification.
    data = Path(environ.get("XDG_DATA_HOME", ""))
    return (data if data.is_absolute() else Path.home() / ".local" / "share") / "archive"
