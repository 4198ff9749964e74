"""An article to a query for articles like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from archive.article import Article
from index.analysis import STOP_WORDS, article_tokens
from index.query import Boost, Or, Query, Word
from index.ranking import rarity

WORDS = 30
"""Words of an article that are looked for in others."""
_CANDIDATES = 60  # the most frequent, of which the rarest are taken
_SHORTEST = 3


def alike(article: Article, articles: int, having: Callable[[Word], int]) -> Query | None:
    """Return a query for the words that mark an article; None for one without words.

    ``having`` tells how many of all the ``articles`` have a word. A word weighs its count times its
    rarity (Rocchio); of a form that many words have, the one that is used most is asked for.
    """
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for token in article_tokens(article):
        if len(token.text) >= _SHORTEST and token.text not in STOP_WORDS:
            counts[token.stem] += 1
            written.setdefault(token.stem, Counter())[token.text] += 1
    weights: dict[Word, float] = {}
    for stem, count in counts.most_common(_CANDIDATES):
        word = Word(written[stem].most_common(1)[0][0])
        weights[word] = count * rarity(having(word), articles)
    best = sorted(weights, key=lambda word: (-weights[word], word.text))[:WORDS]
    if not best:
        return None
    most = weights[best[0]]
    parts: tuple[Query, ...] = tuple(Boost(word, round(weights[word] / most, 3)) for word in best)
    return Or(parts) if len(parts) > 1 else parts[0]
