"""What a run tells: how far it is, and in the end what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be read or cleaned, where it is, and why; ``location`` is as it came, unescaped."""

    location: str
    reason: str


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
    refused: tuple[Refusal, ...] = ()
    notes: tuple[Note, ...] = ()
    forgotten: int = 0
    articles: int = 0
    seconds: float = 0.0
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a run is: ``done`` of ``total`` (None: not known) in ``doing``.

    Scanning counts names, reading files, cleaning (of what is stored) and indexing articles;
    publishing has one step. ``refused`` is set when something has just been refused.
    """

    doing: Literal["scanning", "reading", "cleaning", "indexing", "publishing"]
    done: int
    total: int | None = None
    refused: Refusal | None = None


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
    refused: list[Refusal] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)

    def refuse(self, refusal: Refusal, step: Step) -> None:
        """Take note of what was refused during a step."""
        self.refused.append(refusal)
        self.progress(Step(doing=step.doing, done=step.done, total=step.total, refused=refusal))

    def note(self, location: str, text: str) -> None:
        """Take note of how a file was understood; what is the same for others is said once."""
        known = self.notes.get(text, Note(location, text, 0))
        self.notes[text] = replace(known, files=known.files + 1)
