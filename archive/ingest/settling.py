"""What a document is to be, once all the places where it was found are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.errors import RefusedError
from archive.ingest.report import Refusal, Step, Tally
from archive.ingest.work import Cleaner, recipe, revise_again
from archive.refused import describe
from archive.store import Source, planning
from archive.store.staging import Staging
from archive.store.values import Touched


def settle(staging: Staging, sources: Sequence[Source], cleaner: Cleaner, tally: Tally) -> None:
    """Decide for every document touched what it is to be: its first origin says so."""
    by_number = {source.number: source for source in sources}
    total = planning.count_touched(staging)
    for done, document in enumerate(planning.touched(staging, by_number), start=1):
        planning.decide(staging, document.number, _revision(staging, document, by_number, cleaner, tally))
        staging.checkpoint_when_due()
        tally.progress(Step(doing="cleaning", done=done, total=total))


def _revision(
    staging: Staging,
    document: Touched,
    sources: Mapping[int, Source],
    cleaner: Cleaner,
    tally: Tally,
) -> int | None:
    if not document.origins:
        return None
    origin, source, reader = document.origins[0]
    given = sources[source].given
    known = planning.revision(staging, document.number, recipe(cleaner, given, origin))
    if known is not None:
        return known
    try:
        revision = revise_again(cleaner, staging.raw(document.number), origin, reader, given)
    except RefusedError as error:
        refusal = Refusal(describe(origin), str(error))
        if refusal not in tally.refused:
            tally.refuse(refusal, Step(doing="cleaning", done=0))
        # Better the article as it was than none.
        return planning.visible_revision(staging, document.number)
    return staging.add_revision(document.number, revision)
