"""Whether the first block of a text is its headline."""

from __future__ import annotations

import re

from archive import sentences
from archive.metadata.dateline import read as read_dateline
from archive.metadata.houses import house_by_name
from archive.metadata.people import is_name

_LONGEST = 160  # characters of a headline
_OPENING = 300  # characters with which a story opens
_PROSE = 80  # characters of a paragraph that can follow a headline
_STOPPED = re.compile(r"""[.:;,…]["'”’)\]]*$""")
_DANGLING = re.compile(r"(?:[-–—_/|,;&]|\b(?:from|of|the|an?|and|or|with|for|to|by))$")
_OPENS = re.compile(r"""^["'“‘«¿¡(\[]?[\dA-ZÀ-ÞĀ-Ž\u0370-\uffff]""")
_PROSE_OPENS = re.compile(r"""^["'“‘«„»¿¡(\[*•–—-]{0,3}\s?[^\Wa-z_]""")
_PROSE_END = re.compile(r"""[.!?…:]["'”’)\]]*$""")
_NO_TITLE = re.compile(
    r"^(?:By|Posted|Published|Updated|Photo|Image|Video|FILE|File|Dear|Sources?|Via|Share|Warning|WARNING|"
    r"From [Ss]taff|According to|Updated? (?:at|on)|Be sure|Click|Subscribe|Sign up|Follow|"
    r"Read (?:this|more|the)|Like us)\b|/ [Vv]ia\b"
    r"|^[QA] ?[:.]|^[#@>*•–—-]|https?://|^\W*[\d.,]+[kKM]? ?(?:SHARES?|shares?|reddit|comments?)\b"
    r"|(?i:(?:facebook|twitter|reddit|pinterest|tumblr).{0,12}(?:facebook|twitter|reddit|pinterest|tumblr|google|e-?mail))"
)
_CREDITED = re.compile(
    r"\([^()]*(?:/|[Pp]hoto|[Ii]mage|Getty|Reuters|AP|AFP|[Vv]ia|[Cc]ourtesy|[Ii]llustration)[^()]*\)$"
    r"|/ ?(?:File )?Photo$|\bGetty(?: Images)?$|^\(.*\)$"
    r"|^(?:AP Photo|CLOSE)\b|^[\w. ]+ ?/ ?(?:The )?[A-Z][\w. ]+$"
    r"|\bfor [Tt]he (?P<house>[A-Z][\w ]+)$|\bInc\.$"
)
_AND = re.compile(r",? and |, ")
_QUOTATION = re.compile(r"""^["“'‘\ufffd][^"”“]*[.!?,]?["”'’\ufffd]$""")
_TWICE = re.compile(r"^(.{4,}) \1$")
_FILED = re.compile(r"[A-Z][A-Z .,’'-]{2,40}\s*(?:--|[—–\ufffd])\s*\S")  # from a place that nobody knows
_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_SHORT_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_ALWAYS_SMALL = frozenset("and the for with from but nor via into over".split())
# What tells the standfirst, a sentence in small letters, from a headline; of each a headline has one at most.
_STANDFIRST = (
    (3, re.compile(r"^(?:He|She|They|It|His|Her|Their)\b")),
    (2, re.compile(r"^(?:The|An?|There|This|These|Those|Mrs?)\b")),
    (2, re.compile(r"\b(?:was|were|has|have|had|been)\b")),
    (2, re.compile(r"\b(?:the|an?|his|her|their)\b.*\b(?:the|an?|his|her|their)\b")),
    (2, re.compile(r"\b(?:who|which)\b")),
    (3, re.compile(r"(?:\S+\s+){17}")),
    (1, re.compile(r"(?:\S+\s+){14}")),
    (1, re.compile(r"\b(?:is|are|will be)\b")),
    (2, re.compile(r"\b(?:is|are|be|being) (?:\w+ly |also |still )?(?:being|said|seen|\w+ing|\w+ed)\b")),
    (4, re.compile(r"\bin [A-Z][a-z]{2,8}\.? \d{4}$")),
    (1, re.compile(r"\b(?:the|an?|their)\b")),
    (1, re.compile(r"\b\w+ed\b")),
    (2, re.compile(r"^(?:But|Now|Amid|At least|Nearly|While|Looks like)\b|!$")),
)
# A headline says what the story opens with, a standfirst something else: the share of its words found there.
_UNSAID = ((2, 0.2), (1, 0.4))
_STANDFIRST_FROM = (
    4  # the weight of all these; of 5,900 headlines in small letters 16 % have it, of standfirsts 90 %
)
# Behind a headline of some length: when it was posted, to the end of the line.
_STAMP_BEHIND = re.compile(
    r"(?<=.{25})\s(?:[|•·–—-]\s*)?"
    r"(?:(?:[Ll]ast |LAST )?(?:[Uu]pdated|UPDATED)|[Pp]osted|POSTED|[Pp]ublished|PUBLISHED)(?: on| at)?:?\s"
    r"(?=.{0,40}\b(?:19|20)\d\d\b)[^.!?]{8,70}$"
)
_STEM = 5  # letters by which words are compared


