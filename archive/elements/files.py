"""Files of one story or of several: the raw bytes and the place of each."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast

from archive.article import Document, Origin
from archive.elements.scan import MOST_BYTES, Joined, elements
from archive.errors import RefusedError
from archive.refused import Refused

if TYPE_CHECKING:
    from archive.opening import Dump

Restore = Callable[[bytes, Origin], Document]
Split = Callable[[bytes], list[bytes]]


class NoStoryError(RefusedError):
    """A file without an element that would be a story."""


def each(
    dump: Dump, names: Collection[bytes], restore: Restore, split: Split = lambda raw: [raw]
) -> Iterator[Document | Refused]:
    """Yield a document for each element of those names.

    Where there is one, the file is its raw bytes; of several each has its element in the tags
    around it. ``split`` parts the bytes of an element that holds several stories. Raises
    ``RefusedError`` for the only story, and in the end where the file breaks off.
    """
    raw: bytes | None = dump.stream.read(MOST_BYTES + 1)
    assert raw is not None
    origin, stream = dump.origin, cast(BinaryIO, Joined(raw, dump.stream))
    if len(raw) > MOST_BYTES:
        raw = None  # no single story
    else:
        origin, stream = replace(origin, sha256=hashlib.sha256(raw).hexdigest()), io.BytesIO(raw)
    held: tuple[int, bytes] | None = None
    number = 0
    cut_short: RefusedError | None = None
    try:
        for piece in _pieces(stream, names, split):
            if held is not None:
                yield _story(held, replace(origin, document=number), restore)
                number, raw = number + 1, None
            held = piece
    except RefusedError as error:
        cut_short = error
    if held is not None and raw is not None and cut_short is None:
        yield restore(raw, replace(origin, byte_offset=held[0]))
    elif held is not None:
        yield _story(held, replace(origin, document=number), restore)
    if cut_short is not None:
        raise cut_short
    if held is None:
        raise NoStoryError("holds no story that could be read")


def _pieces(stream: BinaryIO, names: Collection[bytes], split: Split) -> Iterator[tuple[int, bytes]]:
    """Yield where each element begins that holds stories, and the bytes of each story."""
    for one in elements(stream, names):
        framed = one.framed()
        try:
            parts = split(framed)
        except RefusedError:  # which is raised again, and then named by its place
            parts = [framed]
        yield from ((one.byte_offset, part) for part in parts)


def _story(piece: tuple[int, bytes], origin: Origin, restore: Restore) -> Document | Refused:
    origin = replace(origin, byte_offset=piece[0])
    try:
        return restore(piece[1], origin)
    except RefusedError as error:
        return Refused(origin, str(error), f"story {origin.document + 1}")
