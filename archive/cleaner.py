"""A document to an article: repairs, markup, rules, fields; every character accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import version

from archive import hover_cards, markup
from archive.article import Article, Cut, Document, Kept, Repaired, Span
from archive.blocks import segment
from archive.declared import apply
from archive.desk import Desk, Taking
from archive.layout import strip_pipes
from archive.poured import part
from archive.repairs import repair
from archive.rulebook import Rulebook, built_in
from archive.sightings import Sightings
from archive.working import Edit, Working

MUCH = 0.4  # of the characters, white space apart: a document that loses more is flagged
_CODE = (
    "addresses.py article.py between.py blocks.py candidates.py cleaner.py declared.py desk.py "
    "evidence.py headlines.py hover_cards.py kept_signs.py layout.py letters.py likeness.py link_lists.py "
    "markup.py patterns.py poured.py repairs.py rulebook.py sentences.py sightings.py signatures.py "
    "signs.py spotter.py working.py metadata rules"
).split()
_BLANKS = [chr(code) for code in range(0x3001) if chr(code).isspace()]
_LIBRARIES = ("beautifulsoup4", "ftfy", "python-dateutil", "google-re2", "rensa", "ahocorasick-rs")


def clean(
    document: Document, given: Mapping[str, str] | None = None, *, rulebook: Rulebook | None = None
) -> Article:
    """Return the article in a document.

    ``given`` holds what the user knows, field to value (several authors or agencies joined
    with ``;``); what is given is not looked for in the text, an empty value says that there is none.
    """
    repaired = repair(_marked(document))
    working = hover_cards.strip(strip_pipes(repaired if document.plain else markup.strip(repaired)))
    sightings = Sightings(rulebook or built_in())
    blocks = segment(working.text, lambda lines: _standing_alone(lines, sightings))
    sightings.show(block.text for block in blocks)
    blocks = part(blocks, working.text, sightings)
    sightings.show(block.text for block in blocks)
    declared = document.declared
    desk = Desk(working.text, blocks, sightings, given or {}, headline=declared.title if declared else None)
    for start, end in document.captions:
        desk.evidence.add("captions", " ".join(document.text[start:end].split()), "caption")
    desk.edit()
    article = desk.evidence.article(
        key=document.key,
        body=desk.body(),
        origin=document.origin,
        one_of_many=document.one_of_many,
        text=document.text,
        spans=_spans(working, desk.takings),
        flags=_flags(document, working, desk.takings),
    )
    return apply(article, declared) if declared else article


def _standing_alone(lines: Sequence[str], sightings: Sightings) -> list[bool]:
    """Tell of lines whether a rule takes each by itself, however the text around it is wrapped."""
    sightings.show(lines)
    return [*map(sightings.stands_alone, lines)]


def _marked(document: Document) -> Working:
    """Return the text without what its reader saw to stand outside the story or under a picture."""
    cuts = [Edit(start, end, "", "outside-article", "outside") for start, end in document.outside]
    cuts += [Edit(start, end, "", "page-caption", "caption", "captions") for start, end in document.captions]
    return Working.of(document.text).edit(sorted(cuts, key=lambda cut: cut.start))


def _spans(working: Working, takings: list[Taking]) -> tuple[Span, ...]:
    """Return spans that tile the source: the desk's takings over the edits of the working text."""
    working = working.parted(edge for taking in takings for edge in (taking.start, taking.end))
    placed = [
        Cut(
            working.source_start(taking.start),
            working.source_end(taking.end),
            taking.rule,
            taking.kind,
            taking.to,
        )
        for taking in takings
    ]
    covered = sorted(placed, key=lambda cut: cut.start)
    marks: list[Cut | Repaired] = list(covered)
    number = 0
    for edit in working.edits:
        while number < len(covered) and covered[number].end <= edit.start:
            number += 1
        if number < len(covered) and covered[number].start <= edit.start:
            continue
        if edit.kind is None:
            marks.append(Repaired(edit.start, edit.end, edit.name, edit.becomes))
        else:
            marks.append(Cut(edit.start, edit.end, edit.name, edit.kind, edit.to))
    spans: list[Span] = []
    position = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        if position < mark.start:
            spans.append(Kept(position, mark.start))
        spans.append(mark)
        position = mark.end
    if position < len(working.source):
        spans.append(Kept(position, len(working.source)))
    return tuple(spans)


def _flags(document: Document, working: Working, takings: list[Taking]) -> tuple[str, ...]:
    lost = sum(_solid(working.text[taking.start : taking.end]) for taking in takings if taking.to is None)
    flags = list(document.flags)
    if document.damaged:
        flags.append("damaged-characters")
    if lost and lost > MUCH * _solid(working.text):
        flags.append("much-cut")
    return tuple(flags)


def _solid(text: str) -> int:
    """Return how many characters are no white space; counting is sooner done than splitting."""
    return len(text) - sum(map(text.count, _BLANKS))


@cache
def fingerprint() -> str:
    """Return what identifies this cleaner: a hash over its code, rules, tables and libraries."""
    digest = sha256()
    package = resources.files("archive")
    for name in _CODE:
        place = package / name
        files = [place] if place.is_file() else sorted(place.iterdir(), key=lambda file: file.name)
        for file in files:
            if file.name.endswith((".py", ".toml")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    return digest.hexdigest()[:16]
