"""A query to a weaker one, or to one with other words in place of its bare ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard

from index.query import And, Or, Phrase, Query, Word


def relaxed(query: Query) -> Query | None:
    """Return ``query`` with some of its bare words enough, all else kept; None if it has not two.

    Bare are plain words without a field, standing beside one another outside brackets, and
    compounds (covid-19). What is written in quotes stays, and so do words of scripts without
    spaces, which the tree does not tell from quoted ones.

    >>> relaxed(And((Word("cowboy"), Word("louvre"), Word("ap", "agency"))))
    And(parts=(Or(parts=(Word(text='cowboy', field=None), Word(text='louvre', field=None))), \
Word(text='ap', field='agency')))
    """
    if not isinstance(query, And) or sum(map(_is_bare, query.parts)) < 2:
        return None
    return _with_bare(query, Or)


def among_bare(query: Query, change: Callable[[tuple[Query, ...]], Query]) -> Query:
    """Return ``query`` with its bare words, or the choice among them that ``relaxed`` made, changed.

    >>> among_bare(And((Word("louvre"), Word("ap", "agency"))), lambda bare: Or((*bare, Word("museum"))))
    And(parts=(Or(parts=(Word(text='louvre', field=None), Word(text='museum', field=None))), \
Word(text='ap', field='agency')))
    """
    match query:
        case And(parts) if any(map(_is_bare, parts)):
            return _with_bare(query, change)
        case And(parts):
            return And(tuple(change(part.parts) if _is_choice(part) else part for part in parts))
        case Or(parts) if _is_choice(query):
            return change(parts)
        case _:
            return change((query,)) if _is_bare(query) else query


def _with_bare(query: And, change: Callable[[tuple[Query, ...]], Query]) -> Query:
    bare = [part for part in query.parts if _is_bare(part)]
    changed = change(
        tuple(each for part in bare for each in (part.parts if isinstance(part, Or) else (part,)))
    )
    place = query.parts.index(bare[0])
    kept = [part for part in query.parts if not _is_bare(part)]
    kept.insert(place, changed)  # nothing bare stands before the first bare word
    return And(tuple(kept)) if len(kept) > 1 else changed


def _is_choice(part: Query) -> TypeGuard[Or]:
    return isinstance(part, Or) and any(map(_is_bare, part.parts))


def _is_bare(part: Query) -> bool:
    match part:
        case Word(field=None):
            return True
        case Or((Phrase(apart, None), Phrase(joined, None))):
            return len(apart) > len(joined) and "".join(apart) == "".join(joined)
        case _:
            return False
