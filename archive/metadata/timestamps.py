"""Timestamps that machines wrote, in records and pages, to publishing dates."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import product

from archive.article import Precision, Published
from archive.metadata.days import EARLIEST, LATEST, month_number

_LONGEST = 64
# Days that share no year, month or day of the month: what the parser would take from today's date it takes
# from them, and its answers differ. Both are Mondays, so that the name of a weekday moves both by as much.
_DEFAULTS = (datetime(1906, 1, 1), datetime(1951, 10, 15))
_YEAR_FIRST = re.compile(r"\d{4}(?:[-/.]|\d{4})")
_DAY_FIRST = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}\b")
_JOINED = re.compile(r"\d[-/.]\d")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_COMPACT = (4, 8, 12, 14)  # digits that are a year, a day, a minute or a second; others are ids and counters


def read_timestamp(text: str, *, basis: str) -> Published | None:
    """Return the date that ``text`` as a whole states, with no more precision than it has.

    ISO 8601, RFC 2822 and what else python-dateutil reads; the day is as written, in whatever zone.
    A part that is not stated is never filled in; where day and month could be either way round
    the year alone is believed. A year must be written with four digits.

    >>> read_timestamp("Thu, 28 Mar 2019 23:15:00 -0700", basis="meta").date
    '2019-03-28'
    >>> read_timestamp("2019", basis="meta").date, read_timestamp("Thursday", basis="meta")
    ('2019', None)
    """
    value = text.strip()
    if len(value) > _LONGEST or not any(c.isdigit() for c in value):
        return None
    if _DIGITS.fullmatch(value) and len(value) not in _COMPACT:
        return None
    readings = _readings(value)
    if not readings:
        return None
    years, months, days = (set(parts) for parts in zip(*readings, strict=True))
    year = years.pop() if len(years) == 1 else None
    month = months.pop() if len(months) == 1 else None
    day = days.pop() if len(days) == 1 else None
    if year is not None and (f"{year:04}" not in value or not EARLIEST <= year <= LATEST):
        return None
    date, precision = _reduced(year, month, day)
    if precision == "month" and not (_JOINED.search(value) or any(map(month_number, _WORD.findall(value)))):
        return None  # "10 2019"
    return Published(date=date, precision=precision, basis=basis, evidence=value) if date else None


def _readings(value: str) -> set[tuple[int, int, int]]:
    """Return every year, month and day that the parser makes of it, whatever it is told to assume."""
    from dateutil import parser  # slow to import, and most documents need none

    orders = list(product((False, True), repeat=2))
    if _YEAR_FIRST.match(value):
        orders = [(False, True)]
    elif _DAY_FIRST.match(value):
        orders = [(True, False)]
    readings = set()
    for default, (day_first, year_first) in product(_DEFAULTS, orders):
        try:
            read = parser.parse(
                value, default=default, dayfirst=day_first, yearfirst=year_first, ignoretz=True
            )
        except (ValueError, OverflowError):
            return set()
        readings.add((read.year, read.month, read.day))
    return readings


def _reduced(year: int | None, month: int | None, day: int | None) -> tuple[str | None, Precision]:
    if year is None:
        return (f"--{month:02}-{day:02}", "month-day") if month and day else (None, "day")
    if month is None:
        return f"{year:04}", "year"
    if day is None:
        return f"{year:04}-{month:02}", "month"
    return f"{year:04}-{month:02}-{day:02}", "day"
