"""How alike two stories are: shared runs of words, and a sketch of them that finds copies quickly.

Near-identical copies of one wire story share most runs of four words (Broder 1997). A sketch keeps
60 minima of hashes over them, in bands: copies have a band in common, other stories hardly ever.
"""

from __future__ import annotations

import hashlib
import struct

COPY = 0.8
"""The part of their runs of words that two near-identical stories share, at least."""
BANDS = 12
"""With five minima each they find a pair alike to 0.8 in 99 of 100 cases, one to 0.5 in 32."""
_ROWS = 5
_RUN = 4  # words
_ANCHOR = 6  # letters of the first word of a run: a third of all words, and hardly ever a stop word
_LEAST = 20  # words; a shorter text is like another by chance
_SEED = 1
_CURLY = (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"))


def runs(body: str) -> set[str]:
    """Return the runs of four words in a body that begin with a long one; none of a short text.

    >>> runs("Too short to compare.")
    set()
    """
    plain = body.casefold()
    for curly, straight in _CURLY:
        plain = plain.replace(curly, straight)
    words = plain.split()
    if len(words) < _LEAST:
        return set()
    starts = (start for start, word in enumerate(words) if len(word) >= _ANCHOR)
    return {" ".join(words[start : start + _RUN]) for start in starts}


def likeness(one: set[str], other: set[str]) -> float:
    """Return the part of all runs of words in two texts that both have (Jaccard)."""
    return len(one & other) / len(one | other) if one and other else 0.0


def sketch(body: str) -> bytes:
    """Return eight bytes a band; nothing of a text too short to compare."""
    from rensa import RMinHash

    found = runs(body)
    if not found:
        return b""
    minima = RMinHash(num_perm=BANDS * _ROWS, seed=_SEED)
    minima.update(list(found))
    packed = struct.pack(f">{BANDS * _ROWS}I", *minima.digest())
    width = 4 * _ROWS
    bands = (packed[start : start + width] for start in range(0, len(packed), width))
    return b"".join(
        hashlib.blake2b(bytes([number]) + band, digest_size=8).digest() for number, band in enumerate(bands)
    )


def bands(sketched: bytes) -> list[int]:
    """Return the bands of a sketch as SQLite's integers."""
    return list(struct.unpack(f">{len(sketched) // 8}q", sketched))
