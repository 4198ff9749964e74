"""The query tree: frozen dataclasses without methods, a closed union.

A tree is made by ``index.parse.parse`` and holds *tokens as written*: folded (lower case,
no accents) but not stemmed, as ``index.analysis`` gives them. An engine translates it in
one ``match``; what a plain word finds by its stem the engine looks up with
``index.analysis.stem``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One plain word, matched by stem in ``field`` (None: title and body, the joint field)."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as written, one after the other; a phrase of one word is that word as written."""

    words: tuple[str, ...]
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word as written that begins with ``text``."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Published within these days, both ends in it, ISO ``YYYY-MM-DD``; None: open.

    An article of which only the month or year is known matches when the whole of it lies
    within; an undated one never does.
    """

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class And:
    """Articles that match every part; two parts or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that match some part; two parts or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not match the part."""

    part: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article: ``*``."""


Query = Word | Phrase | Prefix | Days | And | Or | Not | Everything
