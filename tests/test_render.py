import csv
import io
import json

import pytest

from index import render
from index.console.screen import Screen
from index.engine import Facet
from index.page import Page, PageHit
from index.snippet import Snippet

LOUVRE = PageHit(
    id="c92391cf0116ed88",
    score=7.123456,
    title=None,
    outlet=None,
    agencies=("Associated Press", "Bloomberg News"),
    place="MOSCOW",
    date="2019-03-28",
    snippet=Snippet("It acts more like a cowboy in the Louvre Museum.", ((34, 40),)),
)
ATTACHE = PageHit(
    id="25a1f7b6f8c454e6",
    score=2.0,
    title="Russian military team arrived in Caracas",
    title_highlights=((8, 16),),
    outlet="Reuters",
    agencies=("Reuters",),
    place="MOSCOW",
    date="2019-03",
    snippet=Snippet(
        "Members of the Russian military have arrived in Venezuela but take no part in operations."
    ),
    copies=("aaaa", "bbbb"),
)
PAGE = Page(
    query="louvre military",
    understood="louvre OR military",
    relaxed=True,
    total=12,
    offset=8,
    hits=(LOUVRE, ATTACHE),
    facets={"outlet": (Facet("Reuters", 7), Facet("DW", 1)), "month": (Facet("2019-03", 12),), "section": ()},
    took_ms=3.21,
)
HOSTILE = PageHit(
    id="0" * 16,
    score=0.0,
    title="=cmd()\x1b]0;owned\x07 [/b] [to top of second column]",
    outlet="\u202eevil\x9b",
    date=None,
    snippet=Snippet("one\ttwo\x1b[2J"),
)


def test_hits_are_numbered_from_the_first_of_the_page() -> None:
    shown = render.as_text(PAGE, Screen())

    assert shown == (
        " 9. (untitled)\n"
        "    Associated Press, Bloomberg News · MOSCOW · 28 March 2019 · c92391cf0116ed88\n"
        "    It acts more like a cowboy in the Louvre Museum.\n"
        "\n"
        "10. Russian military team arrived in Caracas\n"
        "    Reuters · MOSCOW · March 2019 · 25a1f7b6f8c454e6 · and 2 copies\n"
        "    Members of the Russian military have arrived in Venezuela but take no part in operations.\n"
        "\n"
        "Outlet\n"
        "  Reuters  7\n"
        "  DW       1\n"
        "\n"
        "Month\n"
        "  March 2019  12\n"
    )


def test_lines_are_broken_at_the_width_of_a_terminal() -> None:
    shown = render.as_text(PAGE, Screen(columns=60, rows=24))

    assert [line for line in shown.splitlines() if len(line) > 60] == []


def test_words_asked_for_are_lit_up_also_where_a_line_breaks() -> None:
    hit = PageHit(
        id="0",
        score=0,
        title="A",
        outlet=None,
        date=None,
        snippet=Snippet("in strict accordance", ((3, 20),)),
    )

    shown = render.as_text(
        Page(query="", understood="", total=1, hits=(hit,)), Screen(columns=19, rows=24, colour=True)
    )

    assert shown.splitlines()[-2:] == ["   in \x1b[1;31mstrict\x1b[0m", "   \x1b[1;31maccordance\x1b[0m"]


def test_nothing_active_reaches_the_terminal() -> None:
    shown = render.as_text(Page(query="", understood="", total=1, hits=(HOSTILE,)), Screen())

    assert shown == (
        "1. =cmd()␛]0;owned␇ [/b] [to top of second column]\n"
        "   �evil� · undated · 0000000000000000\n"
        "   one two␛[2J\n"
    )


def test_the_note_counts_and_says_that_the_query_was_relaxed() -> None:
    assert render.note(PAGE) == (
        "no article has all the words; these have some · 12 articles, 9–10 shown, copies folded · 3 ms"
    )


def test_the_note_of_a_page_past_the_end() -> None:
    assert (
        render.note(Page(query="x", understood="x", total=3, hits=(), offset=10))
        == "3 articles, none shown · 0 ms"
    )


def test_json_has_the_keys_that_are_promised() -> None:
    assert json.loads(render.as_json(PAGE)) == {
        "format": 1,
        "query": "louvre military",
        "understood": "louvre OR military",
        "relaxed": True,
        "total": 12,
        "took_ms": 3.2,
        "hits": [
            {
                "id": "c92391cf0116ed88",
                "score": 7.1235,
                "title": None,
                "outlet": None,
                "date": "2019-03-28",
                "snippet": "It acts more like a cowboy in the Louvre Museum.",
                "highlights": [[34, 40]],
                "copies": [],
            },
            {
                "id": "25a1f7b6f8c454e6",
                "score": 2.0,
                "title": "Russian military team arrived in Caracas",
                "outlet": "Reuters",
                "date": "2019-03",
                "snippet": ATTACHE.snippet.text,
                "highlights": [],
                "copies": ["aaaa", "bbbb"],
            },
        ],
        "facets": {"outlet": {"Reuters": 7, "DW": 1}, "month": {"2019-03": 12}, "section": {}},
        "perhaps": 0,
        "suggestions": [],
    }


@pytest.mark.parametrize("as_machine_reads", [render.as_json, render.as_jsonl, render.as_csv])
def test_machine_output_holds_nothing_active_either(as_machine_reads) -> None:  # type: ignore[no-untyped-def]
    shown = as_machine_reads(Page(query="", understood="", total=1, hits=(HOSTILE,)))

    assert {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown) == set()


def test_json_gives_back_the_very_title() -> None:
    (hit,) = (
        json.loads(line)
        for line in render.as_jsonl(Page(query="", understood="", total=1, hits=(HOSTILE,))).splitlines()
    )

    assert (hit["title"], hit["outlet"]) == (HOSTILE.title, HOSTILE.outlet)


def test_no_csv_cell_is_a_formula() -> None:
    table = render.as_csv(Page(query="", understood="", total=2, hits=(HOSTILE, LOUVRE)))

    assert list(csv.reader(io.StringIO(table))) == [
        ["id", "score", "title", "outlet", "date", "snippet"],
        ["0" * 16, "0.0", "'=cmd()␛]0;owned␇ [/b] [to top of second column]", "�evil�", "", "one two␛[2J"],
        ["c92391cf0116ed88", "7.1235", "", "", "2019-03-28", LOUVRE.snippet.text],
    ]


def test_ids_come_one_a_line() -> None:
    assert render.as_ids(PAGE) == "c92391cf0116ed88\n25a1f7b6f8c454e6\n"
