"""What ``archive check`` prints: what is damaged, a line each, and what mends it."""

from __future__ import annotations

from collections.abc import Sequence

from archive.store.checking import BY_REPAIR, Damage
from index.console import harmless, terminal
from index.console.wording import counted


def print_damage(damages: Sequence[Damage], *, repaired: Sequence[Damage] | None = None) -> None:
    """Print all damage that there is; ``repaired`` is what there was before it was mended."""
    for damage in damages:
        mend = f"mend it with: {damage.mend}"
        if repaired is not None and damage.mend == BY_REPAIR:
            mend = "nothing is left that it could be made of, unless you put back a copy of the archive"
        terminal.write(harmless.line(f"{damage.what}; {mend}") + "\n")
    if repaired is not None:
        mended = len(set(repaired) - set(damages))
        terminal.note(f"archive: {counted(mended, 'damaged piece')} mended")
    terminal.note(
        f"archive: {counted(len(damages), 'damaged piece')} found"
        if damages
        else "archive: the archive is whole"
    )
