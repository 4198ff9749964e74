"""Text to the letters that are compared: compatibility forms, case and accents folded."""

from __future__ import annotations

import unicodedata

# Letters with a stroke, a hook or a tail are letters of their own to Unicode: NFD leaves them.
_STROKES = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ȷ": "j",
    "ŧ": "t", "ŋ": "n", "ĸ": "k", "ɓ": "b", "ƀ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ƒ": "f", "ǥ": "g",
    "ɠ": "g", "ɨ": "i", "ƙ": "k", "ƚ": "l", "ɫ": "l", "ɲ": "n", "ƞ": "n", "ɵ": "o", "ƥ": "p", "ɍ": "r",
    "ɽ": "r", "ƭ": "t", "ʈ": "t", "ʉ": "u", "ʋ": "v", "ƴ": "y", "ɏ": "y", "ƶ": "z", "ȥ": "z",
    "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ⱥ": "a", "ȼ": "c", "ɇ": "e", "ɉ": "j", "ɋ": "q", "ⱦ": "t",
}  # fmt: skip

APOSTROPHES = "'’‘‛`´＇′ʹʺʻʼʽʾʿˈ"
"""What people and keyboards put for an apostrophe, the modifier letters among them."""

# Marks that only adorn a letter, as (first, last). Vowel signs of Indic scripts and the voicing of
# kana are marks as well, but part of the word: they stay.
_ACCENTS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
)  # fmt: skip
# Soft hyphen, joiners, marks of direction, variation selectors: nothing that a reader sees.
_UNSEEN = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x2069), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE01EF),
)  # fmt: skip

PASSED_OVER = "".join(f"{chr(first)}-{chr(last)}" for first, last in (*_ACCENTS, *_UNSEEN))
"""The characters that ``fold`` drops, to stand inside the brackets of a pattern."""

_DROPPED: dict[int, str | None] = {
    code: None for first, last in (*_ACCENTS, *_UNSEEN) for code in range(first, last + 1)
}
_DROPPED |= {ord(mark): None for mark in "ʹʺʻʼʽʾʿˈ"}
_DROPPED |= {ord(letter): plain for letter, plain in _STROKES.items()}
# NFKC takes these apart into letters of their own; either spelling is made one sign.
_TOGETHER = (
    ("\u0e4d\u0e32", "\u0e33"),
    ("\u0ecd\u0eb2", "\u0eb3"),
    ("\u0eab\u0e99", "\u0edc"),
    ("\u0eab\u0ea1", "\u0edd"),
)
_CAPITAL_STROKES = {
    ord(letter.upper()): plain.upper() for letter, plain in _STROKES.items() if len(letter.upper()) == 1
}
_IOTA_BELOW = "\u0345"  # a mark that folding case would make a letter


def fold(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, case folded, without accents.

    >>> fold("Guaidó ﬁrst ŁÓDŹ Straße Ærø"), fold("ものがたり")
    ('guaido first lodz strasse aero', 'ものがたり')
    """
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize(
        "NFD", unicodedata.normalize("NFKD", text).replace(_IOTA_BELOW, "").casefold()
    )
    folded = unicodedata.normalize("NFC", split.translate(_DROPPED))
    for apart, together in _TOGETHER:
        folded = folded.replace(apart, together)
    return folded


def unaccented(text: str) -> str:
    """Return ``text`` as ``fold`` does, with its capitals.

    >>> unaccented("Guaidó ŁÓDŹ Ærø")
    'Guaido LODZ AEro'
    """
    if text.isascii():
        return text
    split = unicodedata.normalize("NFD", unicodedata.normalize("NFKD", text).replace(_IOTA_BELOW, ""))
    plain = split.translate({**_DROPPED, **_CAPITAL_STROKES})
    return unicodedata.normalize("NFC", plain)
