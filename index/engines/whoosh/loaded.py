"""Columns as they are written to what they hold of each document, read all at once, without Whoosh."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Sequence
from itertools import repeat


def numbers(written: bytes, typecode: str, count: int) -> array[int]:
    """Return a number for every one of so many documents; the last may be left out, and are 0 then."""
    found = array(typecode, written)
    if sys.byteorder == "little":
        found.byteswap()
    found.extend(repeat(0, count - len(found)))
    return found


def values(written: bytes, count: int) -> tuple[array[int], Sequence[Sequence[str]]]:
    """Return for every document which of the sets of values of a facet it has, and these sets."""
    if not written:
        return array("I", repeat(0, count)), ((),)
    references = array("I")
    size = references.itemsize * count
    references.frombytes(written[:size])
    if sys.byteorder != "little":
        references.byteswap()
    return references, json.loads(written[size:])
