"""What a record says of its story, told apart as its format does, to a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive import addresses
from archive.article import Declared, Document, Origin
from archive.decoding import Decoded
from archive.elements.pieces import Piece, compose, count, of_html, says
from archive.errors import RefusedError
from archive.metadata.dateline import read as read_dateline
from archive.metadata.days import ANY_LANGUAGE, read_day
from archive.metadata.houses import House, house_by_domain, house_by_mark, house_by_name, house_by_owner
from archive.pages.alignment import words
from archive.pages.writers import sort_out

_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)", re.I)
_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]\S*)?", re.I)
_CODE = re.compile(r"^[\w-]{1,20}:(?=\S+$)(?!//)")  # "nprov:REUTERS"
_PARTS = re.compile(r"\s+[-–—|:»]\s+|:\s+")
_LONGEST_PLACE = 60  # characters
_SUBTITLE = 4  # words of a second headline that says something


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The fields of a record; ``publishers`` publish it, ``suppliers`` sent it, most trusted first.

    ``bylines`` are texts with whether each is stated to be a person; ``dateline`` is the line or
    the place alone. ``teaser``: the story itself is elsewhere.
    """

    title: str | None = None
    subtitles: tuple[str, ...] = ()
    bylines: tuple[tuple[str, bool], ...] = ()
    publishers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    dateline: str | None = None
    place: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    url: str | None = None
    description: str | None = None
    pieces: tuple[Piece, ...] = ()
    teaser: bool = False


def document(story: Story, origin: Origin, raw: bytes, decoded: Decoded) -> Document:
    """Return the document of a story; raises ``RefusedError`` for one without a word."""
    title = plain(story.title)
    pieces = list(_laid_out(story, title))
    if not pieces:
        raise RefusedError("holds no text; there is nothing to read")
    text, outside, captions = compose(pieces)
    language = _language(story.language)
    outlet, agencies = told_apart(story.publishers, story.suppliers)
    writers = sort_out(
        [(name.replace(" / ", "; "), person) for name, person in story.bylines if name],
        [name for name in (*story.publishers, outlet) if name],
    )
    dateline = read_dateline(f"{story.dateline.rstrip(' -–—')} - x") if story.dateline else None
    published = _day(story.published, language)
    return Document(
        origin=origin,
        raw=raw,
        text=text,
        encoding=decoded.encoding,
        damaged=decoded.damaged,
        declared=Declared(
            title=title,
            authors=writers.authors,
            agencies=tuple(
                dict.fromkeys((*agencies, *writers.agencies, *(dateline.agencies if dateline else ())))
            ),
            published=published,
            modified=story.modified if story.modified != story.published else None,
            basis="structured-data" if published else None,
            outlet=outlet,
            url=story.url if story.url and re.match(r"https?://[^/\s]+\.[^/\s]+", story.url) else None,
            language=language,
            section=plain(story.section),
            description=plain(story.description),
            place=plain(story.place) or (dateline.place if dateline else None) or _bare_place(story.dateline),
        ),
        outside=outside,
        captions=captions,
        flags=("teaser",) if story.teaser else (),
    )


def plain(text: str | None) -> str | None:
    r"""Return a short text without markup and joined to one line; None where nothing is left.

    >>> plain(" <b>Fire</b> &amp;\n flood "), plain("  ")
    ('Fire & flood', None)
    """
    if text and ("&" in text or re.search(r"</?[a-zA-Z]", text)):
        text = " ".join(piece.text for piece in of_html(text))
    return " ".join(text.split()) or None if text else None


def host_of(text: str) -> str:
    """Return the host of an address, or of what is one without its scheme; else nothing."""
    match = _HOST.fullmatch(text.strip())
    return match[1].lower() if match else ""


def told_apart(publishers: Iterable[str], suppliers: Iterable[str]) -> tuple[str | None, tuple[str, ...]]:
    """Return the outlet that some names give, and the agencies among them, by the table of houses.

    A publisher that the table does not know is an outlet all the same, a supplier is not.

    >>> told_apart(["Example Post"], ["nprov:AFP"]), told_apart([], ["Wire & Co"])
    (('Example Post', ('AFP',)), (None, ()))
    """
    outlet: str | None = None
    agencies: list[str] = []
    unknown: str | None = None
    for name, publishes in (*((p, True) for p in publishers), *((s, False) for s in suppliers)):
        name = plain(name) or ""
        house = _house(name)
        if house is None:
            if publishes and len(name) > 3 and not host_of(name) and re.search(r"[^\W\d_]{3}", name):
                unknown = unknown or name
            continue
        outlet = outlet or house.outlet
        if house.agency and house.agency not in agencies:
            agencies.append(house.agency)
    return outlet or unknown, tuple(agencies)


def outlet_of_title(title: str) -> str:
    """Return the name in a feed's title, which may say more behind it.

    >>> outlet_of_title("Example Post - World news"), outlet_of_title("World news: Example Post")
    ('Example Post', 'World news')
    """
    parts = [title, *_PARTS.split(title)]
    return next((part for part in parts if house_by_name(part)), parts[1] if len(parts) > 2 else title)


def _house(text: str) -> House | None:
    name = _CODE.sub("", text)
    if host := host_of(name):
        return house_by_domain(host)
    found = house_by_name(name) or house_by_owner(name)
    return found or (house_by_mark(name) if name.isupper() and 2 <= len(name) <= 8 else None)


def _laid_out(story: Story, title: str | None) -> Iterator[Piece]:
    """Give the title, what stands beside it, then the content without what only repeats the title."""
    if title:
        yield Piece(title)
    for subtitle in filter(None, map(plain, story.subtitles)):
        if words(subtitle) != words(title or ""):
            again = says(story.pieces, subtitle) or len(words(subtitle)) < _SUBTITLE
            yield Piece(subtitle, "outside" if again else "story")
    for line in (*(name for name, _ in story.bylines), story.dateline or story.place):
        if line and (line := " ".join(line.split())):
            yield Piece(line, "outside")
    if story.description and count(story.pieces) and not says(story.pieces, story.description):
        yield from (replace(piece, role="outside") for piece in of_html(story.description))
    wanted = words(title or "")
    for number, piece in enumerate(story.pieces):
        again = number < 3 and piece.role == "story" and words(piece.text) == wanted
        yield replace(piece, role="outside") if again else piece


def _language(stated: str | None) -> str | None:
    match = _LANGUAGE.match((stated or "").strip())
    return match[0].lower()[:2] if match and match[0].lower() not in ("und", "x") else None


def _day(stated: str | None, language: str | None) -> str | None:
    """Return a date as stated where it can be read, as ISO where that takes a language not declared."""
    if not stated or not (stated := " ".join(stated.split())):
        return None
    if read_day(stated, basis="structured-data", language=language):
        return stated
    day = read_day(stated, basis="structured-data", language=ANY_LANGUAGE)
    return day.date if day else None


def _bare_place(line: str | None) -> str | None:
    line = " ".join((line or "").split()).rstrip(" -–—,:")
    is_place = line and len(line) <= _LONGEST_PLACE and not any(c.isdigit() for c in line) and "(" not in line
    return line if is_place else None


def site(url: str | None) -> str:
    """Return the host of an address without its ``www.``."""
    return addresses.host(url).removeprefix("www.")
