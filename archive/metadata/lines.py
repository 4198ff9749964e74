"""Lines that state a day: print footers, stamps, posted lines, the headers and trailers of wires."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.article import Published
from archive.metadata.days import ANY_LANGUAGE, Order, month_number, read_day
from archive.metadata.houses import house_by_mark, house_by_name
from archive.metadata.names import byline
from archive.metadata.places import is_city, may_be_city

_LONGEST = 400  # characters; a line that is longer is prose
_DAY = (
    r"(?P<day>\d{1,2}\.? [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10}\.? \d{1,2},? \d{4}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
)
_SECTION_ON = re.compile(r"\W*(?P<section>[A-Z][\w&/ -]{0,30}?) Section on (?P<day>\d{1,2}/\d{1,2}/\d{4})\W*")
_IN_PRINT = re.compile(
    r"\W*(?:a version of|an earlier version of|this|appear(?:s|ed)|print|originally|published|from the)\b.*"
    r"\b(?:in print|print edition|on page \w+)\b.*",
    re.I | re.S,
)
_BESIDE_STAMP = re.compile(
    r"(?:[\W\d_]|\b(?:\w{3,8}(?:day|tag)|(?:mon|tue|wed|thu|fri|sat|sun)\w{0,2}|[ap]m|a|p|m|at|on|le|am|um|uhr|h|"
    r"gmt|utc|[ecmp][sd]?t|b?i?st|cest|cet|hkt|pkt|jst|aest|posted|published|updated|date|edition)\b)*",
    re.I,
)
_PAGE = re.compile(r"\bSection (?P<section>[A-Z]{1,3})\b|\bPage (?P<letters>[A-Z]{1,2})-?\d+\b")
_STAMP = re.compile(rf"\s*{_DAY}\s*(?:[;,|:–—-]|\s)\s*(?P<outlet>[A-Z][\w.'’& ]{{0,40}}?)\s*:\s+(?=\S)")
_STAMP_AFTER = re.compile(rf"\s*(?P<outlet>[A-Z][\w.'’& ]{{0,40}}?)\s*[;,|]\s*{_DAY}\s*[:;|]\s*(?=\S)")
_PAPER = re.compile(r"\b(?:News|Times|Post|Tribune|Herald|Journal|Gazette|Press|Daily|Radio|TV)\b|\.\w{2,4}$")
_POSTED = "posted|published|publication date|created|uploaded"
_POSTED_ABROAD = (
    "publié|veröffentlicht|erschienen|publicado|pubblicato|gepubliceerd|publicerad|publisert|udgivet|"
    "opublikowano|опубликовано|yayınlanma"
)
_UPDATED = "updated|modified|edited"
_UPDATED_ABROAD = (
    "aktualisiert|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret|"
    "güncelleme"
)
_LABEL_WORDS = "|".join((_POSTED, _POSTED_ABROAD, _UPDATED, _UPDATED_ABROAD)).split("|")
_LABEL = re.compile(
    r"(?:\b(?:first|originally|last|date)\s+)?"
    rf"\b(?:(?P<posted>{_POSTED}|(?P<abroad>{_POSTED_ABROAD}))"
    rf"|(?P<updated>{_UPDATED}|(?P<late>{_UPDATED_ABROAD})))\b"
    r"\s*(?:on|at|le|am|el|il|op|em)?\b\s*:?",
    re.I,
)
_BY = re.compile(
    r"(?:^\W*|\b(?:written|reported|story|text)\s+|(?<=\d)\s+|(?<=posted)\s+)(?P<by>by:?\s+[^\W\d_][^|•·]+?)"
    r"(?=\s+(?:on|at|in)\s|\s*[|•·]|,?\s+\d|\s+[-–—]\s|\s*$)",
    re.I,
)
_AMERICAN = re.compile(r"\b(?:[ECMP][SD]?T|Eastern|Pacific)\b")
_TRAILER = re.compile(r"\bAP-[A-Z]{2}-(?P<day>\d\d-\d\d-\d\d) \d{4}(?:[A-Z]{3})?\b")
_TRAILER_7901 = re.compile(
    r"\W*(?P<d>\d\d)(?P<h>\d\d)(?P<min>\d\d) ?(?:GMT|UTC|Z)? (?P<m>[^\W\d_]{3}) (?P<y>\d\d)\W*"
)
_HEADER = re.compile(r"\W*[a-z] [a-z]\b.{0,4}\s\S.{0,60}?\s(?P<m>\d\d)-(?P<d>\d\d) \d{3,4}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSection:
    """Where and when a story stood in print: the section's letter or name, and the day."""

    section: str | None
    published: Published


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadStamp:
    """A day and an outlet before the first sentence, which begins at ``end``."""

    end: int
    text: str
    outlet: str | None
    published: Published


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedLine:
    """What a line of posting says; each value only where the line states it."""

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    outlet: str | None = None
    place: str | None = None
    published: Published | None = None


