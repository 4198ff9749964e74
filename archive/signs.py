"""A rule's pattern to its sign: words of which every text bears one that the rule matches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from math import prod
from typing import NamedTuple

Word = str
"""A stretch of text, as ``_marked`` writes it; ``plain`` reads it."""

_OPENING = "\U0010ffff"  # before a word that stands at the beginning of a text, marks passed over
_FREE = 0x100000  # added to the code of a letter whose case is free: it is on the last, private plane then
_FIRST_FREE, _NEVER_FREE = chr(_FREE), "\U00010000"
_MANY = 160  # words that are joined with others
_LONG = 14  # characters: a word as long need not be longer
_COMMON = 1e-2  # of the places in prose: words that begin at more of them tell nothing
_SHORT = 7  # characters of the longest word in the table below, with a blank on either side and what opens it
# Of the places in English prose; as the first words of a block they are as frequent.
_FREQUENT = {
    "the": 0.01, "of": 0.005, "to": 0.005, "and": 0.005, "in": 0.004, "a": 0.004, "for": 0.002, "on": 0.002,
    "with": 0.001, "by": 0.001, "this": 0.001, "all": 0.001, "our": 0.001, "you": 0.001, "it": 0.002,
}  # fmt: skip
_PROSE = frozenset(".,;:!?'’‘“”()–—-")  # marks that stand in prose
_LITERAL = r"(?:[^\\\[\](){}.*+?|^$]|\\[^\w\s|])+"
_TOKEN = re.compile(
    rf"\(\?:{_LITERAL}(?:\|{_LITERAL})*\)|{_LITERAL}(?![?*+{{])"
    r"|\\[pP](?:\{\^?\w+\}|\w)|\\.|\[\^?\]?(?:\\[pP]\{\^?\w+\}|\\.|[^\]\\])*\]"
    r"|\(\?P?<\w+>|\(\?[a-z]*:|\{\d+(?:,\d*)?\}|.",
    re.S,
)
_ESCAPE = re.compile(r"\\(.)", re.S)
_FEW = re.compile(r"\[([^\\^\[\]-]{1,4})\]")
_LETTERED = re.compile(r"\[\^|\\[a-zA-Z]|[^\W_]")
_UNREAD = frozenset(f"\\{char}" for char in "QExC0123456789")
_ASSERTIONS = frozenset(("^", "$", r"\b", r"\B", r"\A", r"\z"))


def sign(pattern: str, *, anywhere: bool = False) -> frozenset[Word] | None:
    r"""Return words of which every text bears one that ``pattern`` matches as a whole, or ``anywhere`` in it.

    Some need only be looked for at the beginning of a text, marks before them passed over. None where there
    are no such words, where much prose bears them, or where the pattern has a form unknown here.

    >>> sorted(map(plain, sign(r"^[*• ]*(?:Read|(?i:see)) \pL{3,9} here$") or ()))
    [('Read ', True, False), ('see ', True, True)]
    >>> sign(r"^\pL+ .{3,20}$") is None
    True
    """
    try:
        holds = _shortest(_alternatives(_Tokens(pattern, at_start=not anywhere)).holds or ())
    except (_UnknownFormError, IndexError):
        return None
    return holds if holds and share(holds) < _COMMON else None


def _shortest(words: Iterable[Word]) -> frozenset[Word]:
    """Return the words without those that begin with another one."""
    kept: list[Word] = []
    for word in sorted(words):
        if not (kept and word.startswith(kept[-1])):
            kept.append(word)
    return frozenset(kept)


def plain(word: Word) -> tuple[str, bool, bool]:
    """Return a word's letters, whether it opens a text, and whether its case is free."""
    opens = word.startswith(_OPENING)
    letters = word[1:] if opens else word
    if max(letters, default="") < _FIRST_FREE:
        return letters, opens, False
    return "".join(chr(ord(letter) & (_FREE - 1)) for letter in letters).lower(), opens, True


