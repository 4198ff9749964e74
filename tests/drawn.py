"""Articles cut from the seeds, and queries drawn from them, for the laws that every engine keeps."""

from __future__ import annotations

from collections.abc import Iterator

from conftest import SEEDS
from hypothesis import strategies as st

from archive.article import Article, Cut, Published
from index.field_tokens import field_tokens
from index.fields import FIELDS
from index.query import (
    And,
    AtLeast,
    Boost,
    Cased,
    Days,
    Everything,
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

DATES = (
    "2019-03-26",
    "2019-03-28",
    "2019-03",
    "2019",
    None,
    "2019-04-01",
    "2018-12-31",
    "--03-28",
    "2019-03-28",
)
OUTLETS = ("The Post", "Deutsche Welle", None, "Post and Courier", "The Hill")
AGENCIES = ((), ("Reuters",), ("Associated Press", "Bloomberg News"), ("Reuters", "CNN Wire"))
AUTHORS = ((), ("Tom Balmforth",), ("Andrew Osborn", "Tom Osborn"))
PLACES = ("MOSCOW", None, "CARACAS")


def cut_from_seeds() -> Iterator[Article]:
    """Yield an article for each paragraph of the seeds, with fields that go round."""
    paragraphs = (block for seed in sorted(SEEDS.glob("*.txt")) for block in seed.read_text().split("\n"))
    for place, block in enumerate(block for block in paragraphs if len(block) > 80):
        date = DATES[place % len(DATES)]
        first, _, rest = block.partition(", ")
        yield Article(
            key=f"{(place + 1) * 7919 % 10_007:016x}".ljust(64, "0"),
            title=first if place % 3 else None,
            body=rest if place % 3 else block,
            published=Published(date=date, precision="day", basis="given", evidence=date) if date else None,
            outlet=OUTLETS[place % len(OUTLETS)],
            agencies=AGENCIES[place % len(AGENCIES)],
            authors=AUTHORS[place % len(AUTHORS)],
            place=PLACES[place % len(PLACES)],
            captions=(rest[:40],) if place % 5 == 0 else (),
            text=rest[-60:],
            spans=(Cut(0, 60, ("dateline", "ap-copyright")[place % 2], "rights"),) if place % 4 else (),
            language="en" if place % 7 else None,
        )


ARTICLES = tuple(cut_from_seeds())
BY_ID = {article.id: article for article in ARTICLES}


def texts(article: Article, field: str | None) -> tuple[str, ...]:
    """Return the words of a field as written, in their order."""
    return tuple(token.text for token in field_tokens(article, field))


SAID = {
    field: [words for article in ARTICLES if len(words := texts(article, field)) > 1]
    for field in (None, "title", "outlet", "agency", "author", "place", "caption", "lang", "lead", "cuts")
}
SOME_FIELDS = [None, None, None, *(field for field, said in SAID.items() if said)]
IN_SOME_FIELD = st.sampled_from(SOME_FIELDS)
LABELS = [
    (field, label)
    for one in ARTICLES
    for field in ("rule", "has", "is")
    for label in FIELDS[field].values(one)
]


@st.composite
def leaves(draw: st.DrawFn, field: str | None = "any") -> Query:
    """Draw a word or the like that stands in some article, if not always in that field."""
    field = draw(IN_SOME_FIELD) if field == "any" else field
    words = draw(st.sampled_from(SAID[field]))
    start = draw(st.integers(0, len(words) - 1))
    word = words[start]
    match draw(st.sampled_from(["word", "word", "phrase", "loose", "cased", "prefix", "pattern", "fuzzy"])):
        case "phrase":
            return Phrase(words[start : start + draw(st.integers(1, 3))], field)
        case "loose":
            return Phrase(words[start : start + 9 : draw(st.integers(2, 4))], field, draw(st.integers(1, 9)))
        case "cased":
            return Cased((draw(st.sampled_from([str.lower, str.title]))(word),), field)
        case "prefix":
            return Prefix(word[: draw(st.integers(1, 5))], field)
        case "pattern":
            place = draw(st.integers(0, len(word)))
            return Pattern(f"{word[:place]}{draw(st.sampled_from('*?'))}{word[place + 1 :]}", field)
        case "fuzzy":
            return Fuzzy(word[1:], draw(st.integers(1, 2)), field)
        case _:
            return Word(word, field)


@st.composite
def placed(draw: st.DrawFn) -> Query:
    """Draw what stands near something or several times, all in one field."""
    field = draw(IN_SOME_FIELD)
    reach = st.one_of(
        st.integers(0, 20),
        st.sampled_from(["sentence", "paragraph"]) if field in (None, "lead") else st.nothing(),
    )
    some = st.recursive(
        leaves(field),
        lambda parts: st.one_of(
            st.builds(Near, parts, parts, reach), st.builds(lambda a, b: Or((a, b)), parts, parts)
        ),
        max_leaves=3,
    )
    near = st.builds(Near, some, some, reach)
    return draw(st.one_of(near, near, st.builds(AtLeast, st.integers(1, 3), some)))


DAYS = st.sampled_from(
    [None, *(date for date in DATES if date and len(date) == 10), "2019-01-01", "2019-12-31"]
)
QUERIES: st.SearchStrategy[Query] = st.recursive(
    st.one_of(
        leaves(),
        leaves(),
        placed(),
        placed(),
        st.builds(Days, DAYS, DAYS, st.booleans()),
        st.builds(Length, st.integers(0, 60), st.sampled_from([None, 60, 90])),
        st.sampled_from(LABELS).map(lambda one: Phrase((one[1],), one[0])),
        st.just(Everything()),
    ),
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(Boost, parts, st.sampled_from([0.0, 0.3, 2.0])),
        st.lists(parts, min_size=2, max_size=4).map(lambda some: And(tuple(some))),
        st.lists(parts, min_size=2, max_size=4).map(lambda some: Or(tuple(some))),
    ),
    max_leaves=8,
)
ORDERS = st.sampled_from(["relevance", "newest", "oldest"])
