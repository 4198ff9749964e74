"""A page's bytes to its text, what of it is the story, and what it declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.article import Declared
from archive.errors import RefusedError
from archive.pages import declared, extraction, general, visible
from archive.pages.alignment import words
from archive.pages.titles import ends_with
from archive.pages.tree import decode_page, parse, refuse_monsters

_BLANK = "\n\n"  # between blocks
_HIDDEN = (
    0.5  # of a declared story's words: where the page shows fewer, the rest is taken from what it declares
)


@dataclass(frozen=True, slots=True)
class Read:
    """A page as text: ``outside`` and ``captions`` are sorted, disjoint stretches of it."""

    text: str
    encoding: str
    damaged: int
    declared: Declared
    outside: tuple[tuple[int, int], ...]
    captions: tuple[tuple[int, int], ...]


def read(raw: bytes, charset: str | None = None) -> Read:
    """Return a page as text, sent in ``charset``.

    Raises ``RefusedError`` for one too large, too deep, or without a word.
    """
    refuse_monsters(raw)
    decoded = decode_page(raw, charset)
    root = parse(decoded.text)
    if root is None:
        raise RefusedError("is a page without a word; there is nothing to read")
    page = visible.look(root)
    told = declared.read(root, page)
    story = extraction.extract(page, told, lambda: general.extract(root))
    headline = _headline(page, told.declared.title, story.inside)
    texts = [block.text for block in page.blocks]
    inside = [
        (is_in and not _has_kicker(block, told.declared.title)) or number == headline
        for number, (block, is_in) in enumerate(zip(page.blocks, story.inside, strict=True))
    ]
    captions = list(story.captions)
    if told.body and (
        unseen := _unseen(told.body, (text for text, is_in in zip(texts, story.inside, strict=True) if is_in))
    ):
        # A page that hides its story shows the beginning, which the declared body says again.
        inside = [number == headline for number in range(len(texts))] + [True] * len(unseen)
        captions += [False] * len(unseen)
        texts += unseen
    if not texts:
        raise RefusedError("is a page without a word; there is nothing to read")
    return Read(
        text=_BLANK.join(texts),
        encoding=decoded.encoding,
        damaged=decoded.damaged,
        declared=told.declared,
        outside=_stretches(texts, [not is_in and not c for is_in, c in zip(inside, captions, strict=True)]),
        captions=_stretches(texts, [c and not i for i, c in zip(inside, captions, strict=True)], apart=True),
    )


def _headline(page: visible.Page, title: str | None, inside: list[bool]) -> int | None:
    """Return the number of the block that shows the title, the last one above the story."""
    if title is None:
        return None
    wanted = words(title)
    first = next((number for number, is_in in enumerate(inside) if is_in), len(inside))
    shown = [
        number
        for number, block in enumerate(page.blocks[:first])
        if block.zone & visible.HEADING and words(block.text) == wanted
    ]
    return shown[-1] if shown else None


def _has_kicker(block: visible.Block, title: str | None) -> bool:
    """Tell whether a heading says the title behind a kicker: a headline, but not to the letter."""
    return bool(
        title
        and block.zone & visible.HEADING
        and words(block.text) != words(title)
        and ends_with(block.text, title)
    )


def _unseen(body: str, seen: Iterable[str]) -> list[str]:
    """Return the paragraphs of a declared story of which the page shows less than half."""
    paragraphs = [" ".join(line.split()) for line in body.split("\n")]
    shown = sum(len(words(text)) for text in seen)
    if shown >= _HIDDEN * sum(len(words(paragraph)) for paragraph in paragraphs):
        return []
    return [paragraph for paragraph in paragraphs if paragraph]


def _stretches(texts: list[str], chosen: list[bool], *, apart: bool = False) -> tuple[tuple[int, int], ...]:
    """Return where the chosen texts stand once joined; neighbours as one stretch, unless ``apart``."""
    found: list[tuple[int, int]] = []
    start = 0
    last = -2
    for number, (text, is_chosen) in enumerate(zip(texts, chosen, strict=True)):
        end = start + len(text)
        if is_chosen:
            joins = not apart and found and last == number - 1
            found[-1:] = [(found[-1][0], end)] if joins else [*found[-1:], (start, end)]
            last = number
        start = end + len(_BLANK)
    return tuple(found)
