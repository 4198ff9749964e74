"""What the store tells and is told: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from archive.article import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One index generation: ``folder`` is its name in the home's index folder.

    ``analysis`` is the fingerprint of the analysis that made its tokens, ``articles`` how
    many it holds, ``manifest`` the SHA-256 of its manifest, in hex.
    """

    number: int
    engine: str
    folder: str
    analysis: str
    articles: int
    manifest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article whose id begins with what was asked; ``gone_since`` is ISO, UTC."""

    id: str
    title: str | None
    state: Literal["live", "gone"]
    gone_since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file or folder that the archive is built from: its absolute path, what the user
    knows of all that is in it, and the globs of what is left out.
    """

    number: int
    root: str
    given: Mapping[str, str] = field(default_factory=dict)
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts of articles: the live ones, but for ``gone``; values the most frequent first.

    ``months`` has ``2019-03``, or ``2019`` where no month is known. ``stale`` are those made
    by another cleaner than the one asked about; ``refused`` counts files.
    """

    articles: int
    undated: int
    outlets: Mapping[str, int]
    languages: Mapping[str, int]
    months: Mapping[str, int]
    gone: int
    stale: int
    forgotten: int
    refused: int
    sources: tuple[Source, ...]
    generation: Generation | None


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
