"""Words in blocks: put away in files while a segment is gathered, and made one when it is written."""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.engines.whoosh.lists import as_kept, as_listed, strung
from index.engines.whoosh.terms import Block


def put_away(path: Path, blocks: Iterable[Block]) -> None:
    """Write blocks to a new file."""
    with path.open("xb") as file:
        for block in blocks:
            marshal.dump(tuple(block), file)


def read_back(path: Path) -> Iterator[Block]:
    """Yield the blocks that were put away, one of them in memory at a time."""
    size = path.stat().st_size
    with path.open("rb") as file:
        while file.tell() < size:
            yield Block._make(marshal.load(file))  # noqa: S302 - this process has written it


def merged(sources: Sequence[Iterator[Block]]) -> Iterator[Block]:
    """Yield the words of several sources as of one.

    Of a word that more than one has, the lists follow one another as the sources do.
    """
    heads = [next(source, None) for source in sources]
    while present := [head for head in heads if head is not None]:
        field, last = min((head.field, head.words[-1]) for head in present)
        some: list[Block] = []
        for place, head in enumerate(heads):
            if head is not None and head.field == field:
                # All that a source has of these words is in its head, for that ends behind them.
                end = bisect_right(head.words, last)
                some.append(Block(field, head.words[:end], head.lists[:end]))
                rest = Block(field, head.words[end:], head.lists[end:])
                heads[place] = rest if rest.words else next(sources[place], None)
        yield _as_one(field, some)


def _as_one(field: str, some: Sequence[Block]) -> Block:
    if len(some) == 1:
        return some[0]
    lists = [dict(zip(block.words, block.lists, strict=True)) for block in some]
    words = sorted(set[bytes]().union(*lists))
    return Block(field, words, [_strung([known[word] for known in lists if word in known]) for word in words])


def _strung(kept: Sequence[bytes]) -> bytes:
    return kept[0] if len(kept) == 1 else as_kept(strung([as_listed(one) for one in kept]))
