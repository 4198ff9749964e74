"""Compressed files (gzip, bzip2, xz, zstd): one member, called as the file without its suffix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from archive.containers.kinds import is_tar, is_web_archive, kind
from archive.containers.limits import Allowance
from archive.containers.names import unsuffixed
from archive.containers.streams import Unpacked, counted, headed
from archive.reading import Dump, Refused


def members(dump: Dump) -> Iterator[Dump | Refused]:
    """Yield the one member; a tar or web archive in it counts as the file itself."""
    packing = kind(dump.head)
    assert packing is not None
    allowance = dump.allowance or Allowance(dump.size)
    source = dump.stream if dump.allowance else counted(dump.stream, allowance.take)
    unpacked = Unpacked(source, packing, allowance)
    head, stream = headed(unpacked.read)
    name = unsuffixed(PurePath(dump.called).name)
    origin = dump.origin
    if not (is_tar(head) or is_web_archive(head)):
        origin = replace(origin, members=(*origin.members, name))
    yield dump.inner(origin, head, stream, name=name, allowance=allowance)
    if unpacked.rest:
        yield Refused(dump.origin, unpacked.rest)
