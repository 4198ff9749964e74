"""Date strings to publishing dates, with no more precision than the text has."""

from __future__ import annotations

import calendar
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from archive.article import Precision, Published

Order = Literal["mdy", "dmy"]

ANY_LANGUAGE = "*"
"""The months of every language in the table, where a text does not say which is its own."""

EARLIEST, LATEST = 1600, 2100
_LONGEST = 400  # a line that states a date is short; prose that mentions dates is not meant
_DIGIT = re.compile(r"\d")


def read_day(
    text: str,
    *,
    basis: str,
    order: Order | None = None,
    language: str | None = None,
    evidence: str | None = None,
) -> Published | None:
    """Return the one date that ``text`` states; None if it states none, several, or an impossible one.

    ``order`` settles which of two small numbers is the month; without it only a number above
    12, the two being equal, or a language that has one custom does, and otherwise the year
    alone is believed. ``language`` adds the months of that language (ISO 639-1) to the English
    ones. Times are passed over: a day is the outlet's own, as written. A bare year or ``2019-03``
    counts only where it is the whole text. ``evidence`` is the stretch read, unless given.

    >>> read_day("Thursday, March 28th, 2019, 10:15 a.m.", basis="page-stamp").date
    '2019-03-28'
    >>> read_day("Nov 30", basis="dateline").date, read_day("03/04/2019", basis="x").date
    ('--11-30', '2019')
    """
    if len(text) > _LONGEST or _DIGIT.search(text) is None:
        return None
    date, precision, span = _only_date(text, order, language)
    if date is None:
        return None
    return Published(date=date, precision=precision, basis=basis, evidence=evidence or text[slice(*span)])


def month_number(name: str, language: str | None = None) -> int | None:
    """Return 1 for "January" or "Jan.", 12 for "December"; None for a word that is no month."""
    return _months(language).numbers.get(name.casefold().rstrip("."))


def split_day(head: str) -> tuple[str, str | None]:
    """Part a dateline's "OTTAWA, Nov 30" into place and day, in any language of the table.

    >>> split_day("OTTAWA, Nov 30")
    ('OTTAWA', 'Nov 30')
    """
    if _DIGIT.search(head) and (match := _day_forms()[0].search(head)):
        return head[: match.start()].rstrip(" ,-–—\t\n"), match["day"]
    return head, None


def read_day_at(text: str, offset: int) -> tuple[str | None, int]:
    """Return the day that stands at ``offset`` before a dash, and the offset after it."""
    match = _day_forms()[1].match(text, offset)
    return (match["day"], match.end()) if match else (None, offset)


@cache
def _day_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = "(?:" + "|".join(_names(ANY_LANGUAGE)) + r")\b"
    weekday = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    day = (
        rf"(?P<day>{weekday}(?:{month}\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|"
        rf"\d{{1,2}}(?:\.|er|º)?\s+(?:de\s+)?{month}\.?(?:\s+(?:de\s+)?\d{{4}})?))"
    )
    return (
        re.compile(rf"(?:^|[\s,(]\s*){day}[\s.,]*(?:Reuters?)?[\s.,]*$", re.I),
        re.compile(rf"[\s,]+{day}(?=[\s,.]*(?:-|[—–―−_:\ufffd]))[\s,.]*", re.I),
    )


def _names(language: str | None) -> list[str]:
    """Return patterns for the names of months, the longest first."""
    return sorted(map(re.escape, _months(language).numbers), key=len, reverse=True)


_Found = tuple[str | None, Precision, tuple[int, int]]


@lru_cache(maxsize=64)  # what a header states is read by more than one stage
def _only_date(text: str, order: Order | None, language: str | None) -> _Found:
    """Return the one date of ``text``, none if there is none or several."""
    found = {(date, precision): span for date, precision, span in _dates(text, order, language)}
    if len(found) != 1:
        return None, "day", (0, 0)
    ((date, precision), span) = found.popitem()
    return date, precision, span


def _dates(text: str, order: Order | None, language: str | None) -> Iterator[_Found]:
    """Give every date of ``text``, the fullest forms first; no stretch is read twice."""
    if year := re.fullmatch(r"\W*(\d{4})\W*", text):
        if EARLIEST <= int(year[1]) <= LATEST:
            yield year[1], "year", year.span(1)
        return
    if month := re.fullmatch(r"\s*((?P<y>\d{4})-(?P<m>\d\d))\s*", text):
        yield *_value(month, order, language), month.span(1)
        return
    if order is None and language not in (None, "en", ANY_LANGUAGE) and _months(language).own:
        order = "dmy"
    for pattern in _months(language).patterns:
        taken: list[tuple[int, int]] = []
        for match in pattern.finditer(text):
            date, precision = _value(match, order, language)
            taken.append(match.span())
            yield date, precision, match.span()
        for start, end in taken:
            text = text[:start] + "\x00" * (end - start) + text[end:]


