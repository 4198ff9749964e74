"""A page's title: the headline without the name of the outlet that stands behind or before it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from archive import addresses
from archive.metadata.houses import house_by_name
from archive.pages.alignment import words

_PART = re.compile(r"\s+(?:[|–—·•»«:/-]|//|::|\|\|)\s+|\s*\|\s*|\s+»\s*|\s*–\s+(?=[^–]*$)")

_LONGEST = 500  # characters of a title
_SIGN = re.compile(r"\s*[:|–—/]\s*|\s+-\s+")  # between a kicker and its headline
_FEWEST = 3  # words of a headline that is known again behind a kicker


def without_outlet(title: str, outlets: Sequence[str]) -> str:
    """Take an outlet's name off the end or the beginning of a title.

    ``outlets`` are names that the page gives its outlet, its host among them.

    >>> without_outlet("No proof of a strike | Reuters", [])
    'No proof of a strike'
    >>> without_outlet("Fire - 2 dead - Example Post Online", ["Example Post"])
    'Fire - 2 dead'
    """
    if len(title) > _LONGEST:
        return title
    names = [name for outlet in outlets if (name := _letters(outlet))]
    for _ in range(3):
        marks = list(_PART.finditer(title))
        if not marks:
            break
        if marks[-1].start() > 0 and _names_outlet(title[marks[-1].end() :], names):
            title = title[: marks[-1].start()].rstrip()
        elif _names_outlet(title[: marks[0].start()], names) and marks[0].end() < len(title):
            title = title[marks[0].end() :].lstrip()
        else:
            break
    return title


def choose(described: Sequence[str], shared: Sequence[str], shown: Sequence[str]) -> str | None:
    """Return the headline that the page shows, of those it declares; else what it declares or shows.

    ``described`` are those of structured data, ``shared`` those made for sharing and for
    windows, ``shown`` the page's own headings; each most trusted first.
    """
    headlines = (*described, *shared)
    for heading in shown:
        if headline := _without_kicker(heading, headlines):
            return headline
    for headline in headlines:
        for heading in shown:
            if _is_said(heading, headline):
                return headline if _is_plainer(heading, headline) else heading
    if not described:
        for heading in shown:
            if any(_says_same(heading, headline) for headline in shared):
                return heading
    return next(iter((*headlines, *shown)), None)


def goes_by_shared(host: str) -> bool:
    """Tell whether a house goes by the headlines that it has made for sharing, whatever its pages show.

    >>> goes_by_shared("www.faz.net"), goes_by_shared("example.net")
    (True, False)
    """
    return not _going_by_shared().isdisjoint(addresses.domains(host))


@cache
def _going_by_shared() -> frozenset[str]:
    table = tomllib.loads((files(__package__) / "headlines.toml").read_text("utf-8"))
    return frozenset(table["shared"].split())


def ends_with(heading: str, headline: str) -> bool:
    """Tell whether a heading says a headline, alone or behind a kicker.

    >>> [ends_with(heading, "Bridge is closed") for heading in ("Bridge is closed", "StormBridge is closed")]
    [True, True]
    """
    own, wanted = words(heading), words(headline)
    return own == wanted or (len(wanted) >= _FEWEST and "".join(own).endswith("".join(wanted)))


def _without_kicker(heading: str, headlines: Sequence[str]) -> str | None:
    """Return the declared headline that a heading says behind a kicker.

    Behind a sign ("Storm: Bridge is closed") the kicker belongs to it where any that is declared has it.
    """
    own = words(heading)
    signed = {tuple(words(heading[sign.end() :])) for sign in _SIGN.finditer(heading[:_LONGEST])}
    is_whole = any(words(headline) == own for headline in headlines)
    return next(
        (
            headline
            for headline in headlines
            if (said := words(headline)) != own
            and ends_with(heading, headline)
            and not (is_whole and tuple(said) in signed)
        ),
        None,
    )


def _is_said(heading: str, headline: str) -> bool:
    """Tell whether a headline says the heading, or begins with it and goes on behind a bar or dash."""
    own = words(heading)
    if own == words(headline):
        return True
    if len(own) < 2 or len(headline) > _LONGEST:
        return False
    return any(own == words(headline[: mark.start()]) for mark in _PART.finditer(headline))


def _is_plainer(heading: str, headline: str) -> bool:
    """Tell whether a heading has its kicker drawn apart, without the sign that the headline has."""
    return words(heading) == words(headline) and len(_SIGN.findall(heading)) < len(_SIGN.findall(headline))


def _says_same(heading: str, headline: str) -> bool:
    own, others = set(words(heading)), set(words(headline))
    return len(own) > 3 and len(own & others) >= 0.5 * len(own)


def _letters(name: str) -> str:
    return "".join(words(name))


def _names_outlet(part: str, names: Sequence[str]) -> bool:
    letters = _letters(part)
    if not letters or len(part) > 60:
        return False
    if house_by_name(part) or any(letters == name for name in names):
        return True
    return any(
        len(min(letters, name, key=len)) > 3 and (letters.startswith(name) or name.startswith(letters))
        for name in names
    )
