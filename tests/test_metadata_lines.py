"""Lines that state a day, and prose that mentions one."""

from __future__ import annotations

# ruff: noqa: E501 (lines of the news are quoted whole)
import pytest

from archive.article import Published
from archive.metadata.lines import (
    head_stamp,
    page_stamp,
    posted_line,
    print_section,
    wire_header,
    wire_trailer,
)


def _date(day: Published | None) -> str | None:
    return day.date if day else None


@pytest.mark.parametrize(
    ("text", "section", "day"),
    [
        ("A Section on 03/28/2019", "A", "2019-03-28"),
        ("Business Section on 12/01/2014", "Business", "2014-12-01"),
        (
            "A version of this article appears in print on March 28, 2019, on Page B1 of the New York edition.",
            "B",
            "2019-03-28",
        ),
        (
            "A version of this article appears in print on March 28, 2019, Section A, Page 12.",
            "A",
            "2019-03-28",
        ),
        ("Appeared in the March 28, 2019, print edition as 'A bridge'.", None, "2019-03-28"),
    ],
)
def test_a_print_footer_gives_section_and_day(text: str, section: str | None, day: str) -> None:
    found = print_section(text)

    assert (found and (found.section, found.published.date)) == (section, day)


@pytest.mark.parametrize(
    "text",
    ["He spoke of Section 8 on 03/28/2019", "A Section on 31/31/2019", "It was in print by March 28, 2019"],
)
def test_prose_is_no_print_footer(text: str) -> None:
    assert print_section(text) is None


@pytest.mark.parametrize(
    ("text", "stamp", "outlet", "day"),
    [
        ("26 Mar 2019; DW: The military presence", "26 Mar 2019; DW:", "DW", "2019-03-26"),
        ("March 28, 2019 | Reuters: The minister", "March 28, 2019 | Reuters:", "Reuters", "2019-03-28"),
        ("DW, 26 Mar 2019: The military presence", "DW, 26 Mar 2019:", "DW", "2019-03-26"),
        (
            "5 Sept 2014; The Daily Gazette: The mayor",
            "5 Sept 2014; The Daily Gazette:",
            "The Daily Gazette",
            "2014-09-05",
        ),
    ],
)
def test_a_stamp_before_the_first_sentence_gives_day_and_outlet(
    text: str, stamp: str, outlet: str, day: str
) -> None:
    found = head_stamp(text)

    assert (found and (found.text, found.outlet, found.published.date, text[: found.end].strip())) == (
        stamp, outlet, day, stamp
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "26 Mar 2019; Moscow: The minister",
        "March 28, 2019: The president signs",
        "On March 28, 2019, Roe said: no",
        "",
    ],
)
def test_a_day_without_a_house_is_no_stamp(text: str) -> None:
    assert head_stamp(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[March 28, 2019]", "2019-03-28"),
        ("Thursday, March 28, 2019, 10:15 a.m. EST", "2019-03-28"),
        ("28.03.2019, 10:15 Uhr", "2019-03-28"),
        ("in March 28 people came", None),
        ("Caracas, Venezuela March 27, 2019.", None),
    ],
)
def test_a_page_stamp_is_alone_on_its_line(text: str, day: str | None) -> None:
    assert _date(page_stamp(text)) == day


@pytest.mark.parametrize(
    ("text", "authors", "agencies", "place", "day"),
    [
        ("Posted by Jane Roe on 19 Sep 2016", ("Jane Roe",), (), None, "2016-09-19"),
        ("Posted on March 28, 2019 by Jane Roe", ("Jane Roe",), (), None, "2019-03-28"),
        ("Published: March 28, 2019", (), (), None, "2019-03-28"),
        ("PUBLISHED: 08:00 EST, 28 March 2019 | UPDATED: 09:00 EST, 29 March 2019", (), (), None, "2019-03-28"),
        ("Last updated Sat 24 Jan 2015", (), (), None, "2015-01-24"),
        ("Updated 3:18 p.m. ET, 11/5/13", (), (), None, "2013-11-05"),
        (
            "By Ann Poe, Press Trust of India | New Delhi | Posted: March 28, 2019 10:15:23 am | Updated: March 29, 2019",
            ("Ann Poe",), ("PTI",), "New Delhi", "2019-03-28",
        ),
        ("By Press Trust of India | New Delhi | Posted: March 28, 2019", (), ("PTI",), "New Delhi", "2019-03-28"),
        ("Written by Jane Roe | Lucknow | Updated: October 9, 2019 5:15 pm", ("Jane Roe",), (), "Lucknow", "2019-10-09"),
        ("By Caitlin Huey-Burns - December 8, 2014", ("Caitlin Huey-Burns",), (), None, "2014-12-08"),
        ("BY EDDIE SCARRY | 01/12/15 12:35 PM", ("EDDIE SCARRY",), (), None, None),
        ("Xinhua | Updated: 2017-09-15 17:52", (), ("Xinhua",), None, "2017-09-15"),
        ("Updated: 2017-09-15 17:52 (Xinhua)", (), ("Xinhua",), None, "2017-09-15"),
        ("Publié le 28 mars 2019 à 10h15 - Mis à jour le 29 mars 2019", (), (), None, "2019-03-28"),
    ],
)  # fmt: skip
def test_a_posted_line_gives_what_it_states(
    text: str, authors: tuple[str, ...], agencies: tuple[str, ...], place: str | None, day: str | None
) -> None:
    found = posted_line(text)

    assert (found and (found.authors, found.agencies, found.place, _date(found.published))) == (
        authors, agencies, place, day
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Updated at 1:55 p.m. ET", "Posted 4 days ago", "", "The bridge opened. " * 60]
)
def test_a_line_that_states_nothing_is_none(text: str) -> None:
    assert posted_line(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("AP-WF-11-13-13 1509GMT<", "2013-11-13"),
        ("071341 GMT Okt 15", "2015-10-07"),  # day 07, 13:41, October 2015
        ("131137 GMT Nov 13", "--11-13"),  # day and year alike: the year may be the day said twice
        ("211259 Nov 18", "2018-11-21"),
        ("319999 Nov 18", None),
        ("The 131137 votes of Nov 13 were counted", None),
    ],
)
def test_a_wire_trailer_gives_its_day(text: str, day: str | None) -> None:
    assert _date(wire_trailer(text)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("f l BC-LT--Argentina-CancerB     11-13 1049", "--11-13"),
        ("u f BC-average-prices   02-26 0095", "--02-26"),
        ("r a BC-scores 98-99 0001", None),
        ("The scores were 11-13 in the end", None),
    ],
)
def test_a_wire_header_gives_a_day_without_a_year(text: str, day: str | None) -> None:
    assert _date(wire_header(text)) == day
