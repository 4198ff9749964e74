"""The dateline that opens a story: where it was filed, whose it is, on which day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.article import Published
from archive.metadata.days import ANY_LANGUAGE, read_day, read_day_at, split_day
from archive.metadata.houses import House, house_by_mark, house_by_name
from archive.metadata.places import (
    has_region,
    is_city,
    is_in_region,
    is_label,
    is_link,
    is_region,
    is_shaped,
    is_told_of,
    is_town_s,
    is_vouched_for,
    may_be_city,
    parts_of,
    town_of,
    trimmed,
)

_WINDOW = 170  # no dateline is longer, and what is longer costs no more
_DASH = r"(?:-{2,3}|[—–―−\ufffd])"
_JOINT = re.compile(r"[(/:_|\-—–―−\ufffd]")
_DASHES = re.compile(rf"\s*{_DASH}\s*|\s[-_](?:\s|(?=\w)|$)|(?<=\d)-\s|[-–]\s?(?=\()")
_CLOSE = re.compile(rf"\s*(?:{_DASH}|[-_:]|\.-)?(?:\s*{_DASH})?\s*")
_OPENS = re.compile(r"[\s\ufeff\u200b]*[\"'“‘«»„`$£€¥(\[¿¡]*(?:[^\W_a-z]|\d)")
_JUNK_BEFORE = re.compile(r"[\s*|]*")
_BARE = "CNN|CNN Business|CNNMoney|Reuters|REUTERS|AP|AFP|dpa|JTA|UPI|Xinhua|Bloomberg".split("|")
_WEB = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk|info|tv|news)", re.I)
_PAPER = re.compile(
    r"\b(?:News|Times|Post|Tribune|Herald|Journal|Report|Chronicles?|Gazette|Press|Daily|Radio|TV)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a dateline says; the story begins at ``end`` (code points into the paragraph).

    ``text`` is the dateline itself, ``place`` is as written ("FERGUSON, Mo."). A house that
    publishes is the ``outlet``; those that sell are ``agencies``; Reuters is both. ``byline`` is
    one glued before it ("By Jane Roe LONDON (Reuters) -").
    """

    end: int
    text: str
    place: str | None
    outlet: str | None
    agencies: tuple[str, ...]
    published: Published | None
    byline: str | None = None


def read(paragraph: str, *, story: str = "") -> Dateline | None:
    """Return the dateline with which ``paragraph`` opens, if it does.

    A house's known mark, a day, a region after a comma or the gazetteer makes it one. A name in
    capitals that none of them knows is believed before a dash where the paragraph, or the
    ``story`` that follows, says "in Torpoint".

    >>> read("OTTAWA, Nov 30 (Reuters) - Canada said").published.date
    '--11-30'
    >>> read("NASA - the agency") is None
    True
    """
    start = _JUNK_BEFORE.match(paragraph).end()  # type: ignore[union-attr]
    if start == len(paragraph) or not (paragraph[start].isupper() or paragraph[start] in "([0"):
        return None
    window = paragraph[: start + _WINDOW]
    if (window[start] in "(0" or window.startswith("By ", start)) and (
        preface := _PREFACE.match(window, start)
    ):
        opening = window.find("(", preface.end())
        found = _bracketed(paragraph, window, preface.end(), opening) if opening > 0 else None
        if found is not None and (found.outlet or found.agencies):
            return replace(found, byline=preface["byline"] and preface["byline"].strip())
    for tried, joint in enumerate(_JOINT.finditer(window, start)):
        sign, at = joint[0], joint.start()
        if tried == 4:
            break
        if sign == "(":
            found = _bracketed(paragraph, window, start, at)
        elif sign == "/":
            found = _slashed(paragraph, window, start, at + 1) if window[at - 1].isspace() else None
        elif sign in ":|":
            found = (
                _open(paragraph, story, start, at, at + 1, sign)
                if window[at + 1 : at + 2].isspace()
                else None
            )
        else:
            found = _dashed(paragraph, story, start, at)
        if found is not None:
            return found
        if sign == ":" or ". " in _abridged(window[start:at]):
            break
    return None


def _dashed(paragraph: str, story: str, start: int, at: int) -> Dateline | None:
    """Read what stands before a dash, if the sign at ``at`` is one and not a hyphen."""
    at -= paragraph[at - 1].isspace() if at > start else 0
    dash = _DASHES.match(paragraph, at)
    return _open(paragraph, story, start, at, dash.end(), dash[0]) if dash else None


