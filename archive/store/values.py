"""What the store tells: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from archive.frozen import dataclass


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
