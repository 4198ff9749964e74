"""An article's field to its tokens, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator

from archive.article import Article
from index.analysis import GAP, Token, article_tokens, paragraphs, text_tokens
from index.fields import FIELDS
from index.folding import fold
from index.words import STRETCH, forms, stem


def field_tokens(article: Article, field: str | None) -> Iterator[Token]:
    """Yield the tokens of a field; None: the joint one. A label is one token, as it is."""
    if field is None:
        yield from article_tokens(article)
        return
    values = FIELDS[field].values(article)
    match FIELDS[field].kind:
        case "words" | "lead":
            yield from text_tokens(values)
        case "labels":
            for number, label in enumerate(map(fold, values)):
                yield Token(label, stem(label), number * (GAP + 1), number, number, 0, len(label))
        case "days" | "length":
            pass


def lead_paragraphs(article: Article) -> int:
    """Return how many paragraphs at the beginning of the joint field the lead is."""
    title = sum(_has_words(block) for _, block in paragraphs(article.title or ""))
    return title + any(_has_words(block) for _, block in paragraphs(article.body))


def _has_words(text: str) -> bool:
    return any(True for found in STRETCH.finditer(text) for _ in forms(found[0]))
