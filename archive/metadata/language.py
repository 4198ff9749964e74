"""Which language a text is in, where nothing says so: by its script and its small words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_SAMPLE = 800  # characters looked at
_FEWEST = 12  # words; fewer tell nothing
_FEWEST_HITS = 4  # small words of a language, at least
_SHARE = 0.1  # of a text's words that are small ones, at least: in prose a third
_LEAD = 1.5  # times the weight of the next language
_NEAR_LEAD = 1.12  # of the next language where the two are near, as Danish and Norwegian are
_CLEAR = 2.0  # a lead that makes up for half of the share: Turkish has few small words
_LATIN = re.compile(r"[a-zA-Z]")

# Scripts that one language of the news has to itself, or that their letters divide.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ka", re.compile(r"[\u10d0-\u10ff]")),
    ("hy", re.compile(r"[\u0531-\u058f]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("ml", re.compile(r"[\u0d00-\u0d7f]")),
    ("kn", re.compile(r"[\u0c80-\u0cff]")),
    ("gu", re.compile(r"[\u0a80-\u0aff]")),
    ("pa", re.compile(r"[\u0a00-\u0a7f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
)


def detect(text: str) -> str | None:
    """Return the language (ISO 639-1) that ``text`` is certainly in; None for too little or too mixed.

    >>> detect("Der Präsident hat am Montag nicht mit der Presse über das Gesetz und die Wahl gesprochen.")
    'de'
    >>> detect("NEW YORK 3.5 4.6 HOUSTON 7.8") is None
    True
    """
    sample = text[:_SAMPLE]
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    if foreign * 3 > len(sample) and (language := _by_script(sample)):
        return language
    return _by_words(sample)


def _by_script(sample: str) -> str | None:
    counts = {language: len(letters.findall(sample)) for language, letters in _SCRIPTS}
    if counts["ja"] * 10 > counts["zh"]:  # Japanese writes with Han too, and never long without kana
        counts["ja"] += counts["zh"]
        counts["zh"] = 0
    language, most = max(counts.items(), key=lambda item: item[1])
    return language if most >= 20 and most > len(_LATIN.findall(sample)) else None


def _by_words(sample: str) -> str | None:
    words = sample.lower().replace("’", "'").split()
    if len(words) < _FEWEST:
        return None
    known, groups, undecided, near = _table()
    small = Counter(filter(None, map(known.get, words)))
    weights: dict[str, float] = defaultdict(float)
    for group, count in small.items():
        weight = count / len(groups[group])
        for language in groups[group]:
            weights[language] += weight
    if not weights:
        return None
    first, *others = sorted(weights, key=weights.__getitem__, reverse=True)
    hits = sum(count for group, count in small.items() if first in groups[group])
    lead = weights[first] / weights[others[0]] if others else _CLEAR
    least = _NEAR_LEAD if others and frozenset((first, others[0])) in near else _LEAD
    share = _SHARE if lead < _CLEAR else _SHARE / 2
    certain = first not in undecided and lead >= least and hits >= max(_FEWEST_HITS, share * len(words))
    return first if certain else None


@cache
def _table() -> tuple[
    Mapping[str, int], Sequence[tuple[str, ...]], frozenset[str], frozenset[frozenset[str]]
]:
    """Return each small word's group of languages (from 1), the groups, the undecided ones, near pairs."""
    raw = tomllib.loads((files(__package__) / "language.toml").read_text("utf-8"))
    known: dict[str, tuple[str, ...]] = {}
    for language, words in raw["words"].items():
        for word in dict.fromkeys(words.split()):
            known[word] = (*known.get(word, ()), language)
    near = frozenset(frozenset(pair.split()) for pair in raw["near"])
    groups = [(), *dict.fromkeys(known.values())]
    numbers = {languages: number for number, languages in enumerate(groups)}
    by_number = {word: numbers[languages] for word, languages in known.items()}
    return by_number, groups, frozenset(raw["undecided"]), near
