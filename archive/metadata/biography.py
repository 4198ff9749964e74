"""A story's last paragraph to those whom it presents: what a piece says of its writers."""

from __future__ import annotations

import re

from archive import sentences
from archive.metadata.people import is_name

_LONGEST = 900  # characters
_STORY = 4  # times as long as the paragraph a story above it is, at least
_MARK = re.compile(r"[\s•⦁*·_–—(\[-]*")
_NAME = r"(?:[A-Z][\w.'’-]*)(?: (?:[A-Z][\w.'’-]*|de|la|van|von|der|den|al|el|bin|di|da)){1,4}"
_PRESENTS = re.compile(
    rf"(?P<names>{_NAME}(?:(?:, {_NAME})*,? and {_NAME})?)"
    r"(?:,? \(?@\w{2,30}\)?,?|, (?:Jr|Sr)\.,?|, [^.!?]{3,160},| \([^)]{2,60}\))? "
    r"(?:(?:is|are)\b(?! (?:expected|scheduled|set|due|accused|being|facing|likely|not|under|among|in|at|on)\b)|"
    r"(?:was|were) (?:an?|the)\b|(?:has|have) (?:been an?|written|covered|served|worked|taught)\b|"
    r"(?:serves?|served|teach(?:es)?|taught|writes?|covers?|covered|hosts?|works?|worked|runs|leads|edits|directs|"
    r"retired|practices|studies)\b)"
)
_OFFICE = re.compile(
    r"(?:House|Senate|Treasury|Acting|Deputy|Foreign|Prime|Defen[cs]e|State|Interior|Attorney|Secretary|Speaker|"
    r"President|Minister|Chancellor|Mayor|Gov|King|Queen|Prince|Pope|Judge|Justice|Police|U\.[NS]|In|At|On|For|After|"
    r"When|While|But|And|As|If|Mr|Mrs|Ms|The)\b"
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
    r"[(\[“\"]?(?:He|She|They|His|Her|Their|Follow|Find|Reach|Contact|Read|Visit|Write|E-?mail|Tweet|Twitter|You can|"
    r"This|For|Learn|More|Formerly|Previously|In \d{4}|Both|The (?:views|opinions))\b"
)
_AND = re.compile(r",? and |, ")


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
    if len(text) > _LONGEST or len(story) < _STORY * len(text) or _SPEECH.search(text):
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
