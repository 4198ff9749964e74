"""What recurs to rules for the user to finish, as TOML."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from archive.article import Article
from archive.errors import RefusedError
from archive.home import Home
from archive.recurring import NUMBER, Recurring, recurring
from archive.rulebook import Rulebook

_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
_ACTIVE = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_WORD = re.compile(r"[a-z]+")
_SHOWN = 100  # characters of what stands around a line
_NAME_WORDS = 5


def suggest(home: Home, paths: Sequence[Path], refuse: Callable[[str, str], None]) -> Iterator[str]:
    """Yield rules in TOML for what recurs in the documents in ``paths``, else in the archive's articles.

    ``refuse`` is told of each file that cannot be read, and why. Raises ``ArchiveError``.
    """
    from archive import user_rules

    book = user_rules.rulebook(user_rules.files(home.rules))
    taken = {rule.id for rule in book.rules}
    if paths:
        yield from as_rules(recurring(lambda: _articles_in(paths, book, refuse)), taken)
        return
    from archive.store import Store

    with Store.open(home.store) as store, store.snapshot() as snapshot:
        yield from as_rules(recurring(snapshot.every), taken)


def as_rules(found: Iterable[Recurring], taken: Collection[str]) -> Iterator[str]:
    """Yield a rule in TOML for each line that recurs, its ``keep`` left to fill.

    ``taken`` are the ids that other rules have.
    """
    ids = set(taken)
    for one in found:
        name = _name(one.line.text, ids)
        ids.add(name)
        yield _rule(one, name)


def pattern(text: str, numbers: Iterable[str | None]) -> str:
    r"""Return a pattern for a line; the numbers that are None, as they differ, become ``\d+``.

    >>> print(pattern("Photo 1 of 12 (AP)", [None, "12"]))
    ^Photo \d+ of 12 \(AP\)$
    """
    words = [_SPECIAL.sub(r"\\\g<0>", part) for part in NUMBER.split(text)]
    found = [r"\d+" if number is None else number for number in numbers]
    return "^" + "".join(word + number for word, number in zip(words, [*found, ""], strict=True)) + "$"


def _articles_in(
    paths: Iterable[Path], book: Rulebook, refuse: Callable[[str, str], None]
) -> Iterator[Article]:
    from archive import reading
    from archive.cleaner import clean
    from archive.ingest.scan import Unreadable, scan
    from archive.store import Source

    for path in paths:
        source = Source(number=0, root=os.fspath(path.absolute()))
        for name in scan(source):
            location = os.path.join(source.root, os.fsdecode(name.path)).rstrip("/")  # noqa: PTH118
            reason = name.reason if isinstance(name, Unreadable) else name.refused
            try:
                for document in reading.read(location) if reason is None else ():
                    yield clean(document, rulebook=book)
            except RefusedError as error:
                reason = str(error)
            if reason is not None:
                refuse(location, reason)


def _rule(one: Recurring, name: str) -> str:
    counts = _shortened(", ".join(f"{count} of {group}" for group, count in one.counts))
    texts = ", ".join(map(_quoted, one.wordings))
    lines = [
        f"# In {one.stories} stories: {counts}; first in {_shortened(one.line.location)}",
        f"# Above it: {_shortened(one.line.before)}",
        f"# Below it: {_shortened(one.line.after)}",
        "[[rule]]",
        f"id = {_quoted(name)}",
        'class = "note"  # or what it is: rights, credit, caption, promotion, navigation, advertisement',
        f"where = {_quoted(one.where)}",
        f"outlets = [{_quoted(one.outlet) if one.outlet else ''}]",
        f"pattern = {_quoted(pattern(one.line.text, one.numbers))}",
        f"why = {_quoted(f'recurs in {one.stories} stories')}",
        f"cut = [{texts}]",
        "keep = []  # to fill: a line much like it that must stay",
    ]
    return "\n".join(_ACTIVE.sub(_escaped, line) for line in lines) + "\n"


def _name(text: str, taken: Collection[str]) -> str:
    slug = "-".join(_WORD.findall(text.lower())[:_NAME_WORDS]) or "line"
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(name for name in numbered if name not in taken)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return "nothing" if not text else text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"


def _quoted(text: str) -> str:
    """Return a text as TOML has it: a literal where that reads better, else with escapes, as in JSON."""
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
