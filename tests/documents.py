"""Documents made from text, for tests that clean."""

from __future__ import annotations

import hashlib
from pathlib import Path

from archive.article import Article, Cut, Document, Kept, Origin, Repaired


def document(text: str) -> Document:
    """Return a document of that text, as read from a file of UTF-8."""
    raw = text.encode()
    origin = Origin(root="/dumps", path="story.txt", sha256=hashlib.sha256(raw).hexdigest())
    return Document(origin=origin, raw=raw, text=text, encoding="utf-8")


def dump(path: Path) -> Document:
    """Return the document in a file of UTF-8."""
    return document(path.read_bytes().decode())


def left(article: Article, text: str) -> str:
    """Return what the spans of an article say is left of its text: what is kept, and what repairs made."""
    parts: list[str] = []
    for span in article.spans:
        match span:
            case Kept(start, end):
                parts.append(text[start:end])
            case Repaired(becomes=becomes):
                parts.append(becomes)
            case Cut():
                pass
    return "".join(parts)
