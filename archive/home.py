"""Where an archive lives: which folder, what lies in it, and who may write."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import BusyError, StoreError

_OTHERS_WRITE, _OTHERS_ENTER = 0o022, 0o011


def _unheard(text: str) -> None:
    """Take no notice of a note."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one archive; everything the program writes lies under ``path``."""

    path: Path
    shared: bool = False
    """Whether others may write to it, so that what lies there is trusted all the same."""
    note: Callable[[str], None] = field(default=_unheard, compare=False, repr=False)
    """What tells the user why nothing goes on."""

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
    def signs(self) -> Path:
        """The file that keeps what is derived of the rules; without it, it is derived again."""
        return self.path / "signs.json"

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

    def guard(self) -> None:
        """Raise ``StoreError`` where another user wrote, or may write, what would be opened here.

        Not where it is ``shared``. Where there is nothing yet, there is nothing to fear.
        """
        if self.shared or os.name == "nt":
            return
        user = os.geteuid()
        for path, reached in self._opened():
            try:
                state = path.stat()
            except FileNotFoundError:  # a writer clears up
                continue
            except OSError as error:
                raise StoreError(f"cannot look at {str(path)!r}: {error.strerror}") from error
            if state.st_uid != user:
                raise StoreError(
                    f"{str(path)!r} belongs to another user, so the archive was not opened; "
                    "if you trust who wrote it: archive --shared"
                )
            if reached and state.st_mode & _OTHERS_WRITE:
                import shlex

                raise StoreError(
                    f"others may write to {str(path)!r}, so the archive was not opened; take that from them "
                    f"(chmod -R go-w {shlex.quote(str(self.path))}), or if you trust them: archive --shared"
                )

    def _opened(self) -> Iterator[tuple[Path, bool]]:
        """Yield what a search opens and the folders in which it lies, each with whether others reach it."""
        yield self.path, True
        reached = {str(self.path): _lets_others_in(self.path)}
        for end in ("", "-wal", "-shm"):
            yield self.path / f"{self.store.name}{end}", reached[str(self.path)]
        for name, _, files in os.walk(self.index):
            folder = Path(name)
            around = reached[str(folder.parent)]
            yield folder, around
            reached[name] = around and _lets_others_in(folder)
            yield from ((folder / file, reached[name]) for file in files)

    @contextlib.contextmanager
    def locked(self, timeout: float = 10.0) -> Iterator[None]:
        """Hold the archive for writing; raises ``BusyError`` after ``timeout`` seconds."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.writing, mode=0o660 if self.shared else 0o600)
        try:
            try:
                lock.acquire(timeout=0)
            except Timeout:
                self.note(
                    f"archive: another process is writing to the archive; waiting up to {timeout:g} seconds"
                )
                lock.acquire(timeout=timeout)
        except Timeout as error:
            raise BusyError(
                f"another process is writing to the archive in {str(self.path)!r} and was not done after "
                f"{timeout:g} seconds; try again when it is"
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


def _lets_others_in(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & _OTHERS_ENTER)
    except OSError:
        return True


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
