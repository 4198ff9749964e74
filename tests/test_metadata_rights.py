"""Notices of copyright: owner, houses, year; and prose that speaks of rights."""

from __future__ import annotations

# ruff: noqa: E501 (lines of the news are quoted whole)
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.metadata.rights import rights

# notice | owner | outlet | agencies | year
_NOTICES: list[tuple[str, str | None, str | None, tuple[str, ...], str | None]] = [
    (
        "The-CNN-Wire ™ & © 2019 Cable News Network, Inc., a Time Warner Company. All rights reserved. (Photo: AP)",
        "Cable News Network, Inc", None, ("CNN Wire",), "2019",
    ),
    ("© 2024 Cable News Network. All Rights Reserved.", "Cable News Network", "CNN", (), "2024"),
    (
        "© 2024 Cable News Network. A Warner Bros. Discovery Company. All Rights Reserved.  "
        "CNN Sans ™ & © 2016 Cable News Network.",
        "Cable News Network", "CNN", (), None,  # the footer of a page, of the year it was fetched
    ),
    ("—Copyright the Associated Press", "the Associated Press", None, ("Associated Press",), None),
    (
        "Copyright 2017 The Associated Press. All rights reserved. This material may not be published.",
        "The Associated Press", None, ("Associated Press",), "2017",
    ),
    ("Copyright 2019 Reuters. All rights reserved.", "Reuters", None, ("Reuters",), "2019"),
    ("[© 2019 Thomson Reuters. All rights reserved.]", "Thomson Reuters", None, ("Reuters",), "2019"),
    ("© AFP 2019", "AFP", None, ("AFP",), "2019"),
    ("Copyright (2019) AFP. All rights reserved.", "AFP", None, ("AFP",), "2019"),
    ("©2019 Bloomberg L.P.", "Bloomberg L.P", None, ("Bloomberg News",), "2019"),
    (
        "(TM and © Copyright 2014 CBS Radio Inc. and its relevant subsidiaries. CBS RADIO and EYE Logo "
        "TM and Copyright 2014 CBS Broadcasting Inc. Used under license.)",
        "CBS Radio Inc", None, (), "2014",
    ),
    ("Copyright © 2018 NPR. All rights reserved.", "NPR", "NPR", (), "2018"),
    ("Copyright © 2022, Chicago Tribune", "Chicago Tribune", "Chicago Tribune", (), "2022"),
    ("(C) 2018 TRIBUNE CONTENT AGENCY, LLC", "TRIBUNE CONTENT AGENCY, LLC", None, ("Tribune Content Agency",), "2018"),
    ("© Copyright 2017 by Creators Syndicate Inc.", "Creators Syndicate Inc", None, ("Creators Syndicate",), "2017"),
    ("Copyright © 2022 Bennett, Coleman & Co. Ltd. All rights reserved.", "Bennett, Coleman & Co", None, (), "2022"),
    ("© 1996-2024 NPR", "NPR", "NPR", (), None),  # a range of years is the site's
    ("© 2017 All rights reserved", None, None, (), "2017"),
    ('From "A Book". Copyright © 2013 by Jane Roe. Reprinted by arrangement.', "Jane Roe", None, (), None),
]  # fmt: skip

_PROSE = [
    "",
    "CNN Sans ™ & © 2016 Cable News Network",
    "An article about copyright alerts in 2013 and what they did.",
    "The Copyright Office said in 2014 that it would not.",
    "Copyright Alert System",
    "He holds the copyright 1999 Reuters once had.",
    "Such groups are 501(c)(4) groups of 2012.",
    "(c) 2019 was the hottest year so far",
    "Image copyright Reuters Image caption Police in the street",
    "A satellite image. © 2024 Maxar Technologies",
    "In 2019 The Associated Press reserved a room at the summit.",
]


@pytest.mark.parametrize(("text", "owner", "outlet", "agencies", "year"), _NOTICES)
def test_a_notice_tells_owner_houses_and_year(
    text: str, owner: str | None, outlet: str | None, agencies: tuple[str, ...], year: str | None
) -> None:
    found = rights(text)

    assert (found and (found.owner, found.outlet, found.agencies, found.published and found.published.date)) == (
        owner, outlet, agencies, year
    )  # fmt: skip


@pytest.mark.parametrize("text", _PROSE)
def test_prose_that_speaks_of_rights_is_no_notice(text: str) -> None:
    assert rights(text) is None


def test_a_year_is_evidence_of_a_year_alone() -> None:
    found = rights("© 2024 Cable News Network. All Rights Reserved.")

    assert getattr(getattr(found, "published", None), "precision", None) == "year"


def test_the_notice_at_the_end_of_a_long_paragraph_is_read() -> None:
    found = rights("The bridge will open in spring. " * 200 + "© 2024 Cable News Network.")

    assert getattr(getattr(found, "published", None), "evidence", None) == "© 2024 Cable News Network"


_PIECES = [
    "©",
    "Copyright",
    "copyright",
    "(c)",
    "™",
    "2019",
    "2020",
    "-",
    "The",
    "Reuters",
    "AP",
    ".",
    ",",
    "All rights reserved",
    "by",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=20).map(" ".join))
def test_any_text_has_one_year_or_none(text: str) -> None:
    found = rights(text)

    assert found is None or found.published is None or found.published.date in text
