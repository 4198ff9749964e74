"""PDF clippings: the text of their pages, or one clear line about what is missing."""

from __future__ import annotations

import builtins
import os
from pathlib import Path

import pytest
from reading_files import marked, one, read

SAMPLES = Path(os.environ.get("NEWS_DATA", "/nowhere")) / "formats"
STORY = ("The river rose on Monday and the gov-", "ernment said that well-known towns were", "flooded.")


def pdf(*pages: tuple[str, ...], title: str = "") -> bytes:
    """Return a PDF with those lines on its pages."""
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for lines in pages:
        drawn = "BT /F1 11 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/Contents {len(bodies) + 2} 0 R/MediaBox[0 0 612 792]"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        )
        bodies.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
    bodies[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>"
    bodies.append(f"<</Title({title})>>")
    raw, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    tail = (
        f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(bodies) + 1}/Root 1 0 R"
    )
    return raw + f"{tail}/Info {len(bodies)} 0 R>>\nstartxref\n{len(raw)}\n%%EOF".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clipping"


def test_words_that_the_end_of_a_line_broke_are_joined(file: Path) -> None:
    pytest.importorskip("pypdf", reason="pypdf (the extra `pdf`) is not installed")

    assert one(file, pdf(STORY)).text == (
        "The river rose on Monday and the government said that well-known towns were\nflooded."
    )


def test_what_stands_at_the_edge_of_every_page_stands_outside(file: Path) -> None:
    pytest.importorskip("pypdf", reason="pypdf (the extra `pdf`) is not installed")
    pages = [
        (
            f"Example Post, page {n}",
            f"The river rose {word}.",
            f"It rained {word}.",
            f"Then {word} not.",
            str(n),
        )
        for n, word in enumerate(("once", "twice", "again"), 1)
    ]

    assert marked(one(file, pdf(*pages)))[:4] == [
        "[Example Post, page 1]",
        "The river rose once.\nIt rained once.\nThen once not.",
        "[1]",
        "[Example Post, page 2]",
    ]


def test_a_title_is_declared_where_the_page_shows_it(file: Path) -> None:
    pytest.importorskip("pypdf", reason="pypdf (the extra `pdf`) is not installed")
    titles = [
        one(file, pdf(("Rain again", *STORY), title=title)).declared for title in ("Rain again", "rain.indd")
    ]

    assert [declared and declared.title for declared in titles] == ["Rain again", None]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pdf((), ()), "is a scan: its 2 pages hold pictures and no text; let OCR read it first"),
        (pdf(()), "is a scan: its one page hold pictures and no text; let OCR read it first"),
    ],
)
def test_a_scan_is_refused(file: Path, raw: bytes, reason: str) -> None:
    pytest.importorskip("pypdf", reason="pypdf (the extra `pdf`) is not installed")

    assert read(file, raw) == ([], reason)


@pytest.mark.parametrize("raw", [b"%PDF-1.4\n" + b"x" * 100, pdf(STORY).replace(b"72 720 Td", b"6 0 R  Td")])
def test_a_broken_file_is_refused(file: Path, raw: bytes) -> None:
    pytest.importorskip("pypdf", reason="pypdf (the extra `pdf`) is not installed")
    _, reason = read(file, raw)

    assert str(reason).startswith("is a broken PDF document (")


def test_without_its_extra_a_pdf_is_refused_with_its_name(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **named: object) -> object:
        if name.startswith("pypdf"):
            raise ImportError(name)
        return real(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)

    assert read(file, pdf(STORY)) == (
        [],
        "is a PDF document; install news-archive[pdf] (pypdf) to read it",
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples ($NEWS_DATA/formats) are not here")
def test_real_samples_give_their_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="pypdf (the extra `pdf`) is not installed")
    told = {
        path.name: one(tmp_path / path.name, path.read_bytes()).text
        for path in sorted((SAMPLES / "pdf").iterdir())
    }

    assert [("JUNE 10TH" in text, "Airworthiness Directives" in text) for text in told.values()] == [
        (True, False),
        (False, True),
    ]
