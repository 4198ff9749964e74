"""An engine that loses an article, for the tests that must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from archive.article import Article
from index.engines.scan import Scan, create, extend

__all__ = ["create", "extend", "open"]


def open(folder: Path, articles: Callable[[], Iterable[Article]]) -> Scan:  # noqa: A001
    """Read all the articles but one."""
    return Scan([*articles()][1:])
