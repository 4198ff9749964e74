"""Records through the cleaner and into the archive: headlines, names that the user gives, new lines."""

from __future__ import annotations

from pathlib import Path

from archives import SCAN, age, articles, counts, sources, titles
from reading_files import documents, kept

from archive.cleaner import clean
from archive.given import mapped
from archive.home import Home
from archive.ingest import rebuild, update
from archive.ingest.account import notes


def test_a_title_at_the_head_of_the_text_is_the_headline(tmp_path: Path) -> None:
    (document,) = documents(
        kept(tmp_path / "a.jsonl", b'{"title": "Fire in Rome", "text": "Fire in Rome\\n\\nTwo people died."}')
    )

    article = clean(document)

    assert (article.title, article.body) == ("Fire in Rome", "Two people died.")


def test_a_title_alone_is_an_article(tmp_path: Path) -> None:
    (document,) = documents(kept(tmp_path / "a.jsonl", b'{"title": "Fire in Rome", "text": ""}'))

    article = clean(document)

    assert (article.title, article.body) == ("Fire in Rome", "")


def test_names_that_the_user_gives_are_remembered_and_have_what_was_refused_read_anew(
    tmp_path: Path, at: Home
) -> None:
    path = kept(tmp_path / "a.csv", b"id,Artikel,Titel\n1,Zwei Tote,Feuer\n")
    age(path)
    refused = rebuild(at, [tmp_path / "a.csv"], build=SCAN)

    named = update(at, [path], build=SCAN, given=mapped(["text=Artikel"]))
    titled = update(at, build=SCAN, given=mapped(["title=Titel"]))
    again = rebuild(at, build=SCAN)

    assert (
        counts(refused),
        counts(named),
        counts(titled),
        counts(again),
        notes(titled),
        [(article.title, article.body, article.bases) for article in articles(at)],
        dict(sources(at)[0].given),
    ) == (
        {"files": 1, "refused": 1},
        {"files": 1, "read": 1, "new": 1, "articles": 1},
        {"files": 1, "read": 1, "changed": 1, "articles": 1},
        {"files": 1, "read": 1, "unchanged": 1, "articles": 1},
        [f"{path}: text from 'Artikel', title from 'Titel'; --map FIELD=NAME says otherwise"],
        [("Feuer", "Zwei Tote", ())],
        {"map:text": "Artikel", "map:title": "Titel"},
    )


def test_a_line_added_to_a_file_is_one_new_article(tmp_path: Path, at: Home) -> None:
    path = kept(tmp_path / "a.jsonl", b'{"text": "One", "title": "First"}\n')
    age(path)
    rebuild(at, [path], build=SCAN)
    path.write_bytes(path.read_bytes() + b'{"text": "Two", "title": "Second"}\n')

    report = update(at, build=SCAN)

    assert (counts(report), titles(at)) == (
        {"files": 1, "read": 2, "new": 1, "unchanged": 1, "articles": 2},
        {"First", "Second"},
    )
