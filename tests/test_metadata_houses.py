"""The houses: what they sign with, what they are called, and that the table is sound."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from archive.metadata.houses import house_by_domain, house_by_mark, house_by_name, house_by_owner, houses

_MARKS = [
    ("AP", "Associated Press", None, "Associated Press"),
    ("Reuters", "Reuters", "Reuters", "Reuters"),
    ("REUTERS", "Reuters", "Reuters", "Reuters"),
    ("CNN", "CNN", "CNN", None),
    ("AFP", "AFP", None, "AFP"),
    ("dpa", "dpa", None, "dpa"),
    ("Bloomberg", "Bloomberg", "Bloomberg", "Bloomberg News"),
    ("The-CNN-Wire", "CNN Wire", None, "CNN Wire"),
    ("CBS St. Louis", "CBS St. Louis", "CBS St. Louis", None),
    # stations that no table lists, by their form
    ("CBS HOUSTON", "CBS Houston", "CBS Houston", None),
    ("CBS DC", "CBS DC", "CBS DC", None),
    ("FOX 13", "FOX 13", "FOX 13", None),
    ("KMOV.com", "KMOV.com", "KMOV.com", None),
    ("KSNV MyNews3.com", "KSNV MyNews3.com", "KSNV MyNews3.com", None),
    ("WJLA", "WJLA", "WJLA", None),
]


@pytest.mark.parametrize(("mark", "name", "outlet", "agency"), _MARKS)
def test_a_mark_names_its_house(mark: str, name: str, outlet: str | None, agency: str | None) -> None:
    house = house_by_mark(mark)

    assert (house and (house.name, house.outlet, house.agency)) == (name, outlet, agency)


@pytest.mark.parametrize(
    "mark", ["WHO", "WTO", "KGB", "WILL", "D-N.Y.", "NASA", "left", "CO-ANCHOR", "", "x" * 99]
)
def test_what_is_no_mark_names_none(mark: str) -> None:
    assert house_by_mark(mark) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Associated Press", "Associated Press"),
        ("Press Trust of India", "PTI"),
        ("Fox News’", "Fox News"),
        ("CNN's", "CNN"),
        ("Bloomberg News", "Bloomberg"),
        ("New York  Times", "The New York Times"),
        ("Agence France-Presse.", "AFP"),
        ("The Press", None),
        ("AP", None),  # a mark, no name
    ],
)
def test_a_name_is_found_in_any_dress(text: str, name: str | None) -> None:
    house = house_by_name(text)

    assert (house and house.name) == name


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("Cable News Network, Inc.", "CNN"),
        ("The Associated Press", "Associated Press"),
        ("Thomson Reuters", "Reuters"),
        ("TRIBUNE CONTENT AGENCY, LLC", "Tribune Content Agency"),
        ("Washington Post Writers Group", "Washington Post Writers Group"),
        ("Guardian News & Media Limited", "The Guardian"),
        ("CBS Radio Inc.", None),  # owns many
        ("Dow Jones & Company, Inc.", None),
    ],
)
def test_an_owner_stands_for_a_house_only_where_it_has_one(owner: str, name: str | None) -> None:
    house = house_by_owner(owner)

    assert (house and house.name) == name


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("edition.cnn.com", "CNN"),
        ("money.cnn.com", "CNN Business"),
        ("WWW.BBC.CO.UK", "BBC"),
        ("timesofindia.indiatimes.com", "The Times of India"),
        ("cnn.com.example.org", None),
        ("com", None),
        ("", None),
    ],
)
def test_a_host_belongs_to_the_house_above_it(host: str, name: str | None) -> None:
    house = house_by_domain(host)

    assert (house and house.name) == name


def test_every_zone_of_the_table_exists() -> None:
    zones = {house.zone for house in houses() if house.zone}

    assert all(ZoneInfo(zone) for zone in zones)


def test_no_domain_has_two_houses() -> None:
    counts = Counter(domain for house in houses() for domain in house.domains)

    assert [domain for domain, count in counts.items() if count > 1] == []


def test_every_house_is_found_by_its_name() -> None:
    found = {house.name: house_by_name(house.name) for house in houses()}
    names = {name: {other.name, *other.aliases} if other else set() for name, other in found.items()}

    assert [name for name, known in names.items() if not {name, name.removeprefix("The ")} & known] == []
