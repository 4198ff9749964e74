"""One index generation as a folder: its manifest, and whether the folder can be trusted."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from archive.article import Article
from archive.errors import GenerationError
from archive.store import Generation
from index.engine import Engine, engine_module

MANIFEST = "manifest.json"
SMALL = 64 * 1024
"""Bytes; up to this size a file is read whole whenever a generation is opened: tables of contents are."""
_FORMAT = 1


def seal(folder: Path, *, engine: str, analysis: str, articles: int, older: Path | None = None) -> str:
    """Write the manifest of a finished folder and bring all of it to the disk; return its SHA-256.

    Of a file that is a hard link to one in ``older``, the hash is taken from there.
    """
    files: dict[str, Any] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        _sync(path)
        name = path.relative_to(folder).as_posix()
        files[name] = {"size": path.stat().st_size, "sha256": _known_hash(path, name, older) or _hash(path)}
    manifest = {
        "format": _FORMAT,
        "engine": engine,
        "analysis": analysis,
        "articles": articles,
        "files": files,
    }
    written = json.dumps(manifest, indent=1).encode()
    unfinished = folder / f"{MANIFEST}.new"
    unfinished.write_bytes(written)
    _sync(unfinished)
    unfinished.replace(folder / MANIFEST)
    for inner in (*(path for path in folder.rglob("*") if path.is_dir()), folder, folder.parent):
        _sync(inner)
    return hashlib.sha256(written).hexdigest()


def verify(folder: Path, generation: Generation, *, hashes: bool = False) -> None:
    """Raise ``GenerationError`` where the folder is not what the store says was built.

    The manifest, the names, the sizes and the bytes of small files are compared; every byte with ``hashes``.
    """
    manifest = _manifest(folder, generation)
    stated = manifest["files"]
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    for name in sorted(stated.keys() | found.keys()):
        if name not in found:
            raise _damaged(folder, f"{name!r} is missing")
        if name not in stated:
            raise _damaged(folder, f"{name!r} is none of its files")
        size = found[name].stat().st_size
        if size != stated[name]["size"]:
            raise _damaged(folder, f"{name!r} has not the size it had")
        if (hashes or size <= SMALL) and _hash(found[name]) != stated[name]["sha256"]:
            raise _damaged(folder, f"{name!r} has changed")


def open_generation(index: Path, generation: Generation, articles: Callable[[], Iterable[Article]]) -> Engine:
    """Open a generation in the folder ``index`` for searching; raises ``GenerationError``.

    ``articles`` gives all of them, for an engine that reads them.
    """
    folder = index / generation.folder
    verify(folder, generation)
    return engine_module(generation.engine).open(folder, articles)


def _manifest(folder: Path, generation: Generation) -> dict[str, Any]:
    try:
        written = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise _damaged(folder, f"{MANIFEST!r} cannot be read ({error.strerror})") from error
    if hashlib.sha256(written).hexdigest() != generation.manifest:
        raise _damaged(folder, f"{MANIFEST!r} has changed")
    manifest: dict[str, Any] = json.loads(written)
    return manifest


def _damaged(folder: Path, what: str) -> GenerationError:
    return GenerationError(
        f"the index in {str(folder)!r} is damaged: {what}; make it anew with: archive rebuild --index-only"
    )


def _known_hash(path: Path, name: str, older: Path | None) -> str | None:
    """Return the hash of an older generation's file that this one is a hard link to."""
    if older is None:
        return None
    try:
        same = path.samefile(older / name)
        known = json.loads((older / MANIFEST).read_bytes())["files"] if same else {}
    except OSError:
        return None
    return known[name]["sha256"] if name in known else None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder
    flags = os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
