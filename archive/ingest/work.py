"""One file to what is stored of it: read, cleaned and packed; nothing is written here.

All of it depends on the file, the cleaner and what is given alone, so that any process may do it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive import reading
from archive.article import Origin
from archive.errors import RefusedError, RuleError
from archive.given import apart
from archive.ingest.cleaning import Cleaner, recipe, revise
from archive.ingest.scan import excluded
from archive.opening import open_file
from archive.refused import Refused
from archive.store.coming import FileRead, FileSame, Piece, Scanned
from archive.store.content import compress
from archive.store.known import Known
from archive.store.values import Source

Knows = Callable[[bytes, bytes], Known]
"""Tells what of a document (key, recipe) need not be done again."""


@dataclass(frozen=True, slots=True)
class Uncleaned:
    """A document that is still to be cleaned, or to be read; ``known`` is what the store has of it."""

    found: reading.Found | reading.Unread
    key: bytes
    given: Mapping[str, str]
    known: Known


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
    found = reading.read_later(part.found) if isinstance(part.found, reading.Unread) else part.found
    if isinstance(found, Refused):
        return found
    document, revision, refused = found.document, None, None
    if part.known != "cleaned":
        try:
            revision = revise(cleaner, document, part.given)
        except RefusedError as error:
            refused = str(error)
    return Piece(
        key=part.key,
        size=len(document.raw),
        origin=document.origin,
        reader=found.reader,
        raw=compress(document.raw) if part.known == "no" else None,
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
            try:
                dump = replace(opened.dump(origin), mapped=apart(source.given)[1])
                reader = reading.pick(dump)
                found_in = reading.pieces(
                    dump, name=reader, passed_over=lambda member: excluded(member, source.excludes)
                )
                for found in found_in:
                    if isinstance(found, Refused):
                        yield found
                    else:
                        documents += 1
                        yield _part(found, source.given, fingerprint, knows)
            except (OSError, sqlite3.Error, RuleError):
                raise
            except Exception as error:
                refused = reading.why_unread(error)
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
                refused=refused,
            )
    except RefusedError as error:
        yield Refused(origin, str(error))
    except OSError as error:
        yield Refused(origin, f"cannot be read: {error.strerror or error}")


def _part(
    found: reading.Found | reading.Unread, given: Mapping[str, str], fingerprint: str, knows: Knows
) -> Piece | Uncleaned:
    raw = found.raw if isinstance(found, reading.Unread) else found.document.raw
    key = hashlib.sha256(raw).digest()
    known = knows(key, recipe(fingerprint, given, found.origin))
    # By which name a reader restores what was sent in a charset, it says when it has read it.
    is_to_read = isinstance(found, reading.Unread) and found.charset is not None and known != "forgotten"
    if known in ("no", "held") or is_to_read:
        return Uncleaned(found, key, given, known)
    return Piece(
        key=key, size=len(raw), origin=found.origin, reader=found.reader, forgotten=known == "forgotten"
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
