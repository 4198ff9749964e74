"""Articles into the segments of a Whoosh index, none of which is ever written in place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

from archive.article import Article
from index.engines.whoosh import held
from index.engines.whoosh.codec import Codec
from index.engines.whoosh.columns import schema
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.files import Files
from index.engines.whoosh.gather import Gathered
from index.engines.whoosh.mapped import told

MEMORY = 350_000
"""Tokens held before their places go to a file."""
GROWTH = 2
"""A segment is rewritten with new ones that hold at least this part (a half) of what it does."""
WASTE = 5
"""A segment of which this part (a fifth) is deleted is rewritten without it."""


class Writer:
    """Fills an index's folder; a segment, once written, is only ever read or left out."""

    def __init__(self, folder: Path, *, is_new: bool) -> None:
        self._folder = folder
        self._files = Files(folder)
        with told(folder, "written"), self._files.closed_on_failure():
            index = (
                FileIndex.create(self._files, schema()) if is_new else FileIndex(self._files, schema=schema())
            )
            self._writer = SegmentWriter(index, codec=Codec(), compound=False)
            self._gathered = Gathered(Path(self._writer.temp_storage().folder), MEMORY)
            self._writer.pool = self._gathered  # type: ignore[assignment]
        self._older: dict[int, int] | None = None

    def add(self, article: Article) -> None:
        """Index an article whose id the index does not hold."""
        with told(self._folder, "written"):
            held.id_number(article.id)  # before anything is taken
            length, span = self._gathered.add(article)
            self._add_row(held.row(article, length=length, span=span))

    def delete(self, article_id: str) -> None:
        """Take an article out; one that the index does not hold is no error."""
        with told(self._folder, "written"):
            number = held.id_number(article_id)
            if self._older is None:
                self._older = self._documents_by_id()
            for document in self._writer.perdocwriter.with_id(number):
                self._writer.newsegment.delete_document(document)
            if number in self._older:
                self._writer.delete_document(self._older.pop(number))

    def adopt(self, folders: Sequence[Path]) -> None:
        """Take over the segments of other indexes, which are gone then."""
        with told(self._folder, "written"):
            for folder in folders:
                files = Files(folder)
                with files.closed_on_failure():
                    self._writer.segments += TOC.read(files, held.INDEX, schema=self._writer.schema).segments
                files.close_all()
                for path in folder.iterdir():
                    if path.suffix != ".toc":
                        path.rename(self._folder / path.name)

    def commit(self) -> None:
        """Write the new segment and a new table of contents; take small segments into the new one."""
        with told(self._folder, "written"):
            self._writer.commit(mergetype=self._rewrite)
            self._let_go()

    def abort(self) -> None:
        """Let go of files without finishing; after a commit that failed they are let go of already."""
        with told(self._folder, "written"):
            if not self._writer.is_closed:
                self._writer.cancel()
            self._let_go()

    def _rewrite(self, writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
        """Put behind what is new what is to be rewritten; return the segments that stay as they are."""
        sizes = [(segment.doc_count(), segment.deleted_count()) for segment in segments]
        chosen = rewritten(sizes, writer.doc_count())
        for place in sorted(chosen):
            if sizes[place][0]:
                documents = Documents(self._files, [segments[place]])
                self._gathered.adopt(documents)
                for row in documents.rows():
                    self._add_row(row)
        return [segment for place, segment in enumerate(segments) if place not in chosen]

    def _add_row(self, row: held.Row) -> None:
        """Do what Whoosh does with a document that has columns and nothing else, in a tenth of its time."""
        self._writer.perdocwriter.add(row)
        self._writer.docnum += 1
        self._writer._added = True

    def _documents_by_id(self) -> dict[int, int]:
        documents = Documents(self._files)
        return {documents.ids[number]: number for number in documents.all}

    def _let_go(self) -> None:
        self._files.close_all()
        # Hard-linked into the next generation, it would lock the one that still serves.
        for lock in self._folder.glob("*_WRITELOCK"):
            lock.unlink()


def rewritten(segments: Sequence[tuple[int, int]], added: int) -> set[int]:
    """Return which segments to write again, in one with ``added`` new articles, or to drop.

    Each is given as its living and its deleted articles. Taking along only what is at most twice
    as large as what is written anyway, few segments stay, and no article is written again often.

    >>> rewritten([(100_000, 0), (150, 0), (1_000, 0)], added=100)
    {1}
    >>> rewritten([(90_000, 30_000), (150, 0), (1_000, 100)], added=0)
    {0, 1, 2}
    """
    chosen = {
        place for place, (living, deleted) in enumerate(segments) if deleted * WASTE >= living + deleted
    }
    writing = added + sum(segments[place][0] for place in chosen)
    for place in sorted(range(len(segments)), key=lambda place: segments[place]):
        if place not in chosen and segments[place][0] <= writing * GROWTH:
            chosen.add(place)
            writing += segments[place][0]
    return chosen
