"""Index generations: built apart, proven, switched, and never written in place."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import cast

import pytest
from archives import PLAIN, SCAN, articles, write

from archive.errors import GenerationError, StoreError
from archive.home import Home
from archive.ingest import Step, forget, rebuild, reindex, update
from archive.store import Generation, Store
from archive.store.shares import Share
from index.build import Builder, link_files
from index.engine import ENGINES
from index.generation import verify
from index.search import Ask, search

WHOOSH = Builder("whoosh")


def serving(home: Home) -> Generation:
    with Store.open(home.store) as store, store.snapshot() as snapshot:
        assert snapshot.generation is not None
        return snapshot.generation


def folders(home: Home) -> list[str]:
    return sorted(folder.name for folder in home.index.iterdir())


def size(path: Path) -> int:
    return path.stat().st_size


def ids(home: Home, query: str) -> list[str]:
    with Store.open(home.store) as store:
        return sorted(hit.id for hit in search(store, home.index, Ask(text=query, limit=None)).hits)


def test_an_engine_there_is_not_is_an_error_before_anything_is_read() -> None:
    with pytest.raises(GenerationError, match="no engine 'woosh'"):
        Builder("woosh")


def test_the_engine_is_remembered(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    rebuild(at, build=Builder(), cleaner=PLAIN)

    assert (serving(at).engine, serving(at).folder, serving(at).articles) == ("scan", "2-scan", 3)


def test_an_archive_that_grows_large_is_told_once_of_the_fast_engine(at: Home, dumps: Path) -> None:
    told: list[str] = []
    build = Builder("whoosh", tell=told.append, many=2)
    for _ in range(2):
        rebuild(at, [dumps], build=build, cleaner=PLAIN)

    assert told == [
        "of more than 2 articles tantivy makes lighter work: install it with "
        "pip install 'news-archive[tantivy]', then: archive rebuild --index-only --engine tantivy"
    ]


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_workers_write_what_one_process_does(engine: str, at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=Builder(engine), cleaner=PLAIN)
    alone = ids(at, "moscow OR caracas"), serving(at).articles
    reindex(at, build=Builder(engine, workers=2))

    assert (ids(at, "moscow OR caracas"), serving(at).articles) == alone


def test_workers_leave_nothing_but_the_files_of_the_index(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=Builder("whoosh", workers=2), cleaner=PLAIN)

    suffixes = {path.suffix for path in (at.index / serving(at).folder).iterdir()}
    assert suffixes == {".toc", ".trm", ".col", ".json"}


def test_workers_write_where_one_that_outlives_its_run_cannot_reach_the_next(at: Home, dumps: Path) -> None:
    seen: set[str] = set()

    def look(step: Step) -> None:
        seen.update(path.parent.name for path in at.index.glob("*/[01]"))

    for _ in range(2):
        rebuild(at, [dumps], build=Builder("whoosh", 2), cleaner=PLAIN, progress=look)
    beside = {name.rpartition("-")[0] for name in seen}

    assert (beside, len(seen), folders(at)) == (
        {"1-whoosh-parts", "2-whoosh-parts"},
        2,
        ["1-whoosh", "2-whoosh"],
    )


def test_workers_add_to_an_index_what_is_new(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    write(dumps, late="A late story from Moscow.")
    update(at, build=Builder(workers=2), cleaner=PLAIN)
    verify(at.index / serving(at).folder, serving(at), hashes=True)

    assert (serving(at).articles, len(ids(at, "late"))) == (4, 1)


def test_a_share_of_what_the_store_has_not_is_an_error_of_the_house(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)

    with pytest.raises(StoreError, match="lost what was to be indexed"):
        list(Share(at.store, array("Q", [1, 99])).articles())


def test_another_engine_takes_over_in_one_step(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = ids(at, "moscow OR caracas")
    reindex(at, build=WHOOSH)

    assert (serving(at).folder, ids(at, "moscow OR caracas")) == ("2-whoosh", before)


def test_nothing_changed_needs_no_new_generation(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    update(at, build=Builder(), cleaner=PLAIN)

    assert folders(at) == ["1-whoosh"]


def test_an_index_of_another_analysis_is_built_anew_by_an_update(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    of_today = serving(at).analysis
    with Store.open(at.store) as store:
        store.connection.execute("UPDATE generations SET analysis = 'of yesterday'")
    update(at, build=Builder(), cleaner=PLAIN)

    assert (serving(at).number, serving(at).analysis) == (2, of_today)


def test_an_index_that_is_no_longer_whole_is_built_anew_by_an_update(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    max((at.index / "1-whoosh").iterdir(), key=size).unlink()
    update(at, build=Builder(), cleaner=PLAIN)

    assert (serving(at).number, len(ids(at, "moscow"))) == (2, 1)


def test_an_updated_index_answers_as_one_built_anew(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    for number in range(6):
        write(dumps, **{f"new{number}": f"Story {number} of Moscow and Minsk", "a": f"Caracas {number}"})
        update(at, build=Builder(), cleaner=PLAIN)
    (dumps / "new0.txt").unlink()
    update(at, build=Builder(), cleaner=PLAIN)
    queries = ["moscow", "minsk", "caracas", "story", "*", '"moscow and minsk"', "-minsk moscow"]
    updated = [ids(at, query) for query in queries]
    reindex(at, build=WHOOSH)

    assert updated == [ids(at, query) for query in queries]


def test_an_update_leaves_the_generation_before_as_it_was(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    before = serving(at)
    write(dumps, d="Lima", a="Caracas anew")
    (dumps / "c.txt").unlink()
    update(at, build=Builder(), cleaner=PLAIN)
    verify(at.index / before.folder, before, hashes=True)
    verify(at.index / serving(at).folder, serving(at), hashes=True)

    assert folders(at) == ["1-whoosh", "2-whoosh"]


def test_only_the_generation_before_is_kept_and_leftovers_go(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    (at.index / "2-scan").mkdir()
    (at.index / "2-scan" / "half").write_text("killed here")
    for number in range(3):
        write(dumps, d=f"Lima {number}")
        update(at, build=Builder(), cleaner=PLAIN)

    assert folders(at) == ["3-scan", "4-scan"]


def test_a_takedown_leaves_no_older_index(at: Home, dumps: Path) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    (victim,) = ids(at, "moscow")
    forget(at, [victim], build=Builder())

    assert (folders(at), ids(at, "moscow"), len(ids(at, "*"))) == (["2-whoosh"], [], 2)


@pytest.mark.parametrize("stop", ["reading", "cleaning", "indexing", "publishing"])
def test_an_interrupted_run_leaves_the_archive_answering(at: Home, dumps: Path, stop: str) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    write(dumps, d="Lima")
    before = articles(at), serving(at)

    def interrupt(step: Step) -> None:
        if step.doing == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(at, build=Builder(), cleaner=PLAIN, progress=interrupt)
    after = articles(at), serving(at)
    # Publishing is told when it is done.
    whole = stop == "publishing"

    assert (after == before, len(ids(at, "*")), folders(at)) == (
        (False, 4, ["1-whoosh", "2-whoosh"]) if whole else (True, 3, ["1-whoosh"])
    )


@pytest.mark.parametrize(
    "damage", ["missing", "longer", "changed", "strange", "no manifest", "other manifest"]
)
def test_a_damaged_generation_is_told(at: Home, dumps: Path, damage: str) -> None:
    rebuild(at, [dumps], build=WHOOSH, cleaner=PLAIN)
    folder = at.index / serving(at).folder
    file = max(
        (path for path in folder.iterdir() if path.name != "manifest.json"), key=lambda p: p.stat().st_size
    )
    match damage:
        case "missing":
            file.unlink()
        case "longer":
            file.write_bytes(file.read_bytes() + b"x")
        case "changed":
            raw = bytearray(file.read_bytes())
            raw[len(raw) // 2] ^= 1
            file.write_bytes(raw)
        case "strange":
            (folder / "strange").write_bytes(b"")
        case "no manifest":
            (folder / "manifest.json").unlink()
        case _:
            (folder / "manifest.json").write_bytes(b"{}")

    with pytest.raises(GenerationError, match="make it anew with: archive rebuild --index-only"):
        verify(folder, serving(at), hashes=True)


def test_an_index_that_lost_an_article_is_never_served(
    at: Home, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    monkeypatch.setitem(cast(dict[str, str], ENGINES), "lossy", "lossy")

    with pytest.raises(GenerationError, match="holds 2 articles in place of 3"):
        reindex(at, build=Builder("lossy"))
    assert (serving(at).engine, folders(at)) == ("scan", ["1-scan"])


def test_files_are_shared_and_the_manifest_is_not(tmp_path: Path) -> None:
    older, newer = tmp_path / "1", tmp_path / "2"
    (older / "inner").mkdir(parents=True)
    newer.mkdir()
    for name in ("a", "inner/b", "manifest.json"):
        (older / name).write_text(name)
    link_files(older, newer)

    assert {
        path.relative_to(newer).as_posix(): path.samefile(older / path.relative_to(newer))
        for path in newer.rglob("*")
        if path.is_file()
    } == {"a": True, "inner/b": True}
