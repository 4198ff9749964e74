"""What a user decides about articles, made part of the archive: it survives every later run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from archive.home import Home
from archive.ingest.cleaning import Cleaner, todays_cleaner
from archive.ingest.hands import Hands
from archive.ingest.report import Progress, Step, Tally, quiet
from archive.ingest.settling import settle
from archive.ingest.writing import LOCK_SECONDS, Build, clear_up, writing
from archive.store import planning
from archive.store.connection import translated
from archive.store.decisions import read_decisions
from archive.store.publishing import publish
from archive.store.staged import Staged
from archive.store.staging import Staging

Decide = Callable[[Mapping[str, str]], Mapping[str, str | None]]
"""What is decided about an article so far to what is decided anew; a value of None undoes."""


def decide(
    home: Home,
    ids: Sequence[str],
    choice: Decide,
    *,
    build: Build,
    cleaner: Cleaner | None = None,
    progress: Progress = quiet,
    timeout: float = LOCK_SECONDS,
) -> dict[str, dict[str, str]]:
    """Decide about articles, live or gone; return all that is decided of each, by id.

    ``ids`` are ids or unique prefixes. Raises ``UnknownIdError`` for one that there is not, and
    then nothing is changed.
    """
    with writing(home, timeout=timeout) as store:
        with store.snapshot() as snapshot:
            numbers = {snapshot.number(name): snapshot.article(name).key for name in ids}
            sources = snapshot.sources()
        kept = read_decisions(store.connection)
        anew = {key: choice(kept.get(key, {})) for key in numbers.values()}
        with (
            translated(store.path),
            Staging(store) as staging,
            Hands(home, store, cleaner or todays_cleaner(home.rules, home.signs), workers=1) as hands,
        ):
            planning.touch_these(staging, numbers)
            settle(staging, sources, hands, Tally(quiet), anew=anew)
            staging.checkpoint()
            generation = build(
                Staged(staging),
                home.index,
                fresh=False,
                progress=lambda done, total: progress(Step(doing="indexing", done=done, total=total)),
            )
            publish(staging, generation=generation, decisions=anew)
            decided = read_decisions(store.connection)
        clear_up(home, store)
        return {key[:16]: decided.get(key, {}) for key in numbers.values()}
