"""What a document is to be, once all the places where it was found are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.ingest.cleaning import recipe
from archive.ingest.hands import Hands
from archive.ingest.report import Tally
from archive.ingest.tasks import Stored
from archive.refused import Refused
from archive.store import Source, planning
from archive.store.decisions import NOTHING_DECIDED, Decisions, laid_over, read_decisions
from archive.store.staging import Staging


def settle(
    staging: Staging,
    sources: Sequence[Source],
    hands: Hands,
    tally: Tally,
    *,
    anew: Decisions = NOTHING_DECIDED,
) -> None:
    """Decide for every document touched what it is to be: its first origin says so, and the user.

    What the user decided before holds, but where it is decided ``anew``.
    """
    by_number = {source.number: source for source in sources}
    total = planning.count_touched(staging)
    told = {(refusal.location, refusal.reason) for refusal in tally.refused}
    decisions = laid_over(read_decisions(staging.connection), anew)
    to_clean = _decided(staging, by_number, decisions, hands, tally, total)
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
    staging: Staging,
    sources: Mapping[int, Source],
    decisions: Mapping[str, Mapping[str, str]],
    hands: Hands,
    tally: Tally,
    total: int,
) -> Iterator[Stored]:
    """Decide what has been cleaned already, and yield the rest."""
    for done, document in enumerate(planning.touched(staging, sources), start=1):
        if not document.origins:
            planning.decide(staging, document.number, None)
        else:
            origin, source, reader = document.origins[0]
            given = sources[source].given
            decided = decisions.get(document.key, {})
            made_by = recipe(hands.cleaner.fingerprint, given, origin, decided)
            known = planning.revision(staging, document.number, made_by)
            if known is not None:
                planning.decide(staging, document.number, known)
            else:
                raw = staging.raw(document.number)
                yield Stored(document.number, raw, origin, reader, given, decided)
        tally.tell("cleaning", done, total)
