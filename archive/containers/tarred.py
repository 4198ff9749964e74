"""Tar archives, read from front to back; nothing is kept of a member that was read."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from archive.containers.limits import MOST_NAME, STEP, Allowance, TooMuchError
from archive.containers.names import called
from archive.containers.streams import CUT_OFF, counted, headed
from archive.errors import RefusedError
from archive.reading import Dump, Refused

_BLOCK = tarfile.BLOCKSIZE
_MOST_HEADER = 1024 * 1024  # bytes of an extended header; of one that holds a name, a few hundred
_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_PASSED_OVER = (tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE)  # what a link leads to is a member itself
_OF_ALL = (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK)


def members(dump: Dump) -> Iterator[Dump | Refused]:
    """Yield the members that are files; raises ``RefusedError`` where the tar breaks off."""
    allowance = dump.allowance or Allowance(dump.size)
    tape = _Tape(dump.stream if dump.allowance else counted(dump.stream, allowance.take))
    name: str | None = None
    sparse = False
    met = 0
    while (header := tape.header()) is not None:
        if header.type == tarfile.GNUTYPE_LONGNAME:
            name = _text(tape.content(header.size).partition(b"\0")[0])
        elif header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
            stated = dict(_records(tape.content(header.size)))
            name = stated.get("path", name)
            sparse = any(key.startswith("GNU.sparse") for key in stated)
            tape.next_size = int(stated["size"]) if stated.get("size", "").isdecimal() else None
        elif header.type in _OF_ALL:
            tape.content(header.size)
        else:
            met += 1
            yield from _member(dump, header, name or header.name, tape, allowance, sparse=sparse)
            name, sparse = None, False
            if tape.broken:  # which was said of the member
                return
            tape.skip()
    if not met:
        raise RefusedError("is a tar archive without a member; there is nothing to read")


def _member(
    dump: Dump, header: tarfile.TarInfo, name: str, tape: _Tape, allowance: Allowance, *, sparse: bool
) -> Iterator[Dump | Refused]:
    origin = replace(dump.origin, members=(*dump.origin.members, name[:MOST_NAME]))
    try:
        known_as = called(name)
    except RefusedError as error:
        yield Refused(origin, str(error))
        return
    if header.type in _PASSED_OVER or known_as is None:
        return
    origin = replace(dump.origin, members=(*dump.origin.members, known_as))
    if sparse or header.type == tarfile.GNUTYPE_SPARSE:
        yield Refused(origin, "is a file with holes (sparse), which are not read; unpack it first")
    elif header.type not in _FILES:
        yield Refused(origin, "is a device, a pipe or the like, not a file")
    else:
        try:
            head, stream = headed(tape.read)
        except TooMuchError:
            raise
        except RefusedError as error:
            yield Refused(origin, str(error))
            return
        yield dump.inner(origin, head, stream, allowance=allowance)


class _Tape:
    """The stream of a tar, and how much of the member at hand is still to come."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = self._padding = 0
        self.next_size: int | None = None  # as an extended header states it
        self.broken = False

    def header(self) -> tarfile.TarInfo | None:
        """Return the next header; None at the end. Raises ``RefusedError``."""
        block = self._stream.read(_BLOCK)
        if not block.strip(b"\0"):
            return None
        try:
            header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.HeaderError as error:
            raise RefusedError(f"is damaged ({error}); what follows could not be read") from error
        size = header.size
        if header.type in (*_FILES, tarfile.GNUTYPE_SPARSE) and self.next_size is not None:
            size, self.next_size = self.next_size, None
        if size < 0:
            raise RefusedError("is damaged (a size below nought); what follows could not be read")
        if header.type == tarfile.GNUTYPE_SPARSE and block[482]:
            while self._exactly(_BLOCK)[504]:
                pass
        empty = header.type in (*_PASSED_OVER, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
        self._left = 0 if empty else size
        self._padding = -self._left % _BLOCK
        return header

    def content(self, size: int) -> bytes:
        """Return what an extended header holds; raises ``RefusedError``."""
        if size > _MOST_HEADER:
            raise RefusedError(f"has a header of more than {_MOST_HEADER >> 20} MB; is it a bomb?")
        content = self._exactly(size)
        self._left = 0
        self.skip()
        return content

    def read(self, count: int) -> bytes:
        """Return bytes of the member at hand, none at its end; raises ``RefusedError`` at a cut."""
        try:
            got = self._stream.read(min(count, self._left))
        except RefusedError:
            self.broken = True
            raise
        if not got and self._left:
            self.broken = True
            raise RefusedError(CUT_OFF)
        self._left -= len(got)
        return got

    def skip(self) -> None:
        """Go to the next header; raises ``RefusedError``."""
        while self._left:
            self.read(STEP)
        self._stream.read(self._padding)
        self._padding = 0

    def _exactly(self, count: int) -> bytes:
        got = self._stream.read(count)
        if len(got) < count:
            raise RefusedError(CUT_OFF)
        return got


def _records(content: bytes) -> Iterator[tuple[str, str]]:
    r"""Yield what an extended header states.

    >>> dict(_records(b"14 path=a.txt\n10 size=7\n"))
    {'path': 'a.txt', 'size': '7'}
    """
    while content:
        length, space, _ = content.partition(b" ")
        if (
            not space
            or not length.isdigit()
            or len(length) > 7
            or not len(length) < int(length) <= len(content)
        ):
            raise RefusedError("is damaged (an extended header); what follows could not be read")
        key, _, value = content[len(length) + 1 : int(length) - 1].partition(b"=")
        yield _text(key), _text(value)
        content = content[int(length) :]


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
