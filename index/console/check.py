"""What ``archive check`` prints: what is damaged, a line each, and what mends it."""

from __future__ import annotations

from collections.abc import Sequence

from archive.store.checking import Damage
from index.console import harmless, terminal
from index.console.wording import counted


def print_damage(damages: Sequence[Damage], *, mended: int = 0) -> None:
    """Print all damage that there is, and how much of it was ``mended``."""
    for damage in damages:
        terminal.write(harmless.line(f"{damage.what}; mend it with: {damage.mend}") + "\n")
    if mended:
        terminal.note(f"archive: {counted(mended, 'damaged piece')} mended")
    if damages:
        left = " cannot be mended by this" if mended else " found"
        terminal.note(f"archive: {counted(len(damages), 'damaged piece')}{left}")
    else:
        terminal.note("archive: the archive is whole")
