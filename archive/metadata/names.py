"""Bylines and credits to names: who wrote, who helped, and which houses stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from archive.metadata.houses import house_by_name
from archive.metadata.people import People, is_name, name_of_mailbox, people

_LONGEST = 1500  # characters of a credit; of what is longer the end is read
_BY = re.compile(
    r"\W*(?:(?:story|text|words|analysis|opinion|commentary|comment|report|review|column|exclusive|written|"
    r"reported)\s+)?(?:by|von|par|por|di|door|av|af|автор)\b\s*:?\s*|\W*authors?:\s*",
    re.I,
)
_BYLINE_END = re.compile(
    r"[\s,|]*\b(?:updated|posted|published|last updated|first published)\b.*", re.I | re.S
)
_HELPERS = re.compile(r",?\s+with\s+(?:(?:additional\s+)?reporting\s+(?:by|from)\s+)?", re.I)
_ROLE = re.compile(
    r"(?:\b(?:with|additional|supplementary|further|original|extra)\s+)*\b"
    r"(?P<role>report(?:ing|ed)?|writing|written|edit(?:ing|ed)|compiled|translat(?:ion|ed)|graphics?|photography|"
    r"production|research|video)\b(?P<more>(?:,?\s+(?:and\s+)?(?:additional\s+)?(?:reporting|writing|written|editing|research|"
    r"graphics|production))*)\s*(?:by\b\s*:?|from\b(?=\s+[A-Z]))\s*",
    re.I,
)
_ROLE_END = re.compile(r"[;)\]]|\.(?=\s|$)(?<!\b[A-Z]\.)(?<!Jr\.)(?<!Sr\.)|\n")
_HELPED = re.compile(r"\b(?:(?:also\s+)?contribut(?:ed|es)\b|helped\s+(?:with|report)\b|assisted\b)", re.I)
_HELP_LIST = re.compile(
    r"(?:\bcontribut(?:ing|ors?)(?:\s+to\s+this\s+\w+)?\s*:|\bwas\s+contributed\s+by\b|\bwith\s+(?:\w+\s+)?inputs?\s+from\b|^\W*with\s+(?=[A-Z]\S*\s+inputs?\b)|"
    r"\binputs?\s+from\b|\binformation\s+from\s*:|\bwith\s+(?:files|reporting|contributions)\s+(?:from|by)\b)\s*",
    re.I,
)
_WITH = re.compile(
    r"\W*(?:(?P<outlet>[A-Z][\w ]{1,24}?)\s+)?[Ww]ith\s+"
    r"(?:(?:a\s+)?(?:files?|inputs?|reports?|agencies|wires)\s+(?:from\s+)?)?"
)
_FRAME = " ().[]–—-"
_HOUSES = re.compile(r"\s*(?:[,;/|&]|\band\b)\s*")
_SENTENCE = re.compile(r"(?<=[A-Za-z\d]{3}[.!?])\s+(?=[A-Z])")
_FOLLOW = re.compile(
    r"(?:\bfollow|\bwrite\s+to|\be-?mail|\bcontact|\breach)\s+(?:(?:the\s+)?(?:author|reporter|writer)s?,?\s+)?(?P<who>(?!us\b|me\b|our\b)[a-z@][^:]{0,120}?)"
    r"(?=\s*(?:[:<(@]|\bon\b|\bat\b|\bvia\b|\.?$))",
    re.I,
)
_REACHED = re.compile(
    r"^\W*(?P<who>[A-Z][^.:]{3,60}?)\s+(?:can|may)\s+be\s+(?:reached|contacted|followed|e-?mailed)\b"
)
_AND_AT = re.compile(r"(?:,|\band\b)\s+(?P<who>[A-Z][^,:@]{3,50}?)\s+at\s+\S+@")
_NOTED = re.compile(
    r"\W*editor[’']s note\s*[:–—-]\s*(?P<who>[^:.]*?(?:\b[A-Z]\.[^:.]*?)*)\s*(?:[,(]|\b(?:is|are)\b)", re.I
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_WHERE = re.compile(
    r"@|twitter|facebook|instagram|google\+|linkedin|threads|bluesky|https?:|\d{3}|mail", re.I
)
_CONTACT = ("ollow ", "OLLOW ", "@", "each ", "ontact ", "reached")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Names as written, each once; agencies by the names of the table of houses.

    ``outlet`` is one that signs its own ("CNN's Jeff Greene contributed"), never a guess.
    """

    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    outlet: str | None = None


