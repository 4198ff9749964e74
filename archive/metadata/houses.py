"""Who publishes and who sells news: outlets and agencies, looked up by mark, name, owner or host."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from archive import addresses

Kind = Literal["agency", "outlet", "both"]

_CALL_SIGN = re.compile(
    r"[KW][A-Z]{2,3}(?:[- ](?:TV|FM|AM|DT|CD|LD))?(?:[- ]?\d{1,2})?(?: ?News)?(?:\.com)?"
    r"|[KW][A-Z]{3} [A-Z][\w.]*(?: \d{1,2})?"
)
_STATION = re.compile(
    r"(?:CBS|FOX|NBC|ABC|CW|Fox|PIX|Telemundo) ?(?:\d{1,2}|[A-Z][\w.]*)(?: [A-Z][\w.]*){0,2}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An outlet, an agency, or both; ``wire`` names it where others carry its stories.

    ``signs_own``: its name in a byline or credit tells that the story is its own.
    """

    name: str
    kind: Kind
    wire: str | None = None
    aliases: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    zone: str | None = None
    signs_own: bool = False

    @property
    def outlet(self) -> str | None:
        """The outlet that its mark in a dateline names; none for an agency."""
        return None if self.kind == "agency" else self.name

    @property
    def agency(self) -> str | None:
        """The agency that its mark in a dateline names; none for an outlet."""
        return None if self.kind == "outlet" else self.wire or self.name

    @property
    def supplier(self) -> str:
        """What it is called in an article that another outlet published."""
        return self.wire or self.name.removeprefix("The ")


def house_by_mark(mark: str) -> House | None:
    """Return the house that signs a dateline or credit with ``mark``: "AP", "CNN", "CBS St. Louis".

    A station that is not in the table, by its form a network and a town or an American
    call sign ("FOX 13", "KMOV.com"), is an outlet named as it signs.

    >>> house_by_mark("AFP").kind, house_by_mark("KMOV.com").name, house_by_mark("WHO")
    ('agency', 'KMOV.com', None)
    """
    mark = mark.strip()
    if len(mark) > 60:
        return None
    return _table().marks.get(_key(mark)) or house_by_name(mark) or _station(mark)


def house_by_name(text: str) -> House | None:
    """Return the house of which ``text`` is, in full, a name: "the Associated Press", "Fox News'".

    >>> house_by_name("the Associated Press").name
    'Associated Press'
    """
    return None if len(text) > 80 else _table().names.get(_key(text))


def house_by_owner(text: str) -> House | None:
    """Return the house for which ``text`` holds the rights: "Cable News Network, Inc." is CNN's.

    ``text`` is the owner alone, as a copyright line names it.
    """
    if len(text) > 120:
        return None
    for key in (_key(text), _key(_COMPANY.sub("", text.strip(" .,;")))):
        if house := _table().owners.get(key) or _table().names.get(key):
            return house
    return None


def house_by_domain(host: str) -> House | None:
    """Return the house whose host, or one above it, is ``host``: "edition.cnn.com" is CNN's."""
    known = _table().domains
    return next((known[domain] for domain in addresses.domains(host) if domain in known), None)


def houses() -> tuple[House, ...]:
    """Return every house of the table, in its order."""
    return _table().houses


@dataclass(frozen=True, slots=True)
class _Table:
    houses: tuple[House, ...]
    marks: dict[str, House]
    names: dict[str, House]
    owners: dict[str, House]
    domains: dict[str, House]
    not_stations: frozenset[str]


_COMPANY = re.compile(
    r"(?:,? (?:Inc|LLC|LLP|Ltd|Limited|L\.?P|Corp|Corporation|Co|Company|PLC|plc|GmbH|AG|SpA|Group)\b\.?)+$",
    re.I,
)
_POSSESSIVE = re.compile(r"['’](?:s)?$")


def _key(text: str) -> str:
    """Fold what does not tell one house from another: case, blanks, article, possessive, web suffix."""
    key = " ".join(_POSSESSIVE.sub("", text.strip(" \t.,;:")).replace("’", "'").casefold().split())
    return key.removeprefix("the ")


def _station(mark: str) -> House | None:
    if mark in _table().not_stations or not (_CALL_SIGN.fullmatch(mark) or _STATION.fullmatch(mark)):
        return None
    network, _, town = mark.partition(" ")
    if town.isupper() and len(town) > 3:
        town = town.title()
    return House(name=f"{network} {town}".strip(), kind="outlet", marks=(mark,))


@cache
def _table() -> _Table:
    raw = _read("houses.toml")
    own = frozenset(name.strip() for name in raw["signs_own"].split(";"))
    rows = tuple(_house(row, own) for name in raw["tables"] for row in _read(name)["house"])
    table = _Table(rows, {}, {}, {}, {}, frozenset(raw["not_stations"].split()))
    for house in rows:
        for index, texts in (
            (table.marks, house.marks),
            (table.names, (house.name, *house.aliases)),
            (table.owners, house.owners),
        ):
            for text in texts:
                index.setdefault(_key(text), house)
        for host in house.domains:
            table.domains.setdefault(host, house)
    return table


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))


def _house(row: dict[str, Any], own: frozenset[str]) -> House:
    return House(
        name=row["name"],
        kind=row["kind"],
        wire=row.get("wire"),
        aliases=tuple(row.get("aliases", ())),
        marks=tuple(row.get("marks", ())),
        owners=tuple(row.get("owners", ())),
        domains=tuple(row.get("domains", ())),
        zone=row.get("zone"),
        signs_own=row["name"] in own,
    )
