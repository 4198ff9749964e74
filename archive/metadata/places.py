"""Which words name a place: the gazetteer of datelines."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LONGEST = 8  # words of a place with its region
_DIRECTIONS = re.compile(
    r"(?:(?:Near|Outside|Inside|Aboard|En route to|Northern|Southern|Eastern|Western|Central|NEAR|OUTSIDE|"
    r"ABOARD|EN ROUTE TO|NORTHERN|SOUTHERN|EASTERN|WESTERN|CENTRAL)\s+)+"
)


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    cities: frozenset[str]
    also: frozenset[str]
    regions: frozenset[str]
    links: frozenset[str]
    titles: frozenset[str]
    labels: frozenset[str]


def is_city(name: str) -> bool:
    """Say whether ``name`` is a town that stands alone in a dateline and means nothing else."""
    return fold(name) in _gazetteer().cities


def may_be_city(name: str) -> bool:
    """Say whether ``name`` is a town of the gazetteer, be it a person's name too ("JACKSON")."""
    key = fold(name)
    return key in _gazetteer().cities or key in _gazetteer().also


def is_region(name: str) -> bool:
    """Say whether ``name`` is a country, state or province, in full or abbreviated ("Mo.", "MICH.")."""
    return fold(name) in _gazetteer().regions


def is_link(word: str) -> bool:
    """Say whether ``word`` may stand small within a name ("Rio de Janeiro")."""
    return word.casefold() in _gazetteer().links


def is_label(text: str) -> bool:
    """Say whether ``text`` opens with a desk's label in capitals ("BREAKING", "FILE PHOTO")."""
    return text.split(None, 1)[0].casefold() in _gazetteer().labels


def parts_of(place: str) -> list[str]:
    """Part "BEIJING/SEOUL" or "Beirut and Budapest"."""
    return [part for part in re.split(r"\s*/\s*|\s+and\s+|\s+AND\s+", place) if part]


def town_of(place: str) -> str:
    """Return the town of "FERGUSON, Mo."."""
    return re.split(r"\s*[,(\[]", place, maxsplit=1)[0]


def trimmed(place: str) -> str:
    """Trim a place; a full stop is its own only in an abbreviated region ("FERGUSON, Mo.").

    A warning in capitals before it ("GRAPHIC IMAGES Kobani, Syria") is not of the place.
    """
    place = _SHOUTED.sub("", " ".join(place.strip(" ,").split()))
    _, _, region = place.rpartition(", ")
    short = region != place and len(region) <= 6
    return place if short or is_region(region) else place.rstrip(".")


def is_shaped(place: str) -> bool:
    """Say whether it could name a place: a few capitalised words, at most three parts."""
    parts = place.split(",")
    words = place.replace("/", " ").split()
    if len(parts) > 3 or len(words) > 8 or len(town_of(place).split()) > 5:
        return False
    if any(c.isdigit() for c in place):
        return False
    return is_city(place) or all(word[0].isupper() or is_link(word) or word[0] in "([" for word in words)


def has_region(place: str) -> bool:
    """Say whether a region follows: "TEXAS CITY, Texas", "New Delhi [India]", "Tampa (Florida)"."""
    head, _, region = place.replace("[", ",").replace("(", ",").rstrip("]) ").rpartition(",")
    if not head or not is_region(region) or ("(" in place and len(region) <= 3):  # "Susan Collins (ME)"
        return False
    name, *between = head.split(",")
    # "Rebecca Jennings, W. Dist., KY" is none, "Kenosha, Wisconsin, US" is
    if between and not (name.isupper() or all(is_region(part.strip()) for part in between)):
        return False
    return is_shaped(place) and name.split()[0].rstrip(".").casefold() not in _gazetteer().titles


def is_vouched_for(place: str) -> bool:
    """Say whether the gazetteer or a region vouches for every part of ``place``."""
    plain = _DIRECTIONS.sub("", place, count=1)
    if plain != place and is_region(plain):
        return True
    if has_region(plain):
        return True
    parts = [part.strip() for part in parts_of(plain)]
    if "," in plain:  # "Beirut, New Taipei City and Budapest"
        parts = [name.strip() for part in parts for name in part.split(",")]
    return bool(parts) and all(
        has_region(part) or is_city(part) or (part.isupper() and may_be_city(part)) for part in parts
    )


def is_in_region(place: str) -> bool:
    """Say whether a region follows what the gazetteer lacks: "Sumy region, Ukraine", "near it, Ukraine"."""
    region = re.sub(r"^(?:north|south|east|west|central)\S* ", "", place.rstrip(",").rpartition(", ")[2])
    return is_region(region) and len(place.split()) <= _LONGEST and ". " not in place


def is_town_s(name: str) -> bool:
    """Say whether a name in capitals is built as towns' are: "SANDY SPRINGS", "CAMP EDWARDS"."""
    return _TOWN_S.fullmatch(name) is not None


def is_told_of(name: str, story: str) -> bool:
    """Say whether the story itself tells of being in ``name``, a town no table has."""
    if len(name) < 4 or is_label(name) or not re.fullmatch(r"[^\W\d_][\w.'’ -]*", name):
        return False
    town = re.escape(name.title().replace("’S", "’s").replace("'S", "'s"))
    titles = "Mr|Mrs|Ms|President|Sens?|Reps?|Gov|Secretary"
    person = rf"\b(?:{titles})\.? {town}\b|\b{town} (?:said|says|told|tweeted)\b"
    there = rf"\b(?:in|near|outside)\s+{town}\b(?!['’])"
    return bool(re.search(there, story)) and not re.search(person, story)


_SHOUTED = re.compile(r"^(?:[A-Z]{4,} ){2,}(?=[A-Z][a-z])")
_TOWN_S = re.compile(
    r"(?:CAMP|FORT|LAKE|MOUNT|PORT|SAN|SANTA|ST\.?) [A-Z]{3,}"
    r"|[A-Z]{3,} (?:SPRINGS|FALLS|BEACH|HEIGHTS|RAPIDS|VALLEY|COUNTY|TOWNSHIP|HILLS|CREEK|PARK)"
)
_ACCENTED = re.compile(r"[^\x00-\x7f]")


def fold(name: str) -> str:
    """Take case, accents and runs of blanks out of a name."""
    name = " ".join(name.replace("’", "'").casefold().split())
    if _ACCENTED.search(name) is None:
        return name
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@cache
def _gazetteer() -> _Gazetteer:
    raw: dict[str, str] = tomllib.loads((files(__package__) / "places.toml").read_text("utf-8"))
    names = {key: frozenset(filter(None, map(fold, text.split(";")))) for key, text in raw.items()}
    return _Gazetteer(**names)
