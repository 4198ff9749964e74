"""Look after an archive: ``stats``, ``check`` and ``forget``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from commands import options as line
from commands.wiring import DONE, ERROR, NOTHING, home_of

if TYPE_CHECKING:
    from archive.store.checking import Damage


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


def check(ctx: typer.Context, repair: line.Repair = False, home: line.Home = None) -> int:
    """Look at every byte of the archive; say what is damaged and which command mends it.

    Nothing is written, but with --repair: texts are made again from the raw bytes, raw bytes read again
    from their sources, the index made anew.
    """
    from archive import ingest
    from archive.store import Store
    from index.build import Builder
    from index.checking import check as find_damage
    from index.console.check import print_damage

    place = home_of(ctx, home)

    def found() -> list[Damage]:
        with Store.open(place.store) as store:
            return list(find_damage(store, place.index))

    damages, before = found(), None
    if repair and damages:
        ingest.mend(place, damages, build=Builder())
        damages, before = found(), damages
    print_damage(damages, repaired=before)
    return ERROR if damages else DONE


def forget(ctx: typer.Context, ids: line.Ids, yes: line.Yes = False, home: line.Home = None) -> int:
    """Take articles out for good. Their raw bytes go, too, and no later run brings them back."""
    from archive import ingest
    from index.build import Builder
    from index.console.forget import ask_and_forget

    place = home_of(ctx, home)

    def take_out(ids: Sequence[str]) -> bool:
        return ingest.forget(place, ids, build=Builder()).sealed

    return DONE if ask_and_forget(place.store, ids, take_out, yes=yes) else NOTHING
