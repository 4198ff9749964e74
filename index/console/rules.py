"""What ``archive rules`` prints: the rules there are, whether they hold, and what may become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.console import harmless, terminal
from index.console.wording import counted


def print_list(rows: Iterable[Sequence[str]]) -> None:
    """Print rows of texts as columns."""
    table = [[harmless.line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in table)
    terminal.write("".join(f"{line}\n" for line in lines))


def print_proofs(faults: Iterable[str | None]) -> bool:
    """Print each fault and how many rules there are; tell whether all hold."""
    results = list(faults)
    found = [fault for fault in results if fault is not None]
    for fault in found:
        terminal.note(harmless.line(f"archive: {fault}"))
    hold = (
        f"{len(found):,} of them without proof"
        if found
        else "each cuts its examples and keeps its near misses"
    )
    terminal.write(f"{counted(len(results), 'rule')}, {hold}\n")
    return not found


def print_rules(texts: Iterable[str], refused: Mapping[str, str]) -> int:
    """Print rules as TOML with an empty line between, and note what was refused, and why; return how many."""
    count = 0
    for count, text in enumerate(texts, start=1):
        terminal.write_data(("\n" if count > 1 else "") + harmless.lines(text))
    for location, reason in refused.items():
        terminal.note(harmless.line(f"refused: {location} {reason}"))
    return count
