"""Whether a file holds records of news, and in which form, by its first bytes and then by its name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from archive.decoding import wide
from archive.errors import RefusedError
from archive.json_stream import Opening, opening
from archive.records import is_news, is_record, names_of, what_it_has

LINES, LIST, ARTICLE, TABLE = "json-lines", "json-list", "json-article", "table"

_DEEPEST = 3  # objects around an article or a list of them
_DELIMITERS = ",\t;|"
_NAME = re.compile(r"[^\W_][\w .:$#/()-]{0,59}|")
_BEGINS = re.compile(r'\s*(\[\s*)?\{\s*"[^"\\]{1,60}"\s*:')
_KEY = re.compile(r'"([^"\\]{1,60})"\s*:')
_JSON = (".json", ".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", ".tab")


def form(head: bytes, name: str, mapped: Mapping[str, str]) -> str | None:
    r"""Return the form of a file of records that begins with ``head``; None for what holds none.

    Raises ``RefusedError`` for one that by its name should, and holds no news.

    >>> form(b'{"title": "Fire", "text": "Two dead."}\n{"ti', "a", {})
    'json-lines'
    >>> form(b"[Picture] Two dead.", "a.txt", {}), form(b"id;Headline;Text\n1;Fire;Two dead", "a", {})
    (None, 'table')
    """
    suffix = PurePath(name).suffix.lower()
    encoding = wide(head)
    text = (
        head.decode(encoding, "ignore").lstrip("\ufeff") if encoding else head.decode("utf-8-sig", "replace")
    )
    if text.lstrip()[:1] in ("{", "["):
        return _json_form(text, suffix, mapped)
    return _table_form(text, suffix, mapped)


def _json_form(text: str, suffix: str, mapped: Mapping[str, str]) -> str | None:
    begun = opening(text)
    if begun is None and (begins := _BEGINS.match(text)) and is_news(_KEY.findall(text), mapped):
        return LIST if begins[1] else LINES  # the first record is a broken one
    if begun is None:
        if suffix in (".jsonl", ".ndjson"):
            return LINES  # its first line may be a broken one
        if suffix == ".json":
            raise RefusedError("is no JSON, though its name says so; mend it, or name it .txt if it is text")
        return None
    value = begun.value
    if isinstance(value, list):
        if any(is_record(one, mapped) for one in value):
            return LIST
    elif is_record(value, mapped):
        return _form_of_object(begun, text, suffix)
    elif any(True for _ in _lists(value, mapped)):
        return LIST
    elif envelope(value, mapped) is not None:
        return ARTICLE
    if suffix not in _JSON:
        return None
    if suffix != ".json" and is_news(_KEY.findall(text), mapped):
        return LINES  # the first line is none of the articles
    if begun.rest is None and not isinstance(value, list):
        return LIST if "\n" in text.strip() and suffix == ".json" else LINES  # what matters is further down
    first = value[0] if isinstance(value, list) and value else value
    names = names_of(first) if isinstance(first, Mapping) else ()
    raise RefusedError(f"is JSON without articles; {what_it_has(names)}")


def _form_of_object(begun: Opening, text: str, suffix: str) -> str:
    if suffix in (".jsonl", ".ndjson"):
        return LINES
    if begun.rest is None:
        return ARTICLE if "\n" in text.strip() else LINES
    if not begun.rest.strip():
        return ARTICLE
    return LIST if "\n" in begun.whole else LINES


def _lists(value: object, mapped: Mapping[str, str], depth: int = 0) -> Iterator[None]:
    """Yield for each list of articles that has only objects around it."""
    if isinstance(value, list) and any(is_record(one, mapped) for one in value):
        yield
    if isinstance(value, Mapping) and depth <= _DEEPEST:
        for inner in value.values():
            yield from _lists(inner, mapped, depth + 1)


def envelope(value: object, mapped: Mapping[str, str], depth: int = 0) -> Mapping[str, object] | None:
    """Return the record of an article in a JSON value, the objects around it taken off."""
    if not isinstance(value, Mapping) or depth > _DEEPEST:
        return None
    if is_record(value, mapped):
        return value
    found = (envelope(inner, mapped, depth + 1) for inner in value.values())
    return next((one for one in found if one is not None), None)


def _table_form(text: str, suffix: str, mapped: Mapping[str, str]) -> str | None:
    found = columns(text, mapped)
    named = suffix in _TABLES
    if found is None:
        if not named:
            return None
        first = text.splitlines()[:1]
        raise RefusedError(f"is no table with a header; its first line is {''.join(first)[:60]!r}")
    names, delimiter = found
    if is_news(names, mapped) and (named or _is_plain(names, delimiter, text)):
        return TABLE
    if named:
        raise RefusedError(f"is a table without articles; {what_it_has(names)}")
    return None


def columns(text: str, mapped: Mapping[str, str]) -> tuple[list[str], str] | None:
    """Return the names in the header of a table and its delimiter; None where there is no header."""
    best: tuple[list[str], str] | None = None
    for delimiter in _DELIMITERS:
        try:
            names = [
                name.strip() for name in next(csv.reader(text.splitlines(True)[:20], delimiter=delimiter))
            ]
        except (csv.Error, StopIteration):
            continue
        if best is None or (is_news(names, mapped), len(names)) > (is_news(best[0], mapped), len(best[0])):
            best = names, delimiter
    return best


def _is_plain(names: list[str], delimiter: str, text: str) -> bool:
    """Tell whether a first line is a header though no name of the file says so."""
    below = text.splitlines()[1:2]
    return (
        len(names) > 1
        and all(_NAME.fullmatch(name) for name in names)
        and len({name.casefold() for name in names}) == len(names)
        and any(delimiter in line or '"' in line for line in below)
    )
