"""Days in addresses and names of files, and numbers that only look like one."""

from __future__ import annotations

import pytest

from archive.article import Published
from archive.metadata.locations import day_of_file, day_of_url

_URLS = [
    ("https://example.com/2019/03/28/world/story/index.html", "2019-03-28"),
    ("https://example.com/world/2019/mar/28/story", "2019-03-28"),
    ("https://example.com/2019/3/8/story", "2019-03-08"),
    ("https://example.com/2019/03/28", "2019-03-28"),
    ("https://example.com/news/2019-03-28/story", "2019-03-28"),
    ("https://example.com/news/2019-03-28-story.html", "2019-03-28"),
    ("https://example.com/news/20190328/story", "2019-03-28"),
    ("https://example.com/2019/03/28-reasons-to-stay", "2019-03"),
    ("https://example.com/2019/03/story", "2019-03"),
    ("https://example.com/2019/03/28/2018-12-31-in-review", "2019-03-28"),
    ("https://example.com/2018-12-31/2019-03-28/story", None),
    ("https://example.com/2019/13/40/story", None),
    ("https://example.com/2019/story", None),
    ("https://example.com/gallery/1920/10/20/x", None),
    ("https://example.com/world-europe-20190328", None),
    ("https://example.com/story?date=2019-03-28", None),
    ("https://example.com/story#2019-03-28", None),
    ("https://example.com/news/articles/c2019lnw0328o", None),
    ("", None),
]

_FILES = [
    ("wire/2019-03-28.txt", "2019-03-28"),
    ("wire/2019-03-28 Louvre.txt", "2019-03-28"),
    ("wire/louvre_2019_03_28.html", "2019-03-28"),
    ("wire/2019.03.28.txt", "2019-03-28"),
    ("wire/2019-03-28-1.txt", "2019-03-28"),
    ("wire/20190328.txt", "2019-03-28"),
    ("wire/nyt.20190328.page1.txt", "2019-03-28"),
    ("wire/nyt_20190328T1015.txt", "2019-03-28"),
    ("2019/03/28/louvre.txt", "2019-03-28"),
    ("2019-03-28", "2019-03-28"),
    ("wire/2019-03-28_2019-03-30.txt", None),
    ("wire/crawl-2019-03-28.txt", None),
    ("dump/2019/03/28/louvre.txt", None),
    ("2019-03-28/louvre.txt", None),
    ("wire/id20190328.txt", None),
    ("wire/article-20190328.txt", None),
    ("wire/201903281.txt", None),
    ("wire/12345678.txt", None),
    ("wire/20481215.txt", None),
    ("wire/20190229.txt", None),
    ("wire/2019.txt", None),
    ("wire/003.txt", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "day"), _URLS)
def test_an_address_states_a_day_by_its_folders_or_separators(url: str, day: str | None) -> None:
    found = day_of_url(url)

    assert (found and found.date) == day


@pytest.mark.parametrize(("path", "day"), _FILES)
def test_a_file_states_a_day_by_its_own_name_or_three_folders(path: str, day: str | None) -> None:
    found = day_of_file(path)

    assert (found and found.date) == day


def test_the_evidence_of_a_file_is_its_name() -> None:
    assert day_of_file("wire/2019-03-28 Louvre.txt") == Published(
        date="2019-03-28", precision="day", basis="file-name", evidence="2019-03-28 Louvre.txt"
    )
