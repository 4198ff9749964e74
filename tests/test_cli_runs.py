import json
import os
import shutil
import zipfile
from pathlib import Path

from running import LOUVRE, SEEDS, archive, found


def test_counts_keep_the_promise(seeded: Path) -> None:
    assert json.loads(archive("--home", seeded, "stats", "--json").out) == {
        "format": 1,
        "articles": 5,
        "undated": 1,
        "outlets": {"DW": 1, "Reuters": 1},
        "languages": {"en": 5},
        "months": {"2019-03": 3, "2019": 1},
        "engine": "whoosh",
        "stale": 0,
    }


def test_counts_read_well(seeded: Path) -> None:
    ran = archive("--home", seeded, "stats")

    assert ran.out == (
        "5 articles, 1 undated; index: whoosh, 5 articles\n"
        f"source: {SEEDS}\n"
        "\n"
        "Outlet\n"
        "  DW       1\n"
        "  Reuters  1\n"
        "\n"
        "Language\n"
        "  en  5\n"
        "\n"
        "Month\n"
        "  March 2019  3\n"
        "  2019        1\n"
    )


def test_a_file_dropped_in_changed_and_taken_away_again(tmp_path: Path) -> None:
    dumps, home = tmp_path / "dumps", tmp_path / "home"
    shutil.copytree(SEEDS, dumps)
    archive("--home", home, "rebuild", dumps)
    (dumps / "sixth.txt").write_text("The parliament in Lisbon sat until midnight over a law on eels.")

    after_update = archive("--home", home, "update")
    came = found(home, "eels")
    (dumps / "sixth.txt").unlink()
    archive("--home", home, "update")
    went = found(home, "eels")
    shown = archive("--home", home, "show", *came[1])

    assert (
        after_update.out.partition(". ")[0],
        came[0],
        went,
        shown.code,
        shown.out.startswith("Gone since "),
    ) == (
        "1 document read from 1 file: 1 new, 5 unchanged, 0 changed, 0 gone, 0 refused",
        0,
        (1, set()),
        0,
        True,
    )


def test_a_refused_file_is_reported_and_the_rest_is_there(tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    shutil.copytree(SEEDS, dumps)
    (dumps / "empty.txt").touch()
    (dumps / "binary.txt").write_bytes(bytes(range(256)) * 8)

    ran = archive("--home", tmp_path / "home", "rebuild", dumps)

    assert (
        ran.code,
        ran.out.count("2 refused"),
        len(ran.err.splitlines()),
        found(tmp_path / "home", "guaido")[0],
    ) == (
        3,
        1,
        2,
        0,
    )


def test_forgetting_is_never_done_unasked_off_a_terminal(own: Path) -> None:
    ran = archive("--home", own, "forget", LOUVRE)

    assert (ran.code, found(own, "louvre")) == (2, (0, {LOUVRE}))


def test_what_is_forgotten_stays_away(own: Path) -> None:
    forgotten = archive("--home", own, "forget", LOUVRE, "--yes")
    archive("--home", own, "rebuild")

    assert (forgotten.code, found(own, "louvre"), archive("--home", own, "show", LOUVRE).code) == (
        0,
        (1, set()),
        1,
    )


def test_each_refused_record_has_its_line_in_the_report(tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    with zipfile.ZipFile(dumps / "rows.zip", "w") as packed:
        packed.writestr("rows.jsonl", '{"title": "Eels", "text": "A law on eels."}\n{broken\n[]\n')
    (dumps / os.fsdecode(b"caf\xe9.txt")).touch()

    ran = archive("--home", tmp_path / "home", "rebuild", dumps, "--report", tmp_path / "refused.jsonl")

    lines = [json.loads(line) for line in (tmp_path / "refused.jsonl").read_text().splitlines()]
    bad, rows = str(dumps / os.fsdecode(b"caf\xe9.txt")), str(dumps / "rows.zip")
    member = {"path": rows, "members": ["rows.jsonl"], "url": None}
    assert (ran.code, lines) == (
        3,
        [
            {
                "path": bad,
                "members": [],
                "document": 0,
                "place": "",
                "url": None,
                "reason": "is empty; there is nothing to read",
            },
            {
                **member,
                "document": 1,
                "place": "line 2",
                "reason": "is no JSON (Expecting property name enclosed in double quotes at character 2)",
            },
            {
                **member,
                "document": 2,
                "place": "line 3",
                "reason": "is no JSON object",
            },
        ],
    )


def test_a_report_that_cannot_be_written_ends_the_run_before_it_begins(tmp_path: Path) -> None:
    ran = archive("--home", tmp_path / "home", "rebuild", SEEDS, "--report", tmp_path / "none" / "refused")

    assert (ran.code, ran.err, (tmp_path / "home").exists()) == (
        2,
        f"archive: cannot write the report '{tmp_path}/none/refused': No such file or directory; "
        "name another file\n",
        False,
    )


def test_many_refusals_are_not_all_printed(tmp_path: Path) -> None:
    rows = ["{broken" for _ in range(60)]
    (tmp_path / "rows.jsonl").write_text("\n".join(['{"title": "Eels", "text": "A law on eels."}', *rows]))

    ran = archive("--home", tmp_path / "home", "rebuild", tmp_path / "rows.jsonl")

    assert (ran.err.count("refused: "), ran.err.splitlines()[-1]) == (
        51,
        "refused: 10 more; --report FILE writes them all",
    )
