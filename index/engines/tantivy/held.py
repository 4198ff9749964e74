"""What a tantivy index holds of an article: words that we made, numbers and facets. No text.

Of the joint field and of each field of words, or of the lead, three lists: the stems, for plain
words and for ranking; the words as written with their positions; and the joined forms of compounds
("covid19"), which share the position of another word, as tantivy's tokens cannot.
"""

from __future__ import annotations

from functools import cache

import tantivy

from archive.article import Article
from index.analysis import GAP, searchable
from index.engines.tantivy.lines import Lines
from index.fields import FACETS, FIELDS, facet_values, first_day, last_day
from index.folding import fold

ID, LENGTH, FIRST_DAY, LAST_DAY, NEWEST, OLDEST = "id", "length", "first_day", "last_day", "newest", "oldest"
"""The numbers; by the last two articles are sorted, which hold both days."""
UNDATED = 0
AFTER_ALL_DAYS = 99991232
_SHIFT = 100_000_000  # more than any day
_JOINT = "joint"
_FREE = "\0"  # stands in a line where a position is free, and is no word
_GAP = f" {' '.join([_FREE] * GAP)} "
_TOKENIZER = "gaps"
_TEXTS = tuple((name, field.values) for name, field in FIELDS.items() if field.kind in ("words", "lead"))
_LABELS = tuple((name, field.values) for name, field in FIELDS.items() if field.kind == "labels")


def stems(field: str | None) -> str:
    """Return the name, in the index, of the stems of a field; labels have none."""
    return f"{field or _JOINT}_stems"


def words(field: str | None) -> str:
    """Return the name, in the index, of the words of a field as written; labels are words."""
    return f"{field or _JOINT}_words"


def joined(field: str | None) -> str:
    """Return the name, in the index, of the joined forms of a field; labels have none."""
    return f"{field or _JOINT}_joined"


def has_labels(field: str | None) -> bool:
    """Tell whether a field's values are found as they are."""
    return field is not None and FIELDS[field].kind == "labels"


def sound(word: str) -> str:
    """Return a word that tantivy can be handed; half a character is in no index."""
    return word.encode("utf-8", "replace").decode()


def facet(name: str) -> str:
    """Return the name, in the index, of a facet."""
    return f"{name}_facet"


def schema() -> tantivy.Schema:
    """Return the fields of an index."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(ID, indexed=True, fast=True)
    for name in (LENGTH, FIRST_DAY, LAST_DAY, NEWEST, OLDEST):
        builder.add_unsigned_field(name, fast=True)
    for field in (None, *(name for name, _ in _TEXTS)):
        builder.add_text_field(stems(field), tokenizer_name=_TOKENIZER, index_option="freq")
        builder.add_text_field(words(field), tokenizer_name=_TOKENIZER, index_option="position")
        builder.add_text_field(joined(field), tokenizer_name=_TOKENIZER, index_option="basic")
    for field, _ in _LABELS:
        builder.add_text_field(words(field), tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(facet(name), tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def prepare(index: tantivy.Index) -> None:
    """Make an index take lines of words as they are: apart at spaces, gaps left out."""
    gaps = tantivy.Filter.custom_stopword([_FREE])
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(gaps).build()
    index.register_tokenizer(_TOKENIZER, analyzer)


def document(article: Article, lines: Lines) -> tantivy.Document:
    """Return what the index holds of an article."""
    held = tantivy.Document()
    length = 0
    line_of = cache(lines.line)  # a title is in the joint field and in the lead, too
    texts = ((None, tuple(text for _, text in searchable(article))),)
    for field, values in (*texts, *((name, values_of(article)) for name, values_of in _TEXTS)):
        found = [line for line in map(line_of, values) if line.length]
        if found:
            held.add_text(stems(field), " ".join(line.stems for line in found))
            held.add_text(words(field), _GAP.join(line.words for line in found))
            if compounds := " ".join(line.joined for line in found if line.joined):
                held.add_text(joined(field), compounds)
            if field is None:
                length = sum(line.length for line in found)
    for name, labels_of in _LABELS:
        for label in labels_of(article):
            held.add_text(words(name), sound(fold(label)))
    for name in FACETS:
        for value in facet_values(article, name):
            held.add_text(facet(name), sound(value))
    first, last = first_day(article) or UNDATED, last_day(article) or UNDATED
    numbers = {
        ID: id_number(article.id),
        LENGTH: length,
        FIRST_DAY: first,
        LAST_DAY: last,
        # One of which only the month or year is known comes after those of which the day is.
        NEWEST: first * _SHIFT + AFTER_ALL_DAYS - last,
        OLDEST: (last or AFTER_ALL_DAYS) * _SHIFT + AFTER_ALL_DAYS - first,
    }
    for name, number in numbers.items():
        held.add_unsigned(name, number)
    return held


def id_number(article_id: str) -> int:
    """Return the number that an id of 16 hex digits is kept as; they sort alike."""
    number = int(article_id, 16)
    if id_text(number) != article_id:
        raise ValueError(f"'{article_id}' is not an id of 16 hex digits")
    return number


def id_text(number: int) -> str:
    """Return the id kept as ``number``."""
    return f"{number:016x}"
