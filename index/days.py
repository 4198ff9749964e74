"""A year, a month or a day as written, to the days that it holds, and back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_REDUCED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=1 << 12)
def days_of(written: str) -> tuple[str, str] | None:
    """Return the first and the last day of a reduced ISO date; None if no such day was ever.

    >>> days_of("2020-02"), days_of("2019-02-29"), days_of("--11-13")
    (('2020-02-01', '2020-02-29'), None, None)
    """
    match = _REDUCED.fullmatch(written)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return written, written
    last = date(first.year, 12, 31) if month is None else _last_of_month(first)
    return first.isoformat(), last.isoformat()


def written_days(first: str | None, last: str | None) -> str:
    """Return the shortest way to write these days: in years, else in months, else in days.

    >>> written_days("2019-03-01", "2019-03-31"), written_days("2019-01-01", None)
    ('2019-03', '2019..')
    """
    for length in (4, 7):
        begin, end = (first or "")[:length], (last or "")[:length]
        if _whole(begin, 0) == first and _whole(end, 1) == last:
            return begin if begin == end else f"{begin}..{end}"
    return f"{first}" if first == last else f"{first or ''}..{last or ''}"


def _whole(written: str, side: int) -> str | None:
    days = days_of(written)
    return days[side] if days else None


def _last_of_month(first: date) -> date:
    if first.month == 12:  # the next month of year 9999 is no date
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - timedelta(days=1)
