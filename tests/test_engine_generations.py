from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from few_articles import ARTICLES, article, built, listed

from archive.article import Article
from archive.errors import GenerationError
from index.engine import ENGINES, AdoptingWriter, Engine, engine_module
from index.query import Everything, Word

OUTSIDE = [name for name in ENGINES if name != "scan"]
built_with = pytest.mark.parametrize("name", list(ENGINES))


def linked(older: Path, new: Path) -> Path:
    """Return ``new``, a folder with hard links to the files of ``older``."""
    new.mkdir()
    for path in older.iterdir():
        os.link(path, new / path.name)
    return new


def extended(name: str, older: Path, new: Path, articles: Sequence[Article], gone: Iterable[str]) -> Engine:
    """Return an engine open on a new generation: ``articles`` added to it, then some taken out."""
    writer = engine_module(name).extend(linked(older, new))
    for one in articles:
        writer.add(one)
    for key in gone:
        writer.delete(key)
    writer.commit()
    left = [one for one in (*ARTICLES[:10], *articles) if one.id not in set(gone)]
    return engine_module(name).open(new, lambda: left)


def ids(articles: Iterable[Article]) -> list[str]:
    return [one.id for one in articles]


def disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


@built_with
def test_a_new_generation_holds_what_was_added_and_not_what_was_deleted(name: str, tmp_path: Path) -> None:
    built(name, tmp_path / "1", ARTICLES[:10]).close()
    gone = [ARTICLES[0].id, ARTICLES[7].id, ARTICLES[12].id, "00000000000000ff"]

    engine = extended(name, tmp_path / "1", tmp_path / "2", ARTICLES[10:], gone)
    found = listed(engine, Everything(), limit=None), sorted(listed(engine, Word("museum")))
    engine.close()

    assert found == ([2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14], [6, 10, 11])


@built_with
def test_the_older_generation_stays_as_it_was_to_the_byte(name: str, tmp_path: Path) -> None:
    built(name, tmp_path / "1", ARTICLES[:10]).close()
    before = {path.name: path.read_bytes() for path in (tmp_path / "1").iterdir()}

    extended(name, tmp_path / "1", tmp_path / "2", ARTICLES[10:], [ARTICLES[0].id]).close()

    assert {path.name: path.read_bytes() for path in (tmp_path / "1").iterdir()} == before


@built_with
def test_the_older_generation_answers_while_the_new_one_is_written(name: str, tmp_path: Path) -> None:
    older = built(name, tmp_path / "1", ARTICLES[:10])

    newer = extended(name, tmp_path / "1", tmp_path / "2", ARTICLES[10:], [ARTICLES[0].id])
    found = [sorted(listed(engine, Word("museum"))) for engine in (older, newer)]
    older.close()
    newer.close()

    assert found == [[1, 6, 8, 10], [6, 8, 10, 11]]


@built_with
def test_a_changed_article_takes_the_place_of_the_old_one(name: str, tmp_path: Path) -> None:
    module = engine_module(name)
    built(name, tmp_path / "1", ARTICLES[:2]).close()
    changed = article(1, "2021-01-01", title="Quite another", body="story")

    writer = module.extend(linked(tmp_path / "1", tmp_path / "2"))
    for version in (ARTICLES[0], changed):
        writer.delete(version.id)
        writer.add(version)
    writer.commit()
    engine = module.open(tmp_path / "2", lambda: [changed, ARTICLES[1]])
    found = [listed(engine, query) for query in (Everything(), Word("louvre"), Word("story"))]
    engine.close()

    assert found == [[1, 2], [], [1]]


def test_a_new_generation_leaves_no_lock_and_nothing_half_made(tmp_path: Path) -> None:
    built("whoosh", tmp_path / "1", ARTICLES[:10]).close()

    extended("whoosh", tmp_path / "1", tmp_path / "2", ARTICLES[10:], [ARTICLES[0].id]).close()

    assert {path.suffix for path in (tmp_path / "2").iterdir()} == {".toc", ".trm", ".col"}


def test_what_is_deleted_leaves_the_files_with_the_next_rewriting(tmp_path: Path) -> None:
    built("whoosh", tmp_path / "1", ARTICLES[:10]).close()

    gone = [one.id for one in ARTICLES[:3]]

    extended("whoosh", tmp_path / "1", tmp_path / "2", ARTICLES[10:], gone).close()
    terms = b"".join(path.read_bytes() for path in (tmp_path / "2").glob("*.trm"))

    assert (b"zakharov" in terms, b"cowboy" in terms) == (True, False)


