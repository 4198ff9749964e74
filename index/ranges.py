"""Dates and numbers of words as written to what a query asks for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.days import days_of
from index.query import Days, Length

_SIGNS = {**dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63\uff0d"), "-"), ord("…"): ".."}
_DATES = "write date:2019, date:2019-03, date:2019-03-28 or a range such as date:2019-03..2019-05"
_LENGTHS = "write words:>800, words:<300 or words:200..500"
_AGO = re.compile(r"-([0-9]{1,4})([dwmy])")
_NAMED = re.compile(r"(last|this)-(week|month|year)")
_LENGTH = re.compile(r"([<>]=?|)([0-9]{1,9})|([0-9]{0,9})\.\.([0-9]{0,9})")


class NoRangeError(ValueError):
    """What is wrong with a range, and ``place``, the offset in it where."""

    def __init__(self, message: str, place: int = 0) -> None:
        super().__init__(message)
        self.place = place


def days(written: str, today: date | None) -> Days:
    """Return the days of a date or a range; the whole of each end is meant, whichever is first.

    A ``~`` at the end takes also what may have been published then. Dates such as -3w and
    last-month count from ``today``. Raises ``NoRangeError``.

    >>> days("-2w..2019-03", date(2019, 3, 28)), days("last-month~", date(2019, 3, 28)).perhaps
    (Days(first='2019-03-14', last='2019-03-31', perhaps=False), True)
    """
    plain = written.strip().translate(_SIGNS)
    perhaps = plain.endswith("~")
    begin, dots, end = plain.removesuffix("~").partition("..")
    if not dots:
        end = begin
    if not begin and not end:
        raise NoRangeError(f"a range needs a date; {_DATES}")
    earlier, later = (_one(part, written, today) if part else None for part in (begin, end))
    if earlier and later and later[1] < earlier[0]:
        earlier, later = later, earlier
    return Days(earlier[0] if earlier else None, later[1] if later else None, perhaps)


def days_beside(written: str, side: str, today: date | None) -> Days:
    """Return the days ``after`` a date or ``before`` it, or ``since`` or ``until`` it, which take it in.

    >>> days_beside("2019-03", "after", None), days_beside("2019-03", "until", None)
    (Days(first='2019-04-01', last=None, perhaps=False), Days(first=None, last='2019-03-31', perhaps=False))
    """
    plain = written.strip().translate(_SIGNS)
    perhaps = plain.endswith("~")
    first, last = _one(plain.removesuffix("~"), written, today)
    try:
        match side:
            case "after":
                return Days(_moved(last, 1), None, perhaps)
            case "before":
                return Days(None, _moved(first, -1), perhaps)
            case "since":
                return Days(first, None, perhaps)
            case _:
                return Days(None, last, perhaps)
    except OverflowError as error:
        raise NoRangeError(f"no day is {side} that") from error


def length(written: str) -> Length:
    """Return which numbers of words are meant; raises ``NoRangeError``.

    >>> length(">800"), length("200..500"), length("<300")
    (Length(least=801, most=None), Length(least=200, most=500), Length(least=None, most=299))
    """
    match = _LENGTH.fullmatch(written.strip().replace(",", "").translate(_SIGNS))
    if match is None or written.strip() in ("..", "…"):
        raise NoRangeError(f"'{written:.40}' is no number of words; {_LENGTHS}")
    sign, number, least, most = match.groups()
    match sign:
        case None:
            ends = [int(end) for end in (least, most) if end]
            return Length(min(ends) if least else None, max(ends) if most else None)
        case ">":
            return Length(int(number) + 1, None)
        case ">=":
            return Length(int(number), None)
        case "<" if int(number) == 0:
            raise NoRangeError("no article has fewer than 0 words")
        case "<":
            return Length(None, int(number) - 1)
        case "<=":
            return Length(None, int(number))
        case _:
            return Length(int(number), int(number))


def _one(part: str, written: str, today: date | None) -> tuple[str, str]:
    found = days_of(part) or (_relative(part, today) if today else None)
    if found is None:
        raise NoRangeError(f"'{part:.40}' is no date; {_DATES}", max(written.find(part), 0))
    return found


def _relative(part: str, today: date) -> tuple[str, str] | None:
    """Return the first and last day of last-month and its like; None for what is none, or before all days."""
    try:
        if part in ("today", "yesterday"):
            return _both(today - timedelta(days=part == "yesterday"))
        if ago := _AGO.fullmatch(part):
            return _both(_ago(today, int(ago[1]), ago[2]))
        if named := _NAMED.fullmatch(part):
            back = 1 if named[1] == "last" else 0
            if named[2] == "week":
                monday = today - timedelta(days=today.weekday() + 7 * back)
                return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
            before = _ago(today, back, named[2][0])
            return days_of(before.isoformat()[: 7 if named[2] == "month" else 4])
    except (OverflowError, ValueError):
        pass
    return None


def _ago(today: date, number: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    first, following = (date(one // 12, one % 12 + 1, 1) for one in (months, months + 1))
    return first.replace(day=min(today.day, (following - first).days))


def _both(day: date) -> tuple[str, str]:
    return day.isoformat(), day.isoformat()


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
