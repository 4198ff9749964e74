"""Text to tokens: words with their stem, their place and the sentence they stand in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from archive import sentences
from archive.article import Article
from index.folding import fold
from index.stop_words import STOP_WORDS
from index.words import LONGEST, STRETCH, forms, stem

__all__ = ["GAP", "LONGEST", "STOP_WORDS", "Token", "article_tokens", "fingerprint", "fold", "paragraphs",
           "searchable", "stem", "text_tokens", "tokens"]  # fmt: skip

GAP = 100
"""Positions left free between two texts, so that no phrase reaches across."""

# All whose source decides what is in an index.
_SOURCES = (
    "index.analysis",
    "index.folding",
    "index.words",
    "index.places",
    "index.stemming",
    "index.fields",
    "index.field_tokens",
    "index.days",
    "archive.sentences",
)


class Token(NamedTuple):
    """One word where it stands: ``start`` to ``end`` are code points into the analysed text."""

    text: str
    stem: str
    position: int
    sentence: int
    paragraph: int
    start: int
    end: int


def tokens(text: str, *, position: int = 0, sentence: int = 0, paragraph: int = 0) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order, numbered on from the given numbers.

    Paragraphs have an empty line between them; a sentence or paragraph without a word is not
    counted. The joined form of a compound comes after the first of its parts, at its position.

    >>> [(token.text, token.position) for token in tokens("Guaidó’s anti-coup C4")]
    [('guaido', 0), ('anti', 1), ('anticoup', 1), ('coup', 2), ('c4', 3)]
    """
    make = Token._make
    for offset, block in paragraphs(text):
        first_of_paragraph = position
        for begin, stop in sentences.spans(block):
            first_of_sentence = position
            for stretch in STRETCH.finditer(text, offset + begin, offset + stop):
                at = stretch.start()
                step = -1
                for form, stemmed, step, start, end in forms(stretch[0]):
                    yield make((form, stemmed, position + step, sentence, paragraph, at + start, at + end))
                position += step + 1
            sentence += position > first_of_sentence
        paragraph += position > first_of_paragraph


def text_tokens(texts: Iterable[str]) -> Iterator[Token]:
    """Yield the tokens of several texts of one field, kept apart by ``GAP`` positions.

    Each text begins a sentence and a paragraph; ``start`` and ``end`` count within it.
    """
    position = sentence = paragraph = 0
    for text in texts:
        last = None
        for last in tokens(text, position=position, sentence=sentence, paragraph=paragraph):
            yield last
        if last is not None:
            position, sentence, paragraph = last.position + 1 + GAP, last.sentence + 1, last.paragraph + 1


def searchable(article: Article) -> tuple[tuple[str, str], ...]:
    """Return the texts of the joint field in their order, each with the name of its part."""
    return (
        *((("title", article.title),) if article.title else ()),
        *((("body", article.body),) if article.body else ()),
        *(("highlight", text) for text in article.highlights),
        *(("caption", text) for text in article.captions),
        *(("correction", text) for text in article.corrections),
    )


def article_tokens(article: Article) -> Iterator[Token]:
    """Yield the tokens of the joint field, the one that plain words are looked up in."""
    return text_tokens(text for _, text in searchable(article))


@cache
def fingerprint() -> str:
    """Return a hash over all that decides tokens and fields; an index of another is stale."""
    import hashlib
    from importlib.util import find_spec
    from pathlib import Path

    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    for name in _SOURCES:
        spec = find_spec(name)
        assert spec is not None, name
        assert spec.origin is not None, name
        # A checkout may end its lines otherwise; that is no other analysis.
        digest.update(Path(spec.origin).read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph that is not empty, with its offset."""
    offset = 0
    for block in text.split("\n\n"):
        if block and not block.isspace():
            yield offset, block
        offset += len(block) + 2
