"""Values of a scrape's fields to what they say: text, title, day, writers."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from archive.metadata.days import read_day
from archive.pages.writers import Writers, sort_out

_NONE = frozenset(("", "nan", "none", "null", "n/a", "na", "nil", "undefined", "-", "[]", "{}"))
_INNER = ("rendered", "main", "$date", "date", "name", "value", "text", "#text", "$t", "_", "title", "html")
_BLANKS = re.compile(r"\s+")
_URL = re.compile(r"(?:https?:)?//[^\s/]+\.[^\s/]+", re.I)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.I)
_LANGUAGES = {
    "arabic": "ar ara",
    "chinese": "zh zho chi",
    "dutch": "nl nld dut",
    "english": "en eng",
    "french": "fr fra fre",
    "german": "de deu ger",
    "italian": "it ita",
    "japanese": "ja jpn",
    "korean": "ko kor",
    "polish": "pl pol",
    "portuguese": "pt por",
    "russian": "ru rus",
    "spanish": "es spa",
    "turkish": "tr tur",
    "ukrainian": "uk ukr",
}
_CODES = {word: codes.split()[0] for name, codes in _LANGUAGES.items() for word in (name, *codes.split()[1:])}
_EPOCHS = ((10, 1), (13, 1_000), (16, 1_000_000))  # digits, parts of a second
GUEST = re.compile(r"\b(?:guest|contributor|writer|staff|editor|unknown|various|other)\b", re.I)
_PIECES = re.compile(r"\s*[,;|\n]\s*")
_MAIL = re.compile(r"\S@\S|\.(?:com|org|net|co|edu|gov|info|news)\b", re.I)
_LONGEST_LIST = 4_000  # characters
# What scrapers take for names: "Based In California", "Popular Tags", "Elizabeth Warren Aide".
_NO_NAME = re.compile(
    r"(?:an?|the|based|most|only|former|popular|comment|view|see|follow|contact|days)\s.*"
    r"|.*\b(?-i:Of|In|On|To|Up|Now|With|For|Or|From|At)\b.*"
    r"|.*\b(?:aide|official|veteran|resident|owner|worker|activist|issues|tags|count|rights|security|crimes|"
    r"policy|care|source|commissioner|councilman|delegate|biographer|major|programs|enforcement|insurance|america|"
    r"asia|nations|commons|conservancy|taxes|medicare|males|operative|memo|weekend|diplomacy|genocide|ugc|forum|"
    r"gallery|criminal justice)|.*_.*",
    re.I,
)
_BEFORE = re.compile(
    r"(?:(?:opinion|analysis|exclusive|commentary|story|written|graphic|videos?)\b:?"
    r"|(?:gov|sen|rep|dr|prof|congress(?:wo)?man|governor|senator|judge)\b\.?)\s+(?=\S+\s\S)",
    re.I,
)
_APOSTROPHE = re.compile(r"(?<=\b[OD])(?=[A-Z][a-z])")
_CAPITAL = re.compile(r"(?<=\bMc)[a-z](?=[a-z]{2})")
_JUNIOR = re.compile(r"\b([JS]r)$")
NOBODY = Writers()


def is_empty(value: object) -> bool:
    """Tell whether a value says nothing.

    >>> [is_empty(value) for value in (None, "", " NaN", [], {}, 0, False, "0")]
    [True, True, True, True, True, False, True, False]
    """
    if isinstance(value, str):
        return value.strip().casefold() in _NONE
    return value is None or isinstance(value, bool) or value in ([], {}) or value != value


def _scalar(value: object) -> str | int | float | None:
    """Return the one text or number in a value: of an object what it holds, of a list its first."""
    for _ in range(3):
        if is_empty(value):
            return None
        if isinstance(value, Mapping):
            value = next((value[name] for name in _INNER if name in value), None)
        elif isinstance(value, list):
            value = value[0]
        elif isinstance(value, str | int | float):
            return value
    return value if isinstance(value, str | int | float) and not is_empty(value) else None


def prose(value: object) -> str | None:
    """Return a text as it came; the paragraphs of a list, an empty line between them."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value) or None
    text = _scalar(value)
    return text if isinstance(text, str) and not text.isspace() else None


def line(value: object) -> str | None:
    """Return a title or the like on one line, without tags, its entities and mojibake repaired."""
    text = _scalar(value)
    if not isinstance(text, str) or is_empty(text):
        return None
    if "<" in text or "&" in text or not text.isascii():
        from archive import markup
        from archive.repairs import repair
        from archive.working import Working

        text = markup.strip(repair(Working.of(text))).text
    return _BLANKS.sub(" ", text).strip() or None


