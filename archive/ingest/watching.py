"""Sources followed: what arrives in them is taken in as soon as it is complete."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from archive.errors import ArchiveError, BusyError
from archive.home import Home
from archive.ingest.completeness import REST_SECONDS, Completeness, is_in_the_making
from archive.ingest.intake import Waits
from archive.ingest.scan import excluded
from archive.store import Source, Store

_POLL_SECONDS = 2.0  # between looks at every file, where no news of changes comes
_TICKS = 2  # looks at what waits, in the time for which it must be at rest


def watch(
    home: Home,
    take: Callable[[Waits], None],
    complain: Callable[[ArchiveError], None],
    *,
    rest: float = REST_SECONDS,
    poll: bool = False,
) -> None:
    """Follow all remembered sources, until interrupted; ``take`` updates the archive from them.

    It is called at once, and then whenever something changed that is complete: at rest for so
    many seconds, and not called as what is in the making. What it raises later than the first time
    is told to ``complain``, as is all else that is wrong. With ``poll`` the files are looked at in
    turn; else the system is asked to tell of changes, as network file systems cannot.
    """
    files = Completeness(rest)
    take(files.waits)
    while True:
        sources = _sources(home)
        places = _places(sources)
        changed: set[str] = set()
        is_due = all(places.values())  # what changed before news came is to be found
        try:
            for paths in _news(places, rest=rest, poll=poll):
                changed.update(path for path in paths if _concerns(path, sources, home))
                changed.update(files.waiting)
                moved = _places(sources) != places
                if not (is_due or moved or any(_is_ready(path, files) for path in changed)):
                    continue
                try:
                    take(files.waits)
                except BusyError as error:  # once more at the next tick
                    complain(error)
                    continue
                except ArchiveError as error:
                    complain(error)
                is_due = False
                changed.clear()
                if moved or _sources(home) != sources:
                    break
        except NoNewsError as error:
            if poll:
                raise
            complain(error)
            poll = True


class NoNewsError(ArchiveError):
    """The system cannot tell of changes."""


def _sources(home: Home) -> tuple[Source, ...]:
    with Store.open(home.store) as store, store.snapshot() as snapshot:
        return snapshot.sources()


def _places(sources: Sequence[Source]) -> dict[str, tuple[int, int] | None]:
    """Return what each root is at the moment: None for one that is not there."""
    found: dict[str, tuple[int, int] | None] = {}
    for source in sources:
        try:
            state = Path(source.root).stat()
            found[source.root] = (state.st_dev, state.st_ino)
        except OSError:
            found[source.root] = None
    return found


def _news(places: dict[str, tuple[int, int] | None], *, rest: float, poll: bool) -> Iterator[set[str]]:
    """Yield the paths that changed, none every now and then, up to where there is a new folder."""
    from watchfiles import Change
    from watchfiles import watch as follow

    roots = [root for root, place in places.items() if place is not None]
    tick = rest / _TICKS
    while not roots:
        time.sleep(tick)
        yield set()
    news = follow(
        *_folders(roots),
        recursive=False,  # which would follow links, out of the source and round in circles
        watch_filter=None,
        debounce=max(int(rest * 1000), 1),
        rust_timeout=max(int(tick * 1000), 1),
        yield_on_timeout=True,
        force_polling=poll or None,
        poll_delay_ms=int(min(_POLL_SECONDS, rest) * 1000),
        ignore_permission_denied=True,
    )
    try:
        for changes in news:
            yield {path for _, path in changes}
            if any(change is Change.added and _is_folder(path) for change, path in changes):
                return  # to be followed, too
    except FileNotFoundError:
        return  # a source that was there a moment ago
    except OSError as error:
        raise NoNewsError(
            f"the system cannot tell of changes ({error}); the files are looked at in turn"
        ) from error


def _folders(roots: Sequence[str]) -> Iterator[str]:
    """Yield the roots and the folders below them, none behind a link."""
    for root in roots:
        yield root
        for folder, inner, _ in os.walk(root):
            inner[:] = [name for name in inner if not name.startswith(".")]
            yield from (path for name in inner if _is_folder(path := str(Path(folder, name))))


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def _concerns(path: str, sources: Sequence[Source], home: Home) -> bool:
    """Tell whether a path is one that a run would look at."""
    if PurePath(path).is_relative_to(home.path.absolute()) or is_in_the_making(PurePath(path).name):
        return False
    for source in sources:
        if PurePath(path).is_relative_to(source.root):
            parts = PurePath(path).relative_to(source.root).parts
            if not any(part.startswith(".") for part in parts) and not excluded(
                "/".join(parts), source.excludes
            ):
                return True
    return False


def _is_ready(path: str, files: Completeness) -> bool:
    """Tell whether something is to be done for a path: it is gone, or complete."""
    try:
        state = os.lstat(path)
    except OSError:
        files.forget(path)
        return True
    return not stat.S_ISREG(state.st_mode) or not files.waits(path, state.st_size, state.st_mtime_ns)
