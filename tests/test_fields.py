import pytest

from archive.article import Article, Cut, Kept, Precision, Published
from index.days import days_of, written_days
from index.fields import FACETS, FIELD_NAMES, FIELDS, facet_values, first_day, last_day

MOSCOW = Article(
    key="0" * 64,
    title="Russian team arrived",
    published=Published(date="2019-03-28", precision="day", basis="page-stamp", evidence="[March 28, 2019]"),
    outlet="One America News",
    agencies=("Reuters", "AP", "Reuters"),
    authors=("Tom Balmforth",),
    contributors=("Vivian Sequera", "Andrew Osborn"),
    place="MOSCOW",
    section="World",
    language="en-GB",
    captions=("A man walks", "A plane"),
    credits=("REUTERS/Carlos Garcia Rawlins",),
    tags=("louvre",),
    note="call the embassy",
    body="***\n\nThey came.\n\nThey went.",
    text="MOSCOW – They came.",
    spans=(Cut(0, 6, "dateline", "dateline", "place"), Kept(6, 19)),
    flags=("teaser",),
)


def dated(date: str, precision: Precision = "day") -> Article:
    published = Published(date=date, precision=precision, basis="given", evidence=date)
    return Article(key="0" * 64, published=published)


def test_every_field_gives_what_the_article_says() -> None:
    assert {name: field.values(MOSCOW) for name, field in FIELDS.items()} == {
        "title": ("Russian team arrived",),
        "outlet": ("One America News",),
        "agency": ("Reuters", "AP", "Reuters"),
        "author": ("Tom Balmforth", "Vivian Sequera", "Andrew Osborn"),
        "place": ("MOSCOW",),
        "section": ("World",),
        "date": ("2019-03-28",),
        "lang": ("en-GB", "English"),
        "caption": ("A man walks", "A plane"),
        "credit": ("REUTERS/Carlos Garcia Rawlins",),
        "tag": ("louvre",),
        "note": ("call the embassy",),
        "lead": ("Russian team arrived", "They came."),
        "words": (),
        "cuts": ("MOSCOW",),
        "rule": ("dateline",),
        "has": tuple("title outlet agency author place section date lang caption credit tag note".split()),
        "is": ("teaser",),
    }


def test_what_is_unknown_gives_no_value() -> None:
    unknown = Article(key="0" * 64, language="xx")
    given = {name: field.values(unknown) for name, field in FIELDS.items()}

    said = {"lang": ("xx",), "has": ("lang",), "is": ("undated", "untitled", "empty")}

    assert given == {name: said.get(name, ()) for name in FIELDS}


def test_facets_count_each_value_once() -> None:
    assert {name: facet_values(MOSCOW, name) for name in FACETS} == {
        "outlet": ("One America News",),
        "agency": ("Reuters", "AP"),
        "section": ("World",),
        "lang": ("en-GB",),
        "tag": ("louvre",),
        "month": ("2019-03",),
    }


def test_the_table_marks_the_facets_that_are_fields() -> None:
    assert [name for name in FACETS if name != "month"] == [f.name for f in FIELDS.values() if f.facet]


def test_no_name_means_two_fields() -> None:
    written = [name for field in FIELDS.values() for name in (field.name, *field.aliases)]

    assert (sorted(written), set(FIELD_NAMES.values())) == (sorted(FIELD_NAMES), set(FIELDS))


@pytest.mark.parametrize(
    ("date", "precision", "first", "last"),
    [
        ("2019-03-28", "day", 20190328, 20190328),
        ("2019-03", "month", 20190301, 20190331),
        ("2020-02", "month", 20200201, 20200229),
        ("2019-12", "month", 20191201, 20191231),
        ("2019", "year", 20190101, 20191231),
        ("--11-13", "month-day", None, None),
    ],
)
def test_a_date_holds_whole_days(
    date: str, precision: Precision, first: int | None, last: int | None
) -> None:
    article = dated(date, precision)

    assert (first_day(article), last_day(article)) == (first, last)


def test_an_undated_article_has_no_day_and_no_month() -> None:
    article = Article(key="0" * 64)

    assert (first_day(article), last_day(article), facet_values(article, "month")) == (None, None, ())


def test_a_month_is_counted_where_it_is_known() -> None:
    assert [facet_values(dated(date), "month") for date in ("2019-03-28", "2019-03", "2019", "--11-13")] == [
        ("2019-03",),
        ("2019-03",),
        (),
        (),
    ]


@pytest.mark.parametrize(
    "written", ["", "19", "2019-3", "2019-13", "2019-02-30", "0000", "2019-03-28T10:00", "²019"]
)
def test_what_is_no_date_holds_no_days(written: str) -> None:
    assert days_of(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2019",
        "2019-03",
        "2019-03-28",
        "2018..2019",
        "2019-03..",
        "..2019",
        "2019-03-05..2019-04-30",
        "9999-12",
    ],
)
def test_days_are_written_as_short_as_they_were(written: str) -> None:
    begin, dots, end = written.partition("..")
    first = days_of(begin)
    last = days_of(end if dots else begin)

    assert written_days(first[0] if first else None, last[1] if last else None) == written
