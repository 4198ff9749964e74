"""The truth: one SQLite file, and the one place where a run becomes visible."""

from archive.store.connection import Store
from archive.store.queries import Saved
from archive.store.snapshot import Snapshot
from archive.store.values import Found, Generation, Source, Stats

__all__ = ["Found", "Generation", "Saved", "Snapshot", "Source", "Stats", "Store"]
