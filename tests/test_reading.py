"""Files to documents: encodings, what is refused, and what is never opened."""

from __future__ import annotations

import codecs
import os
import socket
from hashlib import sha256
from pathlib import Path

import pytest
from archives import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from archive import reading
from archive.article import Document, Origin
from archive.decoding import Decoded, decode, encoding_called
from archive.errors import RefusedError

STORY = "Guaidó said “no” – twice.\r\n\r\n委内瑞拉 Закхарова 🗞"
WORDS = sorted({word for seed in SEEDS.iterdir() for word in seed.read_text("utf-8").split()})
texts = st.lists(st.sampled_from([*WORDS, "委内瑞拉", "Guaidó’s", "🗞", "\n\n"]), min_size=1).map(" ".join)


@pytest.mark.parametrize(
    ("raw", "decoded"),
    [
        (b"", Decoded("", "utf-8")),
        (STORY.encode(), Decoded(STORY, "utf-8")),
        (codecs.BOM_UTF8 + STORY.encode(), Decoded(STORY, "utf-8")),
        (STORY.encode("utf-16"), Decoded(STORY, "utf-16-le")),
        (codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"), Decoded(STORY, "utf-16-be")),
        (STORY.encode("utf-32"), Decoded(STORY, "utf-32-le")),
        (codecs.BOM_UTF32_BE + STORY.encode("utf-32-be"), Decoded(STORY, "utf-32-be")),
        ("Caracas, Guaidó".encode("utf-16-le"), Decoded("Caracas, Guaidó", "utf-16-le")),
        ("Caracas, Guaidó".encode("utf-32-be"), Decoded("Caracas, Guaidó", "utf-32-be")),
        (b"\x93Guaid\xf3\x94 \x80 5", Decoded("“Guaidó” € 5", "windows-1252")),
        (b"caf\xe9 \x81\x8d\x8f\x90\x9d", Decoded("café \x81\x8d\x8f\x90\x9d", "windows-1252")),
        (b"Caracas \xed\xa0\x80", Decoded("Caracas \xed\xa0€", "windows-1252")),
        (codecs.BOM_UTF8 + b"a\xff \xef\xbf\xbd", Decoded("a\ufffd \ufffd", "utf-8", damaged=1)),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8b\0", Decoded("a\ufffdb", "utf-16-le", damaged=1)),
        (codecs.BOM_UTF16_LE + b"a\0b", Decoded("a\ufffd", "utf-16-le", damaged=1)),
    ],
)
def test_bytes_are_decoded_by_mark_then_as_utf8_then_as_windows(raw: bytes, decoded: Decoded) -> None:
    assert decode(raw) == decoded


@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_a_text_comes_back_from_every_encoding_that_says_what_it_is(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(
    st.builds(
        lambda mark, text, encoding, tail: mark + text.encode(encoding, "replace") + tail,
        st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]),
        texts,
        st.sampled_from(["utf-8", "utf-16-le", "cp1252"]),
        st.binary(max_size=6),
    )
)
def test_whatever_the_bytes_no_lone_surrogate_comes_of_them(raw: bytes) -> None:
    assert not any("\ud800" <= letter <= "\udfff" for letter in decode(raw).text)


@pytest.mark.parametrize(
    "label", ["unicode_escape", "Raw-Unicode-Escape", "utf_7", "u7", "idna", "punycode", "undefined", "hex"]
)
def test_a_charset_that_only_programs_know_is_none(label: str) -> None:
    assert encoding_called(label) is None


def test_a_text_file_is_one_document_whose_raw_bytes_are_the_file(tmp_path: Path) -> None:
    raw = codecs.BOM_UTF8 + STORY.encode()
    path = tmp_path / "story.txt"
    path.write_bytes(raw)

    assert list(reading.read(str(path))) == [
        Document(
            origin=Origin(root=str(path), path="", sha256=sha256(raw).hexdigest()),
            raw=raw,
            text=STORY,
            encoding="utf-8",
        )
    ]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "is empty; there is nothing to read"),
        ("a.txt", b" \r\n\t\xa0", "holds nothing but white space; there is nothing to read"),
        ("a.txt", codecs.BOM_UTF8, "holds nothing but white space; there is nothing to read"),
        ("a.txt", b"\0" * 20, "is a binary file (it holds NUL bytes), not text; leave it out with --exclude"),
        (
            "a.txt",
            b"Caracas " * 2000 + b"\0",
            "is a binary file (it holds NUL bytes), not text; leave it out with --exclude",
        ),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0", "is an image (PNG), not text; leave it out with --exclude"),
        ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "is an image (JPEG), not text; leave it out with --exclude"),
        ("a.txt", b"MZ\x90\0\x03", "is a program (Windows), not text; leave it out with --exclude"),
        (
            "a.txt",
            b"PK\x03\x04",
            "is cut off or damaged: the list of its members is to stand at the end",
        ),
        (
            "a",
            b"\x1f\x8b\x08",
            "is cut off; what follows could not be read",
        ),
        (
            "a",
            b"WARC/1.0\r\n",
            "has no whole record at byte 0; it was left out",
        ),
        ("A.DOCX", b"{}", "is an Office document, for which there is no reader yet; turn it into text first"),
        ("a.txt", b"x" * (16 * 1024**2 + 1), "is larger than 16 MB, no single article; split it first"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(
    tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(raw)

    with pytest.raises(RefusedError) as refused:
        list(reading.read(str(tmp_path / name)))
    assert str(refused.value) == reason


@pytest.mark.parametrize("raw", [b"MZansi wakes", b"BM said", b"RIFF in the party", b"ID3ntity", b"PK: 3-0"])
def test_a_story_that_opens_like_a_program_is_read(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "story.txt").write_bytes(raw)

    assert [document.raw for document in reading.read(str(tmp_path / "story.txt"))] == [raw]


def test_a_page_is_read_as_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Caracas</p>")

    assert [document.text for document in reading.read(str(tmp_path / "page.html"))] == ["Caracas"]


def test_unmarked_utf16_whose_head_ends_within_a_character_is_read(tmp_path: Path) -> None:
    text = "Caracas 🗞" * 2000
    (tmp_path / "story.txt").write_text("x" + text, "utf-16-le")

    assert [document.text for document in reading.read(str(tmp_path / "story.txt"))] == ["x" + text]


def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(RefusedError, match="is a named pipe, not a file"):
        list(reading.read(str(tmp_path / "pipe.txt")))


@pytest.mark.parametrize("kind", ["link", "socket", "folder", "nothing"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        match kind:
            case "link":
                Path("x").symlink_to(SEEDS / "000_64e03e31165af528.txt")
            case "socket":
                server.bind("x")
            case "folder":
                Path("x").mkdir()
            case _:
                pass

        with pytest.raises(RefusedError):
            list(reading.read("x"))


def test_standard_input_is_read_like_a_file() -> None:
    with (SEEDS / "000_64e03e31165af528.txt").open("rb") as stream:
        (document,) = reading.read_stream(stream)

    assert document.key == sha256((SEEDS / "000_64e03e31165af528.txt").read_bytes()).hexdigest()
