"""Streams of what is in a container: a stretch of a file, what was packed, what has a check sum."""

from __future__ import annotations

import io
import lzma
import zlib
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from archive.containers.limits import STEP, Allowance, TooMuchError
from archive.containers.packings import MAGIC, PACKINGS, Decompressor
from archive.errors import RefusedError
from archive.formats import HEAD_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ReadAt = Callable[[int, int], bytes]
"""Return so many bytes of a file from an offset on, fewer only at its end; the count comes first."""

CUT_OFF = "is cut off; what follows could not be read"


class Unpacked(io.RawIOBase):
    """What comes out of a packed stream. What is whole is given; the next read raises ``RefusedError``."""

    def __init__(self, source: BinaryIO, packing: str, allowance: Allowance) -> None:
        self._source = source
        self._packing = packing
        self._allowance = allowance
        self._one: Decompressor | None = None
        self._input, self._ready = b"", b""
        self._read = 0  # bytes of the source
        self._given = 0  # bytes that came out
        self._starts: deque[tuple[int, int]] = deque()
        self._problem: RefusedError | None = None
        self._ended = False
        self.rest: str | None = None  # what is wrong with what follows the end

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:  # noqa: D102
        view = memoryview(buffer).cast("B")
        if not self._ready:
            if self._problem:
                raise self._problem
            try:
                self._ready = self._more()
            except RefusedError as problem:
                self._problem = problem
                raise
        given, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(given)] = given
        return len(given)

    def packed_offset(self, offset: int) -> int:
        """Return where in the source the part begins that what came out at ``offset`` is in.

        To be asked for rising offsets.
        """
        while len(self._starts) > 1 and self._starts[1][0] <= offset:
            self._starts.popleft()
        return self._starts[0][1] if self._starts else 0

    def _more(self) -> bytes:
        while not self._ended:
            if self._one is None and not self._begin():
                break
            one = self._one
            assert one is not None
            if not self._input and one.needs_input:
                self._input = self._fetch()
            at_end = not self._input and one.needs_input
            given, self._input = self._step(one, self._input), b""
            if one.eof:
                self._input, self._one = one.unused_data, None
                self._ended = self._packing not in MAGIC
            self._given += len(given)
            self._allowance.unpack(len(given))
            if given:
                return given
            if at_end and self._one is not None:
                raise RefusedError(CUT_OFF)
        return b""

    def _begin(self) -> bool:
        """Take up the next of the streams that follow one another; False at the end of the last."""
        self._input = self._input or self._fetch()
        if self._starts:
            while self._input and not self._input.strip(b"\0"):  # tapes are filled up with zeros
                self._input = self._fetch()
            self._input = self._input.lstrip(b"\0")
            magic = MAGIC[self._packing]
            if self._input and not any(self._input.startswith(one[: len(self._input)]) for one in magic):
                self.rest = f"is followed by bytes that are no {self._packing}; they were left out"
                self._input = b""
        self._ended = not self._input
        if not self._ended:
            self._one = PACKINGS[self._packing]()
            self._starts.append((self._given, self._read - len(self._input)))
        return not self._ended

    def _step(self, one: Decompressor, packed: bytes) -> bytes:
        try:
            return one.decompress(packed, STEP)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise RefusedError(f"is damaged ({error}); what follows could not be read") from error

    def _fetch(self) -> bytes:
        packed = self._source.read(STEP)
        self._read += len(packed)
        return packed


class Stretch(io.RawIOBase):
    """So many bytes of a file that can be read anywhere, from an offset on."""

    def __init__(self, read_at: ReadAt, offset: int, size: int) -> None:
        self._read_at = read_at
        self._offset = offset
        self._left = size

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:  # noqa: D102
        view = memoryview(buffer).cast("B")
        got = self._read_at(min(len(view), self._left), self._offset)
        view[: len(got)] = got
        self._offset += len(got)
        self._left -= len(got)
        return len(got)


class Through(io.RawIOBase):
    """What ``read`` gives, which may look at it on the way: count it, check it, end it."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:  # noqa: D102
        view = memoryview(buffer).cast("B")
        got = self._read(len(view))
        view[: len(got)] = got
        return len(got)


def checked(source: BinaryIO, crc: int) -> io.BufferedReader:
    """Return the stream, at the end of which ``RefusedError`` is raised unless the check sum is right."""
    seen = 0

    def read(count: int) -> bytes:
        nonlocal seen
        got = source.read(count)
        seen = zlib.crc32(got, seen)
        if not got and seen != crc:
            raise RefusedError("is damaged (its check sum is wrong)")
        return got

    return buffered(Through(read))


def counted(source: BinaryIO, count: Callable[[int], None]) -> io.BufferedReader:
    """Return the stream; ``count`` is told of all that is read of it, and may put an end to it."""

    def read(most: int) -> bytes:
        got = source.read(most)
        count(len(got))
        return got

    return buffered(Through(read))


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """Return the stream as readers want it: as many bytes as are asked for, but at the end."""
    return io.BufferedReader(raw, STEP)


class _Member(io.BufferedReader):
    """The stream of a member. Whoever reads it in pieces is given what is whole before it breaks off."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= STEP:
            return super().read(size)  # the whole of it: half is none
        got = b""
        try:
            while len(got) < size and (piece := self.read1(size - len(got))):
                got += piece
        except TooMuchError:
            raise
        except RefusedError:  # which the next read raises again
            if not got:
                raise
        return got


def headed(read: Callable[[int], bytes]) -> tuple[bytes, io.BufferedReader]:
    """Return the first bytes of what ``read`` gives, and a stream that gives them again.

    Raises ``RefusedError`` where there is not one; where there are some, the stream raises it
    once they are read, but at once where more than ``STEP`` are asked for: that is a whole.
    """
    head = b""
    try:
        while len(head) < HEAD_BYTES and (got := read(HEAD_BYTES - len(head))):
            head += got
    except TooMuchError:
        raise
    except RefusedError:
        if not head:
            raise
    left = head

    def again(count: int) -> bytes:
        nonlocal left
        if not left:
            return read(count)
        got, left = left[:count], left[count:]
        return got

    return head, _Member(Through(again), STEP)
