"""What a page declares, laid over what its text says."""

from __future__ import annotations

import pytest

from archive.article import Article, Declared, Published
from archive.declared import apply

READ = Published(date="2019-03-28", precision="day", basis="dateline", evidence="MOSCOW, March 28, 2019")


def test_what_is_declared_outdoes_what_was_read_and_agencies_add_up() -> None:
    article = Article(
        key="0" * 64,
        title="Read",
        agencies=("Reuters",),
        authors=("A Roe",),
        bases=(("language", "detected"),),
    )
    declared = Declared(title="Declared", agencies=("AFP",), language="de", place="BERLIN")

    laid = apply(article, declared)

    assert laid == Article(
        key="0" * 64,
        title="Declared",
        agencies=("AFP", "Reuters"),
        authors=("A Roe",),
        language="de",
        place="BERLIN",
        bases=(("language", "declared"),),
    )


def test_what_the_user_gave_stands() -> None:
    article = Article(key="0" * 64, title="Given", bases=(("title", "given"),))

    assert apply(article, Declared(title="Declared")) == article


@pytest.mark.parametrize(
    ("declared", "basis", "date"),
    [
        ("2019-03-26T10:00:00Z", "meta", "2019-03-26"),
        ("Tue, 26 Mar 2019 10:00:00 GMT", "meta", "2019-03-26"),
        ("2019", "meta", "2019-03-28"),
        ("2019-03-26", "url", "2019-03-28"),
        ("yesterday", "meta", "2019-03-28"),
    ],
)
def test_a_declared_day_outdoes_the_text_unless_it_is_weaker(declared: str, basis: str, date: str) -> None:
    article = Article(key="0" * 64, published=READ)

    laid = apply(article, Declared(published=declared, basis=basis))

    assert laid.published is not None
    assert laid.published.date == date
