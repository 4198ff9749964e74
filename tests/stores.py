"""Stores for tests: articles put in without a folder to read them from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from archive.article import Article, Kept, Origin
from archive.store import Generation, Source, Store, planning
from archive.store.coming import FileRead, Piece, Revision
from archive.store.content import compress, digest, pack
from archive.store.publishing import publish, purge
from archive.store.staging import Staging


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """Open a new store in a folder."""
    with Store.open(folder / "archive.sqlite", create=True) as store:
        yield store


def stored(store: Store, *found: tuple[Article, Origin], generation: Generation | None = None) -> None:
    """Make an archive of these articles, each found in a file of its own."""
    roots = sorted({origin.root for _, origin in found})
    sources = {root: Source(number=number, root=root) for number, root in enumerate(roots, start=1)}
    with Staging(store) as staging:
        for article, origin in found:
            number = staging.begin_file()
            staging.add(number, piece(article, origin))
            staging.finish_file(number, file_of(origin, sources[origin.root].number))
        planning.retire(staging)
        planning.touch(staging)
        for document in planning.touched(staging, {one.number: one for one in sources.values()}):
            revision = planning.revision(staging, document.number, b"recipe") if document.origins else None
            planning.decide(staging, document.number, revision)
        publish(staging, generation=generation, sources=sources.values())
    with store.transaction() as connection:
        purge(connection)


def piece(article: Article, origin: Origin) -> Piece:
    """Return an article as a run stages it."""
    packed = pack(article)
    return Piece(
        key=bytes.fromhex(article.key),
        size=len(packed),
        origin=origin,
        raw=compress(article.text.encode("utf-8", "surrogatepass")),
        revision=Revision(
            recipe=b"recipe",
            cleaner="cleaner 1",
            digest=digest(packed),
            title=None,
            outlet=None,
            language=article.language,
            published=article.published.date if article.published else None,
            content=compress(packed),
        ),
    )


def file_of(origin: Origin, source: int) -> FileRead:
    """Return the file that an origin names, as a run has read it."""
    path = origin.path.encode("utf-8", "surrogateescape")
    return FileRead(
        source=source,
        path=path,
        size=1,
        mtime_ns=1,
        seen_ns=2,
        sha256=bytes.fromhex(origin.sha256),
        reader="text",
    )


def story(text: str) -> Article:
    """Return an article of nothing but text."""
    return Article(key=sha256(text.encode()).hexdigest(), body=text, text=text, spans=(Kept(0, len(text)),))


def origin(path: str, root: str = "/dumps") -> Origin:
    """Return a place where an article may be found."""
    return Origin(root=root, path=path, sha256=sha256(path.encode("utf-8", "surrogateescape")).hexdigest())
