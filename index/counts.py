"""What an archive holds, counted: to text and to JSON."""

from __future__ import annotations

from typing import Any

from archive.store import Stats
from index.console import harmless
from index.console.screen import Screen
from index.console.wording import counted
from index.engine import Facet
from index.render import facet_text

_MOST = 20  # values of a field that are listed; JSON has all


def as_text(stats: Stats, analysis: str, screen: Screen) -> str:
    """Return the counts to read; ``analysis`` is the fingerprint of the analysis of today."""
    serving = stats.generation
    engine = f"index: {serving.engine}, {counted(serving.articles, 'article')}" if serving else "no index yet"
    lines = [
        f"{counted(stats.articles, 'article')}, {stats.undated:,} undated; {engine}",
        *([f"{stats.gone:,} gone, kept and shown, not found"] if stats.gone else []),
        *([f"{stats.forgotten:,} forgotten"] if stats.forgotten else []),
        *([f"{counted(stats.refused, 'file')} refused"] if stats.refused else []),
        *([f"{stats.stale:,} of an older cleaner; renew: archive rebuild --stored"] if stats.stale else []),
        *(
            ["index of an older analysis; renew: archive rebuild --index-only"]
            if _is_old(stats, analysis)
            else []
        ),
        *(f"source: {harmless.line(source.root)}" for source in stats.sources),
    ]
    tables = (("outlet", stats.outlets), ("lang", stats.languages), ("month", stats.months))
    blocks = ["\n".join(lines)]
    for name, values in tables:
        if values:
            most = [Facet(value, count) for value, count in list(values.items())[:_MOST]]
            more = f"\n  and {len(values) - _MOST:,} more" if len(values) > _MOST else ""
            blocks.append(facet_text(name, tuple(most), screen) + more)
    return "\n\n".join(blocks) + "\n"


def as_json(stats: Stats, analysis: str) -> str:
    """Return the counts as one JSON object on one line (docs/json.md)."""
    answer: dict[str, Any] = {
        "format": 1,
        "articles": stats.articles,
        "undated": stats.undated,
        "outlets": dict(stats.outlets),
        "languages": dict(stats.languages),
        "months": dict(stats.months),
        "engine": stats.generation.engine if stats.generation else None,
        "stale": stats.articles if _is_old(stats, analysis) else stats.stale,
    }
    return harmless.as_json(answer) + "\n"


def _is_old(stats: Stats, analysis: str) -> bool:
    return stats.generation is not None and stats.generation.analysis != analysis
