"""PDF of press clippings: one document a file, the text of its pages; pypdf is imported nowhere else."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.article import Declared, Document, Origin
from archive.elements.pieces import Piece, compose
from archive.errors import RefusedError

if TYPE_CHECKING:
    from pypdf import PdfReader

    from archive.opening import Dump

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is no clipping; refused before it fills the memory."""

_MOST_PAGES = 500
_MOST_CHARACTERS = 4 * 1024 * 1024
_MOST_UNPACKED = 16 * 1024 * 1024  # bytes of a stream
_MOST_DRAWN = 2 * 1024 * 1024  # bytes of what draws a page: a page of a gazette has a hundredth of it
_MOST_OPERATORS = 1_000_000  # in that of all pages
_TOO_MUCH = "is a PDF document that draws more than a clipping does; split it first"
_LEAST_LETTERS = 20  # a page: fewer, and what text there is stands beside a picture of the page
# What a broken file makes of pypdf's own code.
_MISREAD = (ValueError, TypeError, AttributeError, AssertionError)
_EDGE = 2  # lines at the head and foot of a page that may be those of every page
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])")
_LONGEST_WORD = 60  # characters
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")
_NAMED_BY_PROGRAM = re.compile(
    r"^(?:untitled|microsoft|document\d*|slide ?\d*)\b|\.(?:docx?|indd|qxd|pdf|p65|rtf|txt)$|_", re.I
)


def read(dump: Dump) -> Iterator[Document]:
    """Yield the one document; raises ``RefusedError`` for a scan, a locked or a broken file."""
    raw = take(dump)
    yield restore(raw, replace(dump.origin, sha256=hashlib.sha256(raw).hexdigest()))


def take(dump: Dump) -> bytes:
    """Return the bytes of the one document; raises ``RefusedError`` where they are too many."""
    return dump.whole(MOST_BYTES, f"is a PDF larger than {MOST_BYTES >> 20} MB, no clipping; split it first")


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to; raises ``RefusedError`` as ``read`` does."""
    pages, title = _pages(raw)
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    running = _running(lines)
    pieces: list[Piece] = []
    for page in lines:
        for number, line in enumerate(page):
            at_edge = number < _EDGE or number >= len(page) - _EDGE
            if at_edge and (_folded(line) in running or line.isdigit()):
                pieces.append(Piece(line, "outside"))
            elif number and pieces[-1].role == "story":
                pieces[-1] = Piece(f"{pieces[-1].text}\n{line}")
            else:
                pieces.append(Piece(line))
    text, outside, _ = compose(pieces)
    return Document(
        origin=origin,
        raw=raw,
        text=text,
        encoding="pdf",
        damaged=text.count("\ufffd"),
        declared=Declared(title=title) if title and title.split()[0] in text else None,
        outside=outside,
        plain=True,
    )


def _pages(raw: bytes) -> tuple[list[str], str | None]:
    """Return the text of the pages and the title; raises ``RefusedError``."""
    try:
        from pypdf import PdfReader, apply_configuration
        from pypdf.errors import LimitReachedError, PyPdfError
    except ImportError as error:
        raise RefusedError("is a PDF document; install news-archive[pdf] (pypdf) to read it") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with apply_configuration(
            array_based_stream_maximum_output_length=_MOST_UNPACKED,
            lzw_maximum_output_length=_MOST_UNPACKED,
            run_length_maximum_output_length=_MOST_UNPACKED,
            zlib_maximum_output_length=_MOST_UNPACKED,
        ):
            pages, title = _texts(PdfReader(io.BytesIO(raw)))
    except RefusedError:
        raise
    except LimitReachedError as error:
        raise RefusedError(_TOO_MUCH) from error
    except (PyPdfError, NotImplementedError, RecursionError, LookupError, *_MISREAD) as error:
        raise RefusedError(f"is a broken PDF document ({type(error).__name__}: {error})") from error
    letters = sum(character.isalpha() for page in pages for character in page)
    if letters < _LEAST_LETTERS * max(len(pages), 1):
        many = f"{len(pages)} pages" if len(pages) != 1 else "one page"
        raise RefusedError(f"is a scan: its {many} hold pictures and no text; let OCR read it first")
    title = " ".join(str(title).split()) if title else None
    return _joined(pages), None if title is None or _NAMED_BY_PROGRAM.search(title) else title


def _texts(reader: PdfReader) -> tuple[list[str], str | None]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("is a PDF document that asks for a password; unlock it first")
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise RefusedError(f"is a PDF document of {count} pages, no clipping; split it first")
    pages: list[str] = []
    drawn = _Drawn()
    for page in reader.pages:
        content = page.get_contents()
        if content is not None and len(content.get_data()) > _MOST_DRAWN:
            raise RefusedError(_TOO_MUCH)
        pages.append(_tidy(page.extract_text(visitor_operand_before=drawn)))
        if sum(map(len, pages)) > _MOST_CHARACTERS:
            raise RefusedError(_TOO_MUCH)
    return pages, reader.metadata.title if reader.metadata else None


class _Drawn:
    """Counts what pages draw, also by forms within forms; raises ``RefusedError`` for too much."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, *_: object) -> None:
        self._count += 1
        if self._count > _MOST_OPERATORS:
            raise RefusedError(_TOO_MUCH)


def _tidy(page: str) -> str:
    lines = (" ".join(line.split()) for line in page.replace("\0", "").splitlines())
    return "\n".join(lines).encode("utf-8", "replace").decode("utf-8")


def _joined(pages: list[str]) -> list[str]:
    """Return pages with words joined that a line's end broke; a hyphen stays that is written elsewhere."""
    whole = "\n".join(pages)
    known = {word.lower() for word in _WORD.findall(whole)}

    def mended(match: re.Match[str]) -> str:
        page = match.string
        before = re.search(r"[^\W\d_]+$", page[max(match.start() - _LONGEST_WORD, 0) : match.start()])
        after = re.match(r"[^\W\d_]+", page[match.end() : match.end() + _LONGEST_WORD])
        pair = (before[0].lower() if before else "", after[0].lower() if after else "")
        return "-" if "-".join(pair) in known and "".join(pair) not in known else ""

    return [_BROKEN.sub(mended, page) for page in pages]


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Return the lines, numbers aside, that stand at the edge of half the pages, and of three at least."""
    if len(pages) < 3:
        return frozenset()
    counts = Counter(
        line for page in pages for line in {_folded(line) for line in (*page[:_EDGE], *page[-_EDGE:])}
    )
    return frozenset(line for line, count in counts.items() if count >= max(3, len(pages) // 2))


def _folded(line: str) -> str:
    return _DIGITS.sub("0", line)
