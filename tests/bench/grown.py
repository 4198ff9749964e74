"""A store of so many articles, grown from Reuters-21578 and allsides-12k in ``$NEWS_DATA``.

Those of Reuters come first, as they are but for their mark-up. Each further article has the first half
of the sentences of one original and the second half of another, one in ten of allsides, its day from the
first. One word in fifty is coined of the halves of two words, out of so many pairs that the vocabulary
grows with the square root of the text, as Heaps' law has it.
"""

from __future__ import annotations

import gzip
import html
import json
import os
import random
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

from archive.article import Article, Origin, Published
from archive.store import Source, Store, planning
from archive.store.coming import FileRead, Piece, Revision
from archive.store.content import compress, digest, pack
from archive.store.publishing import publish
from archive.store.staging import Staging

_BATCH = 2_000
_SEEN = 10**18  # ns
_MONTHS = {
    name: number for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)
}
_COINED = 50  # one word in so many


def articles(number: int) -> Iterator[Article]:
    """Yield so many articles, the same each time."""
    data = Path(os.environ["NEWS_DATA"])
    wire, others = list(_reuters(data / "reuters21578")), list(allsides())
    yield from islice(wire, number)
    draw = random.Random(1)
    words = [word for article in draw.sample(wire, 2_000) for word in re.findall(r"[a-z]{4,}", article.body)]
    for place in range(len(wire), number):
        kind = others if draw.random() < 0.1 else wire
        first, second = draw.choice(kind), draw.choice(kind)
        body = " ".join((*_sentences(first.body, 0), *_sentences(second.body, 1)))
        known = int((place * 150) ** 0.5 * 10)
        coined = [
            _coin(words, draw.randrange(known)) if draw.random() < 1 / _COINED else word
            for word in body.split(" ")
        ]
        yield _article(
            f"{place}", first.title or "", " ".join(coined), first.published.date if first.published else None
        )


def fill(path: Path, number: int) -> None:
    """Make a store of so many articles, its index not built."""
    read = path.parent / "read"  # as if from files here, which look unchanged to an update
    read.mkdir(exist_ok=True)
    source = Source(number=1, root=os.fspath(read.absolute()))
    with Store.open(path, create=True) as store, Staging(store) as staging:
        every = articles(number)
        for place in count():
            some = list(islice(every, _BATCH))
            if not some:
                break
            origin = Origin(root=source.root, path=f"{place}.sgm", sha256="00" * 32)
            (read / origin.path).write_text(" ")
            os.utime(read / origin.path, ns=(1, 1))
            file = staging.begin_file()
            for document, article in enumerate(some):
                staging.add(
                    file, _piece(article, Origin(root=origin.root, path=origin.path, document=document))
                )
            staging.finish_file(
                file,
                FileRead(
                    source=1,
                    path=origin.path.encode(),
                    size=1,
                    mtime_ns=1,
                    seen_ns=_SEEN,
                    sha256=bytes(32),
                    reader="text",
                ),
            )
            staging.checkpoint()
        planning.retire(staging)
        planning.touch(staging)
        for touched in planning.touched(staging, {1: source}):
            planning.decide(staging, touched.number, planning.revision(staging, touched.number, b"grown"))
        publish(staging, generation=None, sources=[source])


def _reuters(folder: Path) -> Iterator[Article]:
    numbers = count()
    for path in sorted(folder.glob("*.sgm*")):
        text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode(
            "latin-1"
        )
        for element in re.findall(r"<REUTERS.*?</REUTERS>", text, re.S):
            said = re.search(r"<BODY>(.*?)(?:Reuter)?\s*&#3;</BODY>", element, re.S)
            title = re.search(r"<TITLE>(.*?)</TITLE>", element, re.S)
            day = re.search(r"<DATE>\s*(\d+)-([A-Z]{3})-(\d{4})", element)
            body = re.sub(r"\n {4,}", "\n\n", html.unescape(said[1])) if said else ""
            date = f"{day[3]}-{_MONTHS[day[2]]:02}-{int(day[1]):02}" if day else None
            yield _article(f"reuters {next(numbers)}", html.unescape(title[1]) if title else "", body, date)


def allsides() -> Iterator[Article]:
    """Yield the articles of allsides-12k."""
    with gzip.open(Path(os.environ["NEWS_DATA"]) / "allsides-12k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for place, line in enumerate(lines):
            told = json.loads(line)
            yield _article(f"allsides {place}", told["title"], told["text"], _iso(told["date"]))


def _iso(date: str) -> str | None:
    return date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else None


def _article(name: str, title: str, body: str, date: str | None) -> Article:
    published = Published(date=date, precision="day", basis="given", evidence=date) if date else None
    return Article(
        key=sha256(name.encode()).hexdigest(),
        title=title or None,
        body=body,
        text=body,
        published=published,
        outlet="Reuters",
        agencies=("Reuters",),
        language="en",
    )


def _sentences(text: str, half: int) -> Sequence[str]:
    sentences = re.split(r"(?<=[.?!]) +(?=[A-Z])", text)
    middle = (len(sentences) + 1) // 2
    return sentences[middle:] if half else sentences[:middle]


def _coin(words: Sequence[str], number: int) -> str:
    one, other = words[number % len(words)], words[number * 7919 % len(words)]
    return one[: len(one) // 2 + 1] + other[len(other) // 2 :]


def _piece(article: Article, origin: Origin) -> Piece:
    packed = pack(article)
    revision = Revision(
        recipe=b"grown",
        cleaner="grown",
        digest=digest(packed),
        title=article.title,
        outlet=article.outlet,
        language=article.language,
        published=article.published.date if article.published else None,
        content=compress(packed),
    )
    return Piece(
        key=bytes.fromhex(article.key), size=len(packed), origin=origin, raw=compress(b""), revision=revision
    )
