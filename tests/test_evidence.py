"""What a document says of itself, weighed: which of two days counts, and what is never overruled."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from documents import document

from archive import reading
from archive.article import Document, Origin, Published
from archive.cleaner import clean

_STORY = (
    "The mayor said on Monday that the bridge over the river would open in spring, after years of delay.\n\n"
    "She thanked those who had built it, and the town that had paid for it, with a dance on its piers."
)
_MAIL = "From a@b Mon Apr  1 10:00:00 2019\nFrom: a@b\nMessage-ID: <1@b>\n\n"


def _at(text: str, **where: object) -> Document:
    """Return a document of that text, the only one in its file, found elsewhere."""
    found = document(text)
    return replace(found, origin=replace(found.origin, **where))  # type: ignore[arg-type]


def _day(text: str, **where: object) -> tuple[str, str] | None:
    published = clean(_at(text, **where)).published
    return (published.date, published.basis) if published else None


def test_a_file_that_is_the_document_dates_it_by_its_name() -> None:
    assert clean(_at(_STORY, path="wire/2019-03-28.txt")).published == Published(
        date="2019-03-28", precision="day", basis="file-name", evidence="2019-03-28.txt"
    )


def test_a_file_of_many_documents_dates_none_of_them() -> None:
    assert _day(_STORY, path="wire/2019-03-28.txt", sha256="0" * 64) is None


@pytest.mark.parametrize("name", ["2019-03-28.jsonl", "2019-03-28.csv", "2019-03-28.mbox"])
def test_a_member_of_many_documents_dates_none_of_them(tmp_path: Path, name: str) -> None:
    form = {"l": json.dumps({"text": _STORY}), "v": f'id,text\n1,"{_STORY}"', "x": f"{_MAIL}{_STORY}"}[
        name[-1]
    ]
    with ZipFile(tmp_path / "wire.zip", "w") as archive:
        archive.writestr(name, form)

    (found,) = reading.read(str(tmp_path / "wire.zip"))

    assert clean(found).published is None


def test_a_member_is_dated_by_its_own_name() -> None:
    where = {"path": "wire.zip", "members": ("2019-03-28.txt",), "sha256": "0" * 64}

    assert _day(_STORY, **where) == ("2019-03-28", "file-name")


def test_an_address_dates_a_document_before_a_file_name_does() -> None:
    where = {"path": "2019-03-30.txt", "url": "https://example.com/2019/03/28/bridge"}

    assert _day(_STORY, **where) == ("2019-03-28", "url")


def test_what_the_text_states_counts_before_where_it_was_found() -> None:
    assert _day(f"March 27, 2019\n\n{_STORY}", path="2019-03-28.txt") == ("2019-03-27", "page-stamp")


def test_a_place_of_another_year_than_the_text_s_is_that_of_a_copy() -> None:
    text = f"{_STORY}\n\nCopyright 2014 The Associated Press. All rights reserved."

    assert _day(text, path="2019-03-28.txt") == ("2014", "copyright-line")


@pytest.mark.parametrize(
    ("notice", "day"),
    [
        ("Copyright 2014 The Associated Press. All rights reserved.", "2014"),
        ("© Copyright 2014 The Associated Press. All rights reserved.", None),
        ("© 2014 Cable News Network. All Rights Reserved.", None),
    ],
)
def test_a_year_is_believed_under_a_wire_s_own_notice_not_in_a_page_s_footer(
    notice: str, day: str | None
) -> None:
    published = clean(document(f"{_STORY}\n\n{notice}")).published

    assert (published and published.date) == day


def test_a_date_that_opens_a_tale_of_the_future_is_no_stamp() -> None:
    opening = "Nobody says that it will come to pass, and yet it could happen to the mayor and her bridge:"

    assert clean(document(f"{opening}\n\nJan. 20, 2047\n\n{_STORY}")).published is None


@pytest.mark.parametrize(("given", "day"), [("2018", "2018"), ("", None)])
def test_a_day_that_is_given_is_not_overruled_by_a_more_precise_one(given: str, day: str | None) -> None:
    article = clean(_at(f"March 27, 2019\n\n{_STORY}", path="2019-03-28.txt"), {"published": given})

    assert (article.published.date if article.published else None) == day


def test_under_a_standfirst_stamp_byline_and_dateline_are_found() -> None:
    text = (
        "The bridge over the river was closed for years\n\nBy Jane Roe\n\nMonday 04 August 2014\n\n"
        f"OTTAWA (Reuters) - {_STORY}"
    )
    article = clean(document(text))

    assert (article.authors, article.published and article.published.date, article.place, article.title) == (
        ("Jane Roe",),
        "2014-08-04",
        "OTTAWA",
        "The bridge over the river was closed for years",
    )


def test_the_byline_glued_before_a_dateline_names_the_writer() -> None:
    article = clean(document(f"By Jane Roe LONDON, Nov 5 (Reuters) - {_STORY}"))

    assert (article.authors, article.place, article.agencies) == (("Jane Roe",), "LONDON", ("Reuters",))


def test_an_agency_is_called_by_its_name_however_it_signs() -> None:
    article = clean(document(f"By AP\n\n{_STORY}\n\n(With AFP)"))

    assert (article.agencies, article.authors) == (("AFP", "Associated Press"), ())


def test_an_agency_s_mark_in_a_wire_header_stands_for_its_name() -> None:
    article = clean(document(f"^Bridge opens<\n^By JANE ROE=\n^AP=\n\n{_STORY}"))

    assert (article.agencies, article.authors) == (("Associated Press",), ("JANE ROE",))


def test_whose_picture_it_is_does_not_say_whose_story() -> None:
    article = clean(document(f"{_STORY}\n\nPhoto by Jane Roe/AFP via Getty Images"))

    assert (article.credits, article.agencies, article.contributors) == (
        ("Photo by Jane Roe/AFP via Getty Images",),
        (),
        (),
    )


def test_a_disclaimer_names_the_outlet_only_where_nothing_else_does() -> None:
    note = (
        "The views expressed in this opinion article are solely those of their author and are not endorsed by"
    )
    ends = (f"{note} Example.com", f"{note} Example.com\n\n© 2024 Cable News Network. All Rights Reserved.")

    assert [clean(document(f"{_STORY}\n\n{end}")).outlet for end in ends] == ["Example.com", "CNN"]


def test_a_notice_of_rights_behind_furniture_in_one_line_is_evidence() -> None:
    plea = "Sign up for our newsletter right here. © 2024 Cable News Network. All Rights Reserved."

    assert clean(document(f"{_STORY}\n\n{plea}")).outlet == "CNN"


def test_a_correction_does_not_hide_the_notice_of_rights_behind_it() -> None:
    notes = "Correction: The name of the mayor was misspelt. © 2024 Cable News Network. All Rights Reserved."
    article = clean(document(f"{_STORY}\n\n{notes}"))

    assert (article.outlet, article.corrections) == (
        "CNN",
        ("Correction: The name of the mayor was misspelt.",),
    )


def test_an_address_alone_is_where_a_document_was_found_not_what_it_is() -> None:
    origin = Origin(root="/dumps", path="story.txt", url="https://example.com/world-20190328")
    article = clean(replace(document(_STORY), origin=origin))

    assert (article.published, article.outlet) == (None, None)
