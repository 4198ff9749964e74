"""Paths to store: what a run reads, cleans, stages and in one step makes the archive."""

from archive.ingest.forgetting import Takedown, forget
from archive.ingest.report import Progress, Refusal, Report, Step
from archive.ingest.run import rebuild, reclean, reindex, update
from archive.ingest.work import Cleaner

__all__ = [
    "Cleaner",
    "Progress",
    "Refusal",
    "Report",
    "Step",
    "Takedown",
    "forget",
    "rebuild",
    "reclean",
    "reindex",
    "update",
]
