"""Which visible blocks are the story: where its prose gathers, and what extractors and the page say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.pages import visible
from archive.pages.alignment import align, words
from archive.pages.declared import Told
from archive.pages.visible import Block, Page

_AGAIN = 4  # times
_PHRASE = 4  # words that say something
_PROSE = 8  # words of a block that can be a paragraph
_MOST_LINKED = 0.5  # of a paragraph's characters
_GATHERED = 0.85  # of the prose in one element: the story is in it
_MISSED = 0.4  # of the prose in one place: an extractor that found less did not find the story
_WHOLE = 0.6  # of it: a page that declares as much declares its whole story
_TRUSTED = 8  # as much as prose that nothing vouches for counts prose that an extractor found
_SENTENCE = re.compile(r"""\s\S+[.!?…。]["'”’»)]*$""")
_NOWHERE = visible.NAV | visible.FOOTER | visible.BUTTON | visible.UNSCRIPTED | visible.TITLE
_BESIDE = (visible.ASIDE, visible.FURNITURE, visible.FIGURE, visible.CAPTION, visible.FORM)


@dataclass(frozen=True, slots=True)
class Story:
    """Of every visible block, whether it is in the story, and whether it captions a picture there."""

    inside: list[bool]
    captions: list[bool]


def extract(page: Page, told: Told, extractor: Callable[[], str]) -> Story:
    """Return the story of a page.

    ``extractor`` gives what a general extractor takes for it; it is not asked where the page
    declares the whole of its story.
    """
    blocks = page.blocks
    block_words = [words(block.text) for block in blocks]
    repeated = _repeated(block_words)
    beside = _telling(blocks, block_words)
    prose = [
        0.0 if again else _weight(block, len(w), beside)
        for block, w, again in zip(blocks, block_words, repeated, strict=True)
    ]
    gathered = _gathered(page, prose)
    vouched = align(block_words, told.body) if told.body else [False] * len(blocks)
    if _sum(prose, vouched) < gathered * _WHOLE:
        vouched = [a or b for a, b in zip(vouched, align(block_words, extractor()), strict=True)]
    if _sum(prose, vouched) < gathered * _MISSED:
        vouched = [False] * len(blocks)
    frame = _frame(page, [w * _TRUSTED if sure else w for w, sure in zip(prose, vouched, strict=True)])
    within = _within(page, frame)
    aside = (beside | _NOWHERE) & ~_shared_zone(blocks, within)
    possible = [
        is_in
        and not again
        and not block.zone & aside
        and (_link_share(block) <= _MOST_LINKED or _is_linked_prose(block))
        for block, is_in, again in zip(blocks, within, repeated, strict=True)
    ]
    candidates = [number for number, weight in enumerate(prose) if possible[number] and weight]
    seeds = [number for number in candidates if vouched[number]] or candidates
    inside = [False] * len(blocks)
    if not seeds:
        return Story(inside, [False] * len(blocks))
    styles = {_style(blocks[number]) for number in seeds}
    parents = {blocks[number].parent for number in seeds}
    kin = [
        number
        for number in candidates
        if blocks[number].parent in parents or (blocks[number].marks and _style(blocks[number]) in styles)
    ]
    first, last = min(seeds[0], kin[0]), _end(blocks, seeds, max(seeds[-1], kin[-1]))
    first, last = _stretched(blocks, possible, first, last)
    for number in range(last, first - 1, -1):
        block = blocks[number]
        if not possible[number]:
            continue
        if block.zone & visible.HEADING:
            reach = 6 if block.parent in parents else 1
            says = vouched[number] and len(block_words[number]) >= _PROSE
            inside[number] = says or any(inside[number + 1 : number + 1 + reach])
        else:
            near = page.around[block.parent] if block.zone & (visible.LIST | visible.QUOTE) else block.parent
            inside[number] = (
                vouched[number] or _style(block) in styles or block.parent in parents or near in parents
            )
    for number in _standfirst(blocks, block_words, first, told.declared.description):
        inside[number] = True
    _drop_copies(inside, block_words)
    captions = [
        bool(block.zone & visible.CAPTION) and within[number] and first - 6 <= number <= last
        for number, block in enumerate(blocks)
    ]
    return Story(inside, captions)


def _sum(weights: Sequence[float], chosen: Sequence[bool]) -> float:
    return sum(weight for weight, is_chosen in zip(weights, chosen, strict=True) if is_chosen)


def _end(blocks: Sequence[Block], seeds: Sequence[int], last: int) -> int:
    """Return the last block of the story: another headline begins another one."""
    if any(block.zone & visible.FIRST for block in blocks[: seeds[0]]) and len(seeds) > 1:
        for number in range(seeds[1], last + 1):
            if blocks[number].zone & visible.FIRST:
                return number - 1
    return last