def _abridged(head: str) -> str:
    """Take out the full stops that end no sentence: of initials, abbreviations and days."""
    return re.sub(r"\b(?:[A-Z]|St|Mt|Ft|[A-Z][a-z]{1,4}|\d{1,2})\. ", " ", head)


def _bracketed(paragraph: str, window: str, start: int, opening: int) -> Dateline | None:
    """Read "PLACE, day (MARK) -", "(MARK) --", "(MARK) - PLACE, day -", "(PLACE) –"."""
    closing = window.find(")", opening + 1, opening + 60)
    if closing < 0:
        return None
    mark = window[opening + 1 : closing].strip()
    head = window[start:opening].rstrip(" \t\n-–—,")
    after = closing + 1
    place, day = split_day(head)
    if day is None:
        day, after = read_day_at(window, after)
    close = _CLOSE.match(paragraph, after)
    end = close.end() if close else after
    sealed = bool(close and close[0].strip())
    if not _story(paragraph, end, sealed):
        return None
    houses = _houses(mark)
    if houses:
        if not place and not sealed and _JOINT.search(mark):
            return None  # "(Getty Images / Jane Roe) Officials said": a picture's credit
        if not place:
            further = _open_after(paragraph, end) if sealed else None
            if further is not None:
                return _line(paragraph, further.end, further.place, houses, _day_in(further))
            return _line(paragraph, end, None, houses, day)
        if _signed_place(place, houses, sealed, window[after:end]):
            return _line(paragraph, end, place, houses, day)
        return None
    if place and len(mark) > 3 and is_region(mark) and is_shaped(place):  # not "Susan Collins (ME):"
        if (again := re.compile(r"\s*\(").match(window, closing + 1)) and (
            found := _bracketed(paragraph, window, start, again.end() - 1)
        ):
            return found
        return (
            _line(paragraph, end, f"{place} ({mark})", (), day)
            if sealed and ":" not in window[after:end]
            else None
        )
    if not sealed:
        return None
    if not place and not day:
        inner, day = split_day(mark)
        if (inner and is_vouched_for(inner)) or (not inner and day and re.search(r"\d{4}", day)):
            return _line(paragraph, end, inner or None, (), day)
    if (is_vouched_for(place) if place else _WEB.fullmatch(mark)) and _title(mark):
        return _line(paragraph, end, place or None, (), day, unknown=mark)
    return None


def _slashed(paragraph: str, window: str, start: int, mark_at: int) -> Dateline | None:
    """Read "MOSCOW, March 28. /TASS/." and "NEW YORK, Sept. 20, 2018 /PRNewswire/ --"."""
    closing = window.find("/", mark_at, mark_at + 40)
    if closing < 0 or not (houses := _houses(window[mark_at:closing])):
        return None
    place, day = split_day(window[start : mark_at - 1].rstrip(" \t\n-–—"))
    end = re.compile(r"[\s.:\-–—]*").match(paragraph, closing + 1).end()  # type: ignore[union-attr]
    if window[mark_at].isspace() and not (place.isupper() and "-" in paragraph[closing:end]):
        return None  # "Joao Laet / AFP/Getty Images"
    if place and is_shaped(place):
        return _line(paragraph, end, place, houses, day)
    return None


def _open(paragraph: str, story: str, start: int, at: int, end: int, joint: str) -> Dateline | None:
    """Read what has no bracket: "PLACE, day -", "PLACE --", "Place:", "Place CNN —"."""
    head = paragraph[start:at].rstrip(" ,")
    rest = paragraph[end : end + 400]
    opens = bool(_OPENS.match(rest)) and rest[:1] != "(" and len(rest.split(None, 3)) == 4
    colon = joint in (":", "|")
    if joint == "|" and ("|" in rest or (len(rest) < 400 and not rest.rstrip().endswith((".", ".”", '."')))):
        return None  # a row of a table
    end += len(rest) - len(rest.lstrip())
    if opens and not colon and (signed := _bare(head)):
        place, houses = signed
        return _line(paragraph, end, place or None, houses, None)
    place, day = split_day(head)
    alone = not rest.strip() and not colon and has_region(place)
    if not place or not (opens or day or alone) or not is_shaped(place):
        return None
    name = town_of(place)
    dense = joint.strip() == "-" and joint != " - "
    if dense and not (day or name.isupper()):
        return None
    if day:
        believed = is_vouched_for(place) or may_be_city(place) or (name.isupper() and not is_label(name))
    elif colon:
        believed = all(is_city(part) for part in parts_of(place)) or (has_region(place) and name.isupper())
    else:
        told = name.isupper() and (is_town_s(name) or is_told_of(name, rest + " " + story))
        believed = told or is_vouched_for(place)
    return _line(paragraph, end, place, (), day) if believed else None


