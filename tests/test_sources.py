"""Sources: remembered, covered by one another, with what the user knows of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import PLAIN, SCAN, SEEDS, articles, counts, sources, titles, write

from archive.errors import ArchiveError
from archive.home import Home
from archive.ingest import rebuild, update


def test_a_link_that_the_user_names_is_followed(tmp_path: Path, at: Home, dumps: Path) -> None:
    (tmp_path / "folder").symlink_to(dumps)
    (tmp_path / "file").symlink_to(SEEDS / "003_cc38d20ab69be390.txt")
    report = rebuild(at, [tmp_path / "folder", tmp_path / "file"], build=SCAN, cleaner=PLAIN)

    assert counts(report) == {"files": 4, "read": 4, "new": 4, "articles": 4}


def test_an_archive_within_its_own_source_is_not_read(dumps: Path) -> None:
    at = Home(dumps / "inner" / "home")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)

    assert counts(rebuild(at, build=SCAN, cleaner=PLAIN)) == {
        "files": 3,
        "read": 3,
        "unchanged": 3,
        "articles": 3,
    }


def test_excludes_are_remembered_with_their_source(at: Home, dumps: Path) -> None:
    write(dumps / "2019", truth="truth", d="Lima")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, excludes=["truth.txt", "b*"])
    rebuild(at, build=SCAN, cleaner=PLAIN)

    assert titles(at) == {"Caracas", "Washington", "Lima"}


def test_what_is_given_is_remembered_with_its_source_and_changes_nothing_else(
    tmp_path: Path, at: Home, dumps: Path
) -> None:
    write(tmp_path / "more", d="Lima")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, given={"outlet": "The Hill"})
    rebuild(at, [tmp_path / "more"], build=SCAN, cleaner=PLAIN)

    assert {article.title: article.outlet for article in articles(at)} == {
        "Caracas": "The Hill",
        "Moscow": "The Hill",
        "Washington": "The Hill",
        "Lima": None,
    }


def test_a_value_given_later_is_taken_over_without_reading_a_file_again(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    report = update(at, [dumps], build=SCAN, cleaner=PLAIN, given={"outlet": "The Hill"})

    assert (counts(report), {article.outlet for article in articles(at)}) == (
        {"changed": 3, "articles": 3},
        {"The Hill"},
    )


def test_the_first_origin_decides_what_is_given(tmp_path: Path, at: Home) -> None:
    outlets = []
    write(tmp_path / "b", x="Caracas")
    rebuild(at, [tmp_path / "b"], build=SCAN, cleaner=PLAIN, given={"outlet": "Second"})
    outlets.append([article.outlet for article in articles(at)])
    write(tmp_path / "a", x="Caracas")
    update(at, [tmp_path / "a"], build=SCAN, cleaner=PLAIN, given={"outlet": "First"})
    outlets.append([article.outlet for article in articles(at)])
    (tmp_path / "a" / "x.txt").unlink()
    report = update(at, build=SCAN, cleaner=PLAIN)
    outlets.append([article.outlet for article in articles(at)])

    assert (outlets, counts(report)) == (
        [["Second"], ["First"], ["Second"]],
        {"changed": 1, "articles": 1},
    )


def test_a_path_within_a_source_is_covered_by_it(at: Home, dumps: Path) -> None:
    write(dumps / "inner", d="Lima")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    report = rebuild(at, [dumps / "inner"], build=SCAN, cleaner=PLAIN)

    assert (counts(report), [source.root for source in sources(at)]) == (
        {"files": 4, "read": 4, "unchanged": 4, "articles": 4},
        [str(dumps)],
    )


def test_a_path_within_a_source_with_values_of_its_own_is_read_once_with_them(at: Home, dumps: Path) -> None:
    write(dumps / "inner", d="Lima")
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    report = rebuild(at, [dumps / "inner"], build=SCAN, cleaner=PLAIN, given={"outlet": "The Hill"})

    assert (counts(report), [article.title for article in articles(at) if article.outlet]) == (
        {"files": 4, "read": 4, "unchanged": 3, "changed": 1, "articles": 4},
        ["Lima"],
    )


def test_a_folder_around_a_source_takes_its_place(at: Home, dumps: Path) -> None:
    write(dumps / "inner", d="Lima")
    rebuild(at, [dumps / "inner"], build=SCAN, cleaner=PLAIN)
    report = update(at, [dumps], build=SCAN, cleaner=PLAIN)

    assert (counts(report), [source.root for source in sources(at)]) == (
        {"files": 4, "read": 4, "new": 3, "unchanged": 1, "articles": 4},
        [str(dumps)],
    )


def test_a_hidden_folder_that_is_named_is_not_covered(at: Home, dumps: Path) -> None:
    write(dumps / ".hidden", d="Lima")
    rebuild(at, [dumps, dumps / ".hidden"], build=SCAN, cleaner=PLAIN)

    assert "Lima" in titles(at)


def test_values_without_a_path_are_for_the_only_source(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    rebuild(at, build=SCAN, cleaner=PLAIN, given={"outlet": "The Hill"})

    assert [source.given for source in sources(at)] == [{"outlet": "The Hill"}]


def test_values_without_a_path_are_an_error_where_there_are_two_sources(
    tmp_path: Path, at: Home, dumps: Path
) -> None:
    write(tmp_path / "more", d="Lima")
    rebuild(at, [dumps, tmp_path / "more"], build=SCAN, cleaner=PLAIN)

    with pytest.raises(ArchiveError, match="name the one meant"):
        update(at, build=SCAN, cleaner=PLAIN, given={"outlet": "The Hill"})


def test_with_no_path_and_none_remembered_the_seeds_here_are_read(
    tmp_path: Path, at: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "seeds", a="Caracas")
    monkeypatch.chdir(tmp_path)
    rebuild(at, build=SCAN, cleaner=PLAIN)

    assert [source.root for source in sources(at)] == [str(tmp_path / "seeds")]


def test_with_nothing_to_read_at_all_no_archive_is_begun(
    tmp_path: Path, at: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ArchiveError, match="say what to read: archive rebuild FOLDER"):
        rebuild(at, build=SCAN, cleaner=PLAIN)
    assert not at.path.exists()


def test_a_path_that_does_not_exist_is_an_error_and_no_archive_is_begun(tmp_path: Path, at: Home) -> None:
    with pytest.raises(ArchiveError, match="no file or folder"):
        rebuild(at, [tmp_path / "nothing"], build=SCAN, cleaner=PLAIN)
    assert not at.path.exists()
