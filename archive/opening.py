"""A path to an open file: opened with care, read once, hashed on the way."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from archive.article import Origin
from archive.errors import RefusedError
from archive.formats import HEAD_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from archive.containers.limits import Allowance


@dataclass(frozen=True, slots=True)
class Dump:
    """A file open for reading, once, from front to back.

    ``origin`` has its root and path, from which a reader makes those of its documents;
    ``head`` the first bytes, which the stream gives again. Of a file itself ``size`` (bytes) is
    known, and ``read_at`` reads so many bytes at an offset. What lies in a container shares an
    ``allowance``; its stream raises ``RefusedError`` where it is cut off, as if it were a file's.
    ``charset`` is what was said of it when it was sent.
    ``mapped`` is what the user says that records call their fields; in ``notes`` a reader says how
    it understood the file.
    """

    origin: Origin
    head: bytes
    stream: BinaryIO
    name: str = ""
    size: int | None = None
    read_at: Callable[[int, int], bytes] | None = None
    allowance: Allowance | None = None
    charset: str | None = None
    mapped: Mapping[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def inner(
        self,
        origin: Origin,
        head: bytes,
        stream: BinaryIO,
        *,
        allowance: Allowance,
        name: str = "",
        charset: str | None = None,
    ) -> Dump:
        """Return what lies in this file as a file of its own."""
        return Dump(
            origin,
            head,
            stream,
            name=name,
            allowance=allowance,
            charset=charset,
            mapped=self.mapped,
            notes=self.notes,
        )

    def whole(self, most: int, otherwise: str) -> bytes:
        """Return all of the file; raises ``RefusedError`` that says ``otherwise`` where it has more bytes."""
        expected = most if self.size is None else min(most, self.size)
        raw = self.stream.read(expected + 1)  # as much memory is taken before it is read
        if self.size is not None and len(raw) > self.size:  # it has grown
            raw += self.stream.read(most + 1 - len(raw))
        if len(raw) > most:
            raise RefusedError(otherwise)
        return raw

    @property
    def called(self) -> str:
        """Its name, which may tell what its content leaves open."""
        return self.name or PurePath((self.origin.location, *self.origin.members)[-1]).name


class _Hashed(io.RawIOBase):
    """A stream that knows the hash of what was read from it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.sha256 = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        got = self._raw.read(len(view))
        view[: len(got)] = got
        self.sha256.update(got)
        return len(got)


class OpenFile:
    """A regular file, open, with what it was when it was opened."""

    def __init__(self, raw: BinaryIO, *, size: int, mtime_ns: int, descriptor: int | None = None) -> None:
        self.size = size
        self.mtime_ns = mtime_ns
        self._descriptor = descriptor
        self._hashed = _Hashed(raw)
        self._stream = io.BufferedReader(self._hashed, buffer_size=HEAD_BYTES)

    def dump(self, origin: Origin) -> Dump:
        """Return it as a reader wants it."""
        head = self._stream.peek(HEAD_BYTES)[:HEAD_BYTES]
        stream = cast(BinaryIO, self._stream)
        if self._descriptor is None or not hasattr(os, "pread"):
            return Dump(origin, head, stream)
        read_at = partial(os.pread, self._descriptor)
        return Dump(origin, head, stream, size=self.size, read_at=read_at)

    def sha256(self) -> bytes:
        """Read what a reader left and return the hash of the whole file."""
        while self._stream.read(1 << 20):
            pass
        return self._hashed.sha256.digest()


@contextlib.contextmanager
def open_file(location: str) -> Iterator[OpenFile]:
    """Open a regular file and nothing else: no link, and nothing that opening would disturb.

    Raises ``OSError``, and ``RefusedError`` for what is no regular file.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(os.open(location, flags), "rb", buffering=0) as raw:
        seen = os.fstat(raw.fileno())
        if not stat.S_ISREG(seen.st_mode):
            raise RefusedError(f"is {kind_of(seen.st_mode)}, not a file; leave it out with --exclude")
        yield OpenFile(
            cast(BinaryIO, raw), size=seen.st_size, mtime_ns=seen.st_mtime_ns, descriptor=raw.fileno()
        )


def kind_of(mode: int) -> str:
    """Say what the mode of something that is no regular file says it is."""
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISLNK, "a link"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "something special")
