"""Lines that stand between the paragraphs of a story or below it, and what stands there twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from archive.rulebook import Where

_PARAGRAPH = 60  # characters; what is shorter may be a line, even if it ends as a sentence does
_RUN = 3  # lines; more of them are a list or a poem
_BELOW = 6  # lines without a stop at a story's end; more are a list
_APART = 4  # paragraphs between lines that have nothing to do with one another
_DOUBLED = 16  # characters; shorter ones may be a name, or a shout
_REPEATED = 40  # characters; shorter lines may be called twice by a crowd
_CAPTION = 1_000  # characters; a longer line that stands there again is told once at least
_NEAR = 3  # paragraphs above and below in which a passage set large is sought
_PASSAGE = 50  # characters; what is shorter may as well be a crosshead
_SIGNED = re.compile(
    r"@\w|^(?:By|Photo)\b|pic\.twitter|https?:|^[-–—•*]"
)  # a post, a byline, a mark of a list
_SPEAKER = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þa-z][\w.'’-]*){1,4}")
_POSTED = ("@", "t.co/", "pic.twitter")  # the signs of a post that a story shows and quotes
_QUOTES = "“”\"‘’'\ufffd "
_UNQUOTED = dict.fromkeys(map(ord, "“”\"‘’'\ufffd"))
_STOPS = frozenset(".!?…:。！？")
_CLOSING = "\"'”’»)]\ufffd"  # behind a stop


def places(texts: Sequence[str]) -> Iterator[tuple[int, tuple[Where, ...]]]:
    """Yield for each line between paragraphs its number and the places where it stands.

    "between" has a paragraph above its run of lines, and one below or nothing; "alone" stands by itself
    between two, no other line near; "below" stands at the end of a story with others of its kind.
    """
    ended = _ended(texts)
    for first, past in _runs(texts, ended):
        alone = past - first == 1 and past < len(texts)
        near = ended[max(0, first - _APART) : first] + ended[past : past + _APART]
        for number in range(first, past):
            yield number, ("between", "alone") if alone and all(near) else ("between",)
    last = len(texts)
    while last and not ended[last - 1]:
        last -= 1
    if 1 < len(texts) - last <= _BELOW and last > 1 and _closes(texts[last - 1]):
        yield from ((number, ("below",)) for number in range(last, len(texts)))


def _closes(text: str) -> bool:
    """Tell whether a text is a paragraph that nothing need follow."""
    return len(text) >= _PARAGRAPH and not text.endswith((":", "…"))


def repeated(texts: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Yield the number of each line that stands twice, and whether it is no prose at all.

    It repeats the one above, but for its quotes; or says the same twice itself; or is a passage of a
    paragraph near it, set large. A line without a stop, between paragraphs, is what stands under a picture:
    no prose. So is one that stands alone between paragraphs again, or more often in a row than a crowd calls.
    """
    yield from ((number, False) for number in set_large(texts))
    plain = [text.translate(_UNQUOTED) for text in texts]
    yield from ((number, True) for number in _again(texts, plain))
    if all(above != below for above, below in pairwise(plain)):
        yield from ((number, True) for number, text in enumerate(texts) if _is_doubled(text))
        return
    ended = _ended(texts)
    framed = {number for first, past in _runs(texts, ended) for number in range(first, past)}
    for text, group in groupby(range(len(texts)), key=plain.__getitem__):
        numbers = list(group)
        if len(numbers) == 1 and _is_doubled(texts[numbers[0]]):
            yield numbers[0], True
        if len(numbers) == 1 or not any(character.isalpha() for character in text):
            continue
        caption = framed.issuperset(numbers) and len(text) <= _CAPTION
        if len(numbers) > _RUN and len(text) > _DOUBLED and not ended[numbers[0]]:
            caption = True
        if caption or len(text) >= _REPEATED:
            yield from ((number, caption) for number in numbers[not caption :])


def _again(texts: Sequence[str], plain: Sequence[str]) -> Iterator[int]:
    """Yield the number of each line that stands alone between paragraphs twice, between sentences thrice."""
    if len(set(plain)) == len(plain):
        return
    ended = _ended(texts)
    framed = [first for first, past in _runs(texts, ended) if past - first == 1]
    lone = [
        number for number in range(1, len(texts)) if ended[number - 1 : number + 2] == [True, False, True]
    ]
    for numbers, times in ((framed, 2), (lone, 3)):
        often = Counter(plain[number] for number in numbers if _REPEATED <= len(plain[number]) <= _CAPTION)
        for number in numbers:
            if often[plain[number]] >= times and not _SIGNED.search(texts[number]):
                yield number


def _ended(texts: Sequence[str]) -> list[bool]:
    """Tell of each text whether it ends as a sentence does."""
    return [text.rstrip(_CLOSING)[-1:] in _STOPS for text in texts]


def _is_doubled(text: str) -> bool:
    """Tell whether a line without a stop says the same twice: a caption and its other text, a seller."""
    half = len(text) // 2
    apart = text[half : half + 1] == "/" or (text[half : half + 1] == " " and len(text) > _DOUBLED)
    return apart and half > 1 and text[:half] == text[half + 1 :] and not _ended([text])[0]


def set_large(texts: Sequence[str]) -> Iterator[int]:
    """Yield the number of each passage below a paragraph that a paragraph near it holds word for word.

    It is set large for the eye, often in quotes of its own; a question, or what a colon ends, may be
    the story's, unless the paragraph says there who said it: "Can we? " became "Can we," Roe asked.
    """
    lengths = [
        len(text) if ended and len(text) > _PARAGRAPH else 0
        for text, ended in zip(texts, _ended(texts), strict=True)
    ]
    first = next((number for number, length in enumerate(lengths) if length), len(texts))
    for number in range(first + 1, len(texts)):
        text = texts[number]
        if len(text) < _PASSAGE or max(lengths[max(0, number - _NEAR) : number + 1 + _NEAR]) <= len(text):
            continue
        passage = text.strip(_QUOTES)
        if len(passage) < _PASSAGE or passage[-1] == ":":
            continue
        nearby = range(max(0, number - _NEAR), min(len(texts), number + 1 + _NEAR))
        longer = [texts[near] for near in nearby if lengths[near] > len(text)]
        posted = any(mark in below for below in texts[number : number + 4] for mark in _POSTED)
        if any(
            (passage in other and passage[-1] != "?") or (not posted and _is_told(passage, other))
            for other in longer
        ):
            yield number
            speaker = texts[number + 1] if number + 1 < len(texts) else ""
            if _SPEAKER.fullmatch(speaker) and any(
                speaker in texts[near] for near in nearby if lengths[near]
            ):
                yield number + 1  # whose words they are


def _is_told(passage: str, paragraph: str) -> bool:
    """Tell whether a paragraph has a passage in quotes, its stop a comma there: "So it is," Roe said."""
    start = paragraph.find(f"{passage[:-1]},")
    past = start + len(passage)
    return (
        passage[-1] in _STOPS and start > 0 and paragraph[start - 1] in _QUOTES and paragraph[past] in _QUOTES
    )


def _runs(texts: Sequence[str], ended: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where runs of lines between paragraphs begin and end."""
    for is_ended, group in groupby(range(len(texts)), key=ended.__getitem__):
        numbers = list(group)
        first, past = numbers[0], numbers[-1] + 1
        if is_ended or len(numbers) > _RUN or first == 0 or len(texts[first - 1]) < _PARAGRAPH:
            continue
        if past == len(texts) or len(texts[past]) >= _PARAGRAPH:
            yield first, past
