"""Dates as texts write them, read with no more precision than they have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.metadata.days import Order, read_day

# text | order | language | date; None: no one date
_TABLE: list[tuple[str, Order | None, str | None, str | None]] = [
    ("March 28, 2019", None, None, "2019-03-28"),
    ("28 March 2019", None, None, "2019-03-28"),
    ("26 Mar 2019", None, None, "2019-03-26"),
    ("Mar. 28, 2019", None, None, "2019-03-28"),
    ("Sept. 20, 2018", None, None, "2018-09-20"),
    ("26-FEB-1987 15:10:44.60", None, None, "1987-02-26"),
    ("Thursday, 1st March 2018", None, None, "2018-03-01"),
    ("Thursday, March 28th, 2019, 10:15 a.m.", None, None, "2019-03-28"),
    ("10:20 am Thursday, March 28, 2019", None, None, "2019-03-28"),
    ("Wed Mar 27 10:00:00 EDT 2019", None, None, "2019-03-27"),
    ("2019-03-28", None, None, "2019-03-28"),
    ("2019-03-28T23:15:00-05:00", None, None, "2019-03-28"),
    ("2019/03/28", None, None, "2019-03-28"),
    ("20190328", None, None, "2019-03-28"),
    ("20140829T134951+0000", None, None, "2014-08-29"),
    ("2019年3月28日", None, None, "2019-03-28"),
    ("March 2019", None, None, "2019-03"),
    ("2019", None, None, "2019"),
    ("Nov 30", None, None, "--11-30"),
    ("30 Nov", None, None, "--11-30"),
    ("Feb 29", None, None, "--02-29"),
    ("July 11, 12:36 p.m. ET", None, None, "--07-11"),
    # two small numbers: which is the month?
    ("03/28/2019", None, None, "2019-03-28"),
    ("28/03/2019", None, None, "2019-03-28"),
    ("05/05/2019", None, None, "2019-05-05"),
    ("03/04/2019", None, None, "2019"),
    ("03/04/2019", "mdy", None, "2019-03-04"),
    ("03/04/2019", "dmy", None, "2019-04-03"),
    ("03/04/2019", None, "fr", "2019-04-03"),
    ("3.4.2019", None, None, "2019-04-03"),
    ("11-13-13", "mdy", None, "2013-11-13"),
    ("03/04/19", None, None, None),
    # other languages, where the page declares one
    ("28. März 2019", None, "de", "2019-03-28"),
    ("1er mars 2019", None, "fr", "2019-03-01"),
    ("28 aout 2019", None, "fr", "2019-08-28"),
    ("28 de marzo de 2019", None, "es", "2019-03-28"),
    ("28 marzo 2019", None, "it", "2019-03-28"),
    ("28 de março de 2019", None, "pt", "2019-03-28"),
    ("28 maart 2019", None, "nl", "2019-03-28"),
    ("14 мая 2025, 20:28", None, "ru", "2025-05-14"),
    ("28. März 2019", None, None, None),
    # no date, no one date, no possible date
    ("", None, None, None),
    ("Thursday", None, None, None),
    ("the 5 may be few", None, None, None),
    ("4 days ago", None, None, None),
    ("Updated at 1:55 p.m. ET", None, None, None),
    ("Feb 30, 2019", None, None, None),
    ("02/29/2019", None, None, None),
    ("2019-13-45", None, None, None),
    ("March 28, 1066", None, None, None),
    ("99999999999999999999", None, None, None),
    ("March 28, 2019 | Updated March 29, 2019", None, None, None),
    ("in 2019 and 2020", None, None, None),
]


@pytest.mark.parametrize(("text", "order", "language", "expected"), _TABLE)
def test_a_date_is_read_as_written(
    text: str, order: Order | None, language: str | None, expected: str | None
) -> None:
    day = read_day(text, basis="page-stamp", order=order, language=language)

    assert (day and day.date) == expected


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("March 28, 2019", "day"),
        ("March 2019", "month"),
        ("2019-03", "month"),
        ("2019", "year"),
        ("March 28", "month-day"),
    ],
)
def test_precision_is_what_the_text_has(text: str, precision: str) -> None:
    day = read_day(text, basis="page-stamp")

    assert getattr(day, "precision", None) == precision


def test_the_evidence_is_the_stretch_that_was_read() -> None:
    day = read_day("Posted on March 28, 2019 at noon", basis="posted-line")

    assert getattr(day, "evidence", None) == "March 28, 2019"


_FORMATS = ("%B %d, %Y", "%d %b %Y", "%b. %d, %Y", "%Y-%m-%d", "%Y%m%d", "%A, %d %B %Y", "%Y/%m/%d")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 80_000).map(lambda days: date(1850, 1, 1) + timedelta(days)), st.sampled_from(_FORMATS))
def test_every_day_written_in_full_is_read_back(day: date, form: str) -> None:
    found = read_day(day.strftime(form), basis="page-stamp")

    assert getattr(found, "date", None) == day.isoformat()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*"0123456789", "/", "-", ".", " ", "March", "Feb", "May", "of", ":", "T", ","]))
)
def test_any_text_is_a_date_or_none(pieces: list[str]) -> None:
    day = read_day("".join(pieces), basis="page-stamp", language="es")

    assert day is None or day.date.replace("-", "").isdigit()
