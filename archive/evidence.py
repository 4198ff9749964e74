"""What a document says of itself, gathered as the desk works, and weighed into fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from archive.article import Article, Origin, Published, Span
from archive.blocks import Block
from archive.metadata.dateline import Dateline
from archive.metadata.dateline import read as read_dateline
from archive.metadata.days import read_day
from archive.metadata.furniture import named_by
from archive.metadata.houses import house_by_mark
from archive.metadata.language import detect
from archive.metadata.lines import (
    HeadStamp,
    head_stamp,
    page_stamp,
    posted_line,
    print_section,
    wire_header,
    wire_trailer,
)
from archive.metadata.locations import day_of_file, day_of_url
from archive.metadata.names import byline, credit
from archive.metadata.rights import rights
from archive.rulebook import Rule

_SAMPLE = 1_000  # characters that tell a language
_HEAD_BLOCKS = 8  # where a dateline is looked for, before any rule fires
_TAIL_BLOCKS = 6  # where a notice of rights is
_SIGNED = re.compile(r"[(/]|\b(?:CNN|Reuters|REUTERS)\b")  # a dateline that names a house has it
_SIGNLESS = frozenset(("Associated Press", "Reuters"))
_FURNITURE = ("promotion", "note")
# What tells the publishing day, most trusted first; a copyright year may be that of the crawl.
_BASES = (
    "given",
    "page-stamp",
    "print-section",
    "head-line",
    "posted-line",
    "wire-trailer",
    "dateline",
    "url",
    "file-name",
    "copyright-line",
)
_PRECISIONS = ("day", "month", "month-day", "year")


class Evidence:
    """Values found for each field, in the order found; ``given`` ones are never overruled."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = dict(given)
        self._found: dict[str, list[str]] = {}
        self._published: list[Published] = []
        self._notices: set[str] = set()
        self._named: str | None = None
        self._gate_outlet: str | None = None
        self._gate_day: date | None = None
        if day := read_day(given.get("published", ""), basis="given"):
            self._published.append(day)

    def gather(self, blocks: Sequence[Block]) -> None:
        """Read outlet and day, which gate the rules, from the whole text before any rule fires."""
        outlets = [self._given.get("outlet")]
        days = list(self._published)
        for block in blocks[:_HEAD_BLOCKS]:
            if stamp := head_stamp(block.text):
                outlets.append(stamp.outlet)
                days.append(stamp.published)
            if _SIGNED.search(block.text, 0, 120) and (dateline := read_dateline(block.text)):
                outlets.append(dateline.outlet)
        for block in blocks[-_TAIL_BLOCKS:]:
            if notice := rights(block.text):
                outlets.append(notice.outlet)
                days += [notice.published] if notice.published else []
            if section := print_section(block.text):
                days.append(section.published)
        self._gate_outlet = next((outlet for outlet in outlets if outlet), None)
        best = _best(days)
        self._gate_day = date.fromisoformat(best.date) if best and best.precision == "day" else None

    def admits(self, rule: Rule) -> bool:
        """Tell whether a rule may fire on this document."""
        return rule.holds_for(self._gate_outlet) and rule.holds_on(self._gate_day)

    def wants(self, field: str) -> bool:
        """Tell whether a field is neither given nor found yet."""
        return field not in self._given and field not in self._found

    def add(self, field: str | None, text: str, kind: str) -> None:
        """Take the value of a cut that feeds ``field``, or what a notice of rights says."""
        if field is None:
            if kind == "rights" or "©" in text:  # furniture of a text in one line, with the notice behind it
                self._add_rights(text)
            if kind in _FURNITURE:
                self._named = self._named or named_by(text)
        elif field == "credits" and kind == "caption":  # whose picture it is, not whose story
            self._note("credits", _unbracketed(text))
        elif field in ("authors", "contributors", "credits"):
            self._add_names(field, text)
        elif field == "published":
            self._add_date(text)
        elif field == "agencies":
            house = house_by_mark(text)
            self._note("agencies", house.name if house else text)
        else:
            self._note(field, text)

    def add_stamp(self, stamp: HeadStamp) -> None:
        """Take the day and the outlet that stand before the first sentence."""
        self._published.append(stamp.published)
        self._found.setdefault("published", [])
        self._note("outlet", stamp.outlet)

    def add_dateline(self, dateline: Dateline) -> None:
        """Take what a dateline says; the story begins after it, so no headline follows."""
        self._found.setdefault("title", [])
        self._note("place", dateline.place)
        self._found.setdefault("place", [])
        self._note("outlet", dateline.outlet)
        self._note("agencies", *dateline.agencies)
        if dateline.byline:
            self._add_names("authors", dateline.byline)
        if dateline.published:
            self._published.append(dateline.published)

    def article(
        self,
        *,
        key: str,
        body: str,
        origin: Origin,
        one_of_many: bool,
        text: str,
        spans: tuple[Span, ...],
        flags: tuple[str, ...],
    ) -> Article:
        """Return the article with every field weighed."""
        language, basis = (
            (self._given.get("language") or None, "given")
            if "language" in self._given
            else (detect(body[:_SAMPLE]), "detected")
        )
        self._published += _located(origin, key, self._published, one_of_many=one_of_many)
        bases = {field: "given" for field, value in self._given.items() if value}
        if language:
            bases["language"] = basis
        return Article(
            key=key,
            title=self._one("title"),
            body=body,
            published=self._day(),
            outlet=self._one("outlet") or (None if "outlet" in self._given else self._named),
            agencies=self._many("agencies"),
            authors=self._many("authors"),
            contributors=self._many("contributors"),
            place=self._one("place"),
            section=self._one("section"),
            language=language,
            url=self._one("url"),
            highlights=self._many("highlights"),
            captions=self._many("captions"),
            credits=self._many("credits"),
            corrections=self._many("corrections"),
            flags=flags,
            bases=tuple(sorted(bases.items())),
            origins=(origin,),
            text=text,
            spans=spans,
        )

    def _note(self, field: str, *values: str | None) -> None:
        known = self._found.setdefault(field, []) if any(values) else []
        known += (value for value in dict.fromkeys(values) if value and value not in known)

    def _add_rights(self, text: str) -> None:
        if text in self._notices:
            return
        self._notices.add(text)
        if notice := rights(text):
            self._note("outlet", notice.outlet)
            self._note("agencies", *notice.agencies)
            # Under a wire's story stands the story's year, at the foot of a page that of the crawl; the
            # sign beside these two is a page's, they themselves write the word.
            page = "©" in text and _SIGNLESS.issuperset(notice.agencies)
            if notice.published and notice.agencies and not page:
                self._published.append(notice.published)

    def _add_names(self, field: str, text: str) -> None:
        if field == "credits":
            self._note("credits", _unbracketed(text))
        names = credit(text)
        if field == "authors" and not names.authors:
            names = byline(text)
        if field == "authors" and not (names.authors or names.agencies):
            names = byline(f"By {text}")
        self._note("authors", *names.authors)
        self._note("contributors", *names.contributors)
        self._note("agencies", *names.agencies)
        self._note("outlet", names.outlet)

    def _add_date(self, text: str) -> None:
        if section := print_section(text):
            self._note("section", section.section)
            self._published.append(section.published)
        elif day := page_stamp(text) or wire_header(text) or wire_trailer(text):
            self._published.append(day)
        elif posted := posted_line(text):
            self._note("authors", *posted.authors)
            self._note("agencies", *posted.agencies)
            self._note("outlet", posted.outlet)
            self._note("place", posted.place)
            self._published += [posted.published] if posted.published else []

    def _day(self) -> Published | None:
        if "published" in self._given:
            return next((day for day in self._published if day.basis == "given"), None)
        return _best(self._published)

    def _one(self, field: str) -> str | None:
        if field in self._given:
            return self._given[field] or None
        return next(iter(self._found.get(field, ())), None)

    def _many(self, field: str) -> tuple[str, ...]:
        if field in self._given:
            return tuple(value.strip() for value in self._given[field].split(";") if value.strip())
        return tuple(self._found.get(field, ()))


