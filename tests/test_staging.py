"""What is staged is unseen until it is published, and then all of it is seen."""

from __future__ import annotations

from pathlib import Path

from stores import file_of, opened, origin, piece, stored, story

from archive.store import Generation, Source, Store, planning
from archive.store.staged import Staged
from archive.store.staging import Staging


def test_a_snapshot_sees_one_moment_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    serving = Generation(
        number=1, engine="scan", folder="1-scan", analysis="a", articles=1, manifest="00" * 32
    )
    with opened(tmp_path) as store, Store.open(tmp_path / "archive.sqlite") as reader:
        stored(store, (story("Caracas"), origin("1")))
        with reader.snapshot() as snapshot:
            stored(store, (story("Moscow"), origin("2")), generation=serving)
            during = (snapshot.generation, [article.body for article in snapshot.every()])
        with reader.snapshot() as snapshot:
            after = (snapshot.generation, [article.body for article in snapshot.every()])

    assert (during, after) == ((None, ["Caracas"]), (serving, ["Moscow"]))


def test_what_was_staged_and_not_published_is_never_seen_but_not_lost(tmp_path: Path) -> None:
    article = story("Caracas")
    with opened(tmp_path) as store:
        with Staging(store) as staging:
            staging.add(staging.begin_file(), piece(article, origin("1")))
            staging.checkpoint()
        with store.snapshot() as snapshot:
            seen = list(snapshot.every()), snapshot.find(article.id)
        with Staging(store) as staging:
            known = staging.knows(bytes.fromhex(article.key), b"recipe")

    assert (seen, known) == (([], []), "cleaned")


def test_a_dry_run_commits_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        with Staging(store, dry_run=True) as staging:
            staging.add(staging.begin_file(), piece(story("Caracas"), origin("1")))
            staging.checkpoint()
        (kept,) = store.connection.execute("SELECT count(*) FROM documents").fetchone()

    assert kept == 0


def test_files_below_a_folder_that_could_not_be_read_are_not_retired(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        stored(store, *[(story(path), origin(path)) for path in ("a/1", "a/2", "ab/1", "b")])
        with Staging(store) as staging:
            staging.keep_below(1, b"a/")
            planning.retire(staging)
            retired = store.connection.execute(
                "SELECT path FROM retired JOIN files ON number = file ORDER BY path"
            ).fetchall()

    assert retired == [(b"ab/1",), (b"b",)]


def test_another_recipe_needs_the_document_cleaned_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.connection.execute("PRAGMA foreign_keys = OFF")
        stored(store, *[(story(text), origin(text)) for text in ("Lima", "Quito", "Caracas")])
        # From here on, documents and revisions are not numbered alike.
        store.connection.execute("UPDATE contents SET revision = revision + 7")
        store.connection.execute("UPDATE revisions SET number = number + 7")
        store.connection.execute("UPDATE articles SET revision = revision + 7")
        with Staging(store) as staging:
            known = [
                staging.knows(bytes.fromhex(story(text).key), recipe)
                for text, recipe in (("Quito", b"recipe"), ("Quito", b"other"), ("Bogota", b"recipe"))
            ]

    assert known == ["cleaned", "held", "no"]


def test_what_is_staged_shows_the_index_what_will_be(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        stored(store, (story("Lima"), origin("1")), (story("Quito"), origin("2")))
        with Staging(store) as staging:
            number = staging.begin_file()
            staging.add(number, piece(story("Bogota"), origin("3")))
            staging.finish_file(number, file_of(origin("3"), 1))
            planning.touch(staging)
            for document in planning.touched(staging, {1: Source(number=1, root="/dumps")}):
                planning.decide(
                    staging, document.number, planning.revision(staging, document.number, b"recipe")
                )
            (lima,) = store.connection.execute(
                "SELECT number FROM documents WHERE key = ?", (bytes.fromhex(story("Lima").key),)
            ).fetchone()
            planning.decide(staging, lima, None)
            staged = Staged(staging)
            told = (
                sorted(article.body for article in staged.every()),
                [article.body for article in staged.added()],
                list(staged.removed()),
                (staged.count, staged.added_count, staged.unchanged),
            )

    assert told == (["Bogota", "Quito"], ["Bogota"], [story("Lima").id], (2, 1, False))
