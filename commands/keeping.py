"""Look after an archive: ``stats`` and ``forget``."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from commands import options as line
from commands.wiring import DONE, NOTHING, home_of


def stats(ctx: typer.Context, json: line.Json = False, home: line.Home = None) -> int:
    """Count the articles by outlet, language and month."""
    from archive import user_rules
    from archive.store import Store
    from index import counts
    from index.analysis import fingerprint as of_analysis
    from index.console import terminal

    place = home_of(ctx, home)
    with Store.open(place.store) as store, store.snapshot() as snapshot:
        found = snapshot.stats(user_rules.fingerprint(user_rules.files(place.rules)))
    if json:
        terminal.write_data(counts.as_json(found, of_analysis()))
    else:
        terminal.write(counts.as_text(found, of_analysis(), terminal.screen()))
    return DONE


def forget(ctx: typer.Context, ids: line.Ids, yes: line.Yes = False, home: line.Home = None) -> int:
    """Take articles out for good. Their raw bytes go, too, and no later run brings them back."""
    from archive import ingest
    from index.build import Builder
    from index.console.forget import ask_and_forget

    place = home_of(ctx, home)

    def take_out(ids: Sequence[str]) -> bool:
        return ingest.forget(place, ids, build=Builder()).sealed

    return DONE if ask_and_forget(place.store, ids, take_out, yes=yes) else NOTHING
