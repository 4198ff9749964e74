"""Boilerplate rules as data: loaded from TOML, proved, and matched in linear time (RE2)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_args

import re2

from archive.candidates import Candidates, Present, may_match
from archive.errors import RuleError
from archive.kept_signs import signs_of
from archive.patterns import compiled
from archive.spotter import Spotter

Values = tuple[tuple[str | None, str], ...]
Where = Literal["head", "tail", "inside", "anywhere", "between", "alone", "below", "after", "poured"]
Kind = Literal[
    "rights", "credit", "head", "caption", "promotion", "navigation", "advertisement", "layout", "note",
    "correction",
]  # fmt: skip
EVERY_KIND: frozenset[Kind] = frozenset(get_args(Kind))
FIELDS = frozenset(
    """
    title authors contributors place agencies outlet section published captions credits highlights
    corrections
    """.split()
)
_TEXT, _TEXTS, _DAY = "a text in quotes", "a list of texts", "a day, as 2019-03-28 without quotes"
_KEYS: Mapping[str, str] = {
    **dict.fromkeys("id class where to before sign unless shows pattern why".split(), _TEXT),
    **dict.fromkeys("outlets after cut keep".split(), _TEXTS),
    **dict.fromkeys("since until".split(), _DAY),
}
_NEXT = r"\s+[\"“‘'(\[]*[\p{Lu}\d]|\s*$"  # what follows furniture poured into a line: a new sentence
HEADLINE = "headline"
"""Said of a link that ends before what looks like a sentence behind the headline of another story."""
LONGEST = 1_200  # characters; what is longer is no boilerplate that a rule may take whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One class of boilerplate; ``pattern`` matches a whole block or a whole trailing sentence.

    ``to`` is the field that the match feeds: its group ``value`` if the pattern names one,
    else all of it; groups named for fields feed those. With ``where`` "after" it takes blocks
    only right under one that a rule of ``after`` took. With "poured" it takes a stretch of a line
    that holds a whole page, from where a sentence begins to where ``before`` matches (or, with the word
    "headline", where the pattern's group of that name ends as one does); ``sign`` is in each such stretch
    or right behind it, and soon found. What holds ``unless`` is not matched.
    ``cut`` are examples that match, ``keep`` near misses that must not. ``since`` and ``until`` are
    the first and last day of the wording, ``place`` the file and line where it begins.
    """

    id: str
    kind: Kind
    where: Where
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    to: str | None = None
    after: tuple[str, ...] = ()
    before: str = _NEXT
    sign: str = ""
    unless: str | None = None
    shows: str | None = None
    pattern: str
    why: str
    cut: tuple[str, ...]
    keep: tuple[str, ...]
    place: str = ""

    @property
    def gated(self) -> bool:
        """Whether it fires for some outlets or days only."""
        return bool(self.outlets or self.since or self.until)

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the wording was in use on a day; it may have been where that is unknown."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def holds_for(self, outlet: str | None) -> bool:
        """Tell whether the wording is that outlet's; it may be where that is unknown."""
        return outlet is None or not self.outlets or outlet in self.outlets

    def holds_in(self, document: str) -> bool:
        """Tell whether a document shows what the rule asks for."""
        return self.shows is None or compiled(self.shows).search(document) is not None

    def values(self, text: str) -> Values | None:
        """Return what the rule takes for which field from a text that it matches whole, else None."""
        match = compiled(self.pattern).fullmatch(text)
        if match is None or (self.unless and compiled(self.unless).search(text)):
            return None
        named = [(name, str(match[name])) for name in match.re.groupindex if match[name]]
        fields = tuple((field, value) for field, value in named if field in FIELDS)
        return fields or ((self.to, dict(named).get("value", text)),)


Match = tuple[Rule, Values]


