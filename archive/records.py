"""Records of a scrape to documents: what its fields are called, guessed from one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from archive import record_outlets
from archive import record_values as values
from archive.article import Declared, Document, Origin
from archive.decoding import decode
from archive.errors import RefusedError
from archive.json_stream import parse

Record = Mapping[str, object]
_T = TypeVar("_T")
_NOTHING: Mapping[str, str] = {}

# What a field is called, in small letters without separators, the surest name first.
NAMES: Mapping[str, tuple[str, ...]] = {
    name: tuple(words.split())
    for name, words in {
        "text": """
            maintext fulltext articlebody articletext articlecontent contenttext bodyxhtml bodyhtml bodytext
            body text content contenthtml story storytext rawtext article transcript
        """,
        "teaser": """
            descriptioncaption caption descriptiontext shortdescription leadparagraph description
            descriptionhtml abstract summary teaser snippet
        """,
        "title": "headline title articletitle newstitle headlinetext heading",
        "published": """
            datepublished publisheddate published publishedat dateofpublication publicationdate publishdate
            publishedtime publishtime publishedon pubdate pubtime articledate firstcreated contentcreated
            date datetime dateposted posted postedat created createdat datecreated versioncreated
        """,
        "crawled": "timestamp time",
        "modified": "modified datemodified lastmodified updated updatedat versioncreated",
        "url": """
            url link articleurl articlelink canonicallink canonicalurl weburl storyurl permalink href uri
        """,
        "authors": """
            authors author byline bylines authorname articleauthor writer writers reporter journalist creator
        """,
        "outlet": """
            outlet newspaper publication publicationname publisher newsoutlet sourcename sitename source
            provider domain sourcedomain site website hostname sourceurl
        """,
        "section": "section articlesection sectionname category categoryname newsdesk",
        "language": "language lang languagecode inlanguage locale",
    }.items()
}
MAPPABLE: tuple[str, ...] = tuple(name for name in NAMES if name not in ("teaser", "crawled"))
"""The fields for which the user may name what records call them."""

# Under these names a record keeps others of its fields, one deep.
_WRAPPERS = frozenset(
    "meta metadata article item doc document data attributes fields record post story news properties "
    "content".split()
)
_SEARCH_HIT = "_source"  # where Elasticsearch puts them
_SEPARATORS = re.compile(r"[\W_]+")
_UNSOUND = re.compile(r"[\x00\ud800-\udfff]")
_DAMAGED = "\N{REPLACEMENT CHARACTER}"
_MOST_NAMES = 8  # that a refusal shows


@dataclass(frozen=True, slots=True)
class Composed:
    """What a record says; ``fields`` tells, for each value found, the name that the record has for it."""

    text: str
    damaged: int
    declared: Declared
    fields: Mapping[str, str]


def compose(record: Record, mapped: Mapping[str, str] = _NOTHING) -> Composed | None:
    """Return what a record says; None for one that has neither text nor title.

    ``mapped`` overrides the guess, field to name. Without a text its teaser is the text, or else its title.

    >>> compose({"Headline": "Fire", "meta": {"Link": "https://example.com/a"}}).fields
    {'title': 'Headline', 'url': 'meta.Link'}
    """
    table = _Table(record, mapped)
    title = table.first("title", values.line)
    text = table.first("text", values.prose) or table.first("teaser", values.prose) or title
    if not text or text.isspace():
        return None
    url = table.first("url", values.address)
    house = record_outlets.house([(path, _sound(value)) for path, value in table.candidates("outlet")], url)
    language = table.first("language", values.language)
    published, basis = table.first("published", values.day(language)), "structured-data"
    if not published and not table.has("published"):
        # A crawler's own time is the day of the story only where nothing else pretends to be.
        published = table.first("crawled", values.day(language))
    if not published and (published := values.day_in(url)):
        basis = "url"
    writers = table.first("authors", values.writers(house.names)) or values.NOBODY
    damaged = table.damaged(next(field for field in ("text", "teaser", "title") if field in table.fields))
    if house.outlet and house.field:
        table.fields["outlet"] = house.field
    declared = Declared(
        title=title,
        authors=writers.authors,
        agencies=tuple(dict.fromkeys((*house.agencies, *writers.agencies))),
        published=published,
        modified=table.first("modified", values.day(language)),
        basis=basis if published else None,
        outlet=house.outlet,
        url=url,
        language=language,
        section=table.first("section", values.line),
        description=table.first("teaser", values.line, told=False),
    )
    order = [name for name in NAMES if name in table.fields]
    return Composed(text, damaged, declared, {name: table.fields[name] for name in order})


def from_json(raw: bytes, origin: Origin, mapped: Mapping[str, str] = _NOTHING) -> tuple[Document, Composed]:
    """Return the document of one JSON object; raises ``RefusedError`` where it is none, or no article."""
    decoded = decode(raw)
    try:
        record = parse(decoded.text)
    except ValueError as error:
        raise RefusedError(str(error)) from error
    if not isinstance(record, dict):
        raise RefusedError("is no JSON object")
    return document(record, mapped, raw=raw, origin=origin, encoding=decoded.encoding)


def document(
    record: Record, mapped: Mapping[str, str], *, raw: bytes, origin: Origin, encoding: str
) -> tuple[Document, Composed]:
    """Return the document of a record; raises ``RefusedError`` for one with neither text nor title."""
    composed = compose(record, mapped)
    if composed is None:
        raise RefusedError(f"has neither text nor title; {what_it_has(names_of(record))}")
    found = Document(
        origin=origin,
        raw=raw,
        text=composed.text,
        encoding=encoding,
        damaged=composed.damaged,
        declared=composed.declared,
        flags=("teaser",) if "teaser" in composed.fields else (),
    )
    return found, composed


def is_news(names: Iterable[str], mapped: Mapping[str, str] = _NOTHING) -> bool:
    """Tell whether records with fields of these names are articles.

    They have a text; or a title, and a day, an address, an author or an outlet with it.

    >>> is_news(["Body ID", "articleBody"]), is_news(["title", "version", "description"])
    (True, False)
    """
    known = {_plain(name) for name in names}

    def has(field: str) -> bool:
        return not known.isdisjoint(NAMES[field]) or _plain(mapped.get(field, "\0")) in known

    return has("text") or (has("title") and any(map(has, ("published", "url", "authors", "outlet"))))


def names_of(record: Record) -> list[str]:
    """Return the names of a record's fields, those one deep behind a dot."""
    return [path for path, _ in _flat(record)]


