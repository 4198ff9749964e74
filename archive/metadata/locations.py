"""Publishing days in addresses and names of files, where separators or their place make them dates."""

from __future__ import annotations

import re
from calendar import monthrange

from archive import addresses
from archive.article import Published
from archive.metadata.days import month_number

_EARLIEST, _LATEST = 1980, 2039  # years of pages and files; outside them eight digits are a number
_MONTH = r"(?P<m>\d{1,2}|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
_EDGE = r"(?:^|(?<=[/_. -]))"  # what a date stands between: an id's letters or further digits are none
_FOLDERS = re.compile(rf"(?:^|/)(?P<y>\d{{4}})/{_MONTH}/(?P<d>\d{{1,2}})(?=/|$)", re.I)
_MONTH_FOLDERS = re.compile(rf"(?:^|/)(?P<y>\d{{4}})/{_MONTH}(?=/(?!\d{{1,2}}(?:/|$)))", re.I)
_JOINED = re.compile(rf"{_EDGE}(?P<y>\d{{4}})(?P<s>[-_.])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)")
_COMPACT = re.compile(rf"{_EDGE}(?P<y>\d{{4}})(?P<m>\d\d)(?P<d>\d\d)(?=$|[_. -]|T\d{{4,6}})")
_SEGMENT = re.compile(r"/(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=/)")
_ID = re.compile(r"(?:\b|_)(?:id|article|story|doc|no|nr)[-_. ]?$", re.I)
_DUMP = re.compile(r"crawl|dump|scrap|export|backup|download|snapshot|fetch|saved|captur", re.I)


def day_of_url(url: str) -> Published | None:
    """Return the day, or the month, that a page's address states; never one from its query.

    >>> day_of_url("https://example.com/2019/03/28/a-story").date
    '2019-03-28'
    >>> day_of_url("https://example.com/world-20190328") is None
    True
    """
    path = addresses.path(url)
    found = _day(path, basis="url", evidence=url, forms=(_FOLDERS, _SEGMENT, _JOINED))
    return found or _month(path, basis="url", evidence=url)


def day_of_file(path: str) -> Published | None:
    """Return the day that a file's own name states, or the folders of year, month and day it lies in.

    The day of a dump or a crawl is none.

    >>> day_of_file("dump/2019-03-28 Louvre.txt").date, day_of_file("dump/20190328.txt").date
    ('2019-03-28', '2019-03-28')
    """
    name = path.rpartition("/")[2]
    if _DUMP.search(name):
        return None
    if found := _day(name, basis="file-name", evidence=name, forms=(_JOINED, _COMPACT)):
        return found
    return None if _DUMP.search(path) else _day(path, basis="file-name", evidence=path, forms=(_FOLDERS,))


def _day(text: str, *, basis: str, evidence: str, forms: tuple[re.Pattern[str], ...]) -> Published | None:
    """Return the one possible day that the first of the forms found states; several different are none."""
    for form in forms:
        days = {
            f"{year}-{month:02}-{day:02}"
            for match in form.finditer(text)
            if not (form is _COMPACT and _ID.search(text, 0, match.start())) and (found := _parts(match))
            for year, month, day in [found]
        }
        if len(days) == 1:
            return Published(date=days.pop(), precision="day", basis=basis, evidence=evidence)
        if days:
            return None
    return None


def _month(path: str, *, basis: str, evidence: str) -> Published | None:
    match = _MONTH_FOLDERS.search(path)
    if match is None or not (found := _parts(match)):
        return None
    return Published(date=f"{found[0]}-{found[1]:02}", precision="month", basis=basis, evidence=evidence)


def _parts(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Return year, month and day if there is such a day."""
    year, name = int(match["y"]), match["m"]
    month = int(name) if name.isdigit() else month_number(name) or 0
    day = int(match.groupdict().get("d") or 1)
    if not (_EARLIEST <= year <= _LATEST and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return year, month, day
