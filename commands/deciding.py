"""What the user knows of articles: ``correct``, ``tag`` and ``note``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import typer

from archive.errors import ArchiveError
from commands import options as line
from commands.wiring import DONE, home_of


def correct(
    ctx: typer.Context,
    name: line.Id,
    pairs: line.Pairs = None,
    undo: line.Undo = None,
    home: line.Home = None,
) -> int:
    """Correct what was read of an article. It holds whatever is rebuilt; FIELD= says there is none."""
    from archive.decided import corrections, undone

    anew = {**corrections(pairs or ()), **undone(undo or ())}
    if not anew:
        raise ArchiveError("correct takes FIELD=VALUE, such as outlet=Reuters, or --undo FIELD")
    return _decide(ctx, home, [name], lambda _: anew)


def tag(ctx: typer.Context, words: line.TagWords = None, home: line.Home = None) -> int:
    """Put tags on articles and take them off."""
    from archive.decided import tagged, tags_of, with_tags

    names = [word for word in words or () if not word.startswith(("+", "-"))]
    changes = [word for word in words or () if word.startswith(("+", "-"))]
    if not names or not changes:
        raise ArchiveError("tag takes an ID and +word or -word, such as: archive tag @1 +louvre")
    return _decide(ctx, home, names, lambda decided: with_tags(tagged(tags_of(decided), changes)))


def note(
    ctx: typer.Context,
    name: line.Id,
    words: line.NoteWords = None,
    delete: line.Delete = False,
    home: line.Home = None,
) -> int:
    """Note something beside an article, in place of what was noted before."""
    from archive.decided import with_note

    text = " ".join(words or ())
    if bool(text.strip()) == delete:
        raise ArchiveError("note takes an ID and the note, or --delete")
    return _decide(ctx, home, [name], lambda _: with_note(text))


def _decide(
    ctx: typer.Context,
    home: Path | None,
    names: Sequence[str],
    choice: Callable[[Mapping[str, str]], Mapping[str, str | None]],
) -> int:
    from archive import ingest
    from index.build import Builder
    from index.console.deciding import print_decided
    from index.console.naming import resolved

    place = home_of(ctx, home)
    ids = [found.id for found in resolved(place.store, names)]
    print_decided(ingest.decide(place, ids, choice, build=Builder()))
    return DONE
