"""Lines into which a whole page was poured: furniture between their sentences, made blocks of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from archive import headlines, sentences
from archive.blocks import Block
from archive.candidates import may_begin
from archive.patterns import compiled
from archive.rulebook import HEADLINE, Rule
from archive.sightings import Sightings

_SHORTEST = 60  # characters of a line that may hold furniture besides prose
_WINDOW = 1_000  # characters that furniture can take
_MANY, _APART = 300, 10  # a line with so many signs, so few characters apart, holds nothing else
_LINK = 200  # characters that the headline of a link has at most
_ENDED = re.compile(r"""[.!?…:]["'”’)\ufffd]*$""")
_BUTTON = "Read more"
_LABELLED = re.compile(r"[.!?][\"'”’)]* READ (?:MORE|ALSO) ?:$")  # its link stands in the next line


def part(blocks: list[Block], working: str, sightings: Sightings) -> list[Block]:
    """Return the blocks, those of some length parted where rules find furniture among their sentences."""
    blocks = _buttoned(blocks) if _BUTTON in working else blocks
    if not sightings.may_be_poured([block.text for block in blocks if _may_hold(block)]):
        return blocks
    return [piece for block in _labelled(blocks) for piece in _pieces(block, working, sightings)]


def _buttoned(blocks: list[Block]) -> list[Block]:
    """Return the blocks, each headline over a button that links to it joined to that; prose stands below."""
    joined = list(blocks)
    for number in range(len(blocks) - 2, 1, -1):
        button, link, above, below = (blocks[number + step] for step in (0, -1, -2, 1))
        if button.text != _BUTTON or _ENDED.search(link.text) or link.table:
            continue
        if len(link.text) < _LINK and _ENDED.search(above.text) and _ENDED.search(below.text):
            joined[number - 1 : number + 1] = [Block(link.start, button.end, f"{link.text} {button.text}")]
    return joined


def _labelled(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, each that ends in a link's label joined to the one below."""
    above: Block | None = None
    for block in blocks:
        if above and not block.table:
            block = Block(above.start, block.end, f"{above.text} {block.text}")
        elif above:
            yield above
        labelled = block.text.endswith(":") and not block.table and _LABELLED.search(block.text)
        above = block if labelled else None
        if above is None:
            yield block
    if above:
        yield above


def _may_hold(block: Block) -> bool:
    return len(block.text) > _SHORTEST and not block.table


def _pieces(block: Block, working: str, sightings: Sightings) -> Iterator[Block]:
    borne, tried = sightings.poured(block.text) if _may_hold(block) else ([], [])
    signs = _signs(block.text, borne)
    behind: list[Block] = []
    for start, end in reversed([*_furniture(block.text, signs, working, tried)] if signs else []):
        block, tail = block.split(start, working)
        found, rest = tail.split(end - start, working)
        behind += (rest, found._replace(poured=True))
    yield from (piece for piece in (block, *reversed(behind)) if piece.text)


def _furniture(
    text: str, signs: Sequence[int], working: str, rules: Sequence[Rule]
) -> Iterator[tuple[int, int]]:
    """Yield where furniture stands: from a sign, the beginning of a sentence or other furniture's end on."""
    past = 0
    for start in sorted({*signs, *(start for start, _ in sentences.spans(text))}):
        if start < past or not _has_sign(signs, start):
            continue
        past = start
        while _has_sign(signs, past) and (end := _end(_window(text, past), working, rules)):
            if end < len(text) or past:  # what is the whole of a line is a block as it stands
                yield past, past + end
            past += end + len(text[past + end :]) - len(text[past + end :].lstrip())


def _signs(text: str, rules: Sequence[Rule]) -> list[int]:
    """Return where the signs of some rules begin, in order; nowhere, where there is hardly anything else."""
    most = max(_MANY, len(text) // _APART)
    signs = {rule.sign for rule in rules}
    found = (found.start() for sign in signs for found in compiled(sign).finditer(text))
    starts = [*islice(found, most + 1)]
    return sorted({*starts}) if len(starts) <= most else []


def _end(text: str, document: str, rules: Sequence[Rule]) -> int | None:
    """Return where the furniture that a text begins with ends, None where there is none.

    Of links the first two are compared: a headline may hold what looks like a sentence's beginning.
    """
    encoded = text.encode()
    candidates = (rule for rule in rules if may_begin(_opening(rule), encoded) and rule.holds_in(document))
    ends = ((rule.kind, end) for rule in candidates if (end := _end_by(rule, text, document)))
    kind, first = next(ends, (None, None))
    if first is None or kind != "navigation":
        return first
    return max(first, next((end for kind, end in ends if kind == "navigation"), 0))


def _opening(rule: Rule) -> str:
    """Return what a text matches that begins with a rule's furniture, what must follow among it."""
    return rule.pattern if rule.before == HEADLINE else f"({rule.pattern})(?:{rule.before})"


def _end_by(rule: Rule, text: str, document: str) -> int | None:
    """Return where the furniture of a rule that a text begins with ends, None where there is none."""
    match = compiled(_opening(rule)).match(text)
    if match is None:
        return None
    if rule.before == HEADLINE:
        return headlines.end(text, match.start(match.re.groupindex["headline"]), document)
    return None if rule.values(match[1]) is None else int(match.end(1))


def _has_sign(signs: Sequence[int], start: int) -> bool:
    """Tell whether a sign stands within the reach of furniture that begins at ``start``."""
    following = bisect_left(signs, start)
    return following < len(signs) and signs[following] < start + _WINDOW


def _window(text: str, start: int) -> str:
    """Return what follows ``start``; what is left out does not look like an end."""
    window = text[start : start + _WINDOW]
    return window if start + _WINDOW >= len(text) else f"{window}…"
