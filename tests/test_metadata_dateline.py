"""The dateline: every form of it, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Published
from archive.metadata.dateline import read

_STORY = "The mayor said on Monday that the bridge would open in spring."

# dateline | place | outlet | agencies | date
_FORMS: list[tuple[str, str | None, str | None, tuple[str, ...], str | None]] = [
    ("MOSCOW -- ", "MOSCOW", None, (), None),
    ("BAGHDAD—", "BAGHDAD", None, (), None),
    ("SANDY SPRINGS — ", "SANDY SPRINGS", None, (), None),
    ("CAMP EDWARDS – ", "CAMP EDWARDS", None, (), None),
    ("Washington — ", "Washington", None, (), None),
    ("MANCHESTER, England -- ", "MANCHESTER, England", None, (), None),
    ("McLEAN, Va. – ", "McLEAN, Va.", None, (), None),
    ("Kenosha, Wisconsin, US – ", "Kenosha, Wisconsin, US", None, (), None),
    ("Tampa, Florida -- ", "Tampa, Florida", None, (), None),
    ("Srinagar/New Delhi, India - ", "Srinagar/New Delhi, India", None, (), None),
    ("WASHINGTON, Feb 26 - ", "WASHINGTON", None, (), "--02-26"),
    ("    WASHINGTON, Feb 26 - ", "WASHINGTON", None, (), "--02-26"),
    ("RICHMOND, Va. Feb 26 - ", "RICHMOND, Va.", None, (), "--02-26"),
    ("MONTREAL, Feb 26- ", "MONTREAL", None, (), "--02-26"),
    ("Managua: ", "Managua", None, (), None),
    ("NEW DELHI: ", "NEW DELHI", None, (), None),
    ("Ottawa | ", "Ottawa", None, (), None),
    ("Rome| ", "Rome", None, (), None),
    ("Seattle/ San Francisco: ", "Seattle/ San Francisco", None, (), None),
    ("(New York) – ", "New York", None, (), None),
    ("(ALBANY, N.Y.) — ", "ALBANY, N.Y.", None, (), None),
    ("(Nov. 26, 2014) – ", None, None, (), "2014-11-26"),
    ("Banja Luka (Bosnia and Herzegovina) - ", "Banja Luka (Bosnia and Herzegovina)", None, (), None),
    # a house that publishes
    ("(CNN) -- ", None, "CNN", (), None),
    ("(CNN) ", None, "CNN", (), None),
    ("(CNN)", None, "CNN", (), None),
    ("CNN — ", None, "CNN", (), None),
    ("Washington (CNN) ", "Washington", "CNN", (), None),
    ("Park City, Utah (CNN)", "Park City, Utah", "CNN", (), None),
    ("Kibbutz Be'eri, Israel CNN — ", "Kibbutz Be'eri, Israel", "CNN", (), None),
    ("Sumy region, Ukraine CNN — ", "Sumy region, Ukraine", "CNN", (), None),
    ("Pokrovsk, eastern Ukraine, CNN — ", "Pokrovsk, eastern Ukraine", "CNN", (), None),
    ("Eastern Ukraine CNN — ", "Eastern Ukraine", "CNN", (), None),
    ("Beirut, New Taipei City and Budapest CNN — ", "Beirut, New Taipei City and Budapest", "CNN", (), None),
    ("WARNING GRAPHIC IMAGES Kobani, Syria (CNN) -- ", "Kobani, Syria", "CNN", (), None),
    ("NEW YORK (CNNMoney) -- ", "NEW YORK", "CNN Business", (), None),
    ("TAMPA (FOX 13) - ", "TAMPA", "FOX 13", (), None),
    ("AUSTIN (KXAN) — ", "AUSTIN", "KXAN", (), None),
    ("FERGUSON, Mo. (KMOV.com) -- ", "FERGUSON, Mo.", "KMOV.com", (), None),
    ("AMES, IOWA (The Borowitz Report)—", "AMES, IOWA", "The Borowitz Report", (), None),
    ("PHILADELPHIA (The Example Chronicle) – ", "PHILADELPHIA", "The Example Chronicle", (), None),
    # an agency
    ("TEXAS CITY, Texas (AP) — ", "TEXAS CITY, Texas", None, ("Associated Press",), None),
    ("BUENOS AIRES, Argentina (AP) _ ", "BUENOS AIRES, Argentina", None, ("Associated Press",), None),
    ("Berlin (dpa) - ", "Berlin", None, ("dpa",), None),
    ("Rukban (Jordan) (AFP) - ", "Rukban (Jordan)", None, ("AFP",), None),
    ("TEHRAN (FNA)- ", "TEHRAN", None, ("Fars News Agency",), None),
    ("GAZA, Feb. 22 (Xinhua) -- ", "GAZA", None, ("Xinhua",), "--02-22"),
    ("New Delhi [India], March 28 (ANI): ", "New Delhi [India]", None, ("ANI",), "--03-28"),
    ("MOSCOW, March 28. /TASS/. ", "MOSCOW", None, ("TASS",), "--03-28"),
    ("NEW YORK, Sept. 20, 2018 /PRNewswire/ -- ", "NEW YORK", None, ("PR Newswire",), "2018-09-20"),
    ("STANFORD, Calif.--(BUSINESS WIRE)--", "STANFORD, Calif.", None, ("Business Wire",), None),
    ("(ANSA) - Ancona, January 23 - ", "Ancona", None, ("ANSA",), "--01-23"),
    ("Madrid, 28 mar (EFE).- ", "Madrid", None, ("EFE",), "--03-28"),
    ("Strasbourg, 10 juil 2024 (AFP) - ", "Strasbourg", None, ("AFP",), "2024-07-10"),
    # both
    ("MOSCOW (Reuters) - ", "MOSCOW", "Reuters", ("Reuters",), None),
    ("(Reuters) - ", None, "Reuters", ("Reuters",), None),
    ("OTTAWA, Nov 30 (Reuters) - ", "OTTAWA", "Reuters", ("Reuters",), "--11-30"),
    ("BERLIN, 28. März (Reuters) - ", "BERLIN", "Reuters", ("Reuters",), "--03-28"),
    ("BEIJING/SEOUL (Reuters) - ", "BEIJING/SEOUL", "Reuters", ("Reuters",), None),
    (
        "SIOUX CITY, Iowa/WASHINGTON (Reuters) - ",
        "SIOUX CITY, Iowa/WASHINGTON",
        "Reuters",
        ("Reuters",),
        None,
    ),
    ("MOSCOW Reuters — ", "MOSCOW", "Reuters", ("Reuters",), None),
    ("FERGUSON, Mo. (CBS St. Louis/AP) — ", "FERGUSON, Mo.", "CBS St. Louis", ("Associated Press",), None),
    ("UNITED NATIONS (CBS News/CBSDC/AP) — ", "UNITED NATIONS", "CBS News", ("Associated Press",), None),
]


def _facts(paragraph: str) -> tuple[object, ...] | None:
    line = read(paragraph)
    if line is None:
        return None
    day = line.published and line.published.date
    return line.end, line.text, line.place, line.outlet, line.agencies, day


_PROSE = [
    "NASA - the agency that flew to the moon - said so",
    "WASHINGTON is a city of monuments",
    "NEW YORK Times columnist David Brooks said as much - again",
    "BREAKING - Police in Boston have arrested a man",
    "UPDATE: The original story named the wrong street",
    "EXCLUSIVE -- A senior official told this paper about it",
    "ANALYSIS — Voters in Kentucky and Virginia went to the polls",
    "FILE - In this June 22, 2020, file photo, a car stands in a lane",
    "FILE PHOTO: A man looks on as the president speaks",
    "TRUMP MASKS UP — One of the clear findings is this",
    "Trump: I think we should go there and see",
    "Jackson: I think that is right, and so does she",
    "Q: What do you think about the plan they have",
    "BILL HEMMER (CO-ANCHOR): I think you can find it there",
    "Jake Tapper (CNN): What do you think of this plan",
    "Susan Collins (ME): She was the first to say so",
    "Ilhan Omar (MN) — She has said so before, and often",
    "Zakharova - who spoke to reporters in Moscow - denied it",
    "Iran: The foreign minister has said that it will",
    "Sen. Charles Schumer (D-N.Y.) — who had pushed hard — agreed",
    "Senator Cory Booker (Reuters) on the Hill on Tuesday",
    "The World Health Organization (WHO) - the agency in Geneva - agreed",
    "Associated Press (AP) - the cooperative has its seat in New York",
    "Joao Laet / AFP/Getty Images were here for the picture",
    "Hong Kong International Airport — one of the busiest — closed",
    "March 28, 2019 — Trump signs the order in the capital",
    "Rebecca Jennings, W. Dist., KY — The judge has ruled again",
    "Boston - 3",
    "Boston | 3 | 14",
    "London | Paris | Rome and the rest of the table that follows.",
    "MOSCOW -",
    "Donald Trump, President -",
    "• Gaza: At least two people have been hurt there",
    "It was the best of times - the worst of times - in Paris",
]


@pytest.mark.parametrize(
    ("head", "place", "outlet", "agencies", "day"), _FORMS, ids=[f[0].strip() for f in _FORMS]
)
def test_a_dateline_gives_place_houses_and_day(
    head: str, place: str | None, outlet: str | None, agencies: tuple[str, ...], day: str | None
) -> None:
    facts = _facts(head + _STORY)

    assert facts == (len(head), head.strip(), place, outlet, agencies, day)


@pytest.mark.parametrize("prose", _PROSE)
def test_what_only_looks_like_a_dateline_is_none(prose: str) -> None:
    assert read(prose) is None


def test_an_unknown_town_is_believed_where_the_story_tells_of_it() -> None:
    lines = [
        read("TORPOINT — " + _STORY, story=story) for story in ("", "She lives in Torpoint, on the river.")
    ]

    assert [line and line.place for line in lines] == [None, "TORPOINT"]


def test_a_person_in_capitals_is_no_town_though_one_trusts_in_him() -> None:
    assert read("OBAMA — " + _STORY, story="Trust in Obama grew. Mr. Obama said little.") is None


def test_a_pictures_credit_in_brackets_is_no_dateline() -> None:
    assert read("(Getty Images / Jane Roe) " + _STORY) is None


def test_a_dateline_may_stand_alone_on_its_line() -> None:
    facts = _facts("KANSAS CITY, MO (KCTV) -")

    assert facts == (24, "KANSAS CITY, MO (KCTV) -", "KANSAS CITY, MO", "KCTV", (), None)


@pytest.mark.parametrize("line", ["FORT DEVENS, Massachusetts -", "FERGUSON, Mo. —", "OTTAWA, Nov 30 -"])
def test_without_a_house_it_stands_alone_only_with_a_region_or_a_day(line: str) -> None:
    assert _facts(line) is not None


def test_a_byline_glued_before_the_dateline_is_told_apart() -> None:
    line = read("(Adds quotes) By Jane Roe and John Doe BEIJING/SEOUL, Oct 9 (Reuters) - " + _STORY)

    assert getattr(line, "byline", None) == "By Jane Roe and John Doe"


def test_the_evidence_of_a_day_is_the_dateline() -> None:
    line = read("OTTAWA, Nov 30 (Reuters) - " + _STORY)

    assert getattr(line, "published", None) == Published(
        date="--11-30", precision="month-day", basis="dateline", evidence="OTTAWA, Nov 30 (Reuters) -"
    )


_SEEDS = [p.read_text("utf-8") for p in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))]
_WORDS = sorted({word for text in _SEEDS for word in text.split()})
_PIECES = [*_WORDS, *(form[0] for form in _FORMS), "(", ")", "/", ": ", "--", " - ", ",", "\n"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_a_dateline_ends_within_its_paragraph_and_is_its_beginning(paragraph: str) -> None:
    line = read(paragraph, story=_SEEDS[0])

    assert line is None or (line.end <= len(paragraph) and paragraph[: line.end].strip() == line.text)


def test_the_seeds_have_two_datelines() -> None:
    found = [read(paragraph.strip()) for text in _SEEDS for paragraph in text.split("\n")]

    assert [(line.place, line.outlet) for line in found if line] == [("MOSCOW", None), ("MOSCOW", "Reuters")]
