"""What a document is to be, once all the places where it was found are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.ingest.cleaning import recipe
from archive.ingest.hands import Hands
from archive.ingest.report import Tally
from archive.ingest.tasks import Stored
from archive.refused import Refused
from archive.store import Source, planning
from archive.store.staging import Staging


def settle(staging: Staging, sources: Sequence[Source], hands: Hands, tally: Tally) -> None:
    """Decide for every document touched what it is to be: its first origin says so."""
    by_number = {source.number: source for source in sources}
    total = planning.count_touched(staging)
    told = {(refusal.location, refusal.reason) for refusal in tally.refused}
    to_clean = _decided(staging, by_number, hands, tally, total)
    for revised in hands.clean(to_clean, total, staging.knows):
        if revised.revision is not None:
            revision: int | None = staging.add_revision(revised.number, revised.revision)
        else:
            # Better the article as it was than none.
            revision = planning.visible_revision(staging, revised.number)
            refusal = Refused(revised.origin, revised.refused or "")
            if (refusal.location, refusal.reason) not in told:
                tally.tell("cleaning", 0, total, refused=refusal)
        planning.decide(staging, revised.number, revision)
        staging.checkpoint_when_due()


def _decided(
    staging: Staging, sources: Mapping[int, Source], hands: Hands, tally: Tally, total: int
) -> Iterator[Stored]:
    """Decide what has been cleaned already, and yield the rest."""
    for done, document in enumerate(planning.touched(staging, sources), start=1):
        if not document.origins:
            planning.decide(staging, document.number, None)
        else:
            origin, source, reader = document.origins[0]
            given = sources[source].given
            known = planning.revision(
                staging, document.number, recipe(hands.cleaner.fingerprint, given, origin)
            )
            if known is not None:
                planning.decide(staging, document.number, known)
            else:
                yield Stored(document.number, staging.raw(document.number), origin, reader, given)
        tally.tell("cleaning", done, total)
