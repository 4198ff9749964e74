"""The words of a segment in one file: each field's in order, each with the list of where it is found.

The lists, the words and two tables of where each begins, one after the other; where these begin and
which words are whose is told at the end. Takes the place of what Whoosh writes posting by posting.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, islice
from mmap import mmap
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from index.engines.whoosh.lists import Listed, as_listed

if TYPE_CHECKING:
    from whoosh.filedb.structfile import StructFile

Entry = tuple[str, str, Listed]
"""Field, word, and where it is found."""

Found = TypeVar("Found")


class Block(NamedTuple):
    """Words of a field that follow one another, as they are written, and their lists."""

    field: str
    words: list[bytes]
    lists: list[bytes]


EXTENSION = ".trm"
_FORMAT = 1
_SIZE = Struct("<I")
_PAIR = Struct("<QQ")
_WIDTH = 8  # bytes of a place in the file
_AT_ONCE = 500  # words


def in_blocks(field: str, found: Mapping[str, Found], kept: Callable[[Found], bytes]) -> Iterator[Block]:
    """Yield the words of a field, sorted; ``kept`` makes the list of each that is written."""
    words = sorted(found)
    for start in range(0, len(words), _AT_ONCE):
        some = words[start : start + _AT_ONCE]
        yield Block(field, [as_bytes(word) for word in some], [kept(found[word]) for word in some])


def write(file: StructFile, blocks: Iterable[Block]) -> None:
    """Write a segment's words, which come sorted by field and word, and close the file."""
    words = bytearray()
    firsts: dict[str, int] = {}
    list_sizes, word_sizes = array("I"), array("I")
    for block in blocks:
        firsts.setdefault(block.field, len(word_sizes))
        file.write(b"".join(block.lists))
        words += b"".join(block.words)
        list_sizes.extend(map(len, block.lists))
        word_sizes.extend(map(len, block.words))
    ends = (*firsts.values(), len(word_sizes))
    told = {
        "format": _FORMAT,
        "words": sum(list_sizes),
        "starts": sum(list_sizes) + len(words),
        "fields": {
            field: (first, end - first) for (field, first), end in zip(firsts.items(), ends[1:], strict=True)
        },
    }
    file.write(words)
    for sizes in (list_sizes, word_sizes):
        starts = accumulate(sizes, initial=0)
        while some := array("Q", islice(starts, _AT_ONCE)):
            if sys.byteorder != "little":
                some.byteswap()
            file.write(some.tobytes())
    ending = json.dumps(told).encode()
    file.write(ending + _SIZE.pack(len(ending)))
    file.close()


class Terms:
    """Reads what ``write`` has written."""

    def __init__(self, file: mmap) -> None:
        self._file = file
        end = len(file) - _SIZE.size
        (size,) = _SIZE.unpack_from(file, end)
        told = json.loads(file[end - size : end])
        if told["format"] != _FORMAT:
            raise ValueError(f"words in format {told['format']}, not {_FORMAT}")
        self._words: int = told["words"]
        self._list_starts: int = told["starts"]
        self._fields: dict[str, tuple[int, int]] = told["fields"]
        count = sum(number for _, number in self._fields.values())
        self._word_starts = self._list_starts + _WIDTH * (count + 1)

    def find(self, field: str, word: str) -> Listed | None:
        """Return where a word of a field is found; None if nowhere."""
        wanted = as_bytes(word)
        number, end = self._range(field, wanted)
        return self._list(number) if number < end and self._word(number) == wanted else None

    def beginning(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the words of a field that begin with ``prefix``, in order."""
        wanted = as_bytes(prefix)
        number, end = self._range(field, wanted)
        while number < end and (word := self._word(number)).startswith(wanted):
            yield as_text(word)
            number += 1

    def entries(self) -> Iterator[Entry]:
        """Yield all that was written."""
        for field, (first, count) in self._fields.items():
            for number in range(first, first + count):
                yield field, as_text(self._word(number)), self._list(number)

    def _range(self, field: str, wanted: bytes) -> tuple[int, int]:
        """Return the number of the first word of a field that is not before ``wanted``, and of its last."""
        first, count = self._fields.get(field, (0, 0))
        end = first + count
        return bisect_left(range(end), wanted, first, end, key=self._word), end

    def _word(self, number: int) -> bytes:
        start, end = _PAIR.unpack_from(self._file, self._word_starts + _WIDTH * number)
        return self._file[self._words + start : self._words + end]

    def _list(self, number: int) -> Listed:
        start, end = _PAIR.unpack_from(self._file, self._list_starts + _WIDTH * number)
        return as_listed(self._file[start:end])


def as_bytes(word: str) -> bytes:
    """Return a word as it is written; words and their bytes sort alike."""
    return word.encode("utf-8", "surrogatepass")


def as_text(word: bytes) -> str:
    """Return the word that was written."""
    return word.decode("utf-8", "surrogatepass")
