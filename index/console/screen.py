"""What an output can show: how many columns, and whether colour."""

from __future__ import annotations

from collections.abc import Sequence

from archive.frozen import dataclass
from index.console.wrap import wrap

_WIDEST_READ = 80  # longer lines tire the eye


@dataclass(frozen=True, slots=True)
class Screen:
    """A terminal of so many columns and rows, or, with None, a file or pipe: nothing is wrapped."""

    columns: int | None = None
    rows: int | None = None
    colour: bool = False

    @property
    def reading_width(self) -> int | None:
        """The columns that running text takes, None where it is not wrapped."""
        return None if self.columns is None else min(self.columns, _WIDEST_READ)

    def bold(self, text: str) -> str:
        """Return ``text`` bold, where there is colour."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour and text else text

    def faint(self, text: str) -> str:
        """Return ``text`` faint, where there is colour."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour and text else text

    def lit(self, text: str, highlights: Sequence[tuple[int, int]], *, bold: bool = False) -> str:
        """Return ``text``, bold if asked for, with its ``highlights`` (sorted, disjoint) lit up."""
        if not self.colour:
            return text
        plain = self.bold if bold else str
        parts, last = [], 0
        for start, end in highlights:
            parts += [plain(text[last:start]), f"\x1b[1;31m{text[start:end]}\x1b[0m"]
            last = end
        return "".join((*parts, plain(text[last:])))

    def paragraph(
        self,
        text: str,
        highlights: Sequence[tuple[int, int]] = (),
        *,
        indent: str = "",
        first: str | None = None,
        width: int | None = None,
        bold: bool = False,
    ) -> str:
        """Return ``text`` as lines with ``indent`` before each (``first`` before the first).

        Lines are broken to ``width`` columns, or not at all where it is None.
        """
        room = None if width is None else max(width - len(indent), 16)
        stretches = [(0, len(text))] if room is None else wrap(text, room)
        lines: list[str] = []
        for start, end in stretches:
            inside = [
                (max(left, start) - start, min(right, end) - start)
                for left, right in highlights
                if left < end and right > start
            ]
            before = first if first is not None and not lines else indent
            lines.append(before + self.lit(text[start:end], inside, bold=bold))
        return "\n".join(lines)
