"""What a page or a record declares of itself, laid over what its text says."""

from __future__ import annotations

from dataclasses import replace

from archive.article import Article, Declared, Published
from archive.metadata.days import read_day
from archive.metadata.timestamps import read_timestamp

_DAY = "day"


def apply(article: Article, declared: Declared) -> Article:
    """Return the article with declared values where the user has given none.

    A publisher knows its own headline, writers and day better than a reader of its text; but
    neither a declared year alone nor the day in an address outdoes a day that the text states.
    """
    given = dict(article.bases)
    fields = {
        name: getattr(declared, name) for name in ("title", "authors", "outlet", "url", "section", "place")
    }
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
    basis = declared.basis or "structured-data"
    return read_day(declared.published, basis=basis, language=declared.language) or read_timestamp(
        declared.published, basis=basis
    )


def _weaker(declared: Published, read: Published | None) -> bool:
    """Tell whether the text's own day stands: an address is dated by when it was made."""
    stated = read is not None and read.precision == _DAY
    return stated and (declared.precision != _DAY or declared.basis == "url")
