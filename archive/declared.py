"""What a page or a record declares of itself, laid over what its text says."""

from __future__ import annotations

from dataclasses import replace

from archive.article import Article, Declared, Published
from archive.metadata.days import read_day

_DAY = "day"


def apply(article: Article, declared: Declared) -> Article:
    """Return the article with declared values where the user has given none.

    A publisher knows its own headline, writers and day better than a reader of its text; but a
    declared year alone does not outdo a day that the text states.
    """
    given = dict(article.bases)
    fields = {name: getattr(declared, name) for name in ("title", "authors", "outlet", "url", "section")}
    stated = {name: value for name, value in fields.items() if value and given.get(name) != "given"}
    published = _published(declared)
    if published and given.get("published") != "given" and not _weaker(published, article.published):
        stated["published"] = published
    if declared.language and given.get("language") != "given":
        stated["language"] = declared.language
        given["language"] = "declared"
    if declared.agencies and given.get("agencies") != "given":
        stated["agencies"] = tuple(dict.fromkeys((*declared.agencies, *article.agencies)))
    return replace(article, **stated, bases=tuple(sorted(given.items())))


def _published(declared: Declared) -> Published | None:
    if not declared.published:
        return None
    return read_day(declared.published, basis=declared.basis or "structured-data", language=declared.language)


def _weaker(declared: Published, read: Published | None) -> bool:
    return read is not None and read.precision == _DAY and declared.precision != _DAY
