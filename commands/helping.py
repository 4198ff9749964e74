"""Pages of the manual: ``help``."""

from __future__ import annotations

from pathlib import Path

import typer

from archive.errors import ArchiveError
from commands import options as line
from commands.wiring import DONE

_PAGES = ("formats", "json", "queries", "rules")


def help(ctx: typer.Context, page: line.ManualPage = None) -> int:  # noqa: A001
    """Print a page of the manual: formats, json, queries or rules; with none, the commands."""
    from index.console import terminal

    if page is None:
        typer.echo(ctx.parent.get_help() if ctx.parent else ctx.get_help())
        return DONE
    if page not in _PAGES:
        raise ArchiveError(f"no page '{page}'; there are {', '.join(_PAGES)}")
    terminal.page(_file(page).read_text(encoding="utf-8"), terminal.screen())
    return DONE


def _file(page: str) -> Path:
    """Return a page where the wheel has it, else where a checkout does."""
    here = Path(__file__).parent
    packaged = here / "manual" / f"{page}.md"
    return packaged if packaged.exists() else here.parent / "docs" / f"{page}.md"
