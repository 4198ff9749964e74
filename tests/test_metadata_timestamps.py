"""Timestamps of machines: what they state, and what a parser would make up."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Precision, Published
from archive.metadata.timestamps import read_timestamp

_STATED: list[tuple[str, str, Precision]] = [
    ("2019-03-28", "2019-03-28", "day"),
    ("2019-03-05", "2019-03-05", "day"),
    ("2019-03-28T23:30:00-05:00", "2019-03-28", "day"),
    ("2019-03-28T00:15:00.123456Z", "2019-03-28", "day"),
    ("Thu, 28 Mar 2019 23:15:00 -0700", "2019-03-28", "day"),
    ("2019-03-28 10:15:00", "2019-03-28", "day"),
    ("13 Oct 2024", "2024-10-13", "day"),
    ("Mar 28, 2019 10:15 am EST", "2019-03-28", "day"),
    ("26-FEB-1987 15:10:44.60", "1987-02-26", "day"),
    ("20190328", "2019-03-28", "day"),
    ("20190328101500", "2019-03-28", "day"),
    ("28.03.2019", "2019-03-28", "day"),
    ("05.03.2019", "2019-03-05", "day"),
    ("13/04/2019", "2019-04-13", "day"),
    ("04/13/2019", "2019-04-13", "day"),
    ("03/04/2019", "2019", "year"),
    ("2019", "2019", "year"),
    ("Thursday 10:15, 2019", "2019", "year"),
    ("March 2019", "2019-03", "month"),
    ("2019-03", "2019-03", "month"),
    ("28 March", "--03-28", "month-day"),
    ("1 Jan", "--01-01", "month-day"),
    ("15 Oct", "--10-15", "month-day"),
]

_SILENT = [
    "Thursday",
    "March",
    "10:15",
    "10",
    "today",
    "2 days ago",
    "99999999999999999999",
    "1553774400",
    "1553774400000",
    "1410231015",
    "1912201910",
    "March 99999999999999999999",
    "10 2019",
    "1st 2019",
    "Wed 1 2020",
    "2019-13-45",
    "20191399",
    "00000000",
    "13 Oct 24",
    "03/28/19",
    "0001-01-01",
    "1,234",
    "",
    "2019-03-28 " * 20,
]


@pytest.mark.parametrize(("text", "day", "precision"), _STATED)
def test_a_timestamp_is_read_with_the_precision_it_has(text: str, day: str, precision: Precision) -> None:
    read = read_timestamp(text, basis="meta")

    assert read == Published(date=day, precision=precision, basis="meta", evidence=text)


@pytest.mark.parametrize("text", _SILENT)
def test_what_states_no_date_gives_none(text: str) -> None:
    assert read_timestamp(text, basis="meta") is None


@given(
    st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2099, 12, 31)),
    st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
def test_the_day_is_as_written_in_whatever_zone(moment: datetime, zone: timezone) -> None:
    there = moment.replace(tzinfo=zone)
    written = [there.isoformat(), there.isoformat(" ", "seconds"), format_datetime(there)]

    assert {str(getattr(read_timestamp(text, basis="meta"), "date", None)) for text in written} == {
        moment.date().isoformat()
    }
