"""What is read of a pickle: the classes that a table of contents holds, and no others."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import IO, Any

from archive.errors import GenerationError

SEGMENT = ("whoosh.codec.whoosh3", "W3Segment")
CODEC = ("index.engines.whoosh.codec", "Codec")
_KNOWN = frozenset((("builtins", "int"), ("builtins", "set"), ("collections", "defaultdict"), CODEC, SEGMENT))


class Unpickler(pickle.Unpickler):
    """Imports a class, if it is one of those that Whoosh and we have put there, or takes another for it."""

    def __init__(self, file: IO[bytes], instead: Mapping[tuple[str, str], type] | None = None) -> None:
        super().__init__(file)
        self._instead = instead or {}

    def find_class(self, module: str, name: str) -> Any:
        """Return the class; raises ``GenerationError`` for one that does not belong."""
        if (module, name) not in _KNOWN:
            raise GenerationError(
                f"the index holds {module}.{name}, which has no place in an index and was not loaded; "
                "make it anew with: archive rebuild --index-only"
            )
        return self._instead.get((module, name)) or super().find_class(module, name)
