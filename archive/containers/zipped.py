"""Zip archives: the list of members at the end is read as it goes, whatever its length."""

from __future__ import annotations

import contextlib
import stat
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from archive.containers.limits import MOST_COPIED, MOST_NAME, STEP, Allowance, TooMuchError
from archive.containers.names import called
from archive.containers.streams import ReadAt, Stretch, Unpacked, buffered, checked, counted, headed
from archive.errors import RefusedError
from archive.reading import Dump, Refused

_IN_MEMORY = (
    8 * 1024 * 1024
)  # bytes of a zip that is not a file of its own; a larger one is kept in a temporary file
_END = struct.Struct("<4s4H2LH")
_END_64, _LOCATOR_64 = struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_ENTRY, _LOCAL = struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
_LONGEST_END = _END.size + 0xFFFF
_FULL = 0xFFFFFFFF
_PACKINGS = {0: None, 8: "deflate", 12: "bzip2", 93: "zstd"}
_ENCRYPTED, _UTF8 = 0x2041, 0x0800
_UNIX = 3
_DAMAGED = "is damaged (its list of members); what follows could not be read"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list of members; ``offset`` is where its own header stands, sizes are in bytes."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    offset: int
    mode: int


def members(dump: Dump) -> Iterator[Dump | Refused]:
    """Yield the members that are files; raises ``RefusedError`` where the list of them is broken."""
    allowance = dump.allowance or Allowance(dump.size)
    with _anywhere(dump) as (read_at, size):

        def read_counted(count: int, offset: int) -> bytes:
            got = read_at(count, offset)
            if dump.allowance is None:
                allowance.take(len(got))
            return got

        is_empty = True
        for entry in _entries(read_counted, size):
            is_empty = False
            members = (*dump.origin.members, entry.name[:MOST_NAME])
            try:
                name = called(entry.name)
                if name is not None and not stat.S_ISLNK(entry.mode):
                    members = (*dump.origin.members, name)
                    head, stream = headed(_content(entry, read_counted, size, allowance).read1)
                    origin = replace(dump.origin, members=members)
                    yield dump.inner(origin, head, stream, allowance=allowance)
            except TooMuchError:
                raise
            except RefusedError as error:
                yield Refused(replace(dump.origin, members=members), str(error))
        if is_empty:
            raise RefusedError("is a zip archive without a member; there is nothing to read")


def _content(entry: _Entry, read_at: ReadAt, size: int, allowance: Allowance) -> BufferedReader:
    if entry.flags & _ENCRYPTED:
        raise RefusedError("is encrypted; unpack it with its password first")
    if entry.method not in _PACKINGS:
        raise RefusedError(f"is packed in a way that is not read (method {entry.method}); unpack it first")
    local = read_at(_LOCAL.size, entry.offset)
    if len(local) < _LOCAL.size or not local.startswith(b"PK\x03\x04"):
        raise RefusedError("is damaged (its own header)")
    begins = entry.offset + _LOCAL.size + sum(_LOCAL.unpack(local)[-2:])
    if begins + entry.packed > size:
        raise RefusedError("is cut off")
    stretch = buffered(Stretch(read_at, begins, entry.packed))
    packing = _PACKINGS[entry.method]
    if packing is None:
        return checked(counted(stretch, allowance.unpack), entry.crc)
    return checked(buffered(Unpacked(stretch, packing, allowance)), entry.crc)


def _entries(read_at: ReadAt, size: int) -> Iterator[_Entry]:
    position, length, shift = _list(read_at, size)
    lines = buffered(Stretch(read_at, position, length))
    while fixed := lines.read(_ENTRY.size):
        if len(fixed) < _ENTRY.size or not fixed.startswith(b"PK\x01\x02"):
            raise RefusedError(_DAMAGED)
        fields = _ENTRY.unpack(fixed)
        name_length, extra_length, comment_length = fields[10:13]
        name, extra, _ = (lines.read(count) for count in (name_length, extra_length, comment_length))
        unpacked, packed, offset = fields[9], fields[8], fields[16]
        for kind, content in _extras(extra):
            if kind == 1:  # zip64: those that did not fit, in this order
                large = iter(struct.iter_unpack("<Q", content[: len(content) // 8 * 8]))
                wide = [
                    next(large, (value,))[0] if value == _FULL else value
                    for value in (unpacked, packed, offset)
                ]
                unpacked, packed, offset = wide
        yield _Entry(
            name=_name(name, fields[3]),
            flags=fields[3],
            method=fields[4],
            crc=fields[7],
            packed=packed,
            offset=offset + shift,
            mode=fields[15] >> 16 if fields[1] >> 8 == _UNIX else 0,
        )


def _list(read_at: ReadAt, size: int) -> tuple[int, int, int]:
    """Return where the list of members stands, its length, and what is to be added to every offset in it."""
    tail_offset = max(0, size - _LONGEST_END)
    tail = read_at(size - tail_offset, tail_offset)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise RefusedError("is cut off or damaged: the list of its members is to stand at the end")
    _, disk, _, _, _, length, offset, _ = _END.unpack_from(tail, at)
    if disk not in (0, 0xFFFF):
        raise RefusedError("is one part of a zip archive in several; put it together first")
    end = tail_offset + at
    if end >= _LOCATOR_64.size:
        locator = _LOCATOR_64.unpack(read_at(_LOCATOR_64.size, end - _LOCATOR_64.size))
        if locator[0] == b"PK\x06\x07":
            end -= _LOCATOR_64.size + _END_64.size
            wide = read_at(_END_64.size, end) if end >= 0 else b""
            if not wide.startswith(b"PK\x06\x06") or len(wide) < _END_64.size:
                raise RefusedError(_DAMAGED)
            length, offset = _END_64.unpack(wide)[8:10]
    begins = end - length
    if begins < 0 or begins < offset:
        raise RefusedError(_DAMAGED)
    return begins, length, begins - offset


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _name(name: bytes, flags: int) -> str:
    """Return a name; where it does not say that it is UTF-8, it often is all the same."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8", "surrogateescape") if flags & _UTF8 else name.decode("cp437")


@contextlib.contextmanager
def _anywhere(dump: Dump) -> Iterator[tuple[ReadAt, int]]:
    """Give what reads the zip at any place, and its size: the file itself, or else a copy for the while."""
    if dump.read_at is not None and dump.size is not None:
        yield dump.read_at, dump.size
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        while chunk := dump.stream.read(STEP):
            copy.write(chunk)
            if copy.tell() > MOST_COPIED:
                raise RefusedError(
                    f"is larger than {MOST_COPIED >> 30} GB and no file of its own; unpack it first"
                )
        size = copy.tell()

        def read_at(count: int, offset: int) -> bytes:
            copy.seek(offset)
            return copy.read(count)

        yield read_at, size
