"""Articles' words gathered until a segment is written, in bounded memory."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from archive.article import Article
from index.analysis import searchable, stem
from index.engines.whoosh import held
from index.engines.whoosh.adopt import adopted
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.lists import as_kept, as_kept_once, counted, placed
from index.engines.whoosh.runs import merged, put_away, read_back
from index.engines.whoosh.terms import Block, in_blocks
from index.fields import FIELDS
from index.folding import fold
from index.places import Begins, Places

_VALUES = tuple((name, field.values) for name, field in FIELDS.items() if field.kind == "words")
_LABELS = tuple((name, field.values) for name, field in FIELDS.items() if field.kind == "labels")

_Alike: TypeAlias = "array[int] | list[array[int]]"


class Gathered:
    """Takes articles, and gives the words of a segment's documents with where each is found.

    Positions go on from one document to the next, ``GAP`` left free as between texts. To a
    field of words belong the positions, to a field of stems documents and counts. Past
    ``limit`` tokens (some 10 bytes each) what is held goes to a file in ``folder``.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._documents = self._position = 0
        self._runs: list[Path] = []
        self._adopted: list[Iterator[Block]] = []
        self._begin()

    def add(self, article: Article) -> tuple[int, int]:
        """Take an article; return its tokens in the joint field, and the positions it takes."""
        start = self._position - self._start
        length, following = self._add_joint(article, start)
        count = length
        for name, values_of in _VALUES:
            if values := values_of(article):
                more, end = self._places[name].add(values, start)
                following = max(following, end)
                count += more
        for name, labels_of in _LABELS:
            if labels := labels_of(article):
                following = max(following, self._places[name].add_labels(map(fold, labels), start))
        span = max(following - start, 1)
        self._spans.append(span)
        self._position += span
        self._documents += 1
        self._count += count
        if self._count >= self._limit:
            self._put_away()
        return length, span

    def adopt(self, documents: Documents) -> None:
        """Put the documents of a segment behind those taken; none is taken any more."""
        self._adopted.append(adopted(documents, self._documents, self._position))
        self._documents += documents.count
        self._position += sum(documents.spans[number] for number in documents.all)

    def iter_postings(self) -> Iterator[Block]:
        """Yield every word, sorted; Whoosh asks for it so."""
        if not self._runs and not self._adopted:
            return self._held()
        if self._runs and self._count:
            self._put_away()  # makes room for what is to be merged
        return merged([*map(read_back, self._runs), self._held(), *self._adopted])

    def cleanup(self) -> None:
        """Let go of what is held."""
        self._begin()

    def _begin(self) -> None:
        self._first = self._documents
        self._places: dict[str | None, Places] = defaultdict(Places)
        self._begins = Begins(array("I"), array("I"))
        self._leads, self._rests = array("I"), array("I")
        self._spans: list[int] = []
        self._start = self._position
        self._count = 0

    def _held(self) -> Iterator[Block]:
        counted_fields = {None, *(name for name, _ in _VALUES)}
        by_name = {
            held.stems(name): places.of for name, places in self._places.items() if name in counted_fields
        }
        by_name[held.UNITS] = self._units()
        by_name |= {held.words(name): places.of for name, places in self._places.items()}
        document_at = self._documents_by_place()

        def often(found: _Alike) -> bytes:
            places = sorted(chain.from_iterable(found)) if isinstance(found, list) else found
            if len(places) == 1:
                return as_kept_once(document_at(places[0]) + self._first)
            return as_kept(counted(Counter(map(document_at, places)), self._first))

        def standing(places: array[int]) -> bytes:
            if len(places) == 1:
                return as_kept_once(places[0] + self._start)
            return as_kept(placed(places, self._start))

        for name, positions in sorted(by_name.items()):
            if held.is_stems(name):
                yield from in_blocks(name, _by_stem(positions), often)
            else:
                yield from in_blocks(name, positions, standing)

    def _add_joint(self, article: Article, start: int) -> tuple[int, int]:
        """Take what the joint field has; return how many tokens it is, and the next position."""
        paragraphs = self._begins.paragraphs
        first, size = len(paragraphs), 0
        count, position = 0, start
        for part, text in searchable(article):
            before = len(paragraphs)
            more, position = self._places[None].add((text,), position, self._begins)
            count += more
            # The lead is the title, and the first paragraph of the body that has a word.
            if part == "title":
                size = len(paragraphs) - before
            elif part == "body":
                size += len(paragraphs) > before
        if size:
            self._leads.append(paragraphs[first])
        self._rests.extend(paragraphs[first + size : first + size + 1])
        return count, position

    def _units(self) -> dict[str, array[int]]:
        units = {
            held.SENTENCE: self._begins.sentences,
            held.PARAGRAPH: self._begins.paragraphs,
            held.LEAD: self._leads,
            held.REST: self._rests,
        }
        return {unit: places for unit, places in units.items() if places}

    def _documents_by_place(self) -> Callable[[int], int]:
        """Return what tells which of the documents held has a place; quicker than to look for it."""
        typecode = "H" if len(self._spans) <= 1 << 16 else "I"
        documents = array(typecode)
        for number, span in enumerate(self._spans):
            documents += array(typecode, (number,)) * span
        return documents.__getitem__

    def _put_away(self) -> None:
        self._runs.append(self._folder / f"{len(self._runs)}.run")
        put_away(self._runs[-1], self._held())
        self._begin()


def _by_stem(positions: Mapping[str, array[int]]) -> dict[str, _Alike]:
    """Return the positions of the words of each stem; most stems have one, and need no list."""
    alike: dict[str, _Alike] = {}
    for word, places in positions.items():
        stemmed = stem(word)
        known = alike.get(stemmed)
        if known is None:
            alike[stemmed] = places
        elif isinstance(known, list):
            known.append(places)
        else:
            alike[stemmed] = [known, places]
    return alike
