"""A query made richer by what its best answers say: relevance feedback (RM3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from archive.article import Article
from index.analysis import STOP_WORDS, article_tokens
from index.query import Boost, Or, Query, Word

ARTICLES = 10
"""Best answers that are read."""
WORDS = 20
"""Words taken from them."""
_ORIGINAL = 0.6  # the weight of the words asked for; tests/bench/ranking.py measures it
_SHORTEST = 2


def expanded(asked: Sequence[Query], answers: Iterable[tuple[Article, float]]) -> Query:
    """Return what is asked for, any of it, with the words that mark the best answers (and their scores).

    After Lavrenko and Croft (2001) and Abdul-Jaleel (2004): a word weighs what share it has in an
    article, times the article's share of all scores.
    """
    shares: dict[str, float] = defaultdict(float)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    found = list(answers)
    scores = sum(score for _, score in found) or 1.0
    for article, score in found:
        counts = _stems(article, written)
        total = counts.total() or 1
        for stem, count in counts.items():
            shares[stem] += count / total * score / scores
    best = sorted(shares, key=lambda stem: (-shares[stem], stem))[:WORDS]
    whole = sum(shares[stem] for stem in best) or 1.0
    parts: list[Query] = [Boost(part, _ORIGINAL / len(asked)) for part in asked]
    for stem in best:
        word = max(written[stem], key=lambda text: (written[stem][text], text))
        parts.append(Boost(Word(word), (1 - _ORIGINAL) * shares[stem] / whole))
    return Or(tuple(parts)) if len(parts) > 1 else parts[0]


def _stems(article: Article, written: dict[str, Counter[str]]) -> Counter[str]:
    """Return how often each stem occurs that may say what an article is about; note how it is written."""
    counts: Counter[str] = Counter()
    for token in article_tokens(article):
        if token.text not in STOP_WORDS and len(token.text) >= _SHORTEST:
            counts[token.stem] += 1
            written[token.stem][token.text] += 1
    return counts
