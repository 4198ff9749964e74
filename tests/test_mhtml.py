"""Saved pages as browsers write them: quoted-printable or Base64, pictures by cid, letters of Windows."""

from __future__ import annotations

from base64 import encodebytes
from pathlib import Path
from quopri import encodestring

import pytest
from reading_files import marked, read

STORY = (
    "Two people died in the fire that burned all day in the old brewery, the mayor’s office said on Thursday."
)
HTML = f"""<!DOCTYPE html><html lang="en"><head>
<meta http-equiv="Content-Type" content="text/html; charset={{}}">
<title>Fire in Dürr</title><link rel="stylesheet" href="cid:css-1@mhtml.blink"></head><body>
<header><a href="https://www.theguardian.com/">Home</a></header><article><h1>Fire in Dürr</h1>
<figure><img src="cid:frame-7@mhtml.blink"><figcaption>The brewery.</figcaption></figure>
<p>{STORY}</p><p>It rained later, and the fire went out before the night had come, they said.</p></article>
<iframe src="cid:frame-9@mhtml.blink"></iframe></body></html>"""
TOLD = [
    "[Fire in Dürr",
    "Home]",
    "Fire in Dürr",
    "{The brewery.}",
    STORY,
    "It rained later, and the fire went out before the night had come, they said.",
]
FRAME = "<html><body><p>Buy a brewery today, while the fire is out and the prices are low.</p></body></html>"


def saved(charset: str, coding: str, *, stated: str, base64_lines: int = 3) -> bytes:
    """Return a page as Chromium saves it; ``stated`` is the charset that the part's header names."""
    page = HTML.format(charset).encode(charset)
    packed = encodestring(page) if coding == "quoted-printable" else encodebytes(page)
    named = f"; charset={stated}" if stated else ""
    picture = encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * base64_lines)
    parts = (
        (f"text/html{named}", coding, "https://www.theguardian.com/fire", packed),
        ("text/css", "quoted-printable", "cid:css-1@mhtml.blink", b"p { color: red }\n"),
        ("image/png", "base64", "cid:frame-7@mhtml.blink", picture),
        ("text/html", "quoted-printable", "cid:frame-9@mhtml.blink", encodestring(FRAME.encode())),
    )
    lines = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://www.theguardian.com/fire\n"
        b"Subject: =?utf-8?Q?Fire=20in=20D=C3=BCrr?=\nDate: Fri, 29 Mar 2019 10:00:00 -0000\n"
        b'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\t'
        b'boundary="----MultipartBoundary--x----"\n\n\n'
    )
    for kind, packing, place, content in parts:
        lines += (
            f"------MultipartBoundary--x----\nContent-Type: {kind}\nContent-Transfer-Encoding: {packing}\n"
            f"Content-Location: {place}\n\n"
        ).encode() + content
    return (lines + b"------MultipartBoundary--x------\n").replace(b"\n", b"\r\n")


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize(
    ("charset", "stated"),
    [("utf-8", "utf-8"), ("utf-8", ""), ("windows-1252", "windows-1252"), ("windows-1252", "")],
)
def test_a_saved_page_reads_as_it_was_shown(tmp_path: Path, charset: str, stated: str, coding: str) -> None:
    (document,), refused = read(tmp_path / "page.mhtml", saved(charset, coding, stated=stated))

    declared = document.declared
    assert (
        marked(document),
        declared and (declared.title, declared.outlet, declared.url, declared.published),
        document.encoding,
        refused,
    ) == (TOLD, ("Fire in Dürr", "The Guardian", "https://www.theguardian.com/fire", None), charset, None)


def test_pictures_however_large_do_not_hide_the_page(tmp_path: Path) -> None:
    raw = saved("utf-8", "quoted-printable", stated="utf-8", base64_lines=20_000)
    (document,), refused = read(tmp_path / "page.mhtml", raw)

    assert (marked(document), document.raw, refused) == (TOLD, raw, None)


def test_a_page_saved_without_a_name_is_known_by_its_headers(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path / "page", saved("utf-8", "base64", stated=""))

    assert marked(document) == TOLD
