"""What a word is, decided once for every engine and every query.

==================  =====================================  ====================================
In the text         Words                                  Rule
==================  =====================================  ====================================
Guaidó’s, Bosses'   guaido, bosses                         possessives go
he'll, we're, I'd   he, we, i                              so do 'll 've 're 'd 'm
O’Brien, don't      obrien, dont                           any other apostrophe is left out
U.S., a.m.          us, am                                 letters with stops are one word
AT&T, R&D           at&t, r&d                              up to three letters a side are one
1,000  27.6  $5%    1000, 27.6, 5                          a comma before three digits goes
C4, G20, 4x4        c4, g20, 4x4                           letters and digits are one word
covid-19            covid, 19; covid19 over the first      the parts and, if a letter is in it,
                                                           the whole; any hyphen, no dash
and/or, @x_y, #z    and, or, x, y, z                       all else parts words
日本語              日本, 本語                              scripts without spaces: pairs
==================  =====================================  ====================================

Characters that are not seen (soft hyphens, joiners) and accents are left out. A word has at most
``LONGEST`` characters, made of the first ``LONGEST`` that are written; the rest goes. A
compound ends after 16 parts, a stretch after 64.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from index.folding import APOSTROPHES, PASSED_OVER, fold, unaccented
from index.stemming import porter2

LONGEST = 64
"""Characters of the longest word; a longer one is found by its beginning."""

# Thai, Lao, Myanmar, Khmer, kana, Han: they put no space between words.
_PAIRED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e80-\u0eff\u1000-\u1049\u1050-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f"
    "\u1780-\u17d3\u17d7\u17dc-\u17dd\u17e0-\u17e9\u3005-\u3007\u3021-\u302f\u3038-\u303a\u3041-\u3096\u3099-\u309a"
    "\u309d-\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U000323af"
)
_FIRST_PAIRED = "\u0e01"
# Marks that are part of a word (no letters to a pattern): vowels of Indic scripts, voicing of kana.
_MARKED = (*range(0x0900, 0x1D00), *range(0x302A, 0x309B), *range(0xA800, 0xAC00), *range(0x11000, 0x11800))
_SIGNS = "".join(chr(code) for code in _MARKED if unicodedata.category(chr(code)) in ("Mn", "Mc")) + "ﾞﾟ"
_HYPHENS = "-\u058a\u05be\u2010\u2011\ufe63\uff0d"
# Fractions, numbers in circles or with a stop, ligatures of whole words: no one word when folded.
_COMPOSED = (
    *range(0xBC, 0xBF), 0x37A, 0x309F, 0x30FF, *range(0x2150, 0x2160), 0x2189, *range(0x2474, 0x249C),
    *range(0x3190, 0x31A0), *range(0x3220, 0x3400), *range(0xFC5E, 0xFC64), *range(0xFDFA, 0xFDFC),
    *range(0xFE70, 0xFE80), *range(0x1F100, 0x1F10D),
)  # fmt: skip
_PLAIN = {
    **{ord(mark): "'" for mark in APOSTROPHES},
    **{ord(mark): "-" for mark in _HYPHENS},
    **dict.fromkeys(_COMPOSED, " "),
    **dict.fromkeys(map(ord, "Ŀŀ"), "l"),
}

STRETCH = re.compile(
    # Most stretches are one word before a space; to look no further halves the time.
    "[^\\W_]++(?=[ \n])|"
    f"[^\\W_]++(?:[{_SIGNS}{PASSED_OVER}{APOSTROPHES}.,&{re.escape(_HYPHENS)}]++[^\\W_]++){{0,63}}+"
    f"(?:(?<=\\.[^\\W\\d_])\\.)?[{_SIGNS}{PASSED_OVER}]*+"
)
"""Letters and what may stand among them: a stretch of text to be looked at closely, once."""

# Within a stretch made plain by _PLAIN: the table above.
_LETTER = "[^ .,&'-]"
_SPELLED = f"(?:(?!\\d){_LETTER}\\.){{1,15}}(?!\\d){_LETTER}\\.?(?!{_LETTER})"
_JOINED_BY_AND = f"{_LETTER}{{1,3}}(?:&{_LETTER}{{1,3}}){{1,4}}(?!{_LETTER})"
_WHOLE = "(?:\\d{1,3}(?:,\\d{3}){1,8}(?!\\d)|\\d++)"
_NUMBER = f"(?:(?<!\\d\\.){_WHOLE}\\.\\d++(?!\\.?\\d)|{_WHOLE}){_LETTER}*+"
_PART = f"(?:{_SPELLED}|{_JOINED_BY_AND}|{_NUMBER}|{_LETTER}++)(?:'{_LETTER}++)*+"
_COMPOUND = f"{_PART}(?:-{_PART}){{0,15}}"
_PLAIN_NUMBER = re.compile("(?:[0-9]{1,3}(?:,[0-9]{3}){1,8}|[0-9]+)(?:\\.[0-9]+)?")
_ENDING = re.compile("'(?:s|ll|ve|re|d|m)$", re.IGNORECASE)


class Form(NamedTuple):
    """A word in a stretch, ``step`` positions and ``start`` characters on from its beginning."""

    text: str
    stem: str
    step: int
    start: int
    end: int


class _Part(NamedTuple):
    text: str
    start: int
    end: int


def forms(stretch: str) -> Iterator[Form] | tuple[Form, ...]:
    """Return the words of what ``STRETCH`` matched, in order; a joined form after its first part.

    >>> [(form.text, form.step) for form in forms("vice-president’s")]
    [('vice', 0), ('vicepresident', 0), ('president', 1)]
    """
    if len(stretch) <= LONGEST and stretch < _FIRST_PAIRED:
        return _kept_forms(stretch)
    return _forms(stretch)


def only_word(stretch: str) -> str | None:
    """Return the word of a stretch that plainly is one; None where to look closely: ``forms``.

    >>> only_word("Reuters"), only_word("1,234.5"), only_word("anti-coup")
    ('reuters', '1234.5', None)
    """
    if (
        stretch.isascii()
        and len(stretch) <= LONGEST
        and (stretch.isalnum() or _PLAIN_NUMBER.fullmatch(stretch))
    ):
        return stretch.replace(",", "").lower()
    return None


@lru_cache(maxsize=1 << 12)
def stem(word: str) -> str:
    """Return the Porter2 stem of a folded word; one that is not of Latin letters stays.

    >>> stem("according"), stem("accordance"), stem("covid19")
    ('accord', 'accord', 'covid19')
    """
    return porter2(word) if word.isascii() and word.isalpha() else word


def common_beginning(stem: str) -> str:
    """Return what every word of this stem begins with.

    Porter2 alters the last letter, or two of them: "dying" is "die".

    >>> common_beginning("venezuela"), common_beginning("die"), common_beginning("us")
    ('venezuel', 'd', 'us')
    """
    if len(stem) < 3:
        return stem
    return stem[:1] if len(stem) == 3 and stem.endswith("ie") else stem[:-1]


def cased(written: str) -> str:
    """Return a word where it stands as it is compared with its capitals.

    >>> cased("Guaidó’s"), cased("U.S.")
    ('Guaido', 'US')
    """
    return _form(written.translate(_PLAIN), unaccented)


def is_paired(text: str) -> bool:
    """Tell whether a word is of a script that is written without spaces."""
    run = _runs().match(text)
    return run is not None and run[1] is not None


@lru_cache(maxsize=1 << 12)
def _kept_forms(stretch: str) -> tuple[Form, ...]:
    return tuple(_forms(stretch))


def _forms(stretch: str) -> Iterator[Form]:
    for text, step, start, end in spelled(stretch):
        yield Form(text, stem(text), step, start, end)


def spelled(stretch: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield the words of a stretch as ``forms`` has them, without their stems."""
    if word := only_word(stretch):
        yield word, 0, 0, len(stretch)
        return
    step = 0
    for parts in _compounds(stretch if _is_plain(stretch) else stretch.translate(_PLAIN)):
        joined = "".join(part.text for part in parts)
        for number, part in enumerate(parts):
            yield part.text, step + number, part.start, part.end
            if number == 0 and len(parts) > 1 and _is_one_word(joined):
                yield joined, step, part.start, parts[-1].end
        step += len(parts)


