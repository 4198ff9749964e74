"""Streams of text in two or four bytes a character to streams of it in UTF-8."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 16  # bytes


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer only at the end."""
        ...


def in_utf8(stream: Readable, encoding: str) -> io.BufferedReader:
    r"""Return the stream of the same text in UTF-8, without its byte order mark.

    What cannot be decoded is U+FFFD.

    >>> in_utf8(io.BytesIO("Guaidó\ud800".encode("utf-16", "surrogatepass")), "utf-16").read().decode()
    'Guaidó�'
    """
    return io.BufferedReader(_Transcoded(stream, encoding), _CHUNK)


class _Transcoded(io.RawIOBase):
    def __init__(self, stream: Readable, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""
        self._begun = self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while not (self._ready or self._ended):
            raw = self._stream.read(_CHUNK)
            self._ended = not raw
            text = self._decoder.decode(raw, final=self._ended)
            if text and not self._begun:
                text, self._begun = text.removeprefix("\ufeff"), True
            self._ready = text.encode("utf-8", "replace")
        given, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(given)] = given
        return len(given)
