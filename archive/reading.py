"""A file to its documents: it is opened with care, told by its content, and read once."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module, resources
from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.formats import HEAD_BYTES, is_page, is_reuters_sgml, why_not_text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


@dataclass(frozen=True, slots=True)
class Dump:
    """A file open for reading, once, from front to back.

    ``origin`` has its root and path, from which a reader makes those of its documents;
    ``head`` the first bytes, which the stream gives again.
    """

    origin: Origin
    head: bytes
    stream: BinaryIO


class Reader(Protocol):
    """What a module in ``archive/readers`` offers."""

    def read(self, dump: Dump) -> Iterator[Document]:
        """Yield the documents one at a time.

        Raises ``RefusedError`` for what cannot be read, also after what was whole.
        """
        ...

    def restore(self, raw: bytes, origin: Origin) -> Document:
        """Return the document whose raw bytes these are, as ``read`` gave it."""
        ...


READERS: Mapping[str, str] = {
    "html": "archive.readers.html",
    "reuters-sgml": "archive.readers.reuters_sgml",
    "text": "archive.readers.text",
}


_LIBRARIES = ("lxml", "trafilatura")


def reader(name: str) -> Reader:
    """Import the reader of that name."""
    return cast(Reader, import_module(READERS[name]))


def pick(dump: Dump) -> str:
    """Return the name of the reader for a file; raises ``RefusedError`` where there is none."""
    name = PurePath(dump.origin.location).name
    if is_page(dump.head, name) and why_not_text(dump.head, "") is None:
        return "html"
    if is_reuters_sgml(dump.head, name):
        return "reuters-sgml"
    problem = why_not_text(dump.head, name)
    if problem is not None:
        raise RefusedError(problem)
    return "text"


def fingerprint() -> str:
    """Return a hash of what decides how bytes become documents."""
    parts = [import_module(name) for name in ("archive.reading", "archive.decoding", *READERS.values())]
    sources = [part.__loader__.get_source(part.__name__) or "" for part in parts]  # type: ignore[union-attr]
    pages = sorted(resources.files("archive.pages").iterdir(), key=lambda file: file.name)
    sources += [file.read_text(encoding="utf-8") for file in pages if file.name.endswith(".py")]
    sources += [f"{library} {version(library)}" for library in _LIBRARIES]
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()


def read(location: str) -> Iterator[Document]:
    """Yield the documents of one file; raises ``RefusedError``."""
    try:
        with open_file(location) as file:
            dump = file.dump(Origin(root=location, path=""))
            yield from reader(pick(dump)).read(dump)
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}") from error


def read_stream(stream: BinaryIO) -> Iterator[Document]:
    """Yield the documents of standard input or the like; raises ``RefusedError``."""
    dump = OpenFile(stream, size=0, mtime_ns=0).dump(Origin(root="-", path=""))
    yield from reader(pick(dump)).read(dump)


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

    def __init__(self, raw: BinaryIO, *, size: int, mtime_ns: int) -> None:
        self.size = size
        self.mtime_ns = mtime_ns
        self._hashed = _Hashed(raw)
        self._stream = io.BufferedReader(self._hashed, buffer_size=HEAD_BYTES)

    def dump(self, origin: Origin) -> Dump:
        """Return it as a reader wants it."""
        return Dump(origin, self._stream.peek(HEAD_BYTES)[:HEAD_BYTES], cast(BinaryIO, self._stream))

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
        yield OpenFile(cast(BinaryIO, raw), size=seen.st_size, mtime_ns=seen.st_mtime_ns)


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
