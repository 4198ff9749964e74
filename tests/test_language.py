"""What is asked, how it is understood, and which of a few articles answer it, found by eye."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from few_articles import ARTICLES, built, number

from index.engine import ENGINES, Engine
from index.nodes import holds
from index.parse import parse, show
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Fuzzy,
    Length,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Word,
)  # fmt: skip

COVID = Or((Phrase(("covid", "19")), Phrase(("covid19",))))
COWBOY, LOUVRE, MUSEUM, BANK, OIL = map(Word, ("cowboy", "louvre", "museum", "bank", "oil"))
MUSEUMS = {1, 6, 8, 10, 11}

TABLE: list[tuple[str, Query, set[int]]] = [
    # In order, with others among them.
    ('"cowboy louvre"~2', Phrase(("cowboy", "louvre"), None, 2), {1}),
    ('"cowboy louvre"~1', Phrase(("cowboy", "louvre"), None, 1), set()),
    ('"louvre cowboy"~99', Phrase(("louvre", "cowboy"), None, 99), set()),
    ('"bank of england"~0', Phrase(("bank", "of", "england")), {5}),
    ('"museum museum bank"~2', Phrase(("museum", "museum", "bank"), None, 2), set()),
    ('"museum museum bank"~3', Phrase(("museum", "museum", "bank"), None, 3), {8}),
    ('title:"cowboy museum"~3', Phrase(("cowboy", "museum"), "title", 3), {1}),
    ('"oil"~5', Phrase(("oil",)), {8, 9}),
    ("“covid paris”~2", Phrase(("covid", "paris"), None, 2), {6}),
    # In either order.
    ("louvre NEAR/2 cowboy", Near(LOUVRE, COWBOY, 2), {1}),
    ("louvre NEAR/1 cowboy", Near(LOUVRE, COWBOY, 1), set()),
    ("louvre WITHIN/2 cowboy", Near(LOUVRE, COWBOY, 2), {1}),
    ("louvre W/2 cowboy", Near(LOUVRE, COWBOY, 2), {1}),
    ("museum NEAR/4 bank", Near(MUSEUM, BANK, 4), {6, 8}),
    ("museum NEAR/3 bank", Near(MUSEUM, BANK, 3), {8}),
    ("museums NEAR/0 banks", Near(Word("museums"), Word("banks"), 0), {8}),
    ("museum NEAR/9 museum", Near(MUSEUM, MUSEUM, 9), {8}),
    ("louvre NEAR/0 louvre", Near(LOUVRE, LOUVRE, 0), set()),
    ('"the bank" NEAR/4 "the museum"', Near(Phrase(("the", "bank")), Phrase(("the", "museum")), 4), {6, 8}),
    ('"the museum bank" NEAR/9 museum', Near(Phrase(("the", "museum", "bank")), MUSEUM, 9), {8}),
    ("covid-19 NEAR/0 was", Near(COVID, Word("was"), 0), {4}),
    ("covid-19 NEAR/1 paris", Near(COVID, Word("paris"), 1), {6}),
    ("mus* NEAR/0 (england OR louvre)", Near(Prefix("mus"), Or((Word("england"), LOUVRE)), 0), {1}),
    ("mus?um NEAR/0 louvr~1", Near(Pattern("mus?um"), Fuzzy("louvr", 1), 0), {1}),
    (
        "title:(cowboy NEAR/3 museum)",
        Near(Word("cowboy", "title"), Word("museum", "title"), 3),
        {1},
    ),
    ("title:(cowboy NEAR/2 museum)", Near(Word("cowboy", "title"), Word("museum", "title"), 2), set()),
    (
        "author:(balmforth NEAR/99 osborn)",
        Near(Word("balmforth", "author"), Word("osborn", "author"), 99),
        set(),
    ),
    ("museum NEAR/99 maria", Near(MUSEUM, Word("maria"), 99), set()),
    ("the NEAR/1 museum bank", And((Near(Word("the"), MUSEUM, 1), BANK)), {6, 8}),
    ("-(museum NEAR/3 bank) bank", And((Not(Near(MUSEUM, BANK, 3)), BANK)), {5, 6}),
    # In one sentence, in one paragraph.
    ("museum WITHIN/s bank", Near(MUSEUM, BANK, "sentence"), {8}),
    ("museum WITHIN/p bank", Near(MUSEUM, BANK, "paragraph"), {6, 8}),
    ("museum NEAR/S bank", Near(MUSEUM, BANK, "sentence"), {8}),
    ("zakharova WITHIN/s moscow", Near(Word("zakharova"), Word("moscow"), "sentence"), set()),
    ("prices WITHIN/p sold", Near(Word("prices"), Word("sold"), "paragraph"), set()),
    ("guaido WITHIN/s caracas", Near(Word("guaido"), Word("caracas"), "sentence"), {2}),
    ("leader WITHIN/p spoke", Near(Word("leader"), Word("spoke"), "paragraph"), {2}),
    (
        "zakharova WITHIN/s louvre WITHIN/s cowboy",
        Near(Near(Word("zakharova"), LOUVRE, "sentence"), COWBOY, "sentence"),
        {1},
    ),
    (
        "cowboy NEAR/9 (zakharova NEAR/9 louvre)",
        Near(COWBOY, Near(Word("zakharova"), LOUVRE, 9), 9),
        {1},
    ),
    (
        "lead:(zakharova WITHIN/s louvre)",
        Near(Word("zakharova", "lead"), Word("louvre", "lead"), "sentence"),
        {1},
    ),
    # So many times.
    ("ATLEAST/3 oil", AtLeast(3, OIL), {8, 9}),
    ("ATLEAST/4 oil", AtLeast(4, OIL), {9}),
    ("ATLEAST/2 title:oil", AtLeast(2, Word("oil", "title")), {9}),
    ("ATLEAST/2 (zakharova OR cowboy)", AtLeast(2, Or((Word("zakharova"), COWBOY))), {1}),
    ("ATLEAST/2 covid-19", AtLeast(2, COVID), set()),
    ('ATLEAST/2 "oil oil"', AtLeast(2, Phrase(("oil", "oil"))), {9}),
    ("ATLEAST/4 elect*", AtLeast(4, Prefix("elect")), {12}),
    ("bank -(ATLEAST/2 museum)", And((BANK, Not(AtLeast(2, MUSEUM)))), {5, 6}),
    # Where the story begins, and how long it is.
    ("lead:museum", Word("museum", "lead"), {1, 6, 10, 11}),
    ("lead:planes", Word("planes", "lead"), {2}),
    ('lead:"oil prices"', Phrase(("oil", "prices"), "lead"), {8}),
    ('lead:"venezuelan oil"', Phrase(("venezuelan", "oil"), "lead"), set()),
    ("lead:venez*", Prefix("venez", "lead"), {8}),
    ("lead:caracas", Word("caracas", "lead"), {2}),
    ("hlead:moscow", Word("moscow", "lead"), set()),
    ("words:0", Length(0, 0), {13}),
    ("words:20", Length(20, 20), {3, 4, 8}),
    ("words:>20 museum", And((Length(21, None), MUSEUM)), {1}),
    ("words:>=20 museum", And((Length(20, None), MUSEUM)), {1, 8}),
    ("words:<16 oil", And((Length(None, 15), OIL)), {9}),
    ("length:20..29", Length(20, 29), {1, 3, 4, 8}),
    ("words:29..20", Length(20, 29), {1, 3, 4, 8}),
    ("words:1,000..", Length(1000, None), set()),
    # Any letters, one letter, slips.
    ("mus?um", Pattern("mus?um"), MUSEUMS),
    ("*zuela", Pattern("*zuela"), {8}),
    ("ven?zuel*", Pattern("ven?zuel*"), {8}),
    ("el*tion", Pattern("el*tion"), {12}),
    ("ele*s", Pattern("ele*s"), {2, 12}),
    ("V?N*ZUELA", Pattern("v?n*zuela"), {8}),
    ("?uaidó", Pattern("?uaido"), {2, 3}),
    ("cov?d-19", Pattern("cov?d19"), {4, 6}),
    ("title:lou*e", Pattern("lou*e", "title"), {1}),
    ("amuay?", Word("amuay"), set()),
    ("guiado~1", Fuzzy("guiado", 1), {2, 3}),
    ("guiado~", Fuzzy("guiado", 1), {2, 3}),
    ("zacharov~2", Fuzzy("zacharov", 2), {1, 11}),
    ("zacharov~1", Fuzzy("zacharov", 1), set()),
    ("author:balmfort~1", Fuzzy("balmfort", 1, "author"), {1, 2}),
    # Weight.
    ("museum^3", Boost(MUSEUM, 3.0), MUSEUMS),
    ("museum^0.50", Boost(MUSEUM, 0.5), MUSEUMS),
    ('"the museum"^2 -louvre', And((Boost(Phrase(("the", "museum")), 2.0), Not(LOUVRE))), {6, 8, 10, 11}),
    ("(louvre OR oil)^2.5", Boost(Or((LOUVRE, OIL)), 2.5), {1, 8, 9}),
    ("title:oil^2 bank", And((Boost(Word("oil", "title"), 2.0), BANK)), {8}),
    ("guaido~1^2", Boost(Fuzzy("guaido", 1), 2.0), {2, 3}),
    ("oil ^20", And((OIL, Word("20"))), set()),
    ("museum^bank", Phrase(("museum", "bank")), {8}),
    # Capitals.
    ("case:Bank", Cased(("Bank",)), {5}),
    ("case:bank", Cased(("bank",)), {6, 8}),
    ("case:U.S.", Cased(("US",)), {4}),
    ("case:us", Cased(("us",)), set()),
    ("case:Guaidó", Cased(("Guaido",)), {2, 3}),
    ("case:GUAIDO", Cased(("GUAIDO",)), set()),
    ('case:"the Bank of"', Cased(("the", "Bank", "of")), {5}),
    ("bank -case:Bank", And((BANK, Not(Cased(("Bank",))))), {6, 8}),
    ("title:(case:oil)", Cased(("oil",), "title"), {8, 9}),
    ("case:Oil WITHIN/s prices", Near(Cased(("Oil",)), Word("prices"), "sentence"), {8}),
    ("case:oil NEAR/0 prices", Near(Cased(("oil",)), Word("prices"), 0), set()),
    ("ATLEAST/4 case:Oil", AtLeast(4, Cased(("Oil",))), {9}),
    ("case:Oil OR case:Bank", Or((Cased(("Oil",)), Cased(("Bank",)))), {5, 8, 9}),
    # Days of which some may be.
    ("date:2019-03~", Days("2019-03-01", "2019-03-31", True), {1, 2, 3, 4, 11}),
    ("date:2019-12-25~", Days("2019-12-25", "2019-12-25", True), {4, 12}),
    ("after:2019-03", Days("2019-04-01", None), {6, 9, 12, 13}),
    ("after:2019-03~", Days("2019-04-01", None, True), {4, 6, 9, 12, 13}),
    ("before:2019", Days(None, "2018-12-31"), {8}),
    ("since:2019-12", Days("2019-12-01", None), {6, 12}),
    ("until:2018", Days(None, "2018-12-31"), {8}),
    ("-after:2018-12-31", Not(Days("2019-01-01", None)), {5, 8, 10, 14}),
    # What an article has, what it is, what was taken out of it.
    ("has:caption", Phrase(("caption",), "has"), {1}),
    ("HAS:Author", Phrase(("author",), "has"), {1, 2}),
    ("has:(caption OR note)", Or((Phrase(("caption",), "has"), Phrase(("note",), "has"))), {1}),
    ("has:correction", Phrase(("correction",), "has"), {12}),
    ("-has:date", Not(Phrase(("date",), "has")), {5, 10, 14}),
    ("is:undated", Phrase(("undated",), "is"), {5, 10, 14}),
    ("is:untitled", Phrase(("untitled",), "is"), {5, 11, 13}),
    ("is:empty", Phrase(("empty",), "is"), {13}),
    ("rule:ap-copyright", Phrase(("ap-copyright",), "rule"), {8}),
    ("rule:ap-*", Prefix("ap-", "rule"), {8}),
    ("rule:ap", Phrase(("ap",), "rule"), set()),
    ('in:cuts "all rights reserved"', Phrase(("all", "rights", "reserved"), "cuts"), {8}),
    ("cuts:right", Word("right", "cuts"), {8}),
    ('"all rights reserved"', Phrase(("all", "rights", "reserved")), set()),
    ("in:title (oil OR covid)", Or((Word("oil", "title"), Word("covid", "title"))), {6, 8, 9}),
    ("in:headline oil bank", And((Word("oil", "title"), BANK)), {8}),
    # Written either way.
    ("O’Brien", Word("obrien"), {4}),
    ("OBrien", Word("obrien"), {4}),
    ("AT&T", Word("at&t"), {4}),
    ("“AT&T and”", Phrase(("at&t", "and")), {4}),
    ("US\u00a0economy", And((Word("us"), Word("economy"))), {4}),
    ("Covid\u201119", COVID, {4, 6}),
    ("covid19", Word("covid19"), {4, 6}),
    ("strasse", Word("strasse"), {14}),
    ("Strasse~1 LODZ", And((Fuzzy("strasse", 1), Word("lodz"))), {14}),
]  # fmt: skip


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Engine]:
    opened = built(request.param, tmp_path_factory.mktemp(request.param), ARTICLES)
    yield opened
    opened.close()


@pytest.mark.parametrize(("query", "tree"), [row[:2] for row in TABLE])
def test_a_query_is_understood_as_this_tree(query: str, tree: Query) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize("query", [row[0] for row in TABLE])
def test_what_is_understood_is_shown_as_a_query_that_means_the_same(query: str) -> None:
    assert parse(show(parse(query))) == parse(query)


@pytest.mark.parametrize(("query", "numbers"), [(query, found) for query, _, found in TABLE])
def test_these_articles_answer(engine: Engine, query: str, numbers: set[int]) -> None:
    assert answering(engine, parse(query)) == numbers


def answering(engine: Engine, query: Query) -> set[int]:
    """Return the numbers of the articles that match, verified where the engine is inexact."""
    from index.engines.scan import matches

    by_id = {one.id: one for one in ARTICLES}
    keep = (lambda key: matches(query, by_id[key])) if holds(query, engine.inexact) else None
    return {number(hit.id) for hit in engine.search(query, limit=None, keep=keep).hits}