def print_section(text: str) -> PrintSection | None:
    """Return section and day of a print footer.

    >>> print_section("A Section on 03/28/2019").section
    'A'
    """
    if len(text) > _LONGEST or not (
        "Section on" in text or "print" in text or "page" in text or "Page" in text
    ):
        return None
    line = text.strip()
    section, day = None, line
    if match := _SECTION_ON.fullmatch(line):
        section, day = match["section"], match["day"]
    elif _IN_PRINT.fullmatch(line):
        page = _PAGE.search(line)
        section = page["section"] or page["letters"] if page else None
    else:
        return None
    published = read_day(day, basis="print-section", order="mdy", evidence=line)
    return PrintSection(section=section, published=published) if published else None


def head_stamp(paragraph: str) -> HeadStamp | None:
    """Return the stamp with which a paragraph opens: "26 Mar 2019; DW: The military"."""
    window = paragraph[:90]
    if ":" not in window or not any(c.isdigit() for c in window):
        return None
    match = _STAMP.match(window) or _STAMP_AFTER.match(window)
    if match is None:
        return None
    house = house_by_mark(match["outlet"])
    if house is None and (match.re is _STAMP_AFTER or not _PAPER.search(match["outlet"])):
        return None
    text = window[: match.end()].strip()
    published = read_day(match["day"], basis="head-line", evidence=text)
    if published is None:
        return None
    outlet = house.outlet if house else match["outlet"].strip()
    return HeadStamp(end=match.end(), text=text, outlet=outlet, published=published)


def page_stamp(text: str, *, language: str | None = None) -> Published | None:
    """Return the day of a page's stamp, alone on its line but for weekday and time: "[March 28, 2019]"."""
    line = text.strip()
    if len(line) > 60:
        return None
    day = read_day(line, basis="page-stamp", language=language)
    if day is None or not _BESIDE_STAMP.fullmatch(line.replace(day.evidence, " ", 1)):
        return None
    return replace(day, evidence=line)


def posted_line(text: str, *, order: Order | None = None, language: str | None = None) -> PostedLine | None:
    """Return what a line of posting states; None where it states neither name, place nor day.

    The day is that of posting; one of an update only where the line has no other.

    >>> posted_line("Posted by Jane Roe on 19 Sep 2016").published.date
    '2016-09-19'
    """
    if len(text) > _LONGEST:
        return None
    line = " ".join(text.split())
    labelled = any(word in line.lower() for word in _LABEL_WORDS)
    if not labelled and len(line) > 80 and line[:3].lower() != "by ":
        return None
    labels = list(_LABEL.finditer(line)) if labelled else []
    order = order or ("mdy" if _AMERICAN.search(line) else None)
    if language is None and any(label["abroad"] or label["late"] for label in labels):
        language = ANY_LANGUAGE
    starts = [label.start() for label in labels] + [len(line)]
    head, posted, updated = line[: starts[0]], "", ""
    for label, until in zip(labels, starts[1:], strict=True):
        if label["posted"]:
            posted += " " + line[label.end() : until]
        else:
            updated += " " + line[label.end() : until]
    published = None
    for stretch in (posted, head, updated):
        if published is None:
            published = read_day(stretch, basis="posted-line", order=order, language=language, evidence=line)
    by = _BY.search(head) or _BY.search(posted)
    names = byline(by["by"]) if by else byline("")
    rest = [part.strip(" ,") for part in re.split(r"[|•·()]", f"{head}|{posted}|{updated}")]
    place = next((part for part in rest if may_be_city(part) or is_city(part.split(",")[0])), None)
    houses = [house for part in rest if (house := house_by_name(part)) and house.kind == "agency"]
    agencies = tuple(dict.fromkeys([*names.agencies, *(house.name for house in houses)]))
    if not (published or names.authors or agencies or place):
        return None
    return PostedLine(
        authors=names.authors, agencies=agencies, outlet=names.outlet, place=place, published=published
    )


def wire_trailer(text: str) -> Published | None:
    """Return the day of a wire's last line: "AP-WF-11-13-13 1509GMT<", "131137 GMT Nov 13".

    The latter is day, hour, minute, month and year (IPTC 7901); where day and year are the
    same number it may as well be read as a day alone, and the year is not believed.
    """
    line = text.strip()
    if len(line) > 60:
        return None
    if match := _TRAILER.search(line):
        return read_day(match["day"], basis="wire-trailer", order="mdy", evidence=line)
    match = _TRAILER_7901.fullmatch(line)
    if match is None or int(match["h"]) > 23 or int(match["min"]) > 59:
        return None
    month = month_number(match["m"], ANY_LANGUAGE)
    if month is None:
        return None
    if match["d"] == match["y"]:
        day = read_day(f"2000-{month:02}-{match['d']}", basis="wire-trailer", evidence=line)
        return _without_year(day)
    return read_day(f"{month:02}/{match['d']}/{match['y']}", basis="wire-trailer", order="mdy", evidence=line)


def wire_header(text: str) -> Published | None:
    """Return the day, without its year, of an ANPA header: "f l BC-Argentina     11-13 1049"."""
    match = _HEADER.fullmatch(text) if len(text) < 120 else None
    if match is None:
        return None
    return _without_year(
        read_day(f"2000-{match['m']}-{match['d']}", basis="wire-trailer", evidence=text.strip())
    )


def _without_year(day: Published | None) -> Published | None:
    if day is None:
        return None
    return Published(date=f"--{day.date[5:]}", precision="month-day", basis=day.basis, evidence=day.evidence)