def address(value: object) -> str | None:
    """Return a URL of the web.

    >>> address(" https://example.com/a "), address("urn:newsml:x"), address("//example.com/a")
    ('https://example.com/a', None, 'https://example.com/a')
    """
    text = _scalar(value)
    text = text.strip() if isinstance(text, str) else ""
    if not _URL.match(text) or any(char.isspace() for char in text):
        return None
    return f"https:{text}" if text.startswith("//") else text


def language(value: object) -> str | None:
    """Return the code (ISO 639-1) of a language.

    >>> [language(value) for value in ("en-US", "eng", "English", "the")]
    ['en', 'en', 'en', None]
    """
    text = _scalar(value)
    text = text.strip().casefold() if isinstance(text, str) else ""
    match = _LANGUAGE.fullmatch(text)
    return match[1] if match else _CODES.get(text)


def day(language: str | None) -> Callable[[object], str | None]:
    """Return what reads the date of a field: as it is written, where it can be read; an epoch as ISO, UTC.

    >>> day(None)(1474934400000), day(None)({"$date": "Mar 3rd, 2019"}), day(None)("4 days ago")
    ('2016-09-27', 'Mar 3rd, 2019', None)
    """

    def read(value: object) -> str | None:
        stated = _scalar(value)
        text = stated.strip() if isinstance(stated, str) else f"{stated:.0f}" if stated is not None else ""
        if text.isdecimal() and (epoch := _epoch(text)):
            return epoch
        return text if read_day(text, basis="structured-data", language=language) else None

    return read


def _epoch(digits: str) -> str | None:
    for length, parts in _EPOCHS:
        if len(digits) == length:
            return datetime.fromtimestamp(int(digits) // parts, UTC).date().isoformat()
    return None


def day_in(url: str | None) -> str | None:
    """Return the day in an address."""
    from archive.pages.stamps import url_day

    return url_day([url]) if url else None


def names(value: object) -> Sequence[tuple[str, bool]]:
    """Return who is said to have written it, each with whether it is known to be a person.

    >>> names("['Jane Roe', 'AP']"), names([{"name": "Jane Roe", "role": "writer"}])
    ([('Jane Roe', False), ('AP', False)], [('Jane Roe', False)])
    """
    if isinstance(value, str) and re.fullmatch(r"\s*\[.{0,4000}\]\s*", value, re.S):
        try:
            value = ast.literal_eval(value.strip())
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            value = str(value).strip(" []")
    parts = value if isinstance(value, list | tuple) else [value]
    found = [_person(part) for part in parts]
    return [(name, False) for name in found if isinstance(name, str) and not is_empty(name)]


def _person(value: object) -> str | int | float | None:
    if isinstance(value, Mapping) and not value.get("name"):
        parts = [
            value.get(key) for key in ("first", "firstname", "first_name", "last", "lastname", "last_name")
        ]
        joined = " ".join(part for part in parts if isinstance(part, str))
        return joined or _scalar(value.get("original"))
    return _scalar(value)


def writers(outlet: Sequence[str]) -> Callable[[object], Writers | None]:
    """Return what reads the persons and agencies among those who are said to have written it.

    ``outlet`` is what the outlet may be called, which signs no story.
    """

    def read(value: object) -> Writers | None:
        pieces = [
            (_BEFORE.sub("", piece, count=1), is_person)
            for text, is_person in names(value)
            for piece in map(_unquoted, _PIECES.split(text[:_LONGEST_LIST]))
            if not (_MAIL.search(piece) or GUEST.search(piece) or _NO_NAME.fullmatch(piece))
        ]
        found = sort_out(pieces, outlet)
        authors = tuple(map(_restored, found.authors))
        return replace(found, authors=authors) if found != NOBODY else None

    return read


def _restored(name: str) -> str:
    """Return a name with what scrapers take from it: the apostrophe, a capital, the full stop.

    >>> [_restored(name) for name in ("Ann OBrien", "Jo Mcroe", "John DAngelo Jr")]
    ["Ann O'Brien", 'Jo McRoe', "John D'Angelo Jr."]
    """
    name = _CAPITAL.sub(lambda letter: letter[0].upper(), _APOSTROPHE.sub("'", name))
    return _JUNIOR.sub(r"\1.", name)


def _unquoted(text: str) -> str:
    return text.strip().strip("\"'“”")
