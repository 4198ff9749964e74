"""What a user decides about an article holds, whatever becomes of its sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import PLAIN, SCAN, articles, write
from running import archive

from archive.article import Article
from archive.decided import corrections, with_note, with_tags
from archive.errors import ArchiveError, UnknownIdError
from archive.home import Home
from archive.ingest import decide, forget, rebuild, reclean, update


def titled(at: Home, title: str) -> Article:
    (found,) = (article for article in articles(at) if article.title == title)
    return found


def correct(at: Home, article: Article, **fields: str | None) -> dict[str, dict[str, str]]:
    return decide(at, [article.id], lambda _: fields, build=SCAN, cleaner=PLAIN)


def test_a_correction_holds_in_place_of_what_was_read_and_says_so(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, given={"outlet": "CNN"})
    correct(at, titled(at, "Moscow"), outlet="DW", published="2019-03", authors="Jane Roe; John Poe")
    article = titled(at, "Moscow")

    assert (article.outlet, article.published and article.published.date, article.authors, article.bases) == (
        "DW",
        "2019-03",
        ("Jane Roe", "John Poe"),
        (("authors", "user"), ("outlet", "user"), ("published", "user")),
    )


@pytest.mark.parametrize("again", ["rebuild", "update", "reclean", "given"])
def test_a_decision_survives_every_later_run(at: Home, dumps: Path, again: str) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    correct(at, titled(at, "Moscow"), outlet="DW", **with_tags(["louvre"]), **with_note("call"))
    match again:
        case "rebuild":
            rebuild(at, build=SCAN, cleaner=PLAIN)
        case "update":
            write(dumps / "more", again="Moscow")
            update(at, build=SCAN, cleaner=PLAIN)
        case "reclean":
            reclean(at, build=SCAN, cleaner=PLAIN)
        case _:
            rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, given={"outlet": "Reuters"})
    article = titled(at, "Moscow")

    assert (article.outlet, article.tags, article.note) == ("DW", ("louvre",), "call")


def test_what_is_undone_is_as_it_was_read(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, given={"outlet": "CNN"})
    before = titled(at, "Moscow")
    correct(at, before, outlet="", **with_note("call"))
    none = titled(at, "Moscow").outlet
    left = correct(at, before, outlet=None, note=None)

    assert (none, left, titled(at, "Moscow")) == (None, {before.id: {}}, before)


def test_an_article_that_comes_back_has_what_was_decided(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    correct(at, titled(at, "Moscow"), outlet="DW")
    file = next(path for path in dumps.rglob("*.txt") if path.read_text() == "Moscow")
    file.unlink()
    update(at, build=SCAN, cleaner=PLAIN)
    write(dumps, back="Moscow")
    update(at, build=SCAN, cleaner=PLAIN)

    assert titled(at, "Moscow").outlet == "DW"


def test_what_is_forgotten_takes_its_decisions_along(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    victim = titled(at, "Moscow")
    correct(at, victim, **with_note("the source is Ms Roe"))
    forget(at, [victim.id], build=SCAN)

    assert b"Ms Roe" not in b"".join(path.read_bytes() for path in at.path.rglob("*") if path.is_file())


def test_an_unknown_id_decides_nothing(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = articles(at)

    with pytest.raises(UnknownIdError):
        decide(at, [before[0].id, "0" * 16], lambda _: {"outlet": "DW"}, build=SCAN, cleaner=PLAIN)
    assert articles(at) == before


@pytest.mark.parametrize("pair", ["outlet", "body=x", "date=yesterday"])
def test_what_cannot_be_corrected_is_said(pair: str) -> None:
    with pytest.raises(ArchiveError):
        corrections([pair])


def test_a_decision_is_found_as_soon_as_it_is_made(tmp_path: Path, dumps: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    archive(*home, "rebuild", str(dumps))
    archive(*home, "search", "moscow")
    ran = [
        archive(*home, "correct", "@1", "outlet=The Moscow Times"),
        archive(*home, "tag", "@1", "+Louvre", "+todo"),
        archive(*home, "tag", "@1", "-todo"),
        archive(*home, "note", "@1", "Call", "the", "museum."),
        archive(*home, "search", "outlet:times tag:louvre note:museum", "--format", "ids"),
        archive(*home, "search", "tag:todo", "--format", "ids"),
    ]

    assert ([one.code for one in ran], ran[3].out.splitlines()[1:]) == (
        [0, 0, 0, 0, 0, 1],
        ["  note: Call the museum.", "  outlet: The Moscow Times", "  tags: louvre"],
    )


def test_a_tag_without_a_letter_is_one_clear_line(tmp_path: Path, dumps: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    archive(*home, "rebuild", str(dumps))
    ran = archive(*home, "tag", "", "+louvre")

    assert (ran.code, ran.err) == (1, "archive: no article '': an id has the digits 0 to 9 and a to f\n")
