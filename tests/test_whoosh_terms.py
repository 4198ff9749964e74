"""What a segment of ours holds of the words is what Whoosh's own holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

import pytest
from few_articles import ARTICLES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh.analysis.acore import Token as WhooshToken
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage

from index.analysis import Token, article_tokens, text_tokens
from index.engines.whoosh import held
from index.engines.whoosh.files import Files
from index.engines.whoosh.gather import Gathered
from index.engines.whoosh.lists import FAR, as_kept_once, numbers, packed, placed, strung, unpacked
from index.engines.whoosh.terms import Block, Terms, write
from index.fields import FIELDS

Places = dict[str, dict[int, list[int]]]
Counts = dict[str, dict[int, int]]


class Analyzer:
    """Gives Whoosh the tokens of the article that the text numbers."""

    def __init__(self, field: str | None, *, stems: bool) -> None:
        self.field = field
        self.stems = stems

    def __call__(self, text: str, **kwargs: object) -> Iterator[WhooshToken]:
        """Yield its words, or their stems, with their positions."""
        for token in tokens(int(text), self.field):
            yield WhooshToken(text=token.stem if self.stems else token.text, pos=token.position)


def tokens(number: int, field: str | None) -> Iterator[Token]:
    article = ARTICLES[number]
    return article_tokens(article) if field is None else text_tokens(FIELDS[field].values(article))


def held_by_whoosh(chosen: list[int], field: str | None) -> tuple[Places, Counts]:
    """Return where each word stands, and how often each stem occurs, as Whoosh's index tells."""
    schema = Schema(
        words=TEXT(analyzer=Analyzer(field, stems=False), phrase=True),
        stems=TEXT(analyzer=Analyzer(field, stems=True), phrase=False),
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for number in chosen:
        writer.add_document(words=str(number), stems=str(number))
    writer.commit()
    places: Places = {}
    counts: Counts = {}
    with index.reader() as reader:
        for word in reader.field_terms("words"):
            found = reader.postings("words", word).items_as("positions")
            places[word] = {number: list(positions) for number, positions in found}
        for stem in reader.field_terms("stems"):
            counts[stem] = {
                number: int(often) for number, often in reader.postings("stems", stem).items_as("frequency")
            }
    return places, counts


def held_by_us(files: Files, chosen: list[int], field: str | None, limit: int) -> tuple[Places, Counts]:
    """Return the same of a segment of ours."""
    gathered = Gathered(files.path, limit)
    spans = [gathered.add(ARTICLES[number])[1] for number in chosen]
    write(files.create_file("terms"), gathered.iter_postings())
    starts = list(pairwise(accumulate(spans, initial=0)))
    places: Places = {}
    counts: Counts = {}
    for name, word, found in Terms(files.mapped("terms")).entries():
        if name == held.words(field):
            standing = numbers(found)
            there = {
                document: [place - start for place in standing if start <= place < end]
                for document, (start, end) in enumerate(starts)
            }
            places[word] = {document: positions for document, positions in there.items() if positions}
        elif name == held.stems(field):
            often = unpacked(found.counts) if found.counts else [1] * found.size
            counts[word] = dict(zip(numbers(found), often, strict=True))
    gathered.cleanup()
    return places, counts


@given(
    chosen=st.lists(st.integers(0, len(ARTICLES) - 1), min_size=1, max_size=12),
    field=st.sampled_from([None, "title", "author"]),
    limit=st.sampled_from([1, 7, 50, 10_000]),
)
@settings(max_examples=40, deadline=None)
def test_a_segment_holds_what_whoosh_would_hold(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[int], field: str | None, limit: int
) -> None:
    files = Files(tmp_path_factory.mktemp("terms"))

    assert held_by_us(files, chosen, field, limit) == held_by_whoosh(chosen, field)


@given(st.lists(st.one_of(st.integers(0, 300), st.integers(0xD7FF, 0xE001), st.integers(0, 1 << 32))))
def test_numbers_are_unpacked_as_they_were_packed(several: list[int]) -> None:
    assert list(unpacked(packed(several))) == several


STEPS = st.one_of(st.integers(0, 300), st.integers(0xD7FF, 0xE001), st.integers(FAR - 1, FAR + 1))


@given(st.lists(STEPS, min_size=1, max_size=60), st.integers(1, 30))
@example([5, *[FAR] * 20], 30)
def test_a_list_strung_of_parts_is_the_whole(steps: list[int], size: int) -> None:
    whole = list(accumulate(steps))
    parts = [placed(whole[start : start + size]) for start in range(0, len(whole), size)]

    assert (strung(parts), numbers(strung(parts))) == (placed(whole), whole)


def test_a_word_is_found_by_its_beginning_in_its_field_alone(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    files = Files(tmp_path_factory.mktemp("terms"))
    once = as_kept_once(0)
    words = Block("a", [b"oil", b"oils"], [once, once]), Block("b", [b"oily"], [once])
    write(files.create_file("terms"), words)
    terms = Terms(files.mapped("terms"))

    found = [list(terms.beginning(field, "oil")) for field in ("a", "b", "c")], terms.find("b", "oil")
    files.close_all()

    assert found == ([["oil", "oils"], ["oily"], []], None)
