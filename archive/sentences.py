"""Text to sentences, as the cleaner and the index both count them."""

from __future__ import annotations

import re

# A full stop after one of these never ends a sentence: it does as often as not, and whether what
# follows is a name cannot be known. Newsroom English and the months of wire copy, without the stop.
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon gen col lt sgt cpl capt cmdr adm maj sen rep gov pres supt st ste mt ft
    jr sr vs etc al inc corp co ltd no nos vol fig approx dept est dist
    jan feb mar apr jun jul aug sept sep oct nov dec
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo
    e.g i.e a.m p.m u.s u.k u.n
    """.split()
)
# Every end begins with one of the first set, so that the search need look for nothing else.
_LONGEST = max(map(len, _ABBREVIATIONS))
_END = re.compile(
    r"""[.!?…。！？)\]©](?:"""
    r"""(?<=[.!?…])["'”’»)\]]*(?=\s|$|[\[(“‘"«](?=\S))"""  # a stop and what closes after it
    r"""|(?<=[。！？])["'”’»)\]]*"""
    r"""|(?<=[)\]])(?=\s+[\[(])|(?<=\s©)(?= ?\d{4}\s))"""  # brackets, one after another; before a notice
)
_OPENER = re.compile(r"""\s*["'“‘«(\[¿¡—–-]*\s*""")
_WINDOW = 1_500  # characters at the end of a text in which its last sentences are looked for
_POSTSCRIPT = re.compile(r"[(\[][^()\[\]]+[)\]]\.?$|#\w+(?:[ ,]*#\w+)+$|(?<=[^\w\s])/\w[\w.]+/?$")
_POSTSCRIPT_WINDOW = 200  # characters
_LAST_WORD = re.compile(r"([\w.&’'-]+)\.$")
_GLUED = re.compile(r"[.’'-]([A-Z][A-Za-z]{1,4})$")  # a title behind a stop or quote, the blank lost
_NAMED = re.compile(r"\b(?:Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Judge|Justice)\.? (?:[A-Z]\.){2,3}$")


def spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence stands, as half-open offsets without the white space around.

    A sentence ends at a stop and the quotes or brackets closing after it, where white space
    or an opening bracket or quote follows and what comes next does not begin in lower case; and
    between one bracket that closes and another that opens, and before "© 2019".

    >>> text = 'He met Sen. John Doe of the U.S. Senate. "Go!" he said. (Reporting by A. Roe)'
    >>> [text[start:end] for start, end in spans(text)]
    ['He met Sen. John Doe of the U.S. Senate.', '"Go!" he said.', '(Reporting by A. Roe)']
    """
    found: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    for match in _END.finditer(text):
        end = match.end()
        if end == len(text):
            break  # as what is left over ends
        if match[0] == "." and text[end] in " \n" and text[end + 1 : end + 2].isupper():  # most of them
            if not _is_abbreviation(text, start, end - 1):
                found.append((start, end))
                start = end + 1
            continue
        if match[0] == "©":
            end -= 2
        elif not _ends_here(text, start, match[0] == ".", end):
            continue
        if end > start:
            found.append((start, end))
            start = _skip_space(text, end)
    last = len(text.rstrip())
    if start < last:
        found.append((start, last))
    return found


def last(text: str, count: int) -> list[int]:
    """Return where the last sentences begin, at most ``count``, never the first of the text.

    >>> last("One. Two. Three. Four.", 2)
    [10, 17]
    """
    window = max(0, len(text) - _WINDOW)
    return [window + start for start, _ in spans(text[window:])[1:]][-count:]


class Ending:
    """The last sentences of a text, found once while its end is cut off piece by piece."""

    def __init__(self) -> None:
        self._text = ""
        self._starts: list[int] = []

    def last(self, text: str, count: int) -> list[int]:
        """Return where the last sentences begin, as ``last`` does."""
        if text is not self._text or len(self._starts) < count:
            self._text, self._starts = text, last(text, _WINDOW)
        return self._starts[-count:]

    def cut(self, text: str) -> None:
        """Learn what is left of the text whose sentences were found."""
        self._text, self._starts = text, [start for start in self._starts if start < len(text)]


def postscript(text: str) -> int | None:
    """Return where what is added behind the last sentence begins: a note in brackets, hashtags, an address.

    >>> [text[postscript(text) :] for text in ("One. (h/t The Post)", "One.#two #three", "One./SOURCE")]
    ['(h/t The Post)', '#two #three', '/SOURCE']
    """
    window = max(0, len(text) - _POSTSCRIPT_WINDOW)
    found = _POSTSCRIPT.search(text, window)
    return found.start() if found and found.start() > window else None


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _ends_here(text: str, start: int, is_stop_alone: bool, end: int) -> bool:
    following = end + 1
    if text[end : end + 1] != " " or not text[following : following + 1].isalpha():
        opener = _OPENER.match(text, end)
        following = opener.end() if opener else end
    if text[following : following + 1].islower():
        return False
    return not (is_stop_alone and _is_abbreviation(text, start, end - 1))


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Tell whether the word before a full stop is one of those, or an initial."""
    name = text[max(start, stop - _LONGEST - 1) : stop].rpartition(" ")[2]
    if not name.isalpha():
        word = _LAST_WORD.search(text, max(start, stop - 24), stop + 1)
        if word is None:
            return False
        glued = _GLUED.search(word[1])
        name = glued[1] if glued else word[1]
        if _NAMED.search(text, max(start, stop - 24), stop + 1):
            return True
    return name.lower() in _ABBREVIATIONS or (len(name) == 1 and name.isupper())