def _open_after(paragraph: str, start: int) -> Dateline | None:
    """Read the place that follows a mark: "(ANSA) - ROMA, 28 MAR -"."""
    for joint in _JOINT.finditer(paragraph, start, start + 60):
        if found := _dashed(paragraph, "", start, joint.start()):
            return found
    return None


def _bare(head: str) -> tuple[str, tuple[House, ...]] | None:
    words = head.split()
    for count in (2, 1):
        mark, place = " ".join(words[-count:]), " ".join(words[:-count])
        house = house_by_mark(mark) if mark in _BARE else None
        if house and (not place or is_vouched_for(place) or is_in_region(place)):
            return place.rstrip(","), (house,)
    return None


def _line(
    paragraph: str,
    end: int,
    place: str | None,
    houses: tuple[House, ...],
    day: str | None,
    *,
    unknown: str = "",
) -> Dateline:
    text = paragraph[:end].strip()
    outlets = [house.outlet for house in houses if house.outlet]
    if unknown and (_WEB.fullmatch(unknown) or _PAPER.search(unknown)):
        outlets.append(unknown.split(",")[0].strip())
    return Dateline(
        end=end,
        text=text,
        place=trimmed(place) if place else None,
        outlet=outlets[0] if outlets else None,
        agencies=tuple(dict.fromkeys(house.agency for house in houses if house.agency)),
        published=read_day(day, basis="dateline", language=ANY_LANGUAGE, evidence=text) if day else None,
    )


_ADDS = "Adds?|Updates?|Recasts?|Rewrites?|Repeats?|Refiles?|Corrects?|Removes?|Fixes|Writes"
_NAMES = r"(?:(?:[A-Z][a-z'’-]+|[A-Z]\.|and|de|van|von|al|bin|(?:Mc|Mac|O['’]|De|Di)[A-Z][a-z]+),?\s+){2,12}?"
_PREFACE = re.compile(
    rf"(?:\d+\s+)?(?:\((?:{_ADDS})\b[^()]{{0,110}}\)\s*)?(?P<byline>By {_NAMES})?"
    r"(?=[A-Z]{3}|[A-Z][a-z]{2,8}\.? \d)"
)


def _day_in(line: Dateline) -> str | None:
    return split_day(line.text.rstrip(" -–—_"))[1] if line.published else None


def _houses(mark: str) -> tuple[House, ...]:
    """Return the houses of "CBS St. Louis/AP"; none if no part is a known mark."""
    whole = house_by_mark(mark)
    if whole:
        return (whole,)
    found = [house_by_mark(part) for part in re.split(r"\s*(?:/|,|;| and | via |\|)\s*", mark)]
    return tuple(house for house in found if house)


def _signed_place(place: str, houses: tuple[House, ...], sealed: bool, close: str) -> bool:
    """Say whether the words before a known mark are a place."""
    if not is_shaped(place) or house_by_name(place):
        return False
    if is_vouched_for(place) or may_be_city(town_of(place)):
        return True
    if not sealed or ":" in close:
        return False
    if town_of(place).isupper():
        return not is_label(place)
    return len(place.split()) <= 4 and any(house.agency for house in houses)


def _title(mark: str) -> bool:
    words = mark.replace(",", " ").split()
    return len(words) <= 6 and all(
        word[0].isupper() or _WEB.fullmatch(word) or is_link(word) for word in words
    )


def _story(paragraph: str, end: int, sealed: bool) -> bool:
    """Say whether a story may follow: after a dash on the next line too, else a sentence's beginning."""
    rest = paragraph[end : end + 60]
    return sealed or (len(rest.split(None, 2)) > 2 and bool(_OPENS.match(rest)))