class Rulebook:
    """Rules in the order of their files; which of them a text may answer to is told for all at once.

    Their signs, which take long to derive, are ``kept`` in that file.
    """

    def __init__(self, rules: Iterable[Rule], kept: Path | None = None) -> None:
        self.rules = tuple(rules)
        self._after = tuple(rule for rule in self.rules if rule.where == "after")
        self._poured = {number: rule for number, rule in enumerate(self.rules) if rule.where == "poured"}
        signed = [(r.sign, True) if r.where == "poured" else (r.pattern, False) for r in self.rules]
        signs = signs_of(signed, kept)
        self._spotter = Spotter(signs)
        self._signless = frozenset(number for number, words in enumerate(signs) if words is None)
        self._candidates: dict[tuple[Set[Where], Set[Kind]], Candidates] = {}
        wordless = {number: rule.sign for number, rule in self._poured.items() if number in self._signless}
        self._wordless = Present(wordless)

    def seen(self, texts: Sequence[str]) -> list[set[int]]:
        """Return for each text the numbers of the rules whose sign it bears; some rules have none."""
        return self._spotter.seen_in(texts)

    def seen_behind(self, text: str, starts: Sequence[int]) -> list[set[int]]:
        """Return for each place in a text, in order, the rules whose sign what stands behind it bears."""
        return self._spotter.seen_behind(text, starts)

    def candidates(
        self, text: str, seen: Set[int], places: frozenset[Where], kinds: frozenset[Kind] = EVERY_KIND
    ) -> list[int]:
        """Return the numbers of the few rules for some places that may match the whole text.

        The places are neither "after" nor "poured". ``seen`` are the rules whose sign it bears; ``values``
        tells which of the few do match.
        """
        known = self._candidates.get((places, kinds))
        if known is None:
            patterns = {
                number: rule.pattern
                for number, rule in enumerate(self.rules)
                if rule.where in places and rule.kind in kinds
            }
            known = self._candidates[places, kinds] = Candidates(patterns, self._signless)
        return known.of(text, seen)

    def matching_after(self, above: str, text: str) -> Iterator[Match]:
        """Yield each rule that matches a whole text under one that the rule ``above`` took."""
        encoded = text.encode()
        candidates = (
            rule for rule in self._after if above in rule.after and may_match(rule.pattern, encoded)
        )
        return ((rule, values) for rule in candidates if (values := rule.values(text)) is not None)

    def matching_poured(self, text: str) -> Iterator[Match]:
        """Yield each rule for furniture poured into a line that matches the whole of a stretch."""
        encoded = text.encode()
        candidates = (rule for rule in self._poured.values() if may_match(rule.pattern, encoded))
        return ((rule, values) for rule in candidates if (values := rule.values(text)) is not None)

    def may_be_poured(self, text: str, seen: Iterable[Set[int]]) -> bool:
        """Tell whether lines bear a sign of poured furniture; those of most documents do not."""
        return any(not self._poured.keys().isdisjoint(numbers) for numbers in seen) or bool(
            self._wordless.among(text)
        )

    def poured(self, text: str, seen: Set[int]) -> tuple[list[Rule], list[Rule]]:
        """Return the rules for poured furniture whose sign a line may bear, and those to try if it does.

        A sign that has no word of its own says that there is furniture, and not always which.
        """
        worded = self._poured.keys() & seen
        borne = sorted(worded.union(self._wordless.among(text)))
        tried = sorted(worded.union(self._wordless.numbers)) if borne else []
        return [self._poured[number] for number in borne], [self._poured[number] for number in tried]


@cache
def built_in(kept: Path | None = None) -> Rulebook:
    """Return the rules that come with the program, proved by the tests; ``kept``: see ``Rulebook``."""
    return Rulebook((rule for file in built_in_files() for rule in load(file, proved=True)), kept)


def built_in_files() -> list[Traversable]:
    """Return the files of the rules that come with the program, by name."""
    folder = resources.files("archive") / "rules"
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return sorted(files, key=lambda file: file.name)