@pytest.mark.parametrize(("name", "suffix", "most"), [("whoosh", "trm", 5), ("tantivy", "term", 15)])
def test_many_small_generations_leave_few_segments(name: str, suffix: str, most: int, tmp_path: Path) -> None:
    built(name, tmp_path / "0", ()).close()
    for count in range(1, 41):
        writer = engine_module(name).extend(linked(tmp_path / str(count - 1), tmp_path / str(count)))
        writer.add(article(count, body="one more"))
        writer.commit()

    segments = len(list((tmp_path / "40").glob(f"*.{suffix}")))

    assert segments <= most


def test_fifty_small_updates_leave_no_dead_segments_in_a_tantivy_folder(tmp_path: Path) -> None:
    many = [
        replace(one, key=f"{number:016x}".ljust(64, "0"))
        for number, one in enumerate(ARTICLES * 200, start=1)
    ]
    built("tantivy", tmp_path / "fresh", many).close()
    built("tantivy", tmp_path / "0", many).close()
    for count in range(1, 51):
        writer = engine_module("tantivy").extend(linked(tmp_path / str(count - 1), tmp_path / str(count)))
        for one in many[count * 10 : count * 10 + 10]:
            writer.delete(one.id)
            writer.add(one)
        writer.commit()

    assert disk(tmp_path / "50") <= 1.5 * disk(tmp_path / "fresh")


def test_an_index_of_which_a_third_is_deleted_is_worn(tmp_path: Path) -> None:
    built("tantivy", tmp_path / "1", ARTICLES[:9]).close()
    worn = []
    for generation, gone in enumerate((ARTICLES[:3], ARTICLES[3:4]), start=1):
        extended("tantivy", tmp_path / f"{generation}", tmp_path / f"{generation + 1}", (), ids(gone)).close()
        worn.append(engine_module("tantivy").is_worn(tmp_path / f"{generation + 1}"))

    assert worn == [False, True]


def test_what_other_tantivy_writers_wrote_is_taken_over(tmp_path: Path) -> None:
    for part, articles in (("1", ARTICLES[:5]), ("2", ARTICLES[5:10])):
        built("tantivy", tmp_path / part, articles).close()
    (tmp_path / "0").mkdir()
    writer = engine_module("tantivy").create(tmp_path / "0")
    assert isinstance(writer, AdoptingWriter)
    writer.adopt([tmp_path / "1", tmp_path / "2"])
    writer.commit()
    engine = extended("tantivy", tmp_path / "0", tmp_path / "3", ARTICLES[10:], ids(ARTICLES[:1]))
    found = listed(engine, Everything(), limit=None)
    engine.close()

    assert found == list(range(2, 15))


@pytest.mark.parametrize("name", OUTSIDE)
def test_an_aborted_writer_lets_go_and_another_may_begin(name: str, tmp_path: Path) -> None:
    writer = engine_module(name).create(tmp_path)
    writer.add(ARTICLES[0])

    writer.abort()
    writer.abort()

    with closing(built(name, tmp_path, ARTICLES[:2])) as engine:
        assert listed(engine, Everything()) == [1, 2]


@pytest.mark.parametrize(
    ("name", "files"),
    [("whoosh", "*.toc"), ("whoosh", "*.trm"), ("tantivy", "meta.json"), ("tantivy", "*.term")],
)
def test_a_damaged_index_is_an_error_of_the_house(name: str, files: str, tmp_path: Path) -> None:
    built(name, tmp_path, ARTICLES).close()
    for path in tmp_path.glob(files):
        path.write_bytes(b"\xff" * 20)

    with (
        pytest.raises(GenerationError, match="cannot be read"),
        closing(engine_module(name).open(tmp_path, list)) as engine,
    ):
        engine.search(Word("museum"))


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("act", ["extend", "open"])
def test_a_folder_without_an_index_is_an_error_of_the_house(name: str, act: str, tmp_path: Path) -> None:
    module = engine_module(name)
    acts: dict[str, Callable[[], object]] = {
        "extend": lambda: module.extend(tmp_path),
        "open": lambda: module.open(tmp_path, list),
    }

    with pytest.raises(GenerationError, match=r"cannot be (written|read)"):
        acts[act]()


@pytest.mark.parametrize("name", ["whoosh", "tantivy"])
def test_what_was_only_just_added_can_be_taken_out(name: str, tmp_path: Path) -> None:
    writer = engine_module(name).create(tmp_path)
    for one in ARTICLES[:3]:
        writer.add(one)
    writer.delete(ARTICLES[1].id)
    writer.delete(ARTICLES[1].id)
    writer.add(ARTICLES[1])
    writer.delete(ARTICLES[2].id)
    writer.commit()
    with closing(engine_module(name).open(tmp_path, tuple)) as engine:
        found = engine.search(Everything(), order="newest").hits

    assert [hit.id for hit in found] == [ARTICLES[0].id, ARTICLES[1].id]
