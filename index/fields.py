"""One table of the fields that can be searched: what they hold, and what people call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from archive.article import Article, Cut
from archive.frozen import dataclass
from index.analysis import tokens
from index.days import days_of

Values = Callable[[Article], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field beside the joint one of title and body (``index.analysis.searchable``).

    ``values`` are analysed as words, each kept apart from the next; or are labels, each found
    as it is; or are the one date of a field of days. A ``lead`` is words that an index has
    already, at the beginning of the joint field; a ``length`` is the number of words there.
    ``weight`` is what a plain word that stands here too adds to its score in the joint field.
    In ``prose`` stop words are passed over; in names every word counts. ``labels`` are all
    that there may be, where that is known.
    """

    name: str
    values: Values
    kind: Literal["words", "lead", "labels", "days", "length"] = "words"
    weight: float = 0.0
    facet: bool = False
    prose: bool = False
    labels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _language(article: Article) -> tuple[str, ...]:
    """Return the code and the language's name, so that either finds it."""
    code = article.language
    return (code, *_one(_LANGUAGES.get(code.partition("-")[0].lower()))) if code else ()


def _published(article: Article) -> tuple[str, ...]:
    return _one(article.published.date if article.published else None)


def _dated(article: Article) -> bool:
    return any(days_of(date) for date in _published(article))


def _month(article: Article) -> tuple[str, ...]:
    return tuple(date[:7] for date in _published(article) if days_of(date[:7]) and len(date) >= 7)


def _lead(article: Article) -> tuple[str, ...]:
    """Return the title and the first paragraph with a word in it."""
    paragraphs = (block for block in article.body.split("\n\n") if any(True for _ in tokens(block)))
    return (*_one(article.title), *_one(next(paragraphs, None)))


def _removed(article: Article) -> tuple[str, ...]:
    return tuple(article.text[span.start : span.end] for span in article.spans if isinstance(span, Cut))


def _rules(article: Article) -> tuple[str, ...]:
    return tuple(sorted({span.rule for span in article.spans if isinstance(span, Cut)}))


def _had(article: Article) -> tuple[str, ...]:
    return tuple(label for label, value in _HAD.items() if value(article))


def _states(article: Article) -> tuple[str, ...]:
    return tuple(label for label, holds in _STATES.items() if holds(article))


_HAD: Mapping[str, Callable[[Article], object]] = {
    "title": lambda a: a.title,
    "outlet": lambda a: a.outlet,
    "agency": lambda a: a.agencies,
    "author": lambda a: a.authors or a.contributors,
    "place": lambda a: a.place,
    "section": lambda a: a.section,
    "date": _dated,
    "lang": lambda a: a.language,
    "url": lambda a: a.url,
    "caption": lambda a: a.captions,
    "credit": lambda a: a.credits,
    "highlight": lambda a: a.highlights,
    "correction": lambda a: a.corrections,
    "tag": lambda a: a.tags,
    "note": lambda a: a.note,
}
_STATES: Mapping[str, Callable[[Article], object]] = {
    "undated": lambda a: not _dated(a),
    "untitled": lambda a: not a.title,
    "empty": lambda a: not a.body.strip(),
    "damaged": lambda a: "damaged-characters" in a.flags,
    "much-cut": lambda a: "much-cut" in a.flags,
    "teaser": lambda a: "teaser" in a.flags,
}

_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

_TABLE = (
    Field(name="title", values=lambda a: _one(a.title), weight=0.2, prose=True, aliases=("headline", "hed")),
    Field(
        name="outlet",
        values=lambda a: _one(a.outlet),
        facet=True,
        aliases=("source", "publication", "publisher", "newspaper", "paper", "site"),
    ),
    Field(name="agency", values=lambda a: a.agencies, facet=True, aliases=("agencies", "wire")),
    Field(
        name="author",
        values=lambda a: a.authors + a.contributors,
        aliases=("authors", "by", "byline", "reporter", "contributor"),
    ),
    Field(name="place", values=lambda a: _one(a.place), aliases=("dateline", "location")),
    Field(name="section", values=lambda a: _one(a.section), facet=True, aliases=("desk", "category")),
    Field(name="date", values=_published, kind="days", aliases=("published", "day")),
    Field(name="lang", values=_language, facet=True, aliases=("language",)),
    Field(name="caption", values=lambda a: a.captions, prose=True, aliases=("captions",)),
    Field(name="credit", values=lambda a: a.credits, aliases=("credits", "photo")),
    Field(name="tag", values=lambda a: a.tags, facet=True, aliases=("tags",)),
    Field(name="note", values=lambda a: _one(a.note), prose=True, aliases=("notes",)),
    Field(name="lead", values=_lead, kind="lead", prose=True, aliases=("hlead",)),
    Field(name="words", values=lambda a: (), kind="length", aliases=("length", "wordcount")),
    Field(name="cuts", values=_removed, prose=True, aliases=("cut", "removed")),
    Field(name="rule", values=_rules, kind="labels", aliases=("rules",)),
    Field(name="has", values=_had, kind="labels", labels=tuple(_HAD)),
    Field(name="is", values=_states, kind="labels", labels=tuple(_STATES)),
)

FIELDS: Mapping[str, Field] = {field.name: field for field in _TABLE}
"""Every field by its name, in the order in which they are shown."""

FIELD_NAMES: Mapping[str, str] = {
    **{alias: field.name for field in _TABLE for alias in field.aliases},
    **{field.name: field.name for field in _TABLE},
}
"""What a user may write before the colon, to the field's name."""

FACETS: Mapping[str, Values] = {
    **{field.name: field.values for field in _TABLE if field.facet},
    "lang": lambda a: _one(a.language),
    "month": _month,
}
"""What hits can be counted by; a month is counted where it is known."""


def facet_values(article: Article, name: str) -> tuple[str, ...]:
    """Return what ``article`` counts for under the facet, each value once."""
    return tuple(dict.fromkeys(FACETS[name](article)))


def first_day(article: Article) -> int | None:
    """Return the first day on which it may have been published, as yyyymmdd; None if undated."""
    return _day(article, 0)


def last_day(article: Article) -> int | None:
    """Return the last day on which it may have been published, as yyyymmdd; None if undated."""
    return _day(article, 1)


def _day(article: Article, side: Literal[0, 1]) -> int | None:
    for date in _published(article):
        days = days_of(date)
        if days:
            return int(days[side].replace("-", ""))
    return None
