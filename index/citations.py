"""An article as reference managers read it: BibTeX, RIS and CSL-JSON.

Names stand as they were written: which part of one is the family's, the text does not say. A wire
is the author of what no person signed.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from archive.article import Article
from index.console import harmless

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_PARTED = re.compile(r",|\band\b", re.I)
_UNSAFE_IN_ADDRESS = re.compile(r"[\s{}\\]")


def bibtex(article: Article) -> str:
    """Return an entry, its title in its own capitals."""
    date, by = _date(article), _by(article)
    fields = {
        "title": f"{{{_tex(article.title)}}}" if article.title else "",
        "author": " and ".join(f"{{{_tex(one[0])}}}" if _is_whole(*one) else _tex(one[0]) for one in by),
        "journal": _tex(article.outlet or ""),
        "date": "-".join(date),
        "year": "".join(date[:1]),
        "address": _tex(article.place or ""),
        "langid": _tex(article.language or ""),
        "url": _address(article.url or ""),
        "keywords": _tex(", ".join(article.tags)),
        "note": _tex(article.note or ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if date[1:]:
        lines.append(f"  month = {_MONTHS[int(date[1]) - 1]}")
    kind = "article" if article.outlet else "misc"
    return ",\n".join((f"@{kind}{{news-{article.id}", *lines)) + "\n}\n"


def ris(article: Article) -> str:
    """Return a record, a tag and its value a line."""
    date = _date(article)
    tags = [
        ("TY", "NEWS"),
        ("ID", article.id),
        ("TI", article.title),
        *(("AU", name) for name, _ in _by(article)),
        ("T2", article.outlet),
        ("PY", "".join(date[:1])),
        ("DA", "/".join((*date, "", "", "")[:3]) + "/" if date else ""),
        ("CY", article.place),
        ("SE", article.section),
        ("LA", article.language),
        ("UR", article.url),
        *(("KW", tag) for tag in article.tags),
        ("N1", article.note),
    ]
    return "".join(f"{tag}  - {_flat(value)}\n" for tag, value in tags if value) + "ER  - \n"


def csl(article: Article) -> dict[str, Any]:
    """Return an item of CSL-JSON 1.0."""
    date = _date(article)
    item = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "author": [{"literal": name} for name, _ in _by(article)],
        "container-title": article.outlet,
        "issued": {"date-parts": [[int(part) for part in date]]} if date else None,
        "publisher-place": article.place,
        "section": article.section,
        "language": article.language,
        "URL": article.url,
        "keyword": ", ".join(article.tags),
        "note": article.note,
    }
    return {name: value for name, value in item.items() if value}


def _by(article: Article) -> list[tuple[str, bool]]:
    """Return who wrote it, and of each whether it is a person, no house."""
    people = [(name, True) for name in article.authors]
    return people or [(name, False) for name in article.agencies]


def _is_whole(name: str, is_person: bool) -> bool:
    """Tell whether BibTeX is to leave a name as it is: at a comma or an "and" it would part it."""
    return not is_person or _PARTED.search(name) is not None


def _date(article: Article) -> tuple[str, ...]:
    """Return year, month and day as far as they are known; none where the year is not."""
    date = article.published.date if article.published else "--"
    return () if date.startswith("--") else tuple(date.split("-"))


def _flat(text: str) -> str:
    return harmless.line(" ".join(text.split()))


def _address(url: str) -> str:
    """Return an address for TeX: what would end the field or a line of it is percent-encoded."""
    shown = harmless.line(_UNSAFE_IN_ADDRESS.sub(lambda sign: quote(sign[0], safe=""), url))
    return shown.replace("%", r"\%")


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _flat(text))
