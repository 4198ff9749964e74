"""The signs of rules, derived once: a file keeps them for the runs and the workers that come after."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from archive.signs import Word, sign

Sign = frozenset[Word] | None
Asked = tuple[str, bool]
"""A pattern, and whether what it matches may stand anywhere in a text."""


def signs_of(patterns: Sequence[Asked], file: Path | None = None) -> list[Sign]:
    """Return the sign of each pattern; from ``file``, where it holds what would be derived today.

    Else they are derived, and written there if that can be done: nothing is lost where it cannot.
    """
    if file is None:
        return _derived(patterns)
    source = resources.files("archive").joinpath("signs.py").read_bytes()
    made_of = hashlib.sha256(source + json.dumps(patterns).encode()).digest()
    signs = _read(file, made_of)
    if signs is None:
        signs = _derived(patterns)
        with contextlib.suppress(OSError):
            _write(file, made_of, signs)
    return signs


def _derived(patterns: Sequence[Asked]) -> list[Sign]:
    return [sign(pattern, anywhere=anywhere) for pattern, anywhere in patterns]


def _read(file: Path, made_of: bytes) -> list[Sign] | None:
    """Return what a file holds; None where there is none, where it is damaged or of other patterns."""
    try:
        stated, _, written = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if stated != _seal(made_of, written):
        return None
    return [None if words is None else frozenset(words) for words in json.loads(written)]


def _write(file: Path, made_of: bytes, signs: Sequence[Sign]) -> None:
    lists = [None if words is None else sorted(words) for words in signs]
    written = json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode()
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.write_bytes(_seal(made_of, written) + b"\n" + written)
    unfinished.replace(file)


def _seal(made_of: bytes, written: bytes) -> bytes:
    return hashlib.sha256(made_of + written).hexdigest().encode()
