"""Articles into the segments of a tantivy index, none of which is ever written in place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy

from archive.article import Article
from index.engines.tantivy import held
from index.engines.tantivy.files import make_own, take, tidy, told
from index.engines.tantivy.lines import Lines

_MEMORY = 64_000_000
"""Bytes that tantivy holds before it writes a segment."""


class Writer:
    """Fills an index's folder."""

    def __init__(self, folder: Path, *, is_new: bool) -> None:
        self._folder = folder
        self._lines = Lines()
        self._taken: list[dict[str, Any]] = []
        with told(folder, "written"):
            if is_new:
                index = tantivy.Index(held.schema(), str(folder))
            else:
                make_own(folder)
                index = tantivy.Index.open(str(folder))
            held.prepare(index)
            self._schema = index.schema
            self._writer: tantivy.IndexWriter | None = index.writer(_MEMORY, 1)

    def add(self, article: Article) -> None:
        """Index an article whose id the index does not hold."""
        with told(self._folder, "written"):
            self._open.add_document(held.document(article, self._lines))

    def delete(self, article_id: str) -> None:
        """Take an article out; one that the index does not hold is no error."""
        with told(self._folder, "written"):
            # By a term of this field nothing would be deleted: its number would be a signed one.
            asked = tantivy.Query.term_query(self._schema, held.ID, held.id_number(article_id))
            self._open.delete_documents_by_query(asked)

    def adopt(self, folders: Sequence[Path]) -> None:
        """Take over the segments of other indexes, which are gone then."""
        with told(self._folder, "written"):
            self._taken += [take(self._folder, folder) for folder in folders]

    def commit(self) -> None:
        """Write the new segments and the table of them; wait until those that were small are merged."""
        with told(self._folder, "written"):
            writer, self._writer = self._open, None
            writer.commit()
            writer.wait_merging_threads()
            del writer
            tidy(self._folder, self._taken)

    def abort(self) -> None:
        """Let go of files without finishing."""
        self._writer = None

    @property
    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise ValueError("the writer has finished")
        return self._writer