class _UnknownFormError(Exception):
    """A pattern has a form of which it is not known here what it matches."""


class _Part(NamedTuple):
    """What is known of a part of a pattern.

    ``all`` is all that it matches, if that is not much; ``holds`` are words of which every match bears
    one, ``begins`` those with one of which every match begins (marks passed over, if ``marked``).
    """

    all: frozenset[Word] | None
    holds: frozenset[Word] | None
    begins: frozenset[Word] | None
    marked: bool = False


def _exactly(words: Iterable[Word]) -> _Part:
    """Return a part that matches these words and no others."""
    found = frozenset(words)
    return _Part(found if len(found) <= _MANY else None, found, found)


_EMPTY: Word = ""
_NOTHING = _exactly([_EMPTY])
_ANYTHING = _Part(None, None, None)
_MARKS = _Part(None, None, frozenset([_EMPTY]), marked=True)


class _Tokens:
    """The tokens of a pattern; whether case is free there, and whether nothing but marks stands before."""

    def __init__(self, pattern: str, *, at_start: bool) -> None:
        self._tokens: list[str] = [*reversed(_TOKEN.findall(pattern))]
        self.free_case = False
        self.at_start = at_start

    @property
    def next(self) -> str:
        return self._tokens[-1] if self._tokens else ""

    def take(self) -> str:
        return self._tokens.pop()


def _alternatives(tokens: _Tokens) -> _Part:
    at_start = tokens.at_start
    parts = [_sequence(tokens)]
    while tokens.next == "|":
        tokens.take()
        tokens.at_start = at_start
        parts.append(_sequence(tokens))
    return _Part(
        _united([part.all for part in parts]),
        _united([part.holds for part in parts]),
        _united([part.begins for part in parts]),
        any(part.marked for part in parts),
    )


def _united(several: list[frozenset[Word] | None]) -> frozenset[Word] | None:
    """Return all words of several parts; None where one has none."""
    known = [words for words in several if words is not None]
    return frozenset[Word]().union(*known) if len(known) == len(several) else None


def _sequence(tokens: _Tokens) -> _Part:
    at_start = tokens.at_start
    parts: list[_Part] = []
    while tokens.next not in ("", "|", ")"):
        parts.append(_repeated(_single(tokens), tokens))
        tokens.at_start = tokens.at_start and _is_passed_over(parts[-1])
    if len(parts) == 1 and not at_start:
        return parts[0]
    runs = [_NOTHING]
    for part in parts:
        joined = _joined(runs[-1].all, part.all)
        runs[-1:] = [runs[-1], part] if joined is None else [_exactly(joined)]
    begins, marked = _beginning(parts)
    known = [run.holds for run in runs if run.holds]
    if at_start:
        known.append(frozenset(f"{_OPENING}{word}" for word in begins))
    whole = runs[0].all if len(runs) == 1 else None
    holds = min(known, key=share) if len(known) > 1 else next(iter(known), None)
    return _Part(whole, holds, whole or begins, marked and whole is None)


def _beginning(parts: list[_Part]) -> tuple[frozenset[Word], bool]:
    """Return words with which what the parts match begins, and whether marks may stand before them."""
    words, marked = frozenset([_EMPTY]), False
    for part in parts:
        at_start = words == {_EMPTY}
        if at_start and _is_passed_over(part):
            marked = True
            continue
        joined = _joined(words, part.begins) if at_start or not part.marked else None
        if joined is None:
            break
        words, marked = joined, marked or part.marked
        if part.all is None:
            break
    return words, marked


def _is_passed_over(part: _Part) -> bool:
    """Tell whether a part matches nothing or marks alone, which may stand before an opening word."""
    return part is _MARKS or bool(part.all and _EMPTY in part.all and not any(map(_is_lettered, part.all)))


def _is_lettered(word: Word) -> bool:
    return any(char.isalnum() or char >= _FIRST_FREE for char in word)


