"""A file to its documents: told by its content, opened where it is a container, and read once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module, resources
from importlib.abc import InspectLoader
from importlib.metadata import version
from importlib.util import find_spec
from typing import BinaryIO, cast

from archive.article import Declared, Document, Origin
from archive.containers.kinds import kind as container_kind
from archive.containers.limits import MOST_DEPTH, TooMuchError
from archive.decoding import wide
from archive.errors import RefusedError
from archive.formats import HEAD_BYTES, is_page, is_reuters_sgml, why_not_text
from archive.marked_formats import marked_kind
from archive.offered import Container, Reader, RecordReader, SentReader, SlowReader
from archive.opening import Dump as Dump
from archive.opening import OpenFile, open_file
from archive.record_formats import form as form_of_records
from archive.refused import Refused as Refused
from archive.refused import summary
from archive.transcoding import in_utf8


@dataclass(frozen=True, slots=True)
class Found:
    """A document, and the name of the reader that restores it."""

    document: Document
    reader: str

    @property
    def origin(self) -> Origin:
        """Where the document was found."""
        return self.document.origin

    def moved(self, origin: Origin) -> Found:
        """Return the same, found there."""
        return replace(self, document=replace(self.document, origin=origin))


@dataclass(frozen=True, slots=True)
class Unread:
    """A document of which its bytes are known; ``read_later`` reads it, here or in another process."""

    raw: bytes = field(repr=False)
    origin: Origin
    reader: str
    charset: str | None

    def moved(self, origin: Origin) -> Unread:
        """Return the same, found there."""
        return replace(self, origin=origin)


CONTAINERS: Mapping[str, str] = {
    "bzip2": "archive.containers.packed",
    "gzip": "archive.containers.packed",
    "tar": "archive.containers.tarred",
    "warc": "archive.containers.warc",
    "xz": "archive.containers.packed",
    "zip": "archive.containers.zipped",
    "zstd": "archive.containers.packed",
}


READERS: Mapping[str, str] = {
    "feed": "archive.readers.feed",
    "html": "archive.readers.html",
    "json-article": "archive.readers.json_article",
    "json-lines": "archive.readers.json_lines",
    "json-list": "archive.readers.json_list",
    "mail": "archive.readers.mail",
    "mbox": "archive.readers.mbox",
    "mhtml": "archive.readers.mhtml",
    "newsml": "archive.readers.newsml",
    "newsml-g2": "archive.readers.newsml_g2",
    "nitf": "archive.readers.nitf",
    "pdf": "archive.readers.pdf",
    "reuters-sgml": "archive.readers.reuters_sgml",
    "ritzau": "archive.readers.ritzau",
    "table": "archive.readers.table",
    "text": "archive.readers.text",
    "wordpress": "archive.readers.wordpress",
}
_OF_RECORDS = frozenset(("json-article", "json-lines", "json-list", "table"))
_IN_UTF8 = _OF_RECORDS - {"json-article"}  # these read pieces of a file, and no other encoding
_OF_MANY = _IN_UTF8 | {"feed", "mbox", "reuters-sgml", "wordpress"}
_PARTS = (  # beside the readers
    "addresses", "decoding", "json_stream", "reading", "record_formats", "record_outlets", "record_values",
    "records", "transcoding",
)  # fmt: skip


_PACKAGES = ("archive.elements", "archive.mails", "archive.pages")
_SLOW = frozenset(("html", "mhtml", "pdf"))
_OF_SENT, _SENT_AS = frozenset(("html", "text")), ";"
_LIBRARIES = ("lxml", "trafilatura")
_NOTHING: Mapping[str, str] = {}


def reader(name: str) -> Reader:
    """Import the reader of that name."""
    return cast(Reader, import_module(READERS[name]))


def pick(dump: Dump) -> str:
    """Return the name of the reader or container for a file; raises ``RefusedError`` where there is none."""
    container = container_kind(dump.head)
    if container is not None:
        return container
    name = dump.called
    if is_page(dump.head, name) and why_not_text(dump.head, "") is None:
        return "html"
    if is_reuters_sgml(dump.head, name):
        return "reuters-sgml"
    if marked := marked_kind(dump.head, name):
        return marked
    problem = why_not_text(dump.head, name)
    if problem is None and (form := form_of_records(dump.head, name, dump.mapped)):
        return form
    if problem is not None:
        raise RefusedError(problem)
    return "text"


def fingerprint() -> str:
    """Return a hash of what decides how bytes become documents."""
    names = (*(f"archive.{part}" for part in _PARTS), *READERS.values())
    sources = [_source(name) for name in names]
    for package in _PACKAGES:
        files = sorted(resources.files(package).iterdir(), key=lambda file: file.name)
        sources += [file.read_text(encoding="utf-8") for file in files if file.name.endswith(".py")]
    sources += [f"{library} {version(library)}" for library in _LIBRARIES]
    if find_spec("pypdf"):
        sources.append(f"pypdf {version('pypdf')}")
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()


def _source(name: str) -> str:
    """Return the source of a module, which need not be imported for it."""
    spec = find_spec(name)
    assert spec is not None
    return cast(InspectLoader, spec.loader).get_source(name) or ""


def documents(dump: Dump) -> Iterator[Found | Refused]:
    """Yield what is in a file, as ``pieces`` does, all of it read."""
    for piece in pieces(dump):
        yield read_later(piece) if isinstance(piece, Unread) else piece


def pieces(
    dump: Dump, *, name: str | None = None, passed_over: Callable[[str], bool] = lambda member: False
) -> Iterator[Found | Unread | Refused]:
    """Yield what is in a file, containers opened; ``name`` is what ``pick`` says of it.

    Members whose name is to be ``passed_over`` are not read, and what takes long to read is not
    read yet. Raises ``RefusedError`` for the file itself, also after what was whole.
    """
    name = name or pick(dump)
    if name not in CONTAINERS:
        if name in _IN_UTF8 and (encoding := wide(dump.head)):
            stream = in_utf8(dump.stream, encoding)
            dump = replace(dump, head=stream.peek(HEAD_BYTES)[:HEAD_BYTES], stream=stream)
        if name in _SLOW:
            raw = cast(SlowReader, reader(name)).take(dump)
            yield Unread(raw, dump.origin, name, dump.charset if name in _OF_SENT else None)
            return
        for one in reader(name).read(dump):
            yield one if isinstance(one, Refused) else _found(one, name, dump.charset)
        return
    if len(dump.origin.members) >= MOST_DEPTH:
        raise RefusedError(f"lies more than {MOST_DEPTH} containers deep; unpack the outer one first")
    captured = 0
    for member in cast(Container, import_module(CONTAINERS[name])).members(dump):
        inner = member.origin.members[len(dump.origin.members) :]
        if inner and passed_over(inner[-1]):
            continue
        if isinstance(member, Refused):
            yield member
            continue
        member = replace(member, mapped=dump.mapped, notes=dump.notes)
        try:
            for found in pieces(member, passed_over=passed_over):
                if isinstance(found, Refused):
                    yield found
                    continue
                # What a reader knows is its place in the member, and the hash of that.
                origin = replace(found.origin, sha256="")
                if member.origin.url is not None:
                    origin = replace(origin, document=captured, byte_offset=member.origin.byte_offset)
                    captured += 1
                yield found.moved(origin)
        except (TooMuchError, OSError):
            raise
        except Exception as error:
            captured += 1  # as is one that is refused when it is read later
            yield Refused(member.origin, why_unread(error))


def read_later(unread: Unread) -> Found | Refused:
    """Return the document that was not read yet."""
    try:
        name = f"{unread.reader}{_SENT_AS}{unread.charset or ''}"
        document = restore(unread.raw, unread.origin, name)
        return _found(document, unread.reader, unread.charset)
    except Exception as error:
        return Refused(unread.origin, why_unread(error))


def why_unread(error: Exception) -> str:
    """Say why something could not be read: what trips its reader is reported, not hidden."""
    if isinstance(error, RefusedError):
        return str(error)
    return f"cannot be read ({type(error).__name__}: {error}); please report this"


def restore(raw: bytes, origin: Origin, name: str, mapped: Mapping[str, str] = _NOTHING) -> Document:
    """Return the document that the reader of that name read to these raw bytes."""
    name, _, charset = name.partition(_SENT_AS)
    if name in _OF_RECORDS:
        return _placed(cast(RecordReader, reader(name)).restore(raw, origin, mapped), name)
    if charset:
        return _placed(cast(SentReader, reader(name)).restore(raw, origin, charset), name)
    return _placed(reader(name).restore(raw, origin), name)


def _found(document: Document, name: str, charset: str | None) -> Found:
    """Return a document with the name that restores it: with the charset it was sent in, if that decided."""
    decided = charset and name in _OF_SENT and (document.encoding != "utf-8" or document.damaged)
    return Found(_placed(document, name), f"{name}{_SENT_AS}{charset}" if decided else name)


def _placed(document: Document, name: str) -> Document:
    """Return the document with what its place says of it.

    Where it is one of many, the file's name is not its own; it has the address it was captured
    at, where it does not say another.
    """
    document = replace(document, one_of_many=name in _OF_MANY or document.origin.url is not None)
    declared = document.declared or Declared()
    if document.origin.url is None or declared.url is not None:
        return document
    return replace(document, declared=replace(declared, url=document.origin.url))


def read(location: str, mapped: Mapping[str, str] = _NOTHING) -> Iterator[Document]:
    """Yield the documents of one file; raises ``RefusedError``, also after what was whole."""
    try:
        with open_file(location) as file:
            yield from _whole(replace(file.dump(Origin(root=location, path="")), mapped=mapped))
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}") from error


def read_stream(stream: BinaryIO, mapped: Mapping[str, str] = _NOTHING) -> Iterator[Document]:
    """Yield the documents of standard input or the like; raises ``RefusedError`` as ``read`` does."""
    dump = OpenFile(stream, size=0, mtime_ns=0).dump(Origin(root="-", path=""))
    yield from _whole(replace(dump, mapped=mapped))


def _whole(dump: Dump) -> Iterator[Document]:
    refused: list[Refused] = []
    try:
        for found in documents(dump):
            if isinstance(found, Found):
                yield found.document
            else:
                refused.append(found)
    except RefusedError as error:
        refused.append(Refused(dump.origin, str(error)))
    if refused:
        raise RefusedError(summary(refused))