@lru_cache(maxsize=512)  # in a dump the same people write again and again
def byline(text: str) -> Credit:
    """Return the authors that a byline names, without titles, houses, places and addresses.

    >>> byline("By Joe Doe and JANE ROE, Associated Press writers").authors
    ('Joe Doe', 'JANE ROE')
    """
    text = text[:_LONGEST].strip(" \t\r\n=<^*_")
    start = _BY.match(text)
    lead, *rest = _HELPERS.split(_BYLINE_END.sub("", text[start.end() :] if start else text), maxsplit=1)
    return _credit([people(lead)], [people(part) for part in rest])


def credit(text: str) -> Credit:
    """Return whom a credit names: reporters and writers as contributors, never editors.

    A line that says how to follow or reach somebody gives the author, and so does an editor's note on him.

    >>> credit("(Reporting by Jane Roe; Editing by John Doe)").contributors
    ('Jane Roe',)
    """
    text = " ".join(text[-_LONGEST:].split())
    authors: list[People] = []
    helpers = _by_role(text)
    if listed := _HELP_LIST.search(text):
        helpers.append(people(_SENTENCE.split(_HELPED.split(text[listed.end() :])[0])[0]))
    elif helped := _HELPED.search(text):
        before = text[: helped.start()]
        helpers.append(people(_SENTENCE.split(before)[-1]))
    elif taken := _WITH.match(text):
        helpers += _suppliers(text[taken.end() :], taken["outlet"])
    elif all(map(house_by_name, _HOUSES.split(text.strip(_FRAME)))):
        helpers += _suppliers(text.strip(_FRAME), None)
    if noted := _NOTED.match(text):
        authors = [people(noted["who"])]
    elif any(sign in text for sign in _CONTACT):
        authors = [_contact(text, mailbox=not helpers)]
    return _credit(authors, helpers)


def _suppliers(text: str, outlet: str | None) -> list[People]:
    """Return the agencies of "(FRANCE 24 with AFP, AP)", if it names nobody else."""
    found = people(text)
    house = house_by_name(outlet) if outlet else None
    found.outlet = house.outlet if house else None
    return [found] if found.agencies and not found.names else []


def _by_role(text: str) -> list[People]:
    """Return those behind "Reporting by", "Writing by"; those behind "Editing by" are passed over."""
    found = []
    roles = list(_ROLE.finditer(text))
    starts = [role.start() for role in roles[1:]] + [len(text)]
    for role, start in zip(roles, starts[: len(roles)], strict=True):
        stretch = text[role.end() : start]
        if end := _ROLE_END.search(stretch):
            stretch = stretch[: end.start()]
        if re.search(r"report|writ", role["role"] + role["more"], re.I):
            found.append(people(stretch))
    return found


def _contact(text: str, *, mailbox: bool) -> People:
    """Return the author whom a line tells how to follow, write to or reach."""
    found = People()
    if _WHERE.search(text):
        for pattern in (_FOLLOW, _REACHED, _AND_AT):
            for match in pattern.finditer(text):
                found.names += [name for name in people(match["who"]).names if name not in found.names]
    if mailbox and not found.names:
        names = [name_of_mailbox(match[0]) for match in _MAILBOX.finditer(text)]
        found.names = list(dict.fromkeys(name for name in names if name and is_name(name)))
    return found


def _credit(authors: Iterable[People], helpers: Iterable[People]) -> Credit:
    wrote, helped = list(authors), list(helpers)
    names = list(dict.fromkeys(name for one in wrote for name in one.names))
    houses = wrote + helped
    return Credit(
        authors=tuple(names),
        contributors=tuple(dict.fromkeys(n for one in helped for n in one.names if n not in names)),
        agencies=tuple(dict.fromkeys(agency for one in houses for agency in one.agencies)),
        outlet=next((one.outlet for one in houses if one.outlet), None),
    )
