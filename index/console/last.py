"""The hits of the last search, kept so that ``show @3`` prints the third of them."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from index.page import Page

_NAME = "last-search.json"


def remember(home: Path, page: Page) -> None:
    """Keep the page's ids under their numbers in the folder ``home``; where it cannot be, it is not."""
    with contextlib.suppress(OSError):
        unfinished = home / f".{_NAME}.{os.urandom(8).hex()}"
        try:
            with open(unfinished, "x", encoding="utf-8", opener=_for_the_user_alone) as file:
                json.dump({"first": page.offset + 1, "ids": [hit.id for hit in page.hits]}, file)
            unfinished.replace(home / _NAME)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise


def recall(home: Path) -> dict[int, str]:
    """Return the ids of the last search by their numbers; none where none is kept."""
    try:
        kept = json.loads((home / _NAME).read_text(encoding="utf-8"))
        return {number: str(name) for number, name in enumerate(kept["ids"], start=int(kept["first"]))}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _for_the_user_alone(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
