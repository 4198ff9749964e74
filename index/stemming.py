"""Words to their Porter2 stems, as snowballstemmer gives them, in a fifth of the time.

The algorithm is Martin Porter's (snowballstem.org/algorithms/english), with what Snowball 3 has added; the
names of its steps and regions are kept. snowballstemmer's generated code goes letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_Endings = Mapping[str, tuple[tuple[str, str], ...]]


def _by_last_letters(endings: Mapping[str, str]) -> _Endings:
    """Return endings and what takes their place, the longest first, by the last two letters of each."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for ending in sorted(endings, key=len, reverse=True):
        table[ending[-2:]] = (*table.get(ending[-2:], ()), (ending, endings[ending]))
    return table


_WHOLE = {
    "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli",
    "only": "onli", "singly": "singl",
    **{word: word for word in ("andes", "atlas", "bias", "cosmos", "howe", "news", "sky")},
}  # fmt: skip
# Every ending that a step takes away or alters. Two words in five have none.
_TAKEN_AWAY = (
    "s", "ed", "ing", "e", "y", "li", "ogi", "anci", "enci", "iti", "al", "ful", "ll", "ism", "ion",
    "er", "ator", "ogist", "ant", "ent", "ic",
)  # fmt: skip
_DOUBLED = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_STEP_2 = _by_last_letters(
    {
        "tional": "tion", "enci": "ence", "anci": "ance", "abli": "able", "entli": "ent", "izer": "ize",
        "ization": "ize", "ational": "ate", "ation": "ate", "ator": "ate", "alism": "al", "aliti": "al",
        "alli": "al", "fulness": "ful", "fulli": "ful", "ousli": "ous", "ousness": "ous", "iveness": "ive",
        "iviti": "ive", "biliti": "ble", "bli": "ble", "ogist": "og", "ogi": "og", "lessli": "less", "li": "",
    }
)  # fmt: skip
_STEP_3 = _by_last_letters(
    {
        "tional": "tion", "ational": "ate", "alize": "al", "icate": "ic", "iciti": "ic", "ical": "ic",
        "ful": "", "ness": "", "ative": "",
    }
)  # fmt: skip
_STEP_4 = _by_last_letters(
    dict.fromkeys(
        (
            "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate",
            "iti", "ous", "ive", "ize", "ion",
        ),
        "",
    )
)  # fmt: skip

_VOWEL, _CONSONANT = "[aeiouy]", "[^aeiouy]"
_VOWEL_AND_Y = re.compile(f"({_VOWEL})y")
_HAS_VOWEL = re.compile(_VOWEL).search
_BEHIND = re.compile(f"{_CONSONANT}*{_VOWEL}+{_CONSONANT}").match
_R1 = re.compile(
    f"arsen|commun|emerg|gener|inter|later|organ|past|univers|{_CONSONANT}*{_VOWEL}+{_CONSONANT}"
).match
_SHORT = re.compile(f"(?:{_CONSONANT}{_VOWEL}[^aeiouywxY]|^{_VOWEL}{_CONSONANT}|past)$").search


def porter2(word: str) -> str:
    """Return the stem of a word of small letters, a to z.

    >>> porter2("generalization"), porter2("dying"), porter2("news")
    ('general', 'die', 'news')
    """
    if not word.endswith(_TAKEN_AWAY) or len(word) < 3:
        return word
    if word in _WHOLE:
        return _WHOLE[word]
    has_y = "y" in word
    if has_y:
        word = _with_consonants(word)
    found = _R1(word)
    r1 = found.end() if found else len(word)
    found = _BEHIND(word, r1)
    r2 = found.end() if found else len(word)
    word = _step_1b(_step_1a(word), r1)
    if word[-1] in "yY" and len(word) > 2 and word[-2] not in "aeiouy":
        word = word[:-1] + "i"
    word = _step_5(_step_4(_step_3(_step_2(word, r1), r1, r2), r2), r1, r2)
    return word.replace("Y", "y") if has_y else word


def _with_consonants(word: str) -> str:
    """Return the word with Y for each y that is a consonant: at the beginning, or behind a vowel."""
    begun = "Y" + word[1:] if word[0] == "y" else word
    return _VOWEL_AND_Y.sub("\\1Y", begun)


def _step_1a(word: str) -> str:
    if word[-1] == "s":
        if word.endswith("sses"):
            return word[:-2]
        if word.endswith("ies"):
            return word[:-2] if len(word) > 4 else word[:-1]
        if word[-2] not in "us" and _HAS_VOWEL(word, 0, len(word) - 2):
            return word[:-1]
    elif word.endswith("ied"):
        return word[:-2] if len(word) > 4 else word[:-1]
    return word


def _step_1b(word: str, r1: int) -> str:
    if word.endswith(("eed", "eedly")):
        start = len(word) - (3 if word[-1] == "d" else 5)
        return word[:start] + "ee" if start >= r1 and word[:start] not in ("succ", "proc", "exc") else word
    if word.endswith("ing"):
        stem = word[:-3]
        if stem in ("even", "cann", "inn", "earr", "herr", "out"):
            return word
        if len(stem) == 2 and stem[1] == "y" and stem[0] not in "aeiouy":
            return stem[0] + "ie"
    elif word.endswith("ed"):
        stem = word[:-2]
    elif word.endswith(("edly", "ingly")):
        stem = word[: -4 if word.endswith("edly") else -5]
    else:
        return word
    if not _HAS_VOWEL(stem):
        return word
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if stem.endswith(_DOUBLED):
        return stem if len(stem) == 3 and stem[0] in "aeo" else stem[:-1]
    return stem + "e" if len(stem) == r1 and _SHORT(stem) else stem


def _step_2(word: str, r1: int) -> str:
    for ending, instead in _STEP_2.get(word[-2:], ()):
        if word.endswith(ending):
            start = len(word) - len(ending)
            if (
                start < r1
                or (ending == "ogi" and word[:start][-1:] != "l")
                or (ending == "li" and word[:start][-1:] not in tuple("cdeghkmnrt"))
            ):
                return word
            return word[:start] + instead
    return word


def _step_3(word: str, r1: int, r2: int) -> str:
    for ending, instead in _STEP_3.get(word[-2:], ()):
        if word.endswith(ending):
            start = len(word) - len(ending)
            return word[:start] + instead if start >= (r2 if ending == "ative" else r1) else word
    return word


def _step_4(word: str, r2: int) -> str:
    for ending, _ in _STEP_4.get(word[-2:], ()):
        if word.endswith(ending):
            start = len(word) - len(ending)
            return word[:start] if start >= r2 and (ending != "ion" or word[start - 1] in "st") else word
    return word


def _step_5(word: str, r1: int, r2: int) -> str:
    end = len(word) - 1
    if word[end] == "e" and (end >= r2 or (end >= r1 and not _SHORT(word, 0, end))):
        return word[:end]
    if word[end] == "l" and end >= r2 and word[end - 1] == "l":
        return word[:end]
    return word
