"""What an article is: frozen values, from a piece of a dump to what is kept."""

from __future__ import annotations

import hashlib
from typing import Literal

from archive.frozen import dataclass

Precision = Literal["day", "month", "year", "month-day"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Origin:
    """Where a document was found; origins sort by root, path, members and place in the file.

    ``root`` is the absolute path of the source it came with, ``path`` what follows it with
    ``/`` between parts ("" where the root is the file itself); both hold undecodable bytes
    of a name as ``os.fsdecode`` gives them. ``members`` names the way into containers.
    ``document`` counts from 0 within the file; ``sha256`` is of the whole file.
    """

    root: str
    path: str
    members: tuple[str, ...] = ()
    document: int = 0
    byte_offset: int = 0
    sha256: str = ""
    url: str | None = None
    captured: str | None = None

    @property
    def location(self) -> str:
        """The path of the file, root and relative path joined."""
        return f"{self.root.rstrip('/')}/{self.path}" if self.path else self.root


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a page or a record says of its article apart from the text; what it does not is ``None``.

    ``published`` and ``modified`` are as declared, ISO or free form; ``authors`` are persons
    and ``agencies`` houses, cleaned and told apart. ``basis`` says where ``published`` was
    read: "structured-data", "meta", "time-element", "page-stamp" or "url".
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    basis: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    description: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One piece of a dump as a reader found it: its raw bytes and the text in them.

    ``damaged`` counts the characters that no encoding could give back (U+FFFD in ``text``).
    Where the dump has marks for them, ``outside`` holds the stretches of ``text`` (half-open,
    sorted, disjoint) that are visible but no part of title or story, and ``captions`` those
    that are captions of the story's pictures. ``plain``: the reader took the markup out, and
    what looks like a tag in ``text`` is none (``<DD>`` on a wire is Du Pont's ticker).
    ``flags`` are those that the reader knows of and the article gets ("teaser").
    ``one_of_many``: it shares its file with others, so that the file's name says nothing of it.
    """

    origin: Origin
    raw: bytes
    text: str
    encoding: str
    damaged: int = 0
    declared: Declared | None = None
    outside: tuple[tuple[int, int], ...] = ()
    captions: tuple[tuple[int, int], ...] = ()
    plain: bool = False
    flags: tuple[str, ...] = ()
    one_of_many: bool = False

    @property
    def key(self) -> str:
        """The full SHA-256 of the raw bytes, in hex."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of the text that stands in the body, white space aside, as it came."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch taken out by ``rule``; ``to`` names the field it feeds, if any."""

    start: int
    end: int
    rule: str
    kind: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Repaired:
    """A stretch of which the body holds ``becomes`` instead."""

    start: int
    end: int
    repair: str
    becomes: str


Span = Kept | Cut | Repaired
"""Half-open, in code points into the text; an article's spans tile its text in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A publishing date: reduced ISO (``2019``, ``2019-03``, ``2019-03-28``) or ``--11-13``.

    ``basis`` says where it was read ("dateline", "print-section", "copyright-line",
    "given" by the user …), ``evidence`` is the very text.
    """

    date: str
    precision: Precision
    basis: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A cleaned document. What is unknown is ``None`` or empty.

    ``body`` holds paragraphs with an empty line between; a table keeps its lines.
    ``bases`` names, for a field that is not simply stated in the text, what it rests on
    ("given" by the user with its source, "user": with this article; "detected").
    ``tags`` and ``note`` are the user's alone. ``text`` and ``spans`` account for every character.
    """

    key: str
    title: str | None = None
    body: str = ""
    published: Published | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    place: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    highlights: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None
    bases: tuple[tuple[str, str], ...] = ()
    origins: tuple[Origin, ...] = ()
    text: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The first 16 hex digits of the key; any unique prefix of four or more names it."""
        return self.key[:16]