def _joined(first: frozenset[Word] | None, second: frozenset[Word] | None) -> frozenset[Word] | None:
    """Return the words of one part followed by those of another, where that is known and worth it."""
    if first is None or second is None or len(first) * len(second) > _MANY:
        return None
    if first is _NOTHING.all:
        return second
    return (
        None if min(map(len, first)) >= _LONG else frozenset(one + other for one in first for other in second)
    )


def _single(tokens: _Tokens) -> _Part:
    """Read one character, class, assertion or group."""
    form = tokens.take()
    if form[0] == "(":
        return _literals(form, tokens) if form[-1] == ")" else _group(form, tokens)
    if form in _ASSERTIONS:
        return _NOTHING
    if form in _UNREAD or form.startswith(("[[:", "[^[:")):
        raise _UnknownFormError
    return _form(form, tokens.free_case)


@cache
def _form(form: str, free_case: bool) -> _Part:
    """Read a character, a class, or letters in a row."""
    if few := _FEW.fullmatch(form):
        return _exactly(_marked(char, free_case) for char in few[1])
    if form[0] == "[" and len(form) > 1:
        return _ANYTHING if _LETTERED.search(form) else _MARKS
    if form == "." or (form[0] == "\\" and form[1].isalnum()):
        return _ANYTHING
    return _exactly([_marked(_ESCAPE.sub(r"\1", form), free_case)])


def _literals(group: str, tokens: _Tokens) -> _Part:
    """Read a group of letters in a row and others in their place: most groups are, and so read at once."""
    words = [_marked(_ESCAPE.sub(r"\1", form), tokens.free_case) for form in group[3:-1].split("|")]
    part = _exactly(words)
    return part._replace(holds=frozenset(_OPENING + word for word in words)) if tokens.at_start else part


def _group(opening: str, tokens: _Tokens) -> _Part:
    if tokens.next == "?" or (opening not in ("(", "(?:", "(?i:") and opening[-1] != ">"):
        raise _UnknownFormError
    before = tokens.free_case
    tokens.free_case = before or opening == "(?i:"
    part = _alternatives(tokens)
    tokens.free_case = before
    if tokens.take() != ")":
        raise _UnknownFormError
    return part


def _marked(text: str, free_case: bool) -> Word:
    """Return letters as those of a word."""
    if max(text) >= (_NEVER_FREE if free_case else _FIRST_FREE):
        raise _UnknownFormError
    if not free_case:
        return text
    return "".join(chr(ord(char) + _FREE) if char.isalpha() else char for char in text)


def _repeated(part: _Part, tokens: _Tokens) -> _Part:
    """Read how often a part may stand there."""
    if tokens.next[:1] not in ("?", "*", "+", "{"):
        return part
    often = tokens.take()
    if often == "{":
        raise _UnknownFormError
    if tokens.next == "?":  # as few as may be: the same texts
        tokens.take()
    if part is _MARKS:
        return part
    if often == "?":
        return _ANYTHING if part.all is None else _exactly([*part.all, _EMPTY])
    if often == "*" or often.startswith(("{0,", "{0}")):
        return _ANYTHING if part.all is None or any(map(_is_lettered, part.all)) else _MARKS
    return _Part(None, part.holds, part.begins, part.marked)


def share(words: frozenset[Word]) -> float:
    """Return roughly at how many places of prose one of the words begins."""
    return sum(map(_share, words))


@lru_cache(maxsize=5_000)
def _share(word: Word) -> float:
    chance = prod(map(_chance, word))
    if len(word) > _SHORT:
        return chance
    return _FREQUENT.get(plain(word)[0].strip().casefold(), 0.0) + chance


@cache
def _chance(char: str) -> float:
    """Return roughly how often a character follows those before it in prose."""
    if char == _OPENING:
        return 0.05
    if char.islower() or char == " " or char >= _FIRST_FREE:
        return 0.3
    if char.isupper():
        return 0.1
    return 0.03 if char.isdigit() or char in _PROSE else 0.001
