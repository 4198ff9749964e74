"""What a user decided about one article, laid over what was read: corrections, tags, a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from archive.article import Article, Published
from archive.errors import ArchiveError
from archive.given import given, printable

BASIS = "user"
_TAGS, _NOTE = "tags", "note"
_LISTS = frozenset({"agencies", "authors", "contributors", _TAGS})
_JOINT = ";"


def corrections(pairs: Iterable[str]) -> dict[str, str]:
    """Return field to value of ``FIELD=VALUE`` as typed; raises ``ArchiveError``.

    An empty value says that the article has none.

    >>> corrections(["outlet=The Hill", "by="])
    {'outlet': 'The Hill', 'authors': ''}
    """
    return given(pairs, "correct")


def undone(names: Iterable[str]) -> dict[str, None]:
    """Return the fields of these names as no longer decided; raises ``ArchiveError`` for an unknown one.

    >>> undone(["by"])
    {'authors': None}
    """
    return dict.fromkeys(given((f"{name}=" for name in names), "--undo"))


def tagged(tags: Iterable[str], words: Iterable[str]) -> tuple[str, ...]:
    """Return the tags after each word ``+tag`` put one on and each ``-tag`` took one off.

    Raises ``ArchiveError`` for a word without a sign or without a tag.

    >>> tagged(("louvre", "old"), ["+Zakharova", "-old"])
    ('louvre', 'zakharova')
    """
    found = set(tags)
    for word in words:
        tag = printable(word[1:].strip().lower())
        if word[:1] not in ("+", "-") or not tag or _JOINT in tag:
            raise ArchiveError(f"'{word}' changes no tag; write +word to put it on, -word to take it off")
        (found.add if word[0] == "+" else found.discard)(tag)
    return tuple(sorted(found))


def tags_of(decided: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tags among what was decided."""
    return _listed(decided.get(_TAGS, ""))


def with_tags(tags: Iterable[str]) -> dict[str, str | None]:
    """Return tags as a decision; None where there are none, which undoes it."""
    return {_TAGS: _JOINT.join(tags) or None}


def with_note(text: str) -> dict[str, str | None]:
    """Return a note as a decision; None where it is empty, which undoes it."""
    return {_NOTE: printable(text.strip()) or None}


def decided(article: Article, decisions: Mapping[str, str]) -> Article:
    """Return the article with what the user decided in place of what was read, and said to be so."""
    values: dict[str, Any] = {}
    for field, value in decisions.items():
        if field in _LISTS:
            values[field] = _listed(value)
        elif field == "published":
            values[field] = _day(value)
        else:
            values[field] = value or None
    bases = dict(article.bases) | {field: BASIS for field in decisions if field not in (_TAGS, _NOTE)}
    return replace(article, **values, bases=tuple(sorted(bases.items())))


def _day(value: str) -> Published | None:
    from archive.metadata.days import read_day

    return read_day(value, basis=BASIS) if value else None


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in value.split(_JOINT)) if part)
