"""An article to what a Whoosh index holds of it. No text.

Two lists of words for the joint text and for each field of words: stems with the documents and how
often each has them, for plain words and for ranking; words as written with their positions, for
phrases and prefixes. Columns for what an article is called, sorted, scored and counted by.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.article import Article
from index.fields import FACETS, FIELDS, first_day, last_day

INDEX = "MAIN"
"""What Whoosh calls an index of which a folder holds one alone."""
JOINT = "joint"
"""The name, in the index, of the field that is None in a query."""
UNDATED = 0
AFTER_ALL_DAYS = 99991232

UNITS = "units"
"""The field of where sentences, paragraphs and the lead begin in the joint field, and what follows it."""
SENTENCE, PARAGRAPH, LEAD, REST = "sentence", "paragraph", "lead", "rest"

ID = "id"
FIRST_DAY = "first_day"
LAST_DAY = "last_day"
LENGTH = "length"
"""Of the joint field, in tokens."""
SPAN = "span"
"""The positions that a document takes, those left free behind it among them."""
NUMBERS = {ID: "Q", FIRST_DAY: "I", LAST_DAY: "I", LENGTH: "I", SPAN: "I"}
"""The columns of numbers, which are 0 where nothing else is said, and how wide they are (``array``)."""


def stems(field: str | None) -> str:
    """Return the name, in the index, of the stems of a field; labels have none."""
    return f"{_name(field)}_stems"


def words(field: str | None) -> str:
    """Return the name, in the index, of the words of a field as written; of the lead, of the joint one."""
    return f"{_name(field)}_words"


def is_stems(name: str) -> bool:
    """Tell whether a field of the index is one of stems; the others are of words as written."""
    return name.endswith("_stems")


def _name(field: str | None) -> str:
    return JOINT if field is None or FIELDS[field].kind == "lead" else FIELDS[field].name


def facet(name: str) -> str:
    """Return the name, in the index, of the column of a facet."""
    return f"{name}_facet"


class Row(NamedTuple):
    """What the columns hold of an article, in the order of ``NUMBERS`` and of ``FACETS``."""

    numbers: tuple[int, ...]
    facets: tuple[tuple[str, ...], ...]


def row(article: Article, *, length: int, span: int) -> Row:
    """Return what the columns hold of an article."""
    first, last = first_day(article) or UNDATED, last_day(article) or UNDATED
    each = (values_of(article) for values_of in FACETS.values())
    facets = tuple(tuple(sorted({*values})) if len(values) > 1 else values for values in each)
    return Row((id_number(article.id), first, last, length, span), facets)


def id_number(article_id: str) -> int:
    """Return the number that an id of 16 hex digits is kept as; they sort alike."""
    number = int(article_id, 16)
    if id_text(number) != article_id:
        raise ValueError(f"'{article_id}' is not an id of 16 hex digits")
    return number


def id_text(number: int) -> str:
    """Return the id kept as ``number``."""
    return f"{number:016x}"