def load(source: str | Traversable, *, proved: bool = False) -> tuple[Rule, ...]:
    """Return the rules of one file, or of the built-in file of that name, each with its proof.

    Raises ``RuleError`` that names the file, the line and the rule where one does not load, or does not
    cut its own example, or cuts its near miss; ``proved`` takes that as tested before.
    """
    file = resources.files("archive") / "rules" / f"{source}.toml" if isinstance(source, str) else source
    try:
        text = file.read_text(encoding="utf-8")
        tables = tomllib.loads(text).get("rule", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{file.name}: not valid TOML: {error}") from error
    except OSError as error:
        raise RuleError(f"{file.name}: cannot be read: {error.strerror}") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(f"{file.name}: rules are tables that begin with [[rule]]")
    begins = [
        number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[rule]]")
    ]
    places = (f"{file.name}:{number}" for number in begins)
    rules = tuple(_rule(table, next(places, file.name)) for table in tables)
    for rule in rules if not proved else ():
        prove(rule)
    return rules


def _rule(table: dict[str, Any], place: str) -> Rule:
    name = table.get("id", "a rule without id")
    if table.get("where") == "after" and not table.get("after"):
        raise RuleError(f"{place}: {name}: where = 'after' needs the key 'after' with rules' ids")
    if table.get("where") == "poured" and not table.get("sign"):
        raise RuleError(f"{place}: {name}: where = 'poured' needs the key 'sign'")
    if missing := {"id", "class", "where", "pattern", "why", "cut", "keep"} - table.keys():
        raise RuleError(f"{place}: {name}: lacks {', '.join(sorted(missing))}")
    if unknown := table.keys() - _KEYS.keys():
        raise RuleError(f"{place}: {name}: no key '{min(unknown)}'; there are {', '.join(sorted(_KEYS))}")
    for key, value in table.items():
        if not _fits(value, _KEYS[key]):
            raise RuleError(f"{place}: {name}: {key} is to be {_KEYS[key]}")
    if table["class"] not in get_args(Kind) or table["where"] not in get_args(Where):
        raise RuleError(f"{place}: {name}: class is one of {get_args(Kind)}, where one of {get_args(Where)}")
    if table.get("to") and table["to"] not in FIELDS:
        raise RuleError(f"{place}: {name}: no field '{table['to']}'; there are {', '.join(sorted(FIELDS))}")
    return Rule(
        id=table["id"],
        kind=table["class"],
        where=table["where"],
        outlets=_texts(table.get("outlets", [])),
        since=table.get("since"),
        until=table.get("until"),
        to=table.get("to") or None,
        after=_texts(table.get("after", [])),
        before=table.get("before", _NEXT),
        sign=table.get("sign", ""),
        unless=table.get("unless"),
        shows=table.get("shows"),
        pattern=table["pattern"],
        why=table["why"],
        cut=_texts(table["cut"]),
        keep=_texts(table["keep"]),
        place=place,
    )


def _fits(value: object, kind: str) -> bool:
    if kind == _DAY:
        return type(value) is date  # a moment is a date, too, and cannot be compared with one
    if kind == _TEXTS and isinstance(value, list):
        return all(isinstance(text, str) for text in value)
    return isinstance(value, str)


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def prove(rule: Rule) -> None:
    """Raise ``RuleError`` unless the rule cuts its examples and keeps its near misses."""
    if not rule.cut or not rule.keep:
        raise RuleError(f"{rule.place}: {rule.id}: needs an example to cut and a near miss to keep")
    try:
        for pattern in filter(None, (rule.pattern, rule.before, rule.sign, rule.unless, rule.shows)):
            compiled(pattern)
    except re2.error as error:
        raise RuleError(f"{rule.place}: {rule.id}: pattern: {error}") from error
    for text in rule.cut:
        if rule.values(text) is None:
            raise RuleError(f"{rule.place}: {rule.id}: does not cut its own example: {text}")
    for text in rule.keep:
        if rule.values(text) is not None:
            raise RuleError(f"{rule.place}: {rule.id}: cuts its near miss: {text}")
