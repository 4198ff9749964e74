"""Articles' words gathered until a segment is written, in bounded memory."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, groupby, repeat
from operator import itemgetter

from archive.article import Article
from index.analysis import searchable, stem
from index.engines.whoosh import held
from index.engines.whoosh.adopt import adopted
from index.engines.whoosh.documents import Documents
from index.engines.whoosh.files import Files
from index.engines.whoosh.lists import counted, moved, placed, strung
from index.engines.whoosh.terms import Entry, Terms, write
from index.fields import FIELDS
from index.places import Places


class Gathered:
    """Takes articles, and gives the words of a segment's documents with where each is found.

    Positions go on from one document to the next, ``GAP`` left free as between texts. To a
    field of words belong the positions, to a field of stems documents and counts. Past
    ``limit`` tokens (some 10 bytes each) what is held goes to one of ``files``.
    """

    def __init__(self, files: Files, limit: int) -> None:
        self._files = files
        self._limit = limit
        self._documents = 0
        self._position = 0
        self._runs: list[str] = []
        self._adopted: list[Iterator[Entry]] = []
        self._begin()

    def add(self, article: Article) -> tuple[int, int]:
        """Take an article; return its tokens in the joint field, and the positions it takes."""
        start = self._position
        length, following = self._places[None].add((text for _, text in searchable(article)), start)
        count = length
        for name, field in FIELDS.items():
            if field.kind == "words" and (values := field.values(article)):
                more, end = self._places[name].add(values, start)
                following = max(following, end)
                count += more
        span = max(following - start, 1)
        self._starts.append(start)
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

    def iter_postings(self) -> Iterator[Entry]:
        """Yield every word, sorted; Whoosh asks for it so."""
        runs = [Terms(self._files.mapped(name)).entries() for name in self._runs]
        whole = merge(*runs, self._held(), *self._adopted, key=itemgetter(0, 1))
        # Merging is stable: of one word, what is of earlier documents comes first.
        for (field, word), same in groupby(whole, key=itemgetter(0, 1)):
            yield field, word, strung([found for _, _, found in same])

    def cleanup(self) -> None:
        """Let go of what is held, and of files."""
        self._begin()
        self._files.close_all()

    def _begin(self) -> None:
        self._first = self._documents
        self._places: dict[str | None, Places] = defaultdict(Places)
        self._starts: list[int] = []
        self._count = 0

    def _held(self) -> Iterator[Entry]:
        in_order = [(held.stems(name), True, places.of) for name, places in self._places.items()]
        in_order += [(held.words(name), False, places.of) for name, places in self._places.items()]
        for name, is_stems, positions in sorted(in_order, key=itemgetter(0)):
            if not is_stems:
                for word in sorted(positions):
                    yield name, word, placed(positions[word])
                continue
            for stemmed, words in sorted(_by_stem(positions).items()):
                places = chain.from_iterable(positions[word] for word in words)
                in_line = places if len(words) == 1 else sorted(places)
                counts = Counter(map(bisect_right, repeat(self._starts), in_line))
                yield name, stemmed, moved(counted(counts), self._first - 1)

    def _put_away(self) -> None:
        self._runs.append(f"{len(self._runs)}.run")
        write(self._files.create_file(self._runs[-1]), self._held())
        self._begin()


def _by_stem(words: Iterable[str]) -> dict[str, list[str]]:
    together: dict[str, list[str]] = defaultdict(list)
    for word in words:
        together[stem(word)].append(word)
    return together
