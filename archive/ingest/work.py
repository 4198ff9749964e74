"""One file to what is stored of it: read, cleaned and packed; nothing is written here.

All of it depends on the file, the cleaner and what is given alone, so that any process may do it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from archive import reading
from archive.article import Article, Document, Origin
from archive.errors import RefusedError, RuleError
from archive.given import apart
from archive.ingest.report import Refusal
from archive.ingest.scan import excluded
from archive.opening import open_file
from archive.refused import describe, summary
from archive.store.content import compress, digest, pack
from archive.store.staging import Known
from archive.store.values import FileRead, Piece, Revision, Scanned, Source


@dataclass(frozen=True, slots=True)
class Cleaner:
    """What makes articles of documents, and the fingerprint that tells it from others.

    Of where a document was found it may look at the path within the source, the members, the
    URL and the day of capture; what else it looked at would not be noticed when it changes.
    """

    clean: Callable[[Document, Mapping[str, str]], Article]
    fingerprint: str


def todays_cleaner(rules: Path) -> Cleaner:
    """Return the cleaner of this program with the user's rules in that folder; raises ``RuleError``."""
    from archive import user_rules
    from archive.cleaner import clean

    added = user_rules.files(rules)
    if not added:  # the built-in rules are loaded when there is something to clean
        return Cleaner(clean, user_rules.fingerprint(()))
    book = user_rules.rulebook(added)
    return Cleaner(partial(clean, rulebook=book), user_rules.fingerprint(added))


def recipe(cleaner: Cleaner, given: Mapping[str, str], origin: Origin) -> bytes:
    """Return a hash of all that decides what becomes of a document, its bytes aside."""
    evidence = (origin.path or Path(origin.root).name, origin.members, origin.url, origin.captured)
    parts = (cleaner.fingerprint, _reading(), sorted(given.items()), evidence)
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).digest()


def revise(cleaner: Cleaner, document: Document, given: Mapping[str, str]) -> Revision:
    """Clean a document and return what is stored of the article; raises ``RefusedError``."""
    try:
        article = cleaner.clean(document, apart(given)[0])
        packed = pack(article)
    except (RefusedError, RuleError):
        raise
    except Exception as error:
        # One text that trips the cleaner must not lose the others; it is reported, not hidden.
        raise RefusedError(
            f"cannot be cleaned ({type(error).__name__}: {error}); please report this"
        ) from error
    return Revision(
        recipe=recipe(cleaner, given, document.origin),
        cleaner=cleaner.fingerprint,
        digest=digest(packed),
        title=_storable(article.title),
        outlet=_storable(article.outlet),
        language=_storable(article.language),
        published=article.published.date if article.published else None,
        content=compress(packed),
    )


def revise_again(
    cleaner: Cleaner, raw: bytes, origin: Origin, reader: str, given: Mapping[str, str]
) -> Revision:
    """Clean a document from the raw bytes that the store kept; raises ``RefusedError``."""
    try:
        document = reading.restore(raw, origin, reader, apart(given)[1])
    except Exception as error:
        raise RefusedError(
            f"cannot be read again ({type(error).__name__}: {error}); please report this"
        ) from error
    return revise(cleaner, document, given)


def work(
    file: Scanned, source: Source, cleaner: Cleaner, knows: Callable[[bytes, bytes], Known]
) -> Iterator[Piece | Refusal | FileRead]:
    """Yield what is in a file, what could not be read of it, and last the file itself.

    A file that could not be opened or read to its end is not yielded: what is known of it
    stays as it is. ``knows`` tells what of a document (key, recipe) need not be done again.
    """
    origin = Origin(root=source.root, path=os.fsdecode(file.path))
    seen_ns = time.time_ns()
    if file.refused:
        yield Refusal(origin.location, file.refused)
        yield _file(file, seen_ns=seen_ns, refused=file.refused)
        return
    try:
        # The user named the root, so that it may be a link; below it, none is followed.
        location = origin.location if origin.path else os.path.realpath(source.root)
        with open_file(location) as opened:
            dump, reader, refused, documents = None, None, None, 0
            left_out: list[reading.Refused] = []
            try:
                dump = replace(opened.dump(origin), mapped=apart(source.given)[1])
                reader = reading.pick(dump)
                found_in = reading.documents(
                    dump, name=reader, passed_over=lambda member: excluded(member, source.excludes)
                )
                for found in found_in:
                    if isinstance(found, reading.Refused):
                        left_out.append(found)
                        yield Refusal(describe(found.origin, found.place), found.reason)
                    else:
                        documents += 1
                        yield from _pieces(found, source.given, cleaner, knows)
            except (OSError, sqlite3.Error, RuleError):
                raise
            except Exception as error:
                refused = (
                    str(error)
                    if isinstance(error, RefusedError)
                    else f"cannot be read ({type(error).__name__}: {error}); please report this"
                )
                yield Refusal(origin.location, refused)
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
        yield Refusal(origin.location, str(error))
    except OSError as error:
        yield Refusal(origin.location, f"cannot be read: {error.strerror or error}")


def _pieces(
    found: reading.Found,
    given: Mapping[str, str],
    cleaner: Cleaner,
    knows: Callable[[bytes, bytes], Known],
) -> Iterator[Piece | Refusal]:
    document = found.document
    key = hashlib.sha256(document.raw).digest()
    known = knows(key, recipe(cleaner, given, document.origin))
    revision = None
    if known in ("no", "held"):
        try:
            revision = revise(cleaner, document, given)
        except RefusedError as error:
            yield Refusal(describe(document.origin), str(error))
    yield Piece(
        key=key,
        size=len(document.raw),
        origin=document.origin,
        reader=found.reader,
        raw=compress(document.raw) if known == "no" else None,
        revision=revision,
        forgotten=known == "forgotten",
    )


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


_READING: list[str] = []


def _reading() -> str:
    if not _READING:
        _READING.append(reading.fingerprint())
    return _READING[0]


def _storable(value: str | None) -> str | None:
    """Return a value without what SQLite cannot hold in a column; the content has it whole."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")
