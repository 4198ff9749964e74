"""A few articles, and engines open on them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.article import Article, Cut, Published
from index.engine import Engine, engine_module
from index.query import Query


def article(number: int, date: str | None = None, **fields: object) -> Article:
    """Return an article whose id says its number."""
    published = None
    if date is not None:
        precision = {4: "year", 7: "month", 10: "day"}[len(date)]
        published = Published(date=date, precision=precision, basis="given", evidence=date)  # type: ignore[arg-type]
    return Article(key=f"{number:016x}".ljust(64, "f"), published=published, **fields)  # type: ignore[arg-type]


def number(article_id: str) -> int:
    return int(article_id, 16)


RIGHTS = "Copyright 2018 AFP. All rights reserved."

ARTICLES = (
    article(
        1,
        "2019-03-28",
        title="A cowboy in the Louvre Museum",
        body="Maria Zakharova likened the envoy to a cowboy in the Louvre.\n\nMoscow sent planes to Caracas.",
        outlet="The Morning Post",
        agencies=("Reuters",),
        authors=("Tom Balmforth", "Andrew Osborn"),
        place="MOSCOW",
        section="World News",
        language="en",
        captions=("Russian planes at the airport of Caracas",),
        credits=("REUTERS/Carlos Jasso",),
    ),
    article(
        2,
        "2019-03-27",
        title="Planes land in Caracas",
        body="Juan Guaidó spoke in Caracas. The opposition leader, Guaido, asked for elections.",
        outlet="The Evening Mail",
        agencies=("Associated Press", "Reuters"),
        authors=("Andrew Balmforth",),
        place="CARACAS",
        section="News",
        language="en",
    ),
    article(
        3,
        "2019-03",
        title="Guaidó’s rivals accuse him",
        body="According to it, an accord was in strict accordance with the law. Strict accord, he says.",
        outlet="The Morning Post",
        place="CARACAS",
        section="World News",
        language="en",
    ),
    article(
        4,
        "2019",
        title="The year in pictures",
        body="Covid-19 was not yet known. AT&T and the U.S. economy grew; so did O'Brien's.",
        outlet="Pictures Weekly",
        language="en",
    ),
    article(5, None, body="To be or not to be, that is the question of the Bank of England.", language="en"),
    article(
        6, "2020-02-29", title="Covid-19 in Paris", body="The museum closed its doors. The bank stayed open."
    ),
    article(
        7, "2019-01-01", title="ベネズエラの危機", body="大統領は演説した。", language="ja", outlet="朝日新聞"
    ),
    article(
        8,
        "2018-12-31",
        title="Venezuela’s oil",
        body="Oil prices fell.\n\nVenezuelan oil was sold to the bank, to the museum and to the museum bank.",
        agencies=("AFP", "Reuters"),
        section="Business",
        language="en",
        text=RIGHTS,
        spans=(Cut(0, len(RIGHTS), "ap-copyright", "rights"),),
    ),
    article(9, "2019-04-01", title="Oil, oil, oil", body="Oil. " * 12, section="Business", language="en"),
    article(10, "--11-13", title="No year", body="The museum had no year.", outlet="The Evening Mail"),
    article(
        11,
        "2019-03-28",
        body="Zakharova was quoted by the museum.",
        place="MOSCOW",
        outlet="The Morning Post",
    ),
    article(
        12,
        "2019-12",
        title="Elections",
        body="elected electing elects election electoral",
        language="en",
        corrections=("Earlier version named wrong district.",),
    ),
    article(13, "2019-04-01"),
    article(14, None, title="Straße nach Łódź", body="Die Straße.", language="de"),
)


def built(name: str, folder: Path, articles: Iterable[Article]) -> Engine:
    """Return an engine open on a fresh index of these articles."""
    kept = list(articles)
    folder.mkdir(exist_ok=True)
    writer = engine_module(name).create(folder)
    for one in kept:
        writer.add(one)
    writer.commit()
    return engine_module(name).open(folder, lambda: kept)


def listed(engine: Engine, query: Query, **asked: object) -> list[int]:
    """Return the numbers of the hits in their order."""
    return [number(hit.id) for hit in engine.search(query, **asked).hits]  # type: ignore[arg-type]
