"""What a run tells: how far it is, and in the end what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from archive.refused import Refused

Doing = Literal["scanning", "reading", "cleaning", "indexing", "publishing"]


@dataclass(frozen=True, slots=True)
class Note:
    """How the files were understood of which ``location`` is the first, and how many they are."""

    location: str
    text: str
    files: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a run. ``files`` and ``read`` (documents) count what was opened in it.

    ``new``, ``unchanged``, ``changed`` and ``gone`` count articles; ``changed`` are those that
    read otherwise than before or stand in another's place; ``articles`` are live after the run.
    ``forgotten`` counts documents passed over because they were taken down.
    """

    files: int = 0
    read: int = 0
    new: int = 0
    unchanged: int = 0
    changed: int = 0
    gone: int = 0
    refused: tuple[Refused, ...] = ()
    notes: tuple[Note, ...] = ()
    forgotten: int = 0
    articles: int = 0
    seconds: float = 0.0
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a run is: ``done`` of ``total`` (None: not known) in ``doing``.

    Scanning counts names, reading files, cleaning (of what is stored) and indexing articles;
    publishing has one step. ``documents`` have been read so far and ``refusals`` made;
    ``refused`` is what has just been refused.
    """

    doing: Doing
    done: int
    total: int | None = None
    documents: int = 0
    refusals: int = 0
    refused: Refused | None = None


Progress = Callable[[Step], None]


def quiet(step: Step) -> None:
    """Take no notice of progress."""


@dataclass(slots=True)
class Tally:
    """What a run has met so far."""

    progress: Progress
    files: int = 0
    read: int = 0
    forgotten: int = 0
    refused: list[Refused] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)

    def tell(
        self, doing: Doing, done: int, total: int | None = None, *, refused: Refused | None = None
    ) -> None:
        """Tell how far the run is, and what was refused just now."""
        if refused is not None:
            self.refused.append(refused)
        self.progress(
            Step(
                doing=doing,
                done=done,
                total=total,
                documents=self.read,
                refusals=len(self.refused),
                refused=refused,
            )
        )

    def note(self, location: str, text: str) -> None:
        """Take note of how a file was understood; what is the same for others is said once."""
        known = self.notes.get(text, Note(location, text, 0))
        self.notes[text] = replace(known, files=known.files + 1)
