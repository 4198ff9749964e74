"""An article to the bytes kept of it, and back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Any

from archive.article import Article, Cut, Kept, Origin, Published, Repaired, Span

# The texts last and side by side: the body repeats the text, so that it costs almost nothing.
_LINES = (
    "agencies",
    "authors",
    "contributors",
    "highlights",
    "captions",
    "credits",
    "corrections",
    "flags",
    "tags",
)
_WORDS = ("title", "outlet", "place", "section", "language", "url", "note")


def pack(article: Article) -> bytes:
    """Return everything of the article but its key and its origins, uncompressed."""
    fields: dict[str, Any] = {name: getattr(article, name) for name in (*_WORDS, *_LINES, "bases")}
    if article.published is not None:
        date = article.published
        fields["published"] = (date.date, date.precision, date.basis, date.evidence)
    fields["spans"] = [_span_fields(span) for span in article.spans]
    fields["text"] = article.text
    fields["body"] = article.body
    known = {name: value for name, value in fields.items() if value is not None and value != ()}
    # surrogatepass: what is kept must come back, even what should never have come in.
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack(packed: bytes, *, key: str, origins: tuple[Origin, ...]) -> Article:
    """Return the article that ``pack`` was given."""
    fields: dict[str, Any] = json.loads(packed.decode("utf-8", "surrogatepass"))
    published = fields.get("published")
    words: dict[str, Any] = {name: fields.get(name) for name in _WORDS}
    lines: dict[str, Any] = {name: tuple(fields.get(name, ())) for name in _LINES}
    return Article(
        key=key,
        origins=origins,
        published=Published(**dict(zip(_PUBLISHED, published, strict=True))) if published else None,
        bases=tuple((field, basis) for field, basis in fields.get("bases", ())),
        text=fields.get("text", ""),
        body=fields.get("body", ""),
        spans=tuple(_span(span) for span in fields.get("spans", ())),
        **words,
        **lines,
    )


def body(packed: bytes) -> str:
    """Return the body of the article that ``pack`` was given."""
    found: str = json.loads(packed.decode("utf-8", "surrogatepass")).get("body", "")
    return found


_PUBLISHED = ("date", "precision", "basis", "evidence")


def _span_fields(span: Span) -> Sequence[int | str | None]:
    match span:
        case Kept(start, end):
            return (start, end)
        case Repaired(start, end, repair, becomes):
            return (start, end, repair, becomes)
        case Cut(start, end, rule, kind, to):
            return (start, end, rule, kind, to)


def _span(fields: Sequence[Any]) -> Span:
    match fields:
        case (start, end):
            return Kept(start, end)
        case (start, end, repair, becomes):
            return Repaired(start, end, repair, becomes)
        case _:
            return Cut(*fields)


def compress(plain: bytes) -> bytes:
    """Return the bytes as the store keeps them."""
    return zlib.compress(plain, 6)


def expand(kept: bytes) -> bytes:
    """Return the bytes that ``compress`` was given; raises ``zlib.error`` for damage."""
    return zlib.decompress(kept)


def digest(packed: bytes) -> bytes:
    """Return 16 bytes that tell one packed article from another, and from a damaged one."""
    return hashlib.blake2b(packed, digest_size=16).digest()