def _value(match: re.Match[str], order: Order | None, language: str | None) -> tuple[str | None, Precision]:
    part = match.groupdict()
    year, day = part.get("y"), part.get("d")
    if part.get("a"):
        return _numeric(match, order)
    name = part.get("m")
    month = (int(name) if name.isdigit() else month_number(name, language)) if name else None
    if month is None or not 1 <= month <= 12 or (year and not EARLIEST <= int(year) <= LATEST):
        return None, "day"
    if day is None:
        return f"{year}-{month:02}", "month"
    if not year and name == "may":  # "the 5 may be"
        return None, "day"
    if not 1 <= int(day) <= calendar.monthrange(int(year or 2000), month)[1]:
        return None, "day"
    return (
        (f"{year}-{month:02}-{int(day):02}", "day") if year else (f"--{month:02}-{int(day):02}", "month-day")
    )


def _numeric(match: re.Match[str], order: Order | None) -> tuple[str | None, Precision]:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == ".":
        order = "dmy"
    if len(match["y"]) == 2:
        year += 2000 if year < 69 else 1900  # as POSIX reads two digits
    if not EARLIEST <= year <= LATEST:
        return None, "day"
    readings = set()
    for month, day, name in ((first, second, "mdy"), (second, first, "dmy")):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            readings.add((f"{year}-{month:02}-{day:02}", name))
    days = {day for day, name in readings if len(readings) == 1 or order in (None, name)}
    if len(days) == 1:
        return days.pop(), "day"
    return (f"{year}", "year") if days and len(match["y"]) == 4 else (None, "day")


@dataclass(frozen=True, slots=True)
class _Months:
    numbers: dict[str, int]
    patterns: tuple[re.Pattern[str], ...]
    own: bool


@cache
def _month_table() -> dict[str, list[str]]:
    raw = tomllib.loads((files(__package__) / "days.toml").read_text("utf-8"))
    table: dict[str, list[str]] = raw["months"]
    return table


@cache
def _months(language: str | None) -> _Months:
    """Compile the date forms of English and one more language, or of all."""
    table = _month_table()
    languages = (
        list(table) if language == ANY_LANGUAGE else ["en"] + [c for c in [language] if c and c != "en"]
    )
    numbers: dict[str, int] = {}
    for code in languages:
        for number, names in enumerate(table.get(code, []), 1):
            for name in names.split("|"):
                numbers.setdefault(name, number)
                plain = unicodedata.normalize("NFD", name)
                numbers.setdefault("".join(c for c in plain if not unicodedata.combining(c)), number)
    m = r"(?P<m>" + "|".join(sorted(map(re.escape, numbers), key=len, reverse=True)) + r")\b\.?"
    d = r"(?<![\d:])(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?(?![\d:]\d)"
    y = r"(?P<y>\d{4})(?!\d)"
    clock = r"\d{1,2}:\d{2}(?::\d{2})?(?: [A-Z]{2,5})?"
    of = r"(?:\s+(?:of\s+|de\s+|d[eo]l\s+)?|[-/])"
    patterns = (
        r"(?<![\d/.-])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[-/.]\d)",
        r"(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]",
        r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?\d{6})?(?!\d)",
        r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d|[-/.]\d)",
        r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>\.) ?(?P<b>\d{1,2})\. ?(?P<y>\d{4})(?!\d|[-/.]\d)",
        rf"{d}{of}\b{m},?(?:\s+(?:de\s+|del\s+)?|[-/]){y}",
        rf"\b{m}\s*{d}(?:,\s*|\s+){y}",
        rf"\b{m}\s+{d}\s+{clock}\s+{y}",
        rf"\b{y},?\s+{m}\s+{d}",
        rf"\b{m},?\s+(?:de\s+)?{y}",
        rf"\b{m}\s*{d}(?!\s*[ap]\.?m)",
        rf"{d}{of}\b{m}",
    )
    return _Months(numbers, tuple(re.compile(p, re.I) for p in patterns), language in table)
