"""An article's field to its tokens, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator

from archive.article import Article
from index.analysis import GAP, Token, article_tokens, text_tokens
from index.fields import FIELDS
from index.folding import fold
from index.words import stem


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
