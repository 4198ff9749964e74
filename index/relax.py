"""A query that no article answers to a weaker one."""

from __future__ import annotations

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
    if not isinstance(query, And):
        return None
    bare = [part for part in query.parts if _is_bare(part)]
    if len(bare) < 2:
        return None
    choice = Or(tuple(each for part in bare for each in (part.parts if isinstance(part, Or) else (part,))))
    place = query.parts.index(bare[0])
    kept = [part for part in query.parts if not _is_bare(part)]
    kept.insert(place, choice)  # nothing bare stands before the first bare word
    return And(tuple(kept)) if len(kept) > 1 else choice


def _is_bare(part: Query) -> bool:
    match part:
        case Word(field=None):
            return True
        case Or((Phrase(apart, None), Phrase(joined, None))):
            return len(apart) > len(joined) and "".join(apart) == "".join(joined)
        case _:
            return False
