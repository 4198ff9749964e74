"""Files of one story or of several: the raw bytes and the place of each."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.article import Document, Origin
from archive.elements.scan import MOST_BYTES, elements
from archive.errors import RefusedError

if TYPE_CHECKING:
    from archive.opening import Dump


def each(
    dump: Dump,
    names: Collection[bytes],
    restore: Callable[[bytes, Origin], Document],
    split: Callable[[bytes], list[bytes]] = lambda raw: [raw],
) -> Iterator[Document]:
    """Yield a document for each element of those names.

    Where there is one, the file is its raw bytes; of several each has its element in the tags
    around it. ``split`` parts the bytes of an element that holds several stories. Raises
    ``RefusedError`` in the end for what of the file could not be read.
    """
    raw = dump.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise RefusedError(
            f"is larger than {MOST_BYTES // 1024 // 1024} MB, no single message; split it first"
        )
    refused: list[str] = []
    pieces: list[tuple[int, bytes]] = []
    cut_short: RefusedError | None = None
    try:
        for one in elements(io.BytesIO(raw), names):
            pieces += ((one.byte_offset, piece) for piece in split(one.framed()))
    except RefusedError as error:
        cut_short = error
    if len(pieces) == 1 and cut_short is None:
        pieces = [(pieces[0][0], raw)]
    found = 0
    origin = replace(dump.origin, sha256=hashlib.sha256(raw).hexdigest())
    for number, (offset, piece) in enumerate(pieces):
        try:
            yield restore(piece, replace(origin, document=number, byte_offset=offset))
            found += 1
        except RefusedError as error:
            refused.append(str(error))
    if cut_short is not None:
        raise cut_short
    if refused and not (found or len(pieces) > 1):
        raise RefusedError(refused[0])
    if refused:
        raise RefusedError(
            f"has {len(refused)} of {len(pieces)} parts without a story; the first {refused[0]}"
        )
    if not pieces:
        raise RefusedError("holds no story that could be read")