def _unbracketed(text: str) -> str:
    """Return a credit without the brackets around it, or without the one that is left of them.

    >>> [_unbracketed(text) for text in ("(By A (in Rome))", "By A)", "By A (in Rome)", "(A) and (B)")]
    ['By A (in Rome)', 'By A', 'By A (in Rome)', '(A) and (B)']
    """
    text = text.strip()
    depths = list(accumulate((char in "([") - (char in ")]") for char in text))
    if depths and text[0] in "([" and 0 not in depths[:-1]:
        return text[1 : -1 if depths[-1] == 0 else None].strip()
    return text[:-1].strip() if depths and depths[-1] < 0 and text[-1] in ")]" else text


def _located(origin: Origin, key: str, stated: Sequence[Published], *, one_of_many: bool) -> list[Published]:
    """Return the day in the address or in the name of a file that is the document, if the text allows it."""
    found = day_of_url(origin.url) if origin.url else None
    if found is None and not one_of_many and (key == origin.sha256 or origin.members):
        found = day_of_file(origin.members[-1] if origin.members else origin.path or origin.root)
    contradicted = found and any(
        day.date[:4] != found.date[:4] for day in stated if day.precision != "month-day"
    )
    return [found] if found and not contradicted else []


def _best(dates: Sequence[Published]) -> Published | None:
    """Return the most precise date, of those the most trusted, of those the first."""
    return min(
        dates, key=lambda day: (_PRECISIONS.index(day.precision), _BASES.index(day.basis)), default=None
    )
