"""One file to what is stored of it: read, cleaned and packed; nothing is written here.

All of it depends on the file, the cleaner and what is given alone, so that any process may do it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive import reading
from archive.article import Document, Origin
from archive.errors import RefusedError, RuleError
from archive.given import apart
from archive.ingest.cleaning import Cleaner, recipe, revise
from archive.ingest.scan import excluded
from archive.opening import open_file
from archive.refused import Refused, summary
from archive.store.content import compress
from archive.store.known import Known
from archive.store.values import FileRead, FileSame, Piece, Scanned, Source

Knows = Callable[[bytes, bytes], Known]
"""Tells what of a document (key, recipe) need not be done again."""


@dataclass(frozen=True, slots=True)
class Uncleaned:
    """A document that is still to be cleaned; with ``raw`` its bytes are to be stored, too."""

    document: Document
    key: bytes
    reader: str
    given: Mapping[str, str] = field(repr=False)
    raw: bool


Part = Piece | Refused | FileRead | FileSame | Scanned
"""What comes of a file, in order. Its own name comes last: it is done with, read to its end or not."""


def work(file: Scanned, source: Source, cleaner: Cleaner, knows: Knows) -> Iterator[Part]:
    """Yield what is in a file, what could not be read of it, and last the file itself.

    Of a file that could not be opened or read to its end no ``FileRead`` is yielded: what is
    known of it stays as it is.
    """
    for part in read(file, source, cleaner.fingerprint, knows):
        yield finished(part, cleaner)


def finished(part: Part | Uncleaned, cleaner: Cleaner) -> Part:
    """Return what is stored of a document, cleaned; any other part as it is."""
    if not isinstance(part, Uncleaned):
        return part
    document, revision, refused = part.document, None, None
    try:
        revision = revise(cleaner, document, part.given)
    except RefusedError as error:
        refused = str(error)
    return Piece(
        key=part.key,
        size=len(document.raw),
        origin=document.origin,
        reader=part.reader,
        raw=compress(document.raw) if part.raw else None,
        revision=revision,
        refused=refused,
    )


def read(file: Scanned, source: Source, fingerprint: str, knows: Knows) -> Iterator[Part | Uncleaned]:
    """Yield the same as ``work``, but what is new to be cleaned; ``fingerprint`` is the cleaner's."""
    yield from _read(file, source, fingerprint, knows)
    yield file


def _read(file: Scanned, source: Source, fingerprint: str, knows: Knows) -> Iterator[Part | Uncleaned]:
    origin = Origin(root=source.root, path=os.fsdecode(file.path))
    seen_ns = time.time_ns()
    if file.refused:
        yield Refused(origin, file.refused)
        yield _file(file, seen_ns=seen_ns, refused=file.refused)
        return
    try:
        # The user named the root, so that it may be a link; below it, none is followed.
        location = origin.location if origin.path else os.path.realpath(source.root)
        if file.sha256 is not None and _hash(location) == file.sha256:
            yield FileSame(source=file.source, path=file.path, mtime_ns=file.mtime_ns, seen_ns=seen_ns)
            return
        with open_file(location) as opened:
            dump, reader, refused, documents = None, None, None, 0
            left_out: list[Refused] = []
            try:
                dump = replace(opened.dump(origin), mapped=apart(source.given)[1])
                reader = reading.pick(dump)
                found_in = reading.documents(
                    dump, name=reader, passed_over=lambda member: excluded(member, source.excludes)
                )
                for found in found_in:
                    if isinstance(found, Refused):
                        left_out.append(found)
                        yield found
                    else:
                        documents += 1
                        yield _part(found, source.given, fingerprint, knows)
            except (OSError, sqlite3.Error, RuleError):
                raise
            except Exception as error:
                refused = (
                    str(error)
                    if isinstance(error, RefusedError)
                    else f"cannot be read ({type(error).__name__}: {error}); please report this"
                )
                yield Refused(origin, refused)
            sha256 = opened.sha256() if documents else None
            after = Path(location).stat()
            if (after.st_size, after.st_mtime_ns) != (opened.size, opened.mtime_ns):
                seen_ns = 0  # it changed meanwhile: the next run reads it again
            yield FileRead(
                source=file.source,
                path=file.path,
                size=opened.size,
                mtime_ns=opened.mtime_ns,
                seen_ns=seen_ns,
                sha256=sha256,
                reader=reader,
                notes=tuple(dict.fromkeys(dump.notes)) if dump else (),
                refused=refused or (summary(left_out, origin) if left_out else None),
            )
    except RefusedError as error:
        yield Refused(origin, str(error))
    except OSError as error:
        yield Refused(origin, f"cannot be read: {error.strerror or error}")


def _part(
    found: reading.Found, given: Mapping[str, str], fingerprint: str, knows: Knows
) -> Piece | Uncleaned:
    document = found.document
    key = hashlib.sha256(document.raw).digest()
    known = knows(key, recipe(fingerprint, given, document.origin))
    if known in ("no", "held"):
        return Uncleaned(document, key, found.reader, given, raw=known == "no")
    return Piece(
        key=key,
        size=len(document.raw),
        origin=document.origin,
        reader=found.reader,
        forgotten=known == "forgotten",
    )


def _hash(location: str) -> bytes:
    with open_file(location) as opened:
        return opened.sha256()


def _file(file: Scanned, *, seen_ns: int, refused: str) -> FileRead:
    return FileRead(
        source=file.source,
        path=file.path,
        size=file.size,
        mtime_ns=file.mtime_ns,
        seen_ns=seen_ns,
        sha256=None,
        reader=None,
        refused=refused,
    )
