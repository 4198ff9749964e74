"""What is fuzzed: the readers, the cleaner, the query parser, with the laws that hold for any bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from documents import document, left
from test_fuzz import SAMPLES

from archive import reading
from archive.article import Origin
from archive.cleaner import clean
from archive.errors import QuerySyntaxError, RefusedError
from archive.opening import OpenFile
from archive.rulebook import built_in
from index.parse import parse, show

_NAMES = sorted(SAMPLES)


@dataclass(frozen=True, slots=True)
class Target:
    """What is fed with bytes and fails where a law is broken; ``corpus`` holds what it begins with."""

    feed: Callable[[bytes], None]
    corpus: Callable[[], Iterable[bytes]]


def feed_readers(raw: bytes) -> None:
    """Read a file whose name the first byte picks: documents that are restored as read, or a refusal."""
    if not raw:
        return
    name = _NAMES[raw[0] % len(_NAMES)]
    stream = io.BytesIO(raw[1:])
    dump = OpenFile(stream, size=len(raw) - 1, mtime_ns=0).dump(Origin(root=f"/dumps/{name}", path=""))
    try:
        for found in reading.documents(dump):
            if isinstance(found, reading.Refused):
                assert "please report" not in found.reason, found.reason
                continue
            read = found.document
            read.text.encode()
            assert reading.restore(read.raw, read.origin, found.reader) == read
    except RefusedError:
        pass


def feed_cleaner(raw: bytes) -> None:
    """Clean a text: its spans tile it, the body is what they leave, and no lone surrogate comes out."""
    text = raw.decode("utf-8", "replace")
    article = clean(document(text))
    edges = [0, *(edge for span in article.spans for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    assert all(a == b for a, b in list(pairwise(edges))[::2])
    assert "".join(article.body.split()) == "".join(left(article, text).split())
    article.body.encode()


def feed_queries(raw: bytes) -> None:
    """Parse a query: a tree that its own text gives again, or an error with its place."""
    text, today = raw.decode("utf-8", "surrogateescape"), date(2019, 3, 28)  # as an argument comes
    offset, tree = 0, None
    try:
        tree = parse(text, today)
    except QuerySyntaxError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)
    assert tree is None or parse(show(tree), today) == tree, show(tree)


def _files() -> Iterable[bytes]:
    return (bytes([number]) + SAMPLES[name] for number, name in enumerate(_NAMES))


def _texts() -> Iterable[bytes]:
    rules = (text for rule in built_in().rules for text in (*rule.cut[:1], *rule.keep[:1]))
    return (*(SAMPLES[name] for name in ("a.txt", "a.html", "a.sgm")), *(text.encode() for text in rules))


def _queries() -> Iterable[bytes]:
    page = Path(__file__).parents[1] / "docs" / "queries.md"
    return (query.encode() for query in re.findall(r"`([^`\n]+)`", page.read_text("utf-8")))


TARGETS: Mapping[str, Target] = {
    "readers": Target(feed_readers, _files),
    "cleaner": Target(feed_cleaner, _texts),
    "queries": Target(feed_queries, _queries),
}
