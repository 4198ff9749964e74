"""Blocks that name a story's writers without saying so: a byline over a house, a biography below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive import sentences
from archive.metadata.houses import house_by_name
from archive.metadata.people import are_names, is_name

_LONGEST = 900  # characters of a paragraph that presents
_STORY = 4  # times as long as that paragraph, at least, is the story above it
_MARK = re.compile(r"[\s•⦁*·_–—(\[-]*")
_NAME = r"(?:[A-Z][\w.'’-]*)(?: (?:[A-Z][\w.'’-]*|de|la|van|von|der|den|al|el|bin|di|da)){1,4}"
_PRESENTS = re.compile(
    rf"(?P<names>{_NAME}(?:(?:, {_NAME})*,? and {_NAME})?)"
    r"(?:,? \(?@\w{2,30}\)?,?|, (?:Jr|Sr)\.,?|, [^.!?]{3,160},| \([^)]{2,60}\))? "
    r"(?:(?:is|are)\b(?! (?:expected|scheduled|set|due|accused|being|facing|likely|not|under|in|at|on)\b)"
    r"|(?:was|were) (?:an?|the)\b|(?:has|have) (?:been an?|written|covered|served|worked|taught)\b|"
    r"(?:serves?|served|teach(?:es)?|taught|writes?|covers?|covered|hosts?|works?|worked|runs|leads|edits|"
    r"directs|retired|practices|studies)\b)"
)
_OFFICE = re.compile(
    r"(?:House|Senate|Treasury|Acting|Deputy|Foreign|Prime|Defen[cs]e|State|Interior|Attorney|Secretary|Speaker|"
    r"President|Minister|Chancellor|Mayor|Gov|King|Queen|Prince|Pope|Judge|Justice|Police|U\.[NS]|In|At|On|For|After|"
    r"When|While|But|And|As|If|Mr|Mrs|Ms|The)\b"
)
_POST = re.compile(  # what stands under a name in place of the house
    r"(?:special|exclusive) (?:for|to) (?:the )?\w.{2,40}"
    r"|(?:(?:\w+ )?(?:opinion|guest|staff|contributing|special|senior|national|foreign) )+"
    r"(?:columnist|contributor|writer|reporter|correspondent|editor)s?",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:authors?|co-?authors?|writ(?:er|ers|es|ing)|editors?|reporters?|journalists?|columnists?|correspondents?|"
    r"contribut(?:or|ors|ing)|commentators?|(?:co-?)?hosts?|bloggers?|producers?|photographers?|cartoonist|newsman|"
    r"professors?|lecturer|fellows?|scholars?|scientists?|researchers?|historian|economists?|psychologists?|"
    r"sociologists?|philosopher|analysts?|strategists?|consultants?|advis[eo]rs?|counsel|attorneys?|lawyers?|"
    r"directors?|presidents?|chair(?:man|woman)?|CEO|(?:co-?)?founders?|partner|officer|executive|members?|"
    r"candidates?|students?|teachers?|administrator|doctors?|physicians?|surgeon|nurse|senator|committeeman|"
    r"(?:congress|assembly)(?:man|woman)|representative|governor|ambassador|assistant|secretary|veteran|activist|"
    r"organizer|pastor|rabbi|comedian|book|podcast)\b",
    re.I,
)
_SPEECH = re.compile(r"\b(?:said|says|told|tweeted|asked|added|replied|arrested|convicted|died|killed)\b")
_GOES_ON = re.compile(
    r"[(\[“\"]?(?:He|She|They|His|Her|Their|Follow|Find|Reach|Contact|Read|Visit|Write|E-?mail|Tweet|Twitter|"
    r"You can|This|For|Learn|More|Formerly|Previously|In \d{4}|Both|The (?:views|opinions))\b"
)
_AND = re.compile(r",? and |, ")


@dataclass(frozen=True, slots=True)
class Signature:
    """The blocks from ``first`` up to ``end`` that name writers, by which rule, and their names."""

    first: int
    end: int
    rule: str
    names: str


def find(blocks: Sequence[str]) -> Signature | None:
    """Return the first two blocks or the last one, if they name the writers and nothing is left to say so.

    >>> find(["Ann Roe and John Doe", "USA TODAY", "The bridge will stand."])
    Signature(first=0, end=2, rule='byline-over-house', names='Ann Roe and John Doe, USA TODAY')
    """
    if len(blocks) > 2 and are_names(blocks[0]) and (house_by_name(blocks[1]) or _POST.fullmatch(blocks[1])):
        return Signature(0, 2, "byline-over-house", f"{blocks[0]}, {blocks[1]}")
    if len(blocks) > 1 and house_by_name(blocks[0]):
        return Signature(0, 1, "house-over-story", blocks[0])
    if blocks and (names := presented(blocks[-1], "\n\n".join(blocks[:-1]))):
        return Signature(len(blocks) - 1, len(blocks), "biography", ", ".join(names))
    return None


def presented(paragraph: str, story: str) -> list[str]:
    """Return the writers whom the last paragraph presents; none if it is part of the story above it.

    They are persons named in full, of whom the story says nothing and the paragraph what they do.

    >>> story = "The bridge will stand. " * 20
    >>> presented("Ann Roe is a senior fellow at the Example Institute. She lives in Rome.", story)
    ['Ann Roe']
    >>> presented("Ann Roe is president of the firm. She left.", story + "Mayor Roe was there.")
    []
    """
    text = paragraph[_MARK.match(paragraph).end() :]  # type: ignore[union-attr]  # matches nothing, too
    if len(text) > _LONGEST or len(story) < _STORY * len(text):
        return []
    if not _PRESENTS.match(text) or _SPEECH.search(text):
        return []
    names: list[str] = []
    for number, (start, end) in enumerate(sentences.spans(text)):
        sentence = text[start:end]
        if found := _presents(sentence, story):
            names += found
        elif number == 0 or not (_GOES_ON.match(sentence) or _speaks_of(names, sentence)):
            return []
    return names


def _presents(sentence: str, story: str) -> list[str]:
    match = _PRESENTS.match(sentence)
    if match is None or _OFFICE.match(sentence) or not _ROLE.search(sentence):
        return []
    names = _AND.split(match["names"])
    if all(is_name(name) and name.split()[-1].strip(".") not in story for name in names):
        return names
    return []


def _speaks_of(names: list[str], sentence: str) -> bool:
    return any(sentence.startswith(name.split()[-1]) for name in names)
