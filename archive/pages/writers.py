"""Declared authors to names of persons and agencies: what else pages put there is neither."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.metadata.houses import house_by_domain, house_by_mark, house_by_name
from archive.metadata.names import byline
from archive.metadata.people import is_name
from archive.pages.alignment import words

_ADDRESS = re.compile(r"https?:|www\.|facebook\.com|\.(?:com|org|net|html?|php)\b|\S@\S")
_TIME = re.compile(r"\b(?:updated|published|posted|last)\b|\d{2}", re.I)
_BETWEEN = re.compile(
    r"\s*(?:[;|•·\n]|,(?!\s*(?:Jr|Sr|MD|PhD)\b)|\s(?:and|und|et|y|en|och|og|e|i|ve|&|with|mit)\s)\s*"
)
_CODE = re.compile(r"\s*\([^()]{1,12}\)")  # the initials with which a desk signs
_LEAD = re.compile(
    r"^\W*(?:(?:written|reported|story|text|words|article)\s+)?(?:by|von|par|por|di|da|door|av|af|texte?|autore?s?|authors?|автор)\b\s*:?\s+|^@",
    re.I,
)
_UNCASED = re.compile(
    r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_PARTS = re.compile(r"\s+[|–—-]\s+")
_LONGEST = 400  # characters of an enumeration
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Writers:
    """Persons and agencies, each once, in the order declared."""

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def sort_out(declared: Iterable[tuple[str, bool]], outlets: Iterable[str]) -> Writers:
    """Return the persons and agencies among declared authors, each with whether it is declared a person.

    ``outlets`` are the page's own names, which sign no story.
    """
    own = {"".join(words(part)) for outlet in outlets for part in (outlet, *_PARTS.split(outlet))}
    authors: dict[str, str] = {}
    agencies: list[str] = []
    for text, is_person in declared:
        if len(text) > _LONGEST:
            continue
        for piece in _BETWEEN.split(_CODE.sub("", " ".join(html.unescape(text).split()))):
            piece = _LEAD.sub("", piece).strip(" ,.-–—:\"'()[]").strip()
            if not piece or _ADDRESS.search(piece) or _TIME.search(piece) or "".join(words(piece)) in own:
                continue
            house = house_by_name(piece) or (
                house_by_mark(piece) if piece.isupper() and len(piece) <= 8 else None
            )
            if house is not None:
                agencies += (
                    [house.supplier] if house.kind != "outlet" and house.supplier not in agencies else []
                )
                continue
            found = byline(piece)
            agencies += [agency for agency in found.agencies if agency not in agencies]
            names = list(found.authors) or ([piece] if _may_be_name(piece, is_person) else [])
            for name in names:
                authors.setdefault("".join(words(name)), name)
    return Writers(tuple(authors.values()), tuple(agencies))


def _may_be_name(text: str, is_person: bool) -> bool:
    """Tell whether what is declared an author can be one, though it does not look like a name of ours."""
    parts = text.split()
    if len(parts) > _MOST_WORDS or len(text) > 50 or any(char in text for char in "/_{}<>#=@"):
        return False
    if _UNCASED.search(text):
        return len(parts) > 1 or is_person or 2 <= len(text) <= 4
    if len(parts) > 1:
        return is_name(text.title() if is_person and text.islower() else text)
    return (
        is_person
        and text.istitle()
        and len(text) > 2
        and is_name(f"John {text}")
        and not house_by_domain(text)
    )
