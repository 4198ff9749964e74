"""An article as the JSON of the contract (docs/json.md), format 1."""

from __future__ import annotations

from typing import Any

from archive.article import Article, Cut, Origin, Published, Repaired


def article_json(article: Article) -> dict[str, Any]:
    """Return the article as one JSON object; keys are added with time, never renamed."""
    return {
        "format": 1,
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "published": _published(article.published),
        "outlet": article.outlet,
        "agencies": list(article.agencies),
        "authors": list(article.authors),
        "contributors": list(article.contributors),
        "place": article.place,
        "section": article.section,
        "language": article.language,
        "url": article.url,
        "highlights": list(article.highlights),
        "captions": list(article.captions),
        "credits": list(article.credits),
        "corrections": list(article.corrections),
        "flags": list(article.flags),
        "tags": list(article.tags),
        "note": article.note,
        "bases": dict(article.bases),
        "origins": [_origin(origin) for origin in article.origins],
        "text": article.text,
        "cuts": [_cut(span, article.text) for span in article.spans if isinstance(span, Cut)],
        "repairs": [
            {"repair": span.repair, "start": span.start, "end": span.end, "becomes": span.becomes}
            for span in article.spans
            if isinstance(span, Repaired)
        ],
    }


def _published(published: Published | None) -> dict[str, str] | None:
    if published is None:
        return None
    return {
        "date": published.date,
        "precision": published.precision,
        "basis": published.basis,
        "evidence": published.evidence,
    }


def _cut(cut: Cut, text: str) -> dict[str, Any]:
    return {
        "rule": cut.rule,
        "class": cut.kind,
        "to": cut.to,
        "start": cut.start,
        "end": cut.end,
        "text": text[cut.start : cut.end],
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "path": _readable(origin.location),
        "members": [_readable(member) for member in origin.members],
        "document": origin.document,
        "byte_offset": origin.byte_offset,
        "sha256": origin.sha256,
        "url": origin.url,
        "captured": origin.captured,
    }


def _readable(name: str) -> str:
    r"""Return a file's name with bytes that are no UTF-8 written as ``\xNN``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
