"""Sources to what is staged of them: names first, then what is in the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from archive.article import Origin
from archive.home import Home
from archive.ingest.hands import Hands
from archive.ingest.report import Tally
from archive.ingest.scan import Unreadable, scan
from archive.ingest.sources import apart
from archive.refused import Refused, summary
from archive.store import Source
from archive.store.coming import FileRead, FileSame, Piece, Scanned
from archive.store.staging import Staging

Waits = Callable[[str, int, int], bool]
"""Tells of a file (path, size, time of change in ns) whether it is to be left alone for now."""


def take_names(
    staging: Staging, sources: Sequence[Source], home: Home, tally: Tally, *, waits: Waits | None = None
) -> None:
    """Stage the names of all files in the sources, without a look into them.

    What is known of one that ``waits`` stays as it is.
    """
    names = 0
    for source in sources:
        for name in scan(source, apart=apart(source, sources), home=str(home.path)):
            if isinstance(name, Unreadable):
                staging.keep_below(name.source, name.path)
                place = Origin(root=source.root, path=os.fsdecode(name.path))
                tally.tell("scanning", names, refused=Refused(place, name.reason))
            elif waits and waits(_location(source, name), name.size, name.mtime_ns):
                staging.keep_below(name.source, name.path)
            else:
                staging.scan(name)
                names += 1
                tally.tell("scanning", names)


def _location(source: Source, name: Scanned) -> str:
    return Origin(root=source.root, path=os.fsdecode(name.path)).location


def take_in(staging: Staging, sources: Sequence[Source], hands: Hands, tally: Tally) -> None:
    """Stage what is in the files that are to be read, cleaned."""
    by_number = {source.number: source for source in sources}
    files, size = staging.count_todo()
    todo = ((file, by_number[file.source]) for file in staging.todo())
    number = staging.begin_file()
    documents, left_out = 0, list[Refused]()
    for part in hands.read(todo, size, staging.knows):
        refused = None
        match part:
            case Refused():
                refused = part
                left_out.append(part)
            case FileRead():
                staging.finish_file(number, _judged(part, documents, left_out))
                for text in part.notes:
                    tally.note(str(Path(by_number[part.source].root, os.fsdecode(part.path))), text)
            case FileSame():
                staging.keep_file(part)
            case Scanned():
                tally.files += 1
                number = staging.begin_file()
                documents, left_out = 0, []
            case Piece(forgotten=True):
                documents += 1
                tally.read += 1
                tally.forgotten += 1
            case Piece():
                documents += 1
                tally.read += 1
                refused = _stage(staging, number, part)
        tally.tell("reading", tally.files, files, refused=refused)


def _judged(file: FileRead, documents: int, left_out: Sequence[Refused]) -> FileRead:
    """Return a file with what became known of it as what is in it was read."""
    summed_up = summary(left_out) if left_out else None
    return replace(file, sha256=file.sha256 if documents else None, refused=file.refused or summed_up)


def _stage(staging: Staging, file: int, piece: Piece) -> Refused | None:
    """Stage a document; return why it could not be cleaned, where nothing was known of it."""
    refused = Refused(piece.origin, piece.refused) if piece.refused else None
    # Workers may have cleaned two copies at once: the first to come decides, as if there were but one.
    if (piece.revision or refused) and staging.has_met(piece.key):
        piece, refused = replace(piece, revision=None), None
    staging.add(file, piece)
    staging.checkpoint_when_due()
    return refused
