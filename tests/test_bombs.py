"""Bombs: each refused in one line, nothing read of it; ``tests/bench/bombs.py`` measures full ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from bombs_made import BOMBS
from reading_files import told

REASONS = {
    "zeros.zip": "000000.txt: is a binary file (it holds NUL bytes), not text; leave it out with --exclude",
    "overlap.zip": "000000.txt: is damaged (its check sum is wrong); "
    "000001.txt: is damaged (its check sum is wrong); "
    "unpacks to more than 200 times its size, as no dump does; is it a bomb?",
    "deep.zip": "a.zip › a.zip: lies more than 2 containers deep; unpack the outer one first",
    "deep.gz": "deep › deep: lies more than 2 containers deep; unpack the outer one first",
    "spaces.txt.gz": "spaces.txt: is larger than 16 MB, no single article; split it first",
    "rows.csv.gz": "rows.csv: was read no further: the 100,000 rows above line 100002 are empty",
    "lines.jsonl": "line 1: is no JSON (Expecting ':' delimiter at character 6); "
    "was read no further: the 100,000 lines above line 100002 are empty",
    "spaces.txt.xz": "spaces.txt: is larger than 16 MB, no single article; split it first",
    "spaces.txt.zst": "spaces.txt: is larger than 16 MB, no single article; split it first",
    "out.tar": "../../x: has a name that leads out of the archive, so it was not read",
    "brotli.warc": "http://example.org/: is a page larger than 20 MB, no single article; split it first",
    "line.txt": "is larger than 16 MB, no single article; split it first",
    "line.jsonl": "line 1: is longer than 16 MB, no single article",
    "list.json": "element 1: is longer than 16 MB, no single article",
    "field.csv": "was read no further: the row at line 2 has no end within 16 MB",
    "attribute.xml": "has an article larger than 32 MB at byte 0; split it first",
    "page.html": "is a page larger than 20 MB, no single article; split it first",
    "mail.mbox": "mail 1: is a mail larger than 64 MB",
    "tags.html": "is a page whose elements nest more than 600 deep; leave it out with --exclude",
    "tags.xml": "has elements nested more than 240 deep; leave it out with --exclude",
    "tags.rss": "story 1: is a page whose elements nest more than 600 deep; leave it out with --exclude",
    "deep.jsonl": "line 1: is nested too deeply",
    "deep.json": "line 1: is nested too deeply",
    "laughs.xml": "declares entities of its own, which are never expanded; leave it out with --exclude",
    "parts.mbox": "mail 1: is a mail of more than 10,000 parts; leave it out with --exclude",
    "mails.eml": "is a mail whose parts nest too deep; leave it out with --exclude",
    "page.pdf": "is a PDF document that draws more than a clipping does; split it first",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_a_line(tmp_path: Path, name: str) -> None:
    make, size, _ = BOMBS[name]
    make(tmp_path / name, size)

    assert told(tmp_path / name) == ([], REASONS[name])
