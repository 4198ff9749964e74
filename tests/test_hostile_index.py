"""An index that somebody else wrote: nothing in it is run, and what does not verify is not opened."""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from few_articles import ARTICLES, built
from running import archive
from whoosh.index import TOC

from archive.errors import GenerationError, StoreError
from archive.home import Home
from index.engine import AdoptingWriter, engine_module
from index.engines.whoosh import held
from index.engines.whoosh.columns import schema
from index.engines.whoosh.files import Files


class Hostile:
    """Makes a file when it is unpickled."""

    def __init__(self, touched: Path) -> None:
        self.touched = touched

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.touched,)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The folder of an index in whose table of contents lies what would make the file ``touched``."""
    folder = tmp_path / "index"
    folder.mkdir()
    built("whoosh", folder, ARTICLES).close()
    (toc,) = folder.glob("*.toc")
    segments = TOC.read(Files(folder), held.INDEX, schema=schema()).segments
    written = toc.read_bytes()
    start = written.rindex(pickle.dumps(segments, -1)[:10])
    toc.write_bytes(written[:start] + pickle.dumps([Hostile(tmp_path / "touched")], -1))
    return folder


def adopting(new: Path, folder: Path) -> None:
    new.mkdir()
    writer = engine_module("whoosh").create(new)
    assert isinstance(writer, AdoptingWriter)
    try:
        writer.adopt([folder])
    finally:
        writer.abort()


@pytest.mark.parametrize("act", ["open", "extend", "adopt"])
def test_a_strange_class_in_a_table_of_contents_is_not_loaded(
    hostile: Path, tmp_path: Path, act: str
) -> None:
    module = engine_module("whoosh")
    acts: dict[str, Callable[[], object]] = {
        "open": lambda: module.open(hostile, list),
        "extend": lambda: module.extend(hostile),
        "adopt": lambda: adopting(tmp_path / "new", hostile),
    }
    with pytest.raises(GenerationError, match="has no place in an index and was not loaded"):
        acts[act]()

    assert not (tmp_path / "touched").exists()


def test_a_table_of_contents_that_changed_is_not_even_read(own: Path) -> None:
    (toc,) = own.glob("index/*/*.toc")
    toc.write_bytes(bytes(reversed(toc.read_bytes())))
    ran = archive("--home", own, "search", "moscow")

    assert (ran.code, "has changed; make it anew with: archive rebuild --index-only" in ran.err) == (2, True)


def test_an_archive_that_others_may_write_to_is_opened_only_where_it_is_said_to_be_shared(own: Path) -> None:
    own.chmod(0o770)
    ran = [archive("--home", own, *more, "search", "moscow") for more in ((), ("--shared",))]

    assert ([one.code for one in ran], "so the archive was not opened" in ran[0].err) == ([2, 0], True)


@pytest.mark.parametrize("inner", ["archive.sqlite", "index", "index/*", "index/*/*.toc"])
def test_neither_is_one_of_which_they_may_write_to_a_part(own: Path, inner: str) -> None:
    for folder in (own, own / "index", *own.glob("index/*")):
        folder.chmod(0o755)
    (path,) = own.glob(inner)
    path.chmod(stat.S_IMODE(path.stat().st_mode) | 0o002)

    with pytest.raises(StoreError, match="others may write to"):
        Home(own).guard()


def test_what_others_cannot_reach_they_cannot_write_to(own: Path) -> None:
    for path in own.rglob("*"):
        path.chmod(stat.S_IMODE(path.stat().st_mode) | 0o022)
    Home(own).guard()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("inner", [".", "archive.sqlite", "index/*/*.trm"])
def test_neither_is_one_of_which_another_user_wrote_a_part(own: Path, inner: str) -> None:
    (path,) = own.glob(inner) if inner != "." else (own,)
    os.chown(path, 12345, 12345)

    with pytest.raises(StoreError, match="belongs to another user"):
        Home(own).guard()


def test_what_is_shared_is_not_looked_at(own: Path) -> None:
    own.chmod(0o777)
    Home(own, shared=True).guard()
