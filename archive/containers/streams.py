"""Streams of what is in a container: a stretch of a file, what was packed, what has a check sum."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Protocol

from archive.containers.limits import MOST_WINDOW, STEP, Allowance, TooMuchError
from archive.errors import RefusedError
from archive.formats import HEAD_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ReadAt = Callable[[int, int], bytes]
"""Return so many bytes of a file from an offset on, fewer only at its end; the count comes first."""

CUT_OFF = "is cut off; what follows could not be read"


class _Decompressor(Protocol):
    """What ``bz2`` and ``lzma`` offer: never more than ``max_length`` at a time."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Zlib:
    def __init__(self, window: int) -> None:
        self._one = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        return self._one.eof

    @property
    def unused_data(self) -> bytes:
        return self._one.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._one.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._one.decompress(self._one.unconsumed_tail + data, max_length)


class _Zstd:
    """Hands on a few bytes at a time: the library has no ``max_length``, and 4 bytes may be 128 KB."""

    _BYTES = 256

    def __init__(self) -> None:
        import zstandard

        self._one = zstandard.ZstdDecompressor(max_window_size=MOST_WINDOW).decompressobj()
        self._left = b""

    @property
    def eof(self) -> bool:
        return self._one.eof

    @property
    def unused_data(self) -> bytes:
        return self._one.unused_data + self._left

    @property
    def needs_input(self) -> bool:
        return not self._left

    def decompress(self, data: bytes, max_length: int) -> bytes:
        import zstandard

        data = self._left + data
        self._left = data[self._BYTES :]
        try:
            return self._one.decompress(data[: self._BYTES])
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error


PACKINGS: dict[str, Callable[[], _Decompressor]] = {
    "gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "zlib": lambda: _Zlib(zlib.MAX_WBITS),
    "deflate": lambda: _Zlib(-zlib.MAX_WBITS),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(memlimit=MOST_WINDOW),
    "zstd": _Zstd,
}
"""How what was packed in each way is unpacked."""
# Of these several may follow one another; what each begins with.
_MAGIC = {
    "gzip": (b"\x1f\x8b",),
    "bzip2": (b"BZh",),
    "xz": (b"\xfd7zXZ\0",),
    "zstd": (b"\x28\xb5\x2f\xfd", *(bytes((0x50 + number,)) + b"\x2a\x4d\x18" for number in range(16))),
}


class Unpacked(io.RawIOBase):
    """What comes out of a packed stream. What is whole is given; the next read raises ``RefusedError``."""

    def __init__(self, source: BinaryIO, packing: str, allowance: Allowance) -> None:
        self._source = source
        self._packing = packing
        self._allowance = allowance
        self._one: _Decompressor | None = None
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
                self._ended = self._packing not in _MAGIC
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
            magic = _MAGIC[self._packing]
            if self._input and not any(self._input.startswith(one[: len(self._input)]) for one in magic):
                self.rest = f"is followed by bytes that are no {self._packing}; they were left out"
                self._input = b""
        self._ended = not self._input
        if not self._ended:
            self._one = PACKINGS[self._packing]()
            self._starts.append((self._given, self._read - len(self._input)))
        return not self._ended

    def _step(self, one: _Decompressor, packed: bytes) -> bytes:
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


def headed(read: Callable[[int], bytes]) -> tuple[bytes, io.BufferedReader]:
    """Return the first bytes of what ``read`` gives, and a stream that gives them again.

    Raises ``RefusedError`` where there is not one; where there are some, the stream raises it.
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

    return head, buffered(Through(again))
