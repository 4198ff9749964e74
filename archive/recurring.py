"""Cleaned articles to lines that recur in them, as evidence for rules; nothing is deleted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from zlib import crc32

from archive import sentences
from archive.article import Article
from archive.rulebook import Where

LEAST = 3
"""Stories of one outlet or folder that a line must stand in to be taken for recurring."""

_LONGEST = 400  # characters; what is longer is prose that was published twice
_SUFFIXES = 3  # sentences at the end of a text that may be a line of their own
_EXAMPLES = 3  # wordings that are kept of one line
_SLOTS = 1 << 22  # of the first, coarse count: a byte each, however large the archive
NUMBER = re.compile(r"[0-9]+")
"""What may differ in a line from story to story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it stands in one article: a block of the body or its last sentences, and what is around."""

    text: str
    where: Where
    before: str
    after: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A line, its numbers aside, that recurs; ``counts`` says in how many stories of whom.

    ``wordings`` are examples; ``numbers`` those in it, None for one that differs from story to
    story. ``outlet`` is whose it is where it is one known outlet's alone, ``line`` the first met.
    """

    line: Line
    where: Where
    wordings: tuple[str, ...]
    numbers: tuple[str | None, ...]
    counts: tuple[tuple[str, int], ...]
    outlet: str | None

    @property
    def stories(self) -> int:
        """In how many stories the line stands."""
        return sum(count for _, count in self.counts)


@dataclass(slots=True)
class _Met:
    line: Line
    numbers: list[str | None]
    counts: Counter[str] = field(default_factory=Counter)
    wordings: list[str] = field(default_factory=list)
    places: set[Where] = field(default_factory=set)


def recurring(read: Callable[[], Iterable[Article]]) -> list[Recurring]:
    """Return the lines that recur in the bodies, those in most stories first.

    ``read`` gives the articles, twice and in the same order: lines are counted coarsely first,
    in a table of fixed size, so that only those that may recur are held in memory. Copies of a
    story count once.
    """
    slots = bytearray(_SLOTS)
    for group, article in _stories(read()):
        for slot in {_slot(group, text) for text in (*_blocks(article), *_suffixes(article))}:
            slots[slot] = min(slots[slot] + 1, LEAST)
    met: dict[str, _Met] = {}
    outlets: set[str] = set()
    for group, article in _stories(read()):
        outlets.update([group] if article.outlet else ())
        for shape, line in _lines(article, lambda text: slots[_slot(group, text)] == LEAST).items():  # noqa: B023
            found = NUMBER.findall(line.text)
            one = met.setdefault(shape, _Met(line, found))
            one.numbers = [old if old == new else None for old, new in zip(one.numbers, found, strict=True)]
            one.counts[group] += 1
            one.places.add(line.where)
            if line.text not in one.wordings and len(one.wordings) < _EXAMPLES:
                one.wordings.append(line.text)
    lines = [_recurring(one, outlets) for one in met.values()]
    return sorted(_longest(lines), key=lambda one: (-one.stories, one.line.text))


def _stories(articles: Iterable[Article]) -> Iterator[tuple[str, Article]]:
    """Yield each article that is no copy of an earlier one, under its outlet, else its folder."""
    known: set[int] = set()
    for article in articles:
        first = article.origins[0]
        group = article.outlet or str(PurePath(first.location).parent)
        # Of two stories with the same long notice below, the second longest block tells them apart.
        longest = sorted(article.body.split("\n\n"), key=len)[-2:]
        copy = hash((group, *longest))
        if article.body and copy not in known:
            known.add(copy)
            yield group, article


def _blocks(article: Article) -> list[str]:
    """Return the blocks of a body; empty those that no rule is proposed for: tables, long prose."""
    return [
        block if len(block) <= _LONGEST and "\n" not in block and any(map(str.isalpha, block)) else ""
        for block in article.body.split("\n\n")
    ]


def _suffixes(article: Article) -> list[str]:
    """Return the last sentence of a body, the last two, and so on, but never a whole block."""
    last = article.body.rpartition("\n\n")[2]
    starts = [] if "\n" in last else sentences.last(last, _SUFFIXES)
    return [last[start:] for start in reversed(starts) if len(last) - start <= _LONGEST]


def _lines(article: Article, is_likely: Callable[[str], bool]) -> dict[str, Line]:
    """Return by their shapes the lines that may recur; at an end stands what only such lines part from it."""
    blocks = _blocks(article)
    whole = article.body.split("\n\n")
    likely = [bool(block) and is_likely(block) for block in blocks]
    first = likely.index(False) if False in likely else len(likely)
    last = len(likely) - likely[::-1].index(False) if False in likely else 0
    location = article.origins[0].location
    lines: dict[str, Line] = {}
    for number, block in enumerate(blocks):
        if likely[number]:
            where: Where = "tail" if number >= max(last, 1) else "head" if number < first else "anywhere"
            before = whole[number - 1] if number else article.title or ""
            after = whole[number + 1] if number + 1 < len(whole) else ""
            line = Line(text=block, where=where, before=before, after=after, location=location)
            lines.setdefault(_shape(block), line)
    for text in filter(is_likely, _suffixes(article)):
        before = whole[-1][: -len(text)].rstrip()
        line = Line(text=text, where="tail", before=before, after="", location=location)
        lines.setdefault(_shape(text), line)
    return lines


def _recurring(met: _Met, outlets: set[str]) -> Recurring:
    counts = sorted(met.counts.items(), key=lambda count: (-count[1], count[0]))
    name = counts[0][0]
    return Recurring(
        line=met.line,
        where=next(iter(met.places)) if len(met.places) == 1 else "anywhere",
        wordings=tuple(sorted(met.wordings)),
        numbers=tuple(met.numbers),
        counts=tuple(counts),
        outlet=name if len(counts) == 1 and name in outlets else None,
    )


def _longest(found: list[Recurring]) -> Iterator[Recurring]:
    """Yield what recurs often enough, without the sentences that never stand but at the end of others."""
    often = [one for one in found if max(count for _, count in one.counts) >= LEAST]
    ends = {
        (one.counts, one.line.text[start:]) for one in often for start in sentences.last(one.line.text, 99)
    }
    return (one for one in often if (one.counts, one.line.text) not in ends)


def _shape(text: str) -> str:
    """Return a line with its numbers made alike."""
    return NUMBER.sub("0", text)


def _slot(group: str, text: str) -> int:
    return crc32(f"{group}\0{_shape(text)}".encode("utf-8", "replace")) % _SLOTS
