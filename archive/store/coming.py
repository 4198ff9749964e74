"""What a run tells the store: frozen values, of which a search needs none."""

from __future__ import annotations

from dataclasses import dataclass

from archive.article import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A name found in a source, and what the file system says of it; ``path`` as bytes.

    ``refused`` says why it is never to be opened; ``sha256`` is that of the file of this name and
    size that was read before: while it is the same, it need not be read again.
    """

    source: int
    path: bytes
    size: int
    mtime_ns: int
    refused: str | None = None
    sha256: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a cleaner made of a document, ready to be stored; ``content`` is compressed.

    ``sketch`` finds its near-identical copies (``archive.likeness``).
    """

    recipe: bytes
    cleaner: str
    digest: bytes
    title: str | None
    outlet: str | None
    language: str | None
    published: str | None
    content: bytes
    sketch: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document as found in a file; ``raw`` (compressed) and ``revision`` where the store lacks them.

    ``reader`` is the one that restores it; None where that is the file's. ``refused`` says why
    it could not be cleaned.
    """

    key: bytes
    size: int
    origin: Origin
    reader: str | None = None
    raw: bytes | None = None
    revision: Revision | None = None
    refused: str | None = None
    forgotten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A file when it has been read; ``refused`` says why it, or the rest of it, could not be.

    ``notes`` say how its reader understood it; they are shown, not stored.
    """

    source: int
    path: bytes
    size: int
    mtime_ns: int
    seen_ns: int
    sha256: bytes | None
    reader: str | None
    refused: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSame:
    """A file that is, byte for byte, the one that was read before, and when it was looked at."""

    source: int
    path: bytes
    mtime_ns: int
    seen_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A document whose place in the archive a run decides anew.

    ``origins`` are all that it will have, in order, each with its source and its reader.
    """

    number: int
    key: str
    origins: tuple[tuple[Origin, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a run does to the archive, counted in articles.

    ``changed`` are those that are read otherwise than before or stand in another's place.
    """

    before: int = 0
    after: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
