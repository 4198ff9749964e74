"""Paths to store: what a run reads, cleans, stages and in one step makes the archive."""

from archive.ingest.cleaning import Cleaner
from archive.ingest.deciding import decide
from archive.ingest.forgetting import Takedown, forget
from archive.ingest.mending import mend
from archive.ingest.report import Progress, Report, Step
from archive.ingest.run import rebuild, reclean, reindex, update

__all__ = [
    "Cleaner",
    "Progress",
    "Report",
    "Step",
    "Takedown",
    "decide",
    "forget",
    "mend",
    "rebuild",
    "reclean",
    "reindex",
    "update",
]
