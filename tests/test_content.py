"""Every article comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from archives import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import opened, origin, stored

from archive.article import Article, Cut, Kept, Published, Repaired, Span
from archive.store.content import compress, expand, pack, unpack

WORDS = sorted({word for seed in SEEDS.iterdir() for word in seed.read_text("utf-8").split()})
words = st.lists(st.sampled_from([*WORDS, "", "委内瑞拉", "\x1b[31m", "🗞", "\n\n", "\0", "\ud800"])).map(
    " ".join
)
lines = st.lists(words, max_size=3).map(tuple)
maybe = st.none() | words


@st.composite
def tilings(draw: st.DrawFn, length: int) -> tuple[Span, ...]:
    ends = sorted(draw(st.sets(st.integers(1, length)))) if length else []
    spans: list[Span] = []
    for start, end in zip([0, *ends], ends, strict=False):
        spans.append(
            draw(
                st.just(Kept(start, end))
                | st.builds(Cut, st.just(start), st.just(end), words, words, maybe)
                | st.builds(Repaired, st.just(start), st.just(end), words, words)
            )
        )
    return tuple(spans)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(words)
    return Article(
        key=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=draw(maybe),
        body=draw(words),
        published=draw(
            st.none()
            | st.builds(Published, date=words, precision=st.just("day"), basis=words, evidence=words)
        ),
        outlet=draw(maybe),
        agencies=draw(lines),
        authors=draw(lines),
        contributors=draw(lines),
        place=draw(maybe),
        section=draw(maybe),
        language=draw(maybe),
        url=draw(maybe),
        highlights=draw(lines),
        captions=draw(lines),
        credits=draw(lines),
        corrections=draw(lines),
        flags=draw(lines),
        bases=draw(st.lists(st.tuples(words, words), max_size=2).map(tuple)),
        text=text,
        spans=draw(tilings(len(text))),
    )


@given(articles())
def test_every_article_comes_back_from_its_bytes_as_it_was(article: Article) -> None:
    assert unpack(expand(compress(pack(article))), key=article.key, origins=()) == article


@settings(max_examples=20)
@given(st.lists(articles(), max_size=4))
def test_the_store_gives_back_all_it_was_given_by_id(
    tmp_path_factory: pytest.TempPathFactory, given_articles: list[Article]
) -> None:
    distinct = {
        article.key: replace(article, origins=(origin(f"{number}"),))
        for number, article in enumerate(given_articles)
    }
    plain = [replace(article, language=None, published=None) for article in distinct.values()]
    with opened(tmp_path_factory.mktemp("store")) as store:
        stored(store, *[(article, article.origins[0]) for article in plain])
        with store.snapshot() as snapshot:
            found = list(snapshot.every())

    assert found == sorted(plain, key=lambda article: article.key)
