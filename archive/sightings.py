"""The rules that the texts of one document may answer to, by the signs seen in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import get_args

from archive.rulebook import LONGEST, Kind, Rule, Rulebook, Values, Where

_ALONE: Mapping[Where, frozenset[Where]] = {place: frozenset([place]) for place in get_args(Where)}
_LINE: frozenset[Where] = frozenset(("head", "tail", "inside", "anywhere"))
_FURNITURE: frozenset[Kind] = frozenset(("navigation", "promotion", "advertisement", "note", "head"))


class Sightings:
    """What was seen in texts; those that are shown together are read in one pass, and none is read twice."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._seen: dict[str, set[int]] = {}
        self._numbers: dict[Where, dict[str, list[int]]] = defaultdict(dict)
        self._values: dict[tuple[str, str], Values | None] = {}

    def show(self, texts: Iterable[str]) -> None:
        """Read texts that will be asked about."""
        unseen = [text for text in dict.fromkeys(texts) if text not in self._seen]
        if unseen:
            self._seen.update(zip(unseen, self.book.seen(unseen), strict=True))

    def show_behind(self, text: str, starts: Collection[int]) -> None:
        """Read what stands behind some places in a text, which will be asked about."""
        places = sorted(starts)
        behind = [text[start:] for start in places]
        if not self._seen.keys() >= {*behind}:
            self._seen.update(zip(behind, self.book.seen_behind(text, places), strict=True))

    def candidates(self, text: str, *places: Where) -> list[Rule]:
        """Return the few rules for one of the places that may match the whole text, in order."""
        if len(text) > LONGEST:
            return []
        numbers: list[int] = []
        for place in places:
            known = self._numbers[place]
            found = known.get(text)
            if found is None:
                found = known[text] = self.book.candidates(text, self._seen_in(text), _ALONE[place])
            numbers += found
        return [self.book.rules[number] for number in sorted(numbers)] if numbers else []

    def stands_alone(self, line: str) -> bool:
        """Tell whether a rule takes a line as furniture, wherever in a text wrapped by hand it stands."""
        if len(line) > LONGEST:
            return False
        numbers = self.book.candidates(line, self._seen_in(line), _LINE, _FURNITURE)
        return any(self.book.rules[number].values(line) is not None for number in numbers)

    def values(self, rule: Rule, text: str) -> Values | None:
        """Return what a rule takes from a text that it matches whole, else None; equal texts asked once."""
        key = rule.id, text
        if key not in self._values:
            self._values[key] = rule.values(text)
        return self._values[key]

    def may_be_poured(self, texts: Sequence[str]) -> bool:
        """Tell whether lines bear a sign of poured furniture; those of most documents do not."""
        return self.book.may_be_poured("\n".join(texts), map(self._seen_in, texts))

    def poured(self, text: str) -> tuple[list[Rule], list[Rule]]:
        """Return the rules for poured furniture whose sign a line may bear, and those to try if it does."""
        return self.book.poured(text, self._seen_in(text))

    def _seen_in(self, text: str) -> set[int]:
        seen = self._seen.get(text)
        if seen is None:
            (seen,) = self.book.seen([text])
            self._seen[text] = seen
        return seen
