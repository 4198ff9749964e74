"""An archive whose sources have changed, and what each run is to make of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archives import PLAIN, write
from stopping import RUNS, change, state

from archive.home import Home
from archive.ingest import rebuild
from index.build import Builder


@dataclass(frozen=True, slots=True)
class Scene:
    """``old`` is the state before any run, ``new`` that after each."""

    folder: Path
    base: Home
    old: tuple[object, ...]
    new: dict[str, tuple[object, ...]]

    @contextmanager
    def copy(self, parent: Path | None = None) -> Iterator[Home]:
        """Give a home that is as before any run, and remove it."""
        home = Home((parent or self.folder) / "copy")
        shutil.copytree(self.base.path, home.path)
        try:
            yield home
        finally:
            shutil.rmtree(home.path)

    def verdict(self, run: str, home: Home) -> str:
        """Return what is wrong with an archive after a stopped run, and after another run; empty: nothing."""
        after = state(home)
        if after[:2] not in (self.old[:2], self.new[run][:2]) or after[4]:
            return f"neither the old archive nor the new one: {after[1]}, damage {after[4]}"
        RUNS[run](home)
        again = state(home)
        wrong = [
            place for place, (one, other) in enumerate(zip(again, self.new[run], strict=True)) if one != other
        ]
        return (
            f"another run ends elsewhere: {[(again[place], self.new[run][place]) for place in wrong]}"
            if wrong
            else ""
        )


def scene(folder: Path, stories: int) -> Scene:
    """Build an archive of so many stories, change its sources, and see what runs come to."""
    dumps, base = folder / "dumps", Home(folder / "base")
    write(dumps, **{f"{number:03}": f"Story {number}\n\nMoscow" for number in range(stories)})
    rebuild(base, [dumps], build=Builder("whoosh"), cleaner=PLAIN)
    old = state(base)
    change(dumps, stories)
    new: dict[str, tuple[object, ...]] = {}
    begun = Scene(folder, base, old, new)
    for name, run in RUNS.items():
        with begun.copy() as home:
            run(home)
            new[name] = state(home)
    return begun
