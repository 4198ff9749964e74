"""Words to their Porter2 stems: snowballstemmer's, in two fifths of the time.

Its generated code looks endings up by bisection, letter by letter; here they are looked up in a dict.
Two words in five end in nothing that any of its steps takes away, and are not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from sys import modules
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from snowballstemmer.among import Among


# Every ending in its tables that a word can come with, or the end of it ("ness" ends in "s").
_TAKEN_AWAY = (
    "s", "'", "ed", "ing", "e", "y", "li", "ogi", "anci", "enci", "iti", "al", "ful", "ll", "ism", "ion",
    "er", "ator", "ogist", "ant", "ent", "ic",
)  # fmt: skip


def _english() -> Any:
    """Return ``EnglishStemmer``, without the stemmers of 30 other languages that come with its package.

    Not snowballstemmer.stemmer(): where PyStemmer is installed that is another algorithm.
    """
    package = "snowballstemmer"
    spec = find_spec(package)
    if package in modules or spec is None:
        return import_module(f"{package}.english_stemmer").EnglishStemmer
    modules[package] = module_from_spec(spec)  # it tells where its modules are; nothing in it is run
    try:
        return import_module(f"{package}.english_stemmer").EnglishStemmer
    finally:
        del modules[package]


class Stemmer(_english()):  # type: ignore[misc]  # snowballstemmer has no types
    """Gives what ``EnglishStemmer`` does."""

    cursor: int

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[int, tuple[dict[str, int], tuple[int, ...]]] = {}

    def stemWord(self, word: str) -> str:  # noqa: N802 - its name
        """Return the stem of a word in small letters."""
        return str(super().stemWord(word)) if word.endswith(_TAKEN_AWAY) else word

    def find_among(self, among: Sequence[Among]) -> int:
        """Return the result of the longest of these that follows the cursor, and pass it; 0 for none."""
        results, lengths = self._known.get(id(among)) or self._learn(among)
        start, room = self.cursor, self.limit - self.cursor
        for length in lengths:
            if length <= room and (result := results.get(self.current[start : start + length])):
                self.cursor = start + length
                return result
        return 0

    def find_among_b(self, among: Sequence[Among]) -> int:
        """Return the result of the longest of these before the cursor, and go before it; 0 for none."""
        results, lengths = self._known.get(id(among)) or self._learn(among)
        end, room = self.cursor, self.cursor - self.limit_backward
        for length in lengths:
            if length <= room and (result := results.get(self.current[end - length : end])):
                self.cursor = end - length
                return result
        return 0

    def _learn(self, among: Sequence[Among]) -> tuple[dict[str, int], tuple[int, ...]]:
        results: dict[str, int] = {one.s: one.result for one in among}
        lengths = tuple(sorted({len(ending) for ending in results}, reverse=True))
        self._known[id(among)] = results, lengths
        return results, lengths