def _is_plain(stretch: str) -> bool:
    return stretch.isascii() and "`" not in stretch


def _compounds(plain: str) -> Iterator[list[_Part]]:
    if max(plain) < _FIRST_PAIRED:
        yield from _apart(plain, 0, len(plain))
        return
    for run in _runs().finditer(plain):
        yield from _pairs(run[0], run.start()) if run[1] else _apart(plain, run.start(), run.end())


def _apart(plain: str, start: int, end: int) -> Iterator[list[_Part]]:
    of_compound, of_part = _patterns()
    for compound in of_compound.finditer(plain, start, end):
        found = of_part.finditer(plain, compound.start(), compound.end())
        parts = (_Part(_form(part[0]), part.start(), part.end()) for part in found)
        yield [part for part in parts if part.text]


def _form(written: str, folded: Callable[[str], str] = fold) -> str:
    plain = _ENDING.sub("", written[:LONGEST]).replace("'", "").replace(",", "")
    if not plain[:1].isdigit():
        plain = plain.replace(".", "")
    word = folded(plain)[:LONGEST]
    return word if word.isascii() else word.lstrip(_SIGNS)  # no stretch begins with one, either


def _is_one_word(joined: str) -> bool:
    return len(joined) <= LONGEST and not (joined.isdecimal() or "." in joined or "&" in joined)


def _pairs(run: str, offset: int) -> Iterator[list[_Part]]:
    """Yield overlapping pairs of signs, each with its marks; a sign alone is itself."""
    before: _Part | None = None
    is_alone = True
    for found in _signs().finditer(run):
        sign = _Part(fold(found[0][:LONGEST]), offset + found.start(), offset + found.end())
        if before is not None:
            is_alone = False
            yield [_Part((before.text + sign.text)[:LONGEST], before.start, sign.end)]
        before = sign
    if before is not None and is_alone:
        yield [before]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_COMPOUND), re.compile(_PART)


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"((?![{_SIGNS}])[{_PAIRED}][{_PAIRED}{_SIGNS}{PASSED_OVER}]*+)|[^{_PAIRED}]++")


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(f"[{_PAIRED}][{_SIGNS}{PASSED_OVER}]*+")