def _stretched(blocks: Sequence[Block], possible: Sequence[bool], first: int, last: int) -> tuple[int, int]:
    """Return the ends of a story, moved over sentences that look like its first and last paragraph."""
    while (number := first - 1) >= 0 and possible[number] and _is_like(blocks[number], blocks[first]):
        first = number
    while (number := last + 1) < len(blocks) and possible[number] and _is_like(blocks[number], blocks[last]):
        last = number
    return first, last


def _is_like(block: Block, other: Block) -> bool:
    return (
        block.parent == other.parent
        and _style(block) == _style(other)
        and block.linked == 0
        and _SENTENCE.search(block.text) is not None
    )


def _standfirst(
    blocks: Sequence[Block], block_words: Sequence[Sequence[str]], first: int, description: str | None
) -> Iterator[int]:
    """Give the blocks between headline and story that sum it up."""
    told = align(block_words[:first], description) if description else [False] * first
    for number in range(first - 1, -1, -1):
        block = blocks[number]
        if block.zone & (_NOWHERE | visible.CAPTION | visible.FIGURE | visible.FORM | visible.ASIDE):
            continue
        if block.zone & visible.FIRST:
            return
        sums_up = len(block_words[number]) >= _PROSE and (told[number] or block.zone & visible.LEAD)
        if sums_up and _link_share(block) <= _MOST_LINKED:
            yield number


def _drop_copies(inside: list[bool], block_words: Sequence[Sequence[str]]) -> None:
    """Take out of the story what it has said before."""
    said: set[tuple[str, ...]] = set()
    for number, own in enumerate(block_words):
        if inside[number] and len(own) >= _PROSE:
            inside[number] = tuple(own) not in said
            said.add(tuple(own))


def _is_linked_prose(block: Block) -> bool:
    """Tell whether a block that is mostly link is a sentence all the same, and no teaser."""
    return bool(
        block.zone & visible.PARAGRAPH
        and block.text.count(" ") >= _PROSE
        and _link_share(block) < 0.9
        and _SENTENCE.search(block.text)
    )


def _repeated(block_words: Sequence[Sequence[str]]) -> list[bool]:
    """Tell of each block whether the page says it again and again."""
    counts = Counter(tuple(own) for own in block_words if len(own) >= _PHRASE)
    return [counts[tuple(own)] >= _AGAIN for own in block_words]


def _telling(blocks: Sequence[Block], block_words: Sequence[Sequence[str]]) -> int:
    """Return the zones that tell what stands beside a story: not those in which most prose stands."""
    shares: Counter[int] = Counter()
    total = 0
    for block, own in zip(blocks, block_words, strict=True):
        if len(own) >= 2 * _PROSE and _link_share(block) <= _MOST_LINKED:
            total += len(own)
            for zone in _BESIDE:
                shares[zone] += len(own) if block.zone & zone else 0
    return sum(zone for zone in _BESIDE if shares[zone] <= 0.5 * total)


def _weight(block: Block, count: int, beside: int) -> float:
    """Return how much a block says for the element that holds it."""
    if count < _PROSE or block.zone & _NOWHERE or _link_share(block) > _MOST_LINKED:
        return 0
    weight = count * (1 - _link_share(block))
    if block.zone & (visible.HEADING | visible.LIST | visible.TABLE):
        weight *= 0.5
    return weight * 0.2 if block.zone & beside else weight


def _link_share(block: Block) -> float:
    return min(block.linked / max(len(block.text), 1), 1)


def _gathered(page: Page, prose: Sequence[float]) -> float:
    """Return how much prose stands together at most: within one element, or in those right within it."""
    sums = [0.0] * len(page.around)
    for block, weight in zip(page.blocks, prose, strict=True):
        if weight:
            around = {block.parent, page.around[block.parent], page.around[page.around[block.parent]]}
            for element in around:
                sums[element] += weight
    return max(sums)


def _frame(page: Page, weights: Sequence[float]) -> int:
    """Return the innermost element that holds most of the prose."""
    sums = [0.0] * len(page.around)
    for block, weight in zip(page.blocks, weights, strict=True):
        sums[block.element] += weight
    for element in range(len(sums) - 1, 0, -1):
        sums[page.around[element]] += sums[element]
    frame = 0
    for element in range(1, len(sums)):
        # Elements are numbered in document order: a later one that holds enough is further in.
        if sums[element] > _GATHERED * sums[0]:
            frame = element
    own = [block for block in page.blocks if block.element == frame]
    return page.around[frame] if len(own) == 1 and frame else frame


def _within(page: Page, frame: int) -> list[bool]:
    inside = [False] * len(page.around)
    inside[frame] = True
    for element in range(frame + 1, len(page.around)):
        inside[element] = inside[page.around[element]]
    return [inside[block.element] for block in page.blocks]


def _shared_zone(blocks: Sequence[Block], within: Sequence[bool]) -> int:
    """Return what all blocks of the frame are: that tells nothing of one of them."""
    shared = -1
    for block, is_in in zip(blocks, within, strict=True):
        shared &= block.zone if is_in else -1
    return shared


def _style(block: Block) -> tuple[int, str]:
    return block.zone, block.marks
