"""What is read of a pickle: the classes that a table of contents holds, and no others."""

from __future__ import annotations

import pickle
from typing import Any

from whoosh.filedb.structfile import StructFile

from archive.errors import GenerationError

_KNOWN = frozenset(
    (
        ("builtins", "int"),
        ("builtins", "set"),
        ("collections", "defaultdict"),
        ("index.engines.whoosh.codec", "Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
    )
)


class ReadFile(StructFile):
    """A file of the index, open for reading: nothing in it has anything run."""

    def read_pickle(self) -> Any:
        """Return what is pickled here; raises ``GenerationError`` for a class that does not belong."""
        return _Unpickler(self.file).load()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Import a class, if it is one of those that Whoosh and we have put there."""
        if (module, name) not in _KNOWN:
            raise GenerationError(
                f"the index holds {module}.{name}, which has no place in an index and was not loaded; "
                "make it anew with: archive rebuild --index-only"
            )
        return super().find_class(module, name)
