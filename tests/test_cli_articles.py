import json
import re
from pathlib import Path

from running import CNN, HILL, LOUVRE, REUTERS, ROOT, SEEDS, archive, process


def test_the_story_is_shown_clean(seeded: Path) -> None:
    ran = archive("--home", seeded, "show", "c923")

    assert (
        ran.code,
        "a cowboy in the Louvre Museum" in ran.out,
        "Date        28 March 2019 (print section: A Section on 03/28/2019)\n" in ran.out,
        "Information for this article" in ran.out,
        ran.out.count("A Section on"),
    ) == (0, True, True, False, 1)


def test_what_was_cut_is_listed_with_its_rule(seeded: Path) -> None:
    cuts = archive("--home", seeded, "show", "c923", "--cuts").out

    assert re.findall(
        r"^(?:Information|A Section)|^ {4}(Information for|A Section on)", cuts, re.MULTILINE
    ) == [
        "Information for",
        "A Section on",
    ]


def test_raw_gives_the_bytes_of_the_file_back(seeded: Path) -> None:
    ran = process("--home", seeded, "show", REUTERS, "--raw")

    assert ran.stdout == (SEEDS / "003_cc38d20ab69be390.txt").read_bytes()


def test_an_article_in_json_is_the_same_from_show_and_from_clean(seeded: Path) -> None:
    shown = json.loads(archive("--home", seeded, "show", CNN, "--json").out)
    cleaned = json.loads(archive("clean", SEEDS / "002_ef05e9ccc23091e5.txt", "--json").out)

    assert shown == cleaned


def test_several_articles_are_shown_and_what_is_unknown_is_said(seeded: Path) -> None:
    ran = archive("--home", seeded, "show", LOUVRE, "ffffffff", CNN, "--json")

    assert (ran.code, [json.loads(line)["id"] for line in ran.out.splitlines()], ran.err) == (
        1,
        [LOUVRE, CNN],
        "archive: no article 'ffffffff'\n",
    )


def test_an_ambiguous_id_lists_the_candidates(tmp_path: Path) -> None:
    # The SHA-256 of both begins with eee2.
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.txt").write_text("The minister resigned on Monday. 218")
    (tmp_path / "dumps" / "b.txt").write_text("The minister resigned on Monday. 484")
    archive("--home", tmp_path / "home", "rebuild", tmp_path / "dumps")

    ran = archive("--home", tmp_path / "home", "show", "eee2")

    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 3)


def test_clean_reads_standard_input_too() -> None:
    ran = archive("clean", "-", "--json", stdin=(SEEDS / "004_a5cf0ad24ff37a21.txt").read_bytes())

    assert (ran.code, json.loads(ran.out)["id"]) == (0, HILL)


def test_a_refused_file_costs_one_line_and_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "empty\x1b[31m\n.txt").touch()

    ran = archive(
        "clean", tmp_path / "empty\x1b[31m\n.txt", tmp_path / "none.txt", SEEDS / "004_a5cf0ad24ff37a21.txt"
    )

    assert (ran.code, "Russia dismisses US demand" in ran.out, ran.err.count("\n"), "\x1b" in ran.err) == (
        3,
        True,
        2,
        False,
    )


def test_every_key_is_on_the_page(seeded: Path) -> None:
    page = (ROOT / "docs" / "json.md").read_text()
    (article,) = map(json.loads, archive("--home", seeded, "show", REUTERS, "--json").out.splitlines())
    search = json.loads(archive("--home", seeded, "search", "louvre", "--json").out)
    stats = json.loads(archive("--home", seeded, "stats", "--json").out)

    keys = [*article, *article["cuts"][0], *article["origins"][0], *search, *search["hits"][0], *stats]
    assert [key for key in keys if not re.search(rf"[`.\"]{key}[`\"]", page)] == []