def letters(text: str) -> str:
    """Return what of a headline does not change with its setting: its letters and figures."""
    return "".join(filter(str.isalnum, text.casefold()))


def stamp_behind(title: str) -> int | None:
    """Return where the stamp behind a headline begins, in the same line; None where there is none.

    >>> title = "Gorilla killed to save boy at Ohio zoo Updated: 2016-05-30 09:53 (Agencies)"
    >>> title[stamp_behind(title) :]
    'Updated: 2016-05-30 09:53 (Agencies)'
    """
    match = _STAMP_BEHIND.search(title)
    return match.end() - len(match[0].lstrip()) if match else None


def is_title(text: str, following: str) -> bool:
    """Tell whether a block is a headline: short, unstopped, and followed by a story's opening.

    One with its words in capitals may end as it likes; so may one whose words are told again below it,
    behind a dateline.

    >>> is_title("Russia dismisses US demand", "Russia is dismissing calls to withdraw " * 3 + ".")
    True
    >>> is_title("They had one mission, they declared:", "The team has set up this account. " * 4)
    False
    """
    if not 12 <= len(text) <= _LONGEST:
        return False
    is_told = _is_told(text, following)
    if len(text.split()) < (3 if is_told else 4):
        return False
    if not _OPENS.search(text) or _NO_TITLE.search(text) or _DANGLING.search(text):
        return False
    words = len(_WORD.findall(text))
    if words < 2 or (text.endswith(":") and words < 6):
        return False
    if (
        _is_credit(text)
        or (_is_names(text) and not is_told)
        or _QUOTATION.search(text)
        or _TWICE.search(text)
        or house_by_name(text)
    ):
        return False
    capitals = _in_capitals(text)
    if _STOPPED.search(text) and not (is_told and _is_filed(following)):
        if not capitals:
            return False
        if text.endswith(".") and not (words >= 7 and _small(text) == 0):
            return False
    if not capitals and len(sentences.spans(text)) > 1:
        return False
    if _is_filed(following):
        return True
    if text.endswith("?") and not capitals:  # as likely the question with which a story opens
        return False
    if len(following) < _PROSE or not _PROSE_END.search(following) or not _PROSE_OPENS.search(following):
        return False
    return capitals or _standfirst_weight(text, following) < _STANDFIRST_FROM


def _is_filed(following: str) -> bool:
    """Tell whether a story opens with its dateline, of a place that is known or not."""
    return read_dateline(following) is not None or _FILED.match(following) is not None


def _is_told(text: str, following: str) -> bool:
    """Tell whether the story opens with most of the words of a line; with all, where they are few."""
    own, opening = _stems(text), _stems(following[:_OPENING])
    return len(own) >= 3 and len(own & opening) >= (0.6 if len(own) > 3 else 1) * len(own)


def _standfirst_weight(text: str, following: str) -> int:
    signs = sum(weight for weight, sign in _STANDFIRST if sign.search(text))
    own, opening = _stems(text), _stems(following)
    return signs + sum(weight for weight, share in _UNSAID if len(own & opening) < share * len(own))


def _stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _WORD.findall(text)}


def _is_credit(text: str) -> bool:
    """Tell whether it is a caption that ends with its credit."""
    credit = _CREDITED.search(text)
    return credit is not None and (credit["house"] is None or house_by_name(credit["house"]) is not None)


def _is_names(text: str) -> bool:
    return all(is_name(name) for name in _AND.split(text))


def _small(text: str) -> int:
    """Count the words of three letters and more that begin small, those aside that always do."""
    return sum(word[0].islower() for word in _SHORT_WORD.findall(text) if word not in _ALWAYS_SMALL)


def _in_capitals(text: str) -> bool:
    """Tell whether all the longer words begin with a capital: "Trump Gives Every Man in Town Money"."""
    words = _WORD.findall(text)
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.85 * len(words)
