"""What of a file could not be read: where it stands, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.article import Origin

_FEW = 3  # of a file's refusals that are told where one line must do


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, a member or a record that cannot be read or cleaned, and why; ``place`` as in "line 7"."""

    origin: Origin
    reason: str
    place: str = ""

    @property
    def location(self) -> str:
        """Where it is, in words: the file, the way into it, the place in it.

        >>> Refused(Origin(root="/dumps", path="a.zip", members=("b.jsonl",)), "is empty", "line 7").location
        '/dumps/a.zip › b.jsonl › line 7'
        >>> Refused(Origin(root="/dumps", path="a.jsonl", document=6), "is empty").location
        '/dumps/a.jsonl › document 7'
        """
        origin = self.origin
        number = f"document {origin.document + 1}" if origin.document and not origin.url else ""
        return " › ".join(filter(None, (origin.location, *origin.members, origin.url, self.place or number)))


def summary(refused: Sequence[Refused]) -> str:
    """Return in a line what of a file could not be read: the first few with their reasons."""
    told = []
    for one in refused[:_FEW]:
        way = " › ".join(filter(None, (*one.origin.members, one.origin.url, one.place)))
        told.append(f"{way}: {one.reason}" if way else one.reason)
    more = len(refused) - _FEW
    return "; ".join(told) + (f"; {more:,} more of it could not be read" if more > 0 else "")
