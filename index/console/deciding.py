"""What ``correct``, ``tag`` and ``note`` print: all that is decided of an article."""

from __future__ import annotations

from collections.abc import Mapping

from index.console import harmless, terminal


def print_decided(decided: Mapping[str, Mapping[str, str]]) -> None:
    """Print of each article, by id, what the user decided: field and value a line."""
    for article_id, fields in decided.items():
        lines = [f"{field}: {harmless.line(value) or 'none'}" for field, value in fields.items()]
        terminal.write("\n  ".join((article_id, *(lines or ["as read"]))) + "\n")
