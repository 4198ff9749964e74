"""Boilerplate rules as data: loaded from TOML, proved, and matched in linear time (RE2)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import re2

from archive.errors import RuleError

Where = Literal["head", "tail", "anywhere"]
Kind = Literal[
    "rights",
    "credit",
    "head",
    "caption",
    "promotion",
    "navigation",
    "advertisement",
    "layout",
    "note",
    "correction",
]
FIELDS = frozenset(
    """
    title authors contributors place agencies outlet section published captions credits highlights
    corrections
    """.split()
)
_KEYS = frozenset("id class where outlets since until to pattern why cut keep".split())
_SET_MEMORY = 256 << 20  # bytes, for the automaton of all patterns together
# A bounded repeat multiplies the automaton; the set matches a wider one, the exact pattern decides.
_BOUNDED = re.compile(r"(\.|\[(?:\\.|[^\]\\])+\]|\\[a-zA-Z](?:\{\w+\})?)\{\d*,?\d{2,}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One class of boilerplate; ``pattern`` matches a whole block or a whole trailing sentence.

    ``to`` is the field that the match feeds: its group ``value`` if the pattern names one,
    else all of it. ``cut`` are examples that match, ``keep`` near misses that must not.
    ``since`` and ``until`` are the first and last day on which the wording was in use.
    """

    id: str
    kind: Kind
    where: Where
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    to: str | None = None
    pattern: str
    why: str
    cut: tuple[str, ...]
    keep: tuple[str, ...]

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the wording was in use on a day; it may have been where that is unknown."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def holds_for(self, outlet: str | None) -> bool:
        """Tell whether the wording is that outlet's; it may be where that is unknown."""
        return outlet is None or not self.outlets or outlet in self.outlets

    def value(self, text: str) -> str | None:
        """Return what the rule takes from a text that it matches whole; None where it does not."""
        match = _compiled(self.pattern).fullmatch(text)
        if match is None:
            return None
        return str(match["value"]) if "value" in match.re.groupindex and match["value"] else text


@cache
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


class Rulebook:
    """Rules in the order of their files, matched all at once."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        options = re2.Options()
        options.max_mem = _SET_MEMORY
        self._set = re2.Set.FullMatchSet(options)
        for rule in self.rules:
            self._set.Add(_BOUNDED.sub(r"\1*", rule.pattern))
        if self.rules:
            self._set.Compile()

    def matching(self, text: str) -> list[tuple[Rule, str]]:
        """Return each rule that matches the whole text and the value it takes, in order."""
        if not self.rules:
            return []
        found = ((self.rules[number], text) for number in sorted(self._set.Match(text) or ()))
        return [(rule, value) for rule, text in found if (value := rule.value(text)) is not None]


@cache
def built_in() -> Rulebook:
    """Return the rules that come with the program, every one proved."""
    folder = resources.files("archive") / "rules"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return Rulebook(rule for file in files for rule in load(file))


def load(source: str | Traversable) -> tuple[Rule, ...]:
    """Return the rules of one file, or of the built-in file of that name, each with its proof.

    Raises ``RuleError`` that names the file and the rule where one does not load, or does not
    cut its own example, or cuts its near miss.
    """
    file = resources.files("archive") / "rules" / f"{source}.toml" if isinstance(source, str) else source
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8")).get("rule", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{file.name}: not valid TOML: {error}") from error
    return tuple(_rule(table, file.name) for table in tables)


def _rule(table: dict[str, Any], file: str) -> Rule:
    name = table.get("id", "a rule without id")
    if missing := {"id", "class", "where", "pattern", "why", "cut", "keep"} - table.keys():
        raise RuleError(f"{file}: {name}: lacks {', '.join(sorted(missing))}")
    if unknown := table.keys() - _KEYS:
        raise RuleError(f"{file}: {name}: no key '{min(unknown)}'; there are {', '.join(sorted(_KEYS))}")
    if table["class"] not in get_args(Kind) or table["where"] not in get_args(Where):
        raise RuleError(f"{file}: {name}: class is one of {get_args(Kind)}, where one of {get_args(Where)}")
    if table.get("to") and table["to"] not in FIELDS:
        raise RuleError(f"{file}: {name}: no field '{table['to']}'; there are {', '.join(sorted(FIELDS))}")
    rule = Rule(
        id=table["id"],
        kind=table["class"],
        where=table["where"],
        outlets=tuple(table.get("outlets", ())),
        since=table.get("since"),
        until=table.get("until"),
        to=table.get("to") or None,
        pattern=table["pattern"],
        why=table["why"],
        cut=_texts(table["cut"]),
        keep=_texts(table["keep"]),
    )
    _prove(rule, file)
    return rule


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _prove(rule: Rule, file: str) -> None:
    if not rule.cut or not rule.keep:
        raise RuleError(f"{file}: {rule.id}: needs an example to cut and a near miss to keep")
    try:
        _compiled(rule.pattern)
    except re2.error as error:
        raise RuleError(f"{file}: {rule.id}: pattern: {error}") from error
    for text in rule.cut:
        if rule.value(text) is None:
            raise RuleError(f"{file}: {rule.id}: does not cut its own example: {text}")
    for text in rule.keep:
        if rule.value(text) is not None:
            raise RuleError(f"{file}: {rule.id}: cuts its near miss: {text}")
