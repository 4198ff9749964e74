"""The outlet of a record: whose house it is by its name, by its address, else as it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive import addresses
from archive.metadata.houses import House, house_by_domain, house_by_mark, house_by_name
from archive.metadata.people import is_name
from archive.record_values import GUEST, line

_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,18}(?:[/?#]\S*)?", re.I)
_BESIDE = re.compile(
    r"\s*\((?:online|web|print|news|opinion|editorial|web news|online news|blog)\)$"
    r"|\s+[-–—|]\s+(?:news|opinion|editorial|online)$|\s+(?:online|opinion|editorial)$",
    re.I,
)
_MARK = 8  # characters of an agency's mark
_MOST = 80  # characters of an outlet's name


@dataclass(frozen=True, slots=True)
class Named:
    """The outlet of a record, by the name that we have for it, and agencies that sold it the story.

    ``names`` are all that it may be called; ``field`` is where it was read.
    """

    outlet: str | None
    agencies: tuple[str, ...]
    names: tuple[str, ...]
    field: str | None


def house(stated: Sequence[tuple[str, object]], url: str | None) -> Named:
    """Return the outlet: a house of ours by its name or its domain, else as it is called.

    >>> [house([("source", name)], None).outlet for name in ("CNN (Web News)", "http://occupy.example")]
    ['CNN', 'occupy.example']
    >>> house([("source", "Guest Writer - Right")], "https://www.foxnews.com/opinion/a").outlet
    'Fox News'
    """
    host = _host(url or "")
    by_url = house_by_domain(host)
    called = [(path, text) for path, value in stated if (text := _name(value))]
    names = tuple(filter(None, [*(text for _, text in called), host, *_labels(host)]))
    for path, text in called:
        known = _known(text)
        if known is not None:
            return _named(known, by_url, (*names, known.name), path)
    if by_url is not None:
        return _named(by_url, by_url, (*names, by_url.name), None)
    for path, text in called:
        if _DOMAIN.fullmatch(text):
            return Named(_host(text), (), names, path)
        if not (GUEST.search(text) or _is_person(text)):
            return Named(_BESIDE.sub("", text), (), names, path)
    return Named(host or None, (), names, None)


def _named(house: House, by_url: House | None, names: tuple[str, ...], path: str | None) -> Named:
    agencies = (house.supplier,) if house.kind == "agency" else ()
    publisher = by_url if agencies and by_url is not None and by_url.kind != "agency" else house
    return Named(publisher.name, agencies, (*names, publisher.name), path)


def _name(value: object) -> str | None:
    """Return what an outlet is called, on one line; None for what is a path or no name at all."""
    text = line(value)
    if text is None or len(text) > _MOST or text.isdecimal():
        return None
    return None if "/" in text and not _DOMAIN.fullmatch(text) else text


def _known(text: str) -> House | None:
    mark = text.isupper() and len(text) <= _MARK
    if house := house_by_name(text) or (house_by_mark(text) if mark else None):
        return house
    if _DOMAIN.fullmatch(text):
        return house_by_domain(_host(text))
    while (shorter := _BESIDE.sub("", text, count=1)) != text:
        text = shorter
        if house := house_by_name(text):
            return house
    return None


def _is_person(text: str) -> bool:
    """Tell whether it is a person and what that person does: "Ann Roe, Example Founder"."""
    name, comma, _ = text.partition(",")
    return bool(comma) and is_name(name)


def _host(url: str) -> str:
    return addresses.host(url if "//" in url else f"//{url}").removeprefix("www.")


def _labels(host: str) -> list[str]:
    labels = host.split(".")
    return [max(labels[:-1], key=len)] if len(labels) > 1 else []
