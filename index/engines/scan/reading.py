"""An article as it is read: where each word stands, and each stem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.article import Article
from index.analysis import GAP, Token, searchable, tokens
from index.field_tokens import field_tokens
from index.fields import FIELDS, first_day, last_day
from index.words import cased


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one field: where each word, each stem and the beginning of each unit stand."""

    positions: Mapping[str, Sequence[int]]
    stems: Mapping[str, Sequence[int]]
    begins: Mapping[str, Sequence[int]]

    @property
    def length(self) -> int:
        """How many tokens there are."""
        return sum(map(len, self.stems.values()))


class Reading:
    """An article and its words, field by field, each read when first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._fields: dict[str | None, Words] = {}

    def words(self, field: str | None) -> Words:
        """Return the words of a field; None: the joint one."""
        if field not in self._fields:
            self._fields[field] = _words(field_tokens(self.article, field))
        return self._fields[field]

    def cased(self, field: str | None) -> Mapping[str, Sequence[int]]:
        """Return where each word of a field stands, as written with its capitals."""
        if field is None:
            texts = [text for _, text in searchable(self.article)]
        else:
            texts = list(FIELDS[field].values(self.article))
        positions: dict[str, list[int]] = {}
        position = 0
        for text in texts:
            following = position
            for token in tokens(text, position=position):
                positions.setdefault(cased(text[token.start : token.end]), []).append(token.position)
                following = token.position + 1
            position = following + GAP
        return positions

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day on which it may have been published, as yyyymmdd."""
        first, last = first_day(self.article), last_day(self.article)
        return None if first is None or last is None else (first, last)


def _words(tokens: Iterable[Token]) -> Words:
    positions: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    sentences: dict[int, int] = {}
    paragraphs: dict[int, int] = {}
    for token in tokens:
        positions.setdefault(token.text, []).append(token.position)
        stems.setdefault(token.stem, []).append(token.position)
        sentences.setdefault(token.sentence, token.position)
        paragraphs.setdefault(token.paragraph, token.position)
    begins = {"sentence": list(sentences.values()), "paragraph": list(paragraphs.values())}
    return Words(positions, stems, begins)
