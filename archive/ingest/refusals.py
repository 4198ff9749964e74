"""What a run refuses, in a file of its own: a line of JSON for each, as it comes."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from archive.errors import ArchiveError
from archive.ingest.report import Progress, Step
from archive.refused import Refused


@contextlib.contextmanager
def written(path: Path | None, progress: Progress) -> Iterator[Progress]:
    """Yield what follows a run as ``progress`` does and writes each refusal to ``path``; None: does not.

    Raises ``ArchiveError`` where the file cannot be written.
    """
    if path is None:
        yield progress
        return
    try:
        # A lone surrogate, of a name that is no UTF-8, becomes the escape that JSON has for it.
        with path.open("w", encoding="utf-8", errors="backslashreplace") as file:

            def follow(step: Step) -> None:
                if step.refused is not None:
                    file.write(_line(step.refused))
                    file.flush()
                progress(step)

            yield follow
    except OSError as error:
        if error.filename != str(path):
            raise
        raise ArchiveError(
            f"cannot write the report {str(path)!r}: {error.strerror}; name another file"
        ) from error


def _line(refusal: Refused) -> str:
    """Return a refusal as JSON; ``document`` counts from 0 within the innermost member, as in an origin."""
    origin = refusal.origin
    told = {
        "path": origin.location,
        "members": origin.members,
        "document": origin.document,
        "place": refusal.place,
        "url": origin.url,
        "reason": refusal.reason,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"
