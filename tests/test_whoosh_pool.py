from __future__ import annotations

import pytest
from few_articles import ARTICLES
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import PostingPool

from index.engines.whoosh import held
from index.engines.whoosh.pool import Pool, Posting

SCHEMA = held.schema()


def postings(numbers: list[int]) -> list[Posting]:
    """Return the postings of these articles, documents in this order."""
    return [
        (name, word, document, weight, value)
        for document, number in enumerate(numbers)
        for name, held_there in sorted(held.document(ARTICLES[number]).items())
        if SCHEMA[name].indexed
        for word, _, weight, value in SCHEMA[name].index(held_there)
    ]


@given(
    numbers=st.lists(st.integers(0, len(ARTICLES) - 1), max_size=12),
    limit=st.sampled_from([1, 7, 50, 10_000]),
)
@settings(max_examples=40)
def test_the_pool_gives_what_that_of_whoosh_gives(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], limit: int
) -> None:
    storage = FileStorage(str(tmp_path_factory.mktemp("pool")))
    ours, theirs = Pool(storage, limit), PostingPool(storage, None)
    for posting in postings(numbers):
        ours.add(posting)
        theirs.add(posting)

    given_back = list(ours.iter_postings()), list(theirs.iter_postings())
    ours.cleanup()

    assert given_back[0] == given_back[1]
