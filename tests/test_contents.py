"""What is read of a Whoosh index without Whoosh is what Whoosh reads."""

from __future__ import annotations

from array import array
from contextlib import closing
from pathlib import Path

import pytest
from few_articles import ARTICLES, built
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import TOC

from archive.errors import GenerationError
from index.engine import engine_module
from index.engines.whoosh import held
from index.engines.whoosh.columns import schema
from index.engines.whoosh.contents import segments
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.files import Files
from index.query import Everything


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an index of two segments, of one of which a document is deleted."""
    built("whoosh", tmp_path, ARTICLES[:13]).close()
    writer = engine_module("whoosh").extend(tmp_path)
    writer.add(ARTICLES[13])
    writer.delete(ARTICLES[2].id)
    writer.commit()
    return tmp_path


def test_segments_are_those_that_whoosh_reads(folder: Path) -> None:
    files = Files(folder)
    theirs = TOC.read(files, held.INDEX, schema=schema()).segments
    files.close_all()

    assert [(one.segment_id(), one.doc_count_all(), set(one.deleted_docs())) for one in segments(folder)] == [
        (one.segment_id(), one.doc_count_all(), set(one.deleted_docs())) for one in theirs
    ]


def test_columns_of_numbers_are_those_that_whoosh_reads(folder: Path) -> None:
    files = Files(folder)
    theirs = {name: array(typecode) for name, typecode in held.NUMBERS.items()}
    for segment in TOC.read(files, held.INDEX, schema=schema()).segments:
        reader = W3Codec().per_document_reader(files, segment)
        for name, numbers in theirs.items():
            documents = range(segment.doc_count_all())
            if reader.has_column(name):
                column = reader.column_reader(name, schema()[name].column_type)
                numbers.extend(column[number] for number in documents)
            else:
                numbers.extend(0 for _ in documents)
    whole = Documents(files)
    ours = {
        held.ID: whole.ids,
        held.FIRST_DAY: whole.first_days,
        held.LAST_DAY: whole.last_days,
        held.LENGTH: whole.lengths,
        held.SPAN: whole.spans,
    }
    files.close_all()

    assert ours == theirs


def test_a_table_of_contents_in_another_format_is_told(folder: Path) -> None:
    latest = max(folder.glob("*.toc"))
    written = bytearray(latest.read_bytes())
    written[3 + 4 + 3] -= 1
    latest.write_bytes(written)

    with pytest.raises(GenerationError, match="in format -112, not -111"):
        engine_module("whoosh").open(folder, tuple)


def test_a_column_that_went_after_the_index_was_opened_is_told(folder: Path) -> None:
    with closing(engine_module("whoosh").open(folder, tuple)) as engine:
        for path in folder.glob("*.id.col"):
            path.unlink()

        with pytest.raises(GenerationError, match="cannot be read"):
            engine.search(Everything())
