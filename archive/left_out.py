"""What a reader left out of a file of many records: the first few by their place, all by their count."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.errors import RefusedError

_FEW = 3


@dataclass(slots=True)
class LeftOut:
    """Records that could not be read; ``noun`` is what places in the file are counted in."""

    noun: str
    count: int = 0
    _first: list[str] = field(default_factory=list)

    def add(self, place: int, reason: str) -> None:
        """Take note of what stands at a place and of why it is left out."""
        self.count += 1
        if self.count <= _FEW:
            self._first.append(f"{self.noun} {place} {reason}")

    def settle(self, read: int, *, ends: str | None = None) -> None:
        """Raise ``RefusedError`` where anything was left out of a file of which ``read`` were read.

        ``ends`` says why the rest of the file was not looked at.
        """
        parts = []
        if self.count:
            more = f", and {self.count - _FEW:,} more" if self.count > _FEW else ""
            parts.append(
                f"left out {self.count:,} of {self.count + read:,} records: " + "; ".join(self._first) + more
            )
        if ends:
            parts.append(f"was read no further: {ends}")
        if parts:
            raise RefusedError("; ".join(parts))
