"""The query tree: frozen dataclasses without methods, a closed union.

A tree is made by ``index.parse.parse`` and holds *tokens as written*: folded (lower case,
no accents) but not stemmed, as ``index.analysis`` gives them. An engine translates it in
one ``match``; what a plain word finds by its stem the engine looks up with
``index.analysis.stem``.
"""

from __future__ import annotations

from typing import Literal

from archive.frozen import dataclass

Reach = int | Literal["sentence", "paragraph"]
"""So many words between, or all within one of these."""


@dataclass(frozen=True, slots=True)
class Word:
    """One plain word, matched by stem in ``field`` (None: title and body, the joint field)."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as written, in order, with at most ``slop`` others among them, all told.

    A phrase of one word is that word as written.
    """

    words: tuple[str, ...]
    field: str | None = None
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Cased:
    """Words as written, one after the other, with the capitals that they have here."""

    words: tuple[str, ...]
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word as written that begins with ``text``."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every word as written of this form: ``*`` is any letters or none, ``?`` is one."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word as written that ``distance`` slips, or fewer, make of ``text``.

    A slip is a letter too many, too few or another, or two neighbours that changed places.
    """

    text: str
    distance: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides in either order, apart, within ``reach``: so many words between, or one unit.

    Each side is placed: a leaf, an ``Or`` of placed ones or a ``Near``; all are of one field.
    """

    left: Query
    right: Query
    reach: Reach


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Articles in which the part, a placed one as in ``Near``, is found ``count`` times or more."""

    count: int
    part: Query


@dataclass(frozen=True, slots=True)
class Boost:
    """What the part finds, its score times ``factor``."""

    part: Query
    factor: float


@dataclass(frozen=True, slots=True)
class Length:
    """Articles whose joint field has so many words, both ends in it; None: open."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Days:
    """Published within these days, both ends in it, ISO ``YYYY-MM-DD``; None: open.

    An article of which only the month or year is known matches when the whole of it lies
    within; with ``perhaps``, when some of it does. An undated one never matches.
    """

    first: str | None
    last: str | None
    perhaps: bool = False


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


Leaf = Word | Phrase | Cased | Prefix | Pattern | Fuzzy
"""What is found in the words of a field, and so can be counted and scored."""

Query = Leaf | Near | AtLeast | Boost | Length | Days | And | Or | Not | Everything
