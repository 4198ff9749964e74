"""Readers who search while a writer updates: each must see one round of stories, whole."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from archives import PLAIN, write

from archive.home import Home
from archive.ingest import rebuild, update
from archive.store import Store
from index.build import Builder
from index.search import Ask, search

STORIES = 8


def crowded(folder: Path, *, readers: int, searches: int, updates: int) -> list[int]:
    """Let readers, each a process, search while updates are made; return their exit codes, 0: no error."""
    dumps, home = folder / "dumps", Home(folder / "home")
    written(dumps, 0)
    rebuild(home, [dumps], build=Builder("whoosh"), cleaner=PLAIN)
    begun, begin = os.pipe()
    children = [_reader(home, searches, begun, begin) for _ in range(readers)]
    os.close(begun)
    os.close(begin)  # now they begin
    for number in range(1, updates + 1):
        written(dumps, number)
        update(home, build=Builder(), cleaner=PLAIN)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def written(dumps: Path, number: int) -> None:
    write(dumps, **{f"{story}": f"Round {number}\n\nStory {story} of Moscow" for story in range(STORIES)})


def _reader(home: Home, searches: int, begun: int, begin: int) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.close(begin)
        os.read(begun, 1)
        for _ in range(searches):
            with Store.open(home.store) as store:
                page = search(store, home.index, Ask(text="moscow", limit=None))
            rounds = {hit.title for hit in page.hits}
            if (page.total, len(rounds)) != (STORIES, 1):
                raise AssertionError(f"{page.total} articles of {rounds}")
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)
