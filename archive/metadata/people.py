"""Persons and houses in an enumeration: what is a name and what stands beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from archive.metadata.houses import House, house_by_mark, house_by_name
from archive.metadata.places import is_region, may_be_city

_ADDRESS = re.compile(
    r"[(<\[]?\s*(?:[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|https?://\S+|www\.\S+|(?<!\w)@\w+)\s*[)>\]]?"
)
_SPLIT = re.compile(r"\s*(?:[,;|•·/]|\s[-–—]\s|\s(?:and|und|et|y|e|en|och|og|with|con|mit|avec)\s|&|\n)\s*")
_LISTED = re.compile(r",? and |, ?")
_PLACE_AFTER = re.compile(r"\s+(?:in|at|from|on|near|reporting|reported|is|was)\s.*", re.S)
_OF = re.compile(r"\s+(?:of|for|at|with)\s+(?=(?:[Tt]he )?[A-Z])")
_POSSESSIVE = re.compile(r"(?:^|(?<=[\s,(;–—-]))((?:[A-Z][\w.&!-]* ){0,3}[A-Z][\w.&!-]*)['’]s?\s+(?=[A-Z])")
_GLUED = re.compile(r"[^\W\d_],[^\W\d_]")
_GLUED_AND = re.compile(r"(?<=[^\W\d_]{2})and\s*$")
_NAME_WORD = re.compile(r"(?:(?:al|el|as|ad|ash|d|O|L)[-'’])?[^\W\d_][\w.'’-]*")
_LEAD = re.compile(r"^(?:(?:and|by|with|from|the authors?|follow|contact|e-?mail|tweet)\s+)+", re.I)
_FRAME = re.compile(
    r"^[\W_]+|(?:\s+(?:of|for|at|in|from|by|has|inputs?))?[^\w.]+$|\s+(?:of|for|at|in|from|by|has|inputs?)$"
)
_SMALL_PREFIX = re.compile(r"(?:al|el|as|ad|ash|d)[-'’][A-Z]")


def is_name(text: str) -> bool:
    """Say whether ``text`` is the name of a person: two to five words, none of an organisation or place.

    >>> is_name("Nancy A. Youssef"), is_name("Detroit Free Press"), is_name("New York"), is_name("Susan Page")
    (True, False, False, True)
    """
    words = text.split()
    if not 2 <= len(words) <= 6 or len(text) > 60 or not _NAME_WORD.fullmatch(words[0]):
        return False
    known, plain = _words(), [word.casefold().rpartition("-")[2].strip(".,") for word in words]
    if plain[-1] in known.surnames and plain[0] in known.given:
        plain.pop()
    if any(word in known.organisations or word in known.roles for word in plain):
        return False
    if plain[0] in known.towns_begin or plain[-1] in known.towns_end or plain[-1] in known.particles:
        return False
    if (
        len(words[0]) > 2 and words[0].isupper() and words[0].isalpha() and not text.isupper()
    ):  # "NBC Asian America"
        return False
    if not all(
        _NAME_WORD.fullmatch(word)
        and (word[0].isupper() or word.casefold() in known.particles or _SMALL_PREFIX.match(word))
        for word in words
    ):
        return False
    return not (may_be_city(text) or is_region(text) or house_by_name(text))


def are_names(text: str) -> bool:
    """Say whether ``text`` lists names of persons and nothing else.

    >>> are_names("Ann Roe, John Doe and Jo Poe"), are_names("Ann Roe and the mayor")
    (True, False)
    """
    return len(text) <= 160 and all(is_name(name) for name in _LISTED.split(text))


def name_of_mailbox(address: str) -> str | None:
    """Return "Paul Bond" for Paul.Bond@example.com; None where the local part is not first.last."""
    local = address.partition("@")[0]
    parts = [part for part in re.split(r"[._]", local) if part]
    if len(parts) not in (2, 3) or not all(part.isalpha() for part in parts) or len(parts[-1]) < 2:
        return None
    if len(parts[0]) < 2 or any(part.casefold() in _words().mailboxes for part in parts):
        return None
    name = " ".join(part if part[0].isupper() else part.capitalize() for part in parts)
    return name if is_name(name) else None


@dataclass(slots=True)
class People:
    """Names and houses found side by side, in order."""

    names: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    outlet: str | None = None

    def add(self, house: House, *, possessive: bool = False) -> None:
        """Take a house: an agency always, an outlet where it signs its own or sells its stories."""
        if house.kind != "outlet" or (house.wire and not house.signs_own and not possessive):
            self.agencies.append(house.supplier)
        elif house.signs_own:
            self.outlet = self.outlet or house.name


def people(text: str) -> People:
    """Return those whom ``text`` lists: "CNN's A B, C D in Paris and the Associated Press".

    >>> people("Jane Roe in Paris and John Doe of The Associated Press").agencies
    ['Associated Press']
    """
    found = People()
    text = _ADDRESS.sub(" , ", text)
    if _GLUED.search(text):  # "Ann Roe,John Doe,Jo Poeand", and the last name in the next line
        text = _GLUED_AND.sub("", text)

    def _take(match: re.Match[str]) -> str:
        house = house_by_name(match[1])
        if house is None:
            return match[0]
        found.add(house, possessive=True)
        return ", "

    text = re.sub(r"\([^()]{0,80}\)", " , ", _POSSESSIVE.sub(_take, text))
    for piece in _pieces(text):
        whole = _house(piece)
        if whole is not None:
            found.add(whole)
            continue
        head, *houses = _OF.split(piece)
        for name in houses:
            if house := _house(_PLACE_AFTER.sub("", name)):
                found.add(house)
        name, before = _after_role(_trimmed(_PLACE_AFTER.sub("", head)))
        if before and (house := _house_before(before)):
            found.add(house)
        if is_name(name) and name not in found.names:
            found.names.append(name)
    found.agencies = list(dict.fromkeys(found.agencies))
    return found


def _pieces(text: str) -> Iterator[str]:
    for piece in _SPLIT.split(text):
        if piece := _LEAD.sub("", _trimmed(piece)):
            yield piece


def _after_role(text: str) -> tuple[str, str]:
    """Part "CNN Political Editor Paul Steinhauser" into the name and what stands before it."""
    words = text.split()
    known = _words().roles
    last = max((at for at, word in enumerate(words) if word.casefold().strip(".,:") in known), default=-1)
    return " ".join(words[last + 1 :]), " ".join(words[: last + 1])


def _house_before(text: str) -> House | None:
    """Return the house with which a title opens: "Associated Press writers"."""
    words = text.split()
    for count in range(min(len(words), 4), 0, -1):
        if house := _house(" ".join(words[:count])):
            return house
    return None


def _house(text: str) -> House | None:
    """Return the house of a name, or of a short mark in capitals ("AP", "PTI")."""
    if house := house_by_name(text):
        return house
    return house_by_mark(text) if text.isupper() and len(text) <= 8 and not is_region(text) else None


def _trimmed(text: str) -> str:
    """Take off what frames a name, not the full stop of "Jr." or "Martin L."."""
    text = _FRAME.sub("", text)
    last = text.rpartition(" ")[2]
    ends = last.casefold().strip(".") in _words().endings or (len(last) == 2 and last[0].isupper())
    return text if ends else text.rstrip(".")


@dataclass(frozen=True, slots=True)
class _Words:
    roles: frozenset[str]
    organisations: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    towns_begin: frozenset[str]
    towns_end: frozenset[str]
    particles: frozenset[str]
    endings: frozenset[str]
    mailboxes: frozenset[str]


@cache
def _words() -> _Words:
    raw: dict[str, str] = tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))
    return _Words(
        **{key: frozenset(w.strip().casefold() for w in text.split(";")) for key, text in raw.items()}
    )
