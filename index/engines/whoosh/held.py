"""An article to the postings and columns that a Whoosh index holds of it.

Two fields for the joint text and for each field of words: stems with how often each occurs,
for plain words and for ranking; words as written with their positions, for phrases and
prefixes. Columns for what an article is called, sorted, scored and counted by. No text.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from itertools import accumulate
from operator import sub
from typing import Any

from whoosh import columns, fields, formats

from archive.article import Article
from index.analysis import Token, article_tokens, text_tokens
from index.fields import FACETS, FIELDS, facet_values, first_day, last_day

JOINT = "joint"
"""The name, in the index, of the field that is None in a query."""
UNDATED = 0
AFTER_ALL_DAYS = 99991232
FAR = 0x10FFFF
"""The last code point: stands for so many positions passed over, and for no position."""

ID = "id"
FIRST_DAY = "first_day"
LAST_DAY = "last_day"
LENGTH = "length"


def stems(field: str | None) -> str:
    """Return the name, in the index, of the stems of a field."""
    return f"{_name(field)}_stems"


def words(field: str | None) -> str:
    """Return the name, in the index, of the words of a field as written."""
    return f"{_name(field)}_words"


def _name(field: str | None) -> str:
    return JOINT if field is None else FIELDS[field].name


def facet(name: str) -> str:
    """Return the name, in the index, of the column of a facet."""
    return f"{name}_facet"


class Counted(fields.FieldType):
    """Words and how often each occurs; the count is the posting's weight."""

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(self, value: Mapping[str, int], **kwargs: Any) -> Generator[tuple[bytes, int, float, bytes]]:
        """Yield a posting a word."""
        for word, count in value.items():
            yield as_bytes(word), count, count, b""


class Placed(fields.FieldType):
    """Words and where each stands; how often it does is the posting's weight."""

    def __init__(self) -> None:
        self.format = Positions()

    def index(
        self, value: Mapping[str, list[int]], **kwargs: Any
    ) -> Generator[tuple[bytes, int, float, bytes]]:
        """Yield a posting a word."""
        for word, positions in value.items():
            yield as_bytes(word), len(positions), len(positions), encoded(positions)


class Positions(formats.Positions):
    """Positions as ``encoded`` writes them."""

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions of a posting."""
        return decoded(valuestring)


class Numbers(columns.NumericColumn):
    """A column of numbers that is read all at once."""

    class Reader(columns.NumericColumn.Reader):
        """Reads the whole column."""

        def load(self) -> array[int]:  # type: ignore[override]  # as Whoosh's own readers do
            """Return a number for every document."""
            numbers: array[int] = self._dbfile.get_array(self._basepos, self._typecode, self._count)
            numbers.extend([self._default] * (self._doccount - self._count))
            return numbers


def schema() -> fields.Schema:
    """Return the fields and columns of an index."""
    indexed: dict[str, fields.FieldType] = {
        ID: fields.COLUMN(Numbers("Q")),
        FIRST_DAY: fields.COLUMN(Numbers("I", default=UNDATED)),
        LAST_DAY: fields.COLUMN(Numbers("I", default=UNDATED)),
        LENGTH: fields.COLUMN(Numbers("I")),
    }
    for name in (None, *(field.name for field in FIELDS.values() if field.kind == "words")):
        indexed[stems(name)] = Counted()
        indexed[words(name)] = Placed()
    for name in FACETS:
        indexed[facet(name)] = fields.COLUMN(columns.VarBytesColumn())
    return fields.Schema(**indexed)


def document(article: Article) -> dict[str, Any]:
    """Return what the index is to hold of an article, under the names of ``schema``; no empty field."""
    counts, positions = _words(article_tokens(article))
    held: dict[str, Any] = {
        ID: id_number(article.id),
        FIRST_DAY: first_day(article),
        LAST_DAY: last_day(article),
        LENGTH: sum(counts.values()),
        stems(None): counts,
        words(None): positions,
    }
    for name, field in FIELDS.items():
        if field.kind == "words" and (values := field.values(article)):
            held[stems(name)], held[words(name)] = _words(text_tokens(values))
    for name in FACETS:
        if values := facet_values(article, name):
            held[facet(name)] = encoded_values(values)
    return held


def _words(tokens: Iterable[Token]) -> tuple[Counter[str], dict[str, list[int]]]:
    """Return how often each stem occurs and where each word as written stands."""
    stemmed: list[str] = []
    positions: dict[str, list[int]] = {}
    for text, stem, position, *_ in tokens:
        stemmed.append(stem)
        if text in positions:
            positions[text].append(position)
        else:
            positions[text] = [position]
    return Counter(stemmed), positions


def id_number(article_id: str) -> int:
    """Return the number that an id of 16 hex digits is kept as; they sort alike."""
    number = int(article_id, 16)
    if id_text(number) != article_id:
        raise ValueError(f"'{article_id}' is not an id of 16 hex digits")
    return number


def id_text(number: int) -> str:
    """Return the id kept as ``number``."""
    return f"{number:016x}"


def as_bytes(word: str) -> bytes:
    """Return a word as a term of the index; a prefix of the one is a prefix of the other."""
    return word.encode("utf-8", "surrogatepass")


def as_text(term: bytes) -> str:
    """Return the word that a term of the index is."""
    return term.decode("utf-8", "surrogatepass")


def encoded(positions: list[int]) -> bytes:
    r"""Return rising positions as the code points of their distances, which UTF-8 makes short.

    >>> encoded([3, 3, 150]), decoded(encoded([3, 3, 150, 2_000_000]))
    (b'\x03\x00\xc2\x93', [3, 3, 150, 2000000])
    """
    distances = list(map(sub, positions, [0, *positions]))
    if positions[-1] >= FAR:
        distances = [step for distance in distances for step in (*[FAR] * (distance // FAR), distance % FAR)]
    return "".join(map(chr, distances)).encode("utf-8", "surrogatepass")


def decoded(positions: bytes) -> list[int]:
    """Return the positions that were encoded."""
    distances = positions.decode("utf-8", "surrogatepass")
    places = accumulate(map(ord, distances))
    if chr(FAR) not in distances:
        return list(places)
    return [place for place, distance in zip(places, distances, strict=True) if ord(distance) != FAR]


def encoded_values(values: Iterable[str]) -> bytes:
    """Return the values of a facet as the bytes of its column."""
    return json.dumps(sorted(set(values)), ensure_ascii=False).encode("utf-8", "surrogatepass")


def decoded_values(column: bytes) -> list[str]:
    """Return the values of a facet that were encoded; no bytes: none."""
    values: list[str] = json.loads(column.decode("utf-8", "surrogatepass")) if column else []
    return values