def is_record(value: object, mapped: Mapping[str, str] = _NOTHING) -> bool:
    """Tell whether a value is a record of news, by the names of its fields."""
    if not isinstance(value, Mapping):
        return False
    names = [path for path, _ in _flat(value)]
    return is_news([*names, *(path.rpartition(".")[2] for path in names)], mapped)


def note(composed: Composed) -> str:
    """Say which fields were found under which names."""
    return ", ".join(f"{field} from '{name}'" for field, name in composed.fields.items())


def what_it_has(names: Iterable[str]) -> str:
    """Say which fields there are, and how to name the one that holds the text."""
    known = list(dict.fromkeys(names))
    shown = ", ".join(name[:40] for name in known[:_MOST_NAMES]) or "none"
    more = f" and {len(known) - _MOST_NAMES} more" if len(known) > _MOST_NAMES else ""
    return f"it has the fields {shown}{more}; name the one that holds the text with --map text=FIELD"


class _Table:
    """A record's values by plain name, the upper ones before those one deep."""

    def __init__(self, record: Record, mapped: Mapping[str, str]) -> None:
        self.fields: dict[str, str] = {}
        self._mapped = mapped
        self._exact: dict[str, object] = {}
        self._upper: dict[str, tuple[str, object]] = {}
        self._inner: dict[str, tuple[str, object]] = {}
        for path, value in _flat(record):
            self._exact[path] = value
            _, dot, name = path.rpartition(".")
            into = self._inner if dot and path not in record else self._upper
            into.setdefault(_plain(name if into is self._inner else path), (path, value))

    def candidates(self, field: str) -> Iterator[tuple[str, object]]:
        """Yield where a field may be, the best first: path and value, no empty one."""
        if wanted := self._mapped.get(field):
            plain = _plain(wanted)
            for path, value in self._exact.items():
                if path == wanted or _plain(path) == plain:
                    yield path, value
        for place in (self._upper, self._inner):
            for name in NAMES[field]:
                if name in place and not values.is_empty(place[name][1]):
                    yield place[name]

    def has(self, field: str) -> bool:
        """Tell whether anything is there, readable or not."""
        return any(True for _ in self.candidates(field))

    def damaged(self, field: str) -> int:
        """Count what had to be replaced in the value found for a field."""
        return len(_UNSOUND.findall(values.prose(self._exact[self.fields[field]]) or ""))

    def first(self, field: str, read: Callable[[object], _T | None], *, told: bool = True) -> _T | None:
        """Return the first value of a field that can be read as one; its name is ``told``."""
        for path, value in self.candidates(field):
            found = read(_sound(value))
            if found:
                if told:
                    self.fields.setdefault(field, path)
                return found
        return None


def _flat(record: Record) -> Iterator[tuple[str, object]]:
    for name, value in record.items():
        yield name, value
        if isinstance(value, Mapping) and (name == _SEARCH_HIT or _plain(name) in _WRAPPERS):
            for inner, one in value.items():
                yield f"{name}.{inner}", one


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()


def _sound(value: object) -> object:
    """Return a value without NULs and lone surrogates, which no text may hold."""
    if isinstance(value, str):
        return _UNSOUND.sub(_DAMAGED, value)
    if isinstance(value, list):
        return [_sound(part) for part in value]
    return {name: _sound(part) for name, part in value.items()} if isinstance(value, dict) else value
