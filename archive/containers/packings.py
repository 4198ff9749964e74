"""The ways in which bytes are packed, each unpacked no more than so much at a time."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from archive.containers.limits import MOST_WINDOW


class Decompressor(Protocol):
    """What ``bz2`` and ``lzma`` offer: never more than ``max_length`` at a time."""

    @property
    def eof(self) -> bool:
        """Tell whether the end was met."""
        ...

    @property
    def unused_data(self) -> bytes:
        """Return what stands after the end."""
        ...

    @property
    def needs_input(self) -> bool:
        """Tell whether more comes out only if more goes in."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return what comes out; raises one of the errors of the libraries where it is damaged."""
        ...


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


_ENOUGH = 512  # bytes, unpacked, to tell what was packed


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._one = brotli.Decompressor()

    unused_data = b""  # what follows the end is an error to the library

    @property
    def eof(self) -> bool:
        return bool(self._one.is_finished())

    @property
    def needs_input(self) -> bool:
        return bool(self._one.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int) -> bytes:
        import brotli

        try:
            return bytes(self._one.process(data, output_buffer_limit=max_length))
        except brotli.error as error:
            raise ValueError(str(error)) from error


def is_brotli(head: bytes) -> bool:
    """Tell whether bytes may be packed with Brotli, which marks them by nothing: text cannot be unpacked.

    >>> import brotli; is_brotli(b'{"title": "Fire"}'), is_brotli(brotli.compress(b"<p>Fire"))
    (False, True)
    """
    try:
        _Brotli().decompress(head, _ENOUGH)
    except ValueError:
        return False
    return True


PACKINGS: dict[str, Callable[[], Decompressor]] = {
    "gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "zlib": lambda: _Zlib(zlib.MAX_WBITS),
    "deflate": lambda: _Zlib(-zlib.MAX_WBITS),
    "bzip2": bz2.BZ2Decompressor,
    "br": _Brotli,
    "xz": lambda: lzma.LZMADecompressor(memlimit=MOST_WINDOW),
    "zstd": _Zstd,
}
"""How what was packed in each way is unpacked."""
MAGIC: dict[str, tuple[bytes, ...]] = {
    "gzip": (b"\x1f\x8b",),
    "bzip2": (b"BZh",),
    "xz": (b"\xfd7zXZ\0",),
    "zstd": (b"\x28\xb5\x2f\xfd", *(bytes((0x50 + number,)) + b"\x2a\x4d\x18" for number in range(16))),
}
"""What each of those begins with of which several may follow one another."""
