"""The words as written that a leaf stands for, looked up among those that a tantivy index has."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

import tantivy

from index.budget import NO_LIMIT, Budget
from index.engines.tantivy import held
from index.likeness import alike, beginning
from index.query import Fuzzy, Pattern, Prefix, Word
from index.show import show
from index.words import common_beginning, stem


class Expansion(NamedTuple):
    """The words with positions, and the joined forms of compounds."""

    words: Set[str]
    joined: Set[str]


class Expander:
    """Expands leaves, each once."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._known: dict[Word | Prefix | Pattern | Fuzzy, Expansion] = {}

    def __call__(self, leaf: Word | Prefix | Pattern | Fuzzy, budget: Budget = NO_LIMIT) -> Expansion:
        """Return the words that a leaf stands for; raises ``BudgetError``."""
        budget.check()
        if leaf not in self._known:
            words = self._alike(leaf, held.words(leaf.field))
            joined = set() if held.has_labels(leaf.field) else self._alike(leaf, held.joined(leaf.field))
            self._known[leaf] = Expansion(words, joined)
        found = self._known[leaf]
        if not isinstance(leaf, Word):
            budget.check_expansions(show(leaf), found.words | found.joined)
        return found

    def is_joined(self, word: str, field: str | None) -> bool:
        """Tell whether a word of a field is the joined form of a compound somewhere."""
        return (
            not held.has_labels(field) and self._searcher.doc_freq(held.joined(field), held.sound(word)) > 0
        )

    def begun_alike(self, leaf: Fuzzy) -> Set[str]:
        """Return the words that a leaf stands for, of those that begin with its first letter."""
        names = [held.words(leaf.field)]
        if not held.has_labels(leaf.field):
            names.append(held.joined(leaf.field))
        return set[str]().union(*(self._filtered(leaf, name, leaf.text[0]) for name in names))

    def _alike(self, leaf: Word | Prefix | Pattern | Fuzzy, name: str) -> Set[str]:
        if isinstance(leaf, Word):
            stemmed = stem(leaf.text)
            begun = self._searcher.terms_with_prefix(name, held.sound(common_beginning(stemmed)))
            return {word for word, _ in begun if stem(word) == stemmed}
        return self._filtered(leaf, name, beginning(leaf))

    def _filtered(self, leaf: Prefix | Pattern | Fuzzy, name: str, begin: str) -> Set[str]:
        is_alike = alike(leaf)
        begun = self._searcher.terms_with_prefix(name, held.sound(begin))
        return {word for word, _ in begun if is_alike(word)}
