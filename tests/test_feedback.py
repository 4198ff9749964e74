"""A query made richer, and an article made a query."""

from __future__ import annotations

from few_articles import article

from index.feedback import WORDS, expanded
from index.nodes import every
from index.query import And, Boost, Or, Phrase, Query, Word
from index.relax import among_bare, relaxed
from index.similar import alike

LOUVRE = article(
    1, title="A cowboy in the Louvre", body="The museum in Paris. Zakharova named the museum, the Louvre."
)
MOSCOW = article(2, title="Briefing", body="Zakharova spoke in Moscow on Thursday about the ministry.")


def weights(query: Query) -> dict[str, float]:
    """Return the weight of each word, those that stand twice added up."""
    found: dict[str, float] = {}
    for part in every(query):
        if isinstance(part, Boost) and isinstance(part.part, Word):
            found[part.part.text] = found.get(part.part.text, 0) + part.factor
    return found


def test_the_words_of_the_best_answers_join_the_query() -> None:
    found = weights(expanded((Word("louvre"),), [(LOUVRE, 3.0), (MOSCOW, 1.0)]))

    assert (
        round(sum(found.values()), 6),
        sorted(found, key=lambda word: -found[word])[:3],
        "the" in found,
    ) == (
        1.0,
        ["louvre", "museum", "zakharova"],
        False,
    )


def test_no_more_words_join_than_are_taken() -> None:
    long = article(3, title="x", body=" ".join(f"word{number}" for number in range(200)))

    assert len(weights(expanded((Word("louvre"),), [(long, 1.0)]))) == WORDS + 1


def test_only_what_is_bare_is_made_richer() -> None:
    query = And((Word("cowboy"), Phrase(("strict", "accordance")), Word("louvre")))
    changed = among_bare(query, lambda bare: Or((*bare, Word("museum"))))
    weak = relaxed(query)

    assert (changed, weak and among_bare(weak, lambda bare: Or((*bare, Word("museum"))))) == (
        And((Or((Word("cowboy"), Word("louvre"), Word("museum"))), Phrase(("strict", "accordance")))),
        And((Or((Word("cowboy"), Word("louvre"), Word("museum"))), Phrase(("strict", "accordance")))),
    )


def test_an_article_asks_for_its_rare_and_frequent_words() -> None:
    having = {"museum": 1, "louvre": 1, "zakharova": 50, "paris": 20, "named": 90, "cowboy": 2}
    query = alike(LOUVRE, 100, lambda word: having[word.text])

    assert list(weights(query or Or(()))) == ["louvre", "museum", "cowboy", "paris", "zakharova", "named"]


def test_an_article_without_words_asks_for_nothing() -> None:
    assert alike(article(4, title="", body=""), 100, lambda word: 1) is None
