"""Fuzz one target for so many seconds: ``python tests/fuzz.py readers 60``, by chance each time.

Runs in place of seconds, ``10000x``, are the same runs each time. What breaks a law, or takes too long,
ends it and is written to a file here: ``crash-…``, ``timeout-…``. It becomes a test. A folder that is
named third holds the corpus and keeps what it grows to.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

MOST_BYTES = 4096
SLOW = 10  # seconds that one input may take

sys.path.append(str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["archive", "index"]):
    from fuzz_targets import TARGETS


def fuzz(name: str, until: Sequence[str], corpus: Path) -> None:
    """Run a target; the process ends with it."""
    for raw in TARGETS[name].corpus():
        (corpus / sha256(raw).hexdigest()[:16]).write_bytes(raw)
    options = (
        *until,
        f"-max_len={MOST_BYTES}",
        f"-timeout={SLOW}",
        "-rss_limit_mb=1500",
        "-print_final_stats=1",
        "-verbosity=0",
    )
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[name].feed)
    atheris.Fuzz()


if __name__ == "__main__":
    target, length, *folder = sys.argv[1:]
    until = (f"-runs={length[:-1]}", "-seed=1") if length.endswith("x") else (f"-max_total_time={length}",)
    if folder:
        fuzz(target, until, Path(folder[0]))
    with TemporaryDirectory() as corpus:
        fuzz(target, until, Path(corpus))
