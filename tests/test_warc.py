"""Web archives: pages, texts and JSON that were captured, with address, day and place."""

from __future__ import annotations

import gzip
import os
import zlib
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from archives import PLAIN, SCAN, articles, counts
from containers_made import zipped

from archive import reading
from archive.article import Document
from archive.cleaner import clean
from archive.errors import RefusedError
from archive.home import Home
from archive.ingest import rebuild, reclean

DATA = Path(os.environ.get("NEWS_DATA", ""))
DAY = "2019-03-28T10:00:00Z"
PAGE = b"<!DOCTYPE html><html><body><p>Wheat prices rose on Tuesday in Rome.</p></body></html>"
TEXT = "Wheat prices rose on Tuesday in Rome."


def record(block: bytes, kind: str = "response", url: str = "http://example.org/a", **headers: str) -> bytes:
    named = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": DAY,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def answer(payload: bytes, kind: str = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    named = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + payload


def chunked(payload: bytes) -> bytes:
    return b"5\r\n" + payload[:5] + b"\r\n%x\r\n" % (len(payload) - 5) + payload[5:] + b"\r\n0\r\n\r\n"


def read(folder: Path, raw: bytes, name: str = "crawl.warc.gz") -> tuple[list[Document], str | None]:
    """Return the documents of a file of these bytes, and what could not be read."""
    (folder / name).write_bytes(raw)
    found: list[Document] = []
    try:
        found.extend(reading.read(str(folder / name)))
    except RefusedError as error:
        return found, str(error)
    return found, None


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("text/html; charset=windows-1251", "<p>Пшеница дорожает во вторник."),
        ("text/html;charset='windows-1251'", '<meta charset="iso-8859-1"><p>Пшеница дорожает во вторник.'),
        ("text/plain; Charset=WINDOWS-1251", "Пшеница дорожает во вторник."),
    ],
)
def test_a_capture_is_decoded_as_it_was_sent_also_when_it_is_cleaned_again(
    tmp_path: Path, at: Home, kind: str, payload: str
) -> None:
    raw = record(answer(payload.encode("windows-1251"), kind))
    (tmp_path / "a.warc").write_bytes(raw)
    rebuild(at, [tmp_path / "a.warc"], build=SCAN, cleaner=PLAIN)
    before = articles(at)
    reclean(at, build=SCAN, cleaner=replace(PLAIN, fingerprint="another"))

    assert [article.text for article in (*before, *articles(at))] == ["Пшеница дорожает во вторник."] * 2


@pytest.mark.parametrize(
    ("charset", "meta", "payload", "encoding"),
    [
        ("utf-8", "windows-1251", b"caf\xe9", "utf-8"),  # as browsers, who replace what is none
        ("iso-8859-1", "", "café".encode(), "utf-8"),  # what is valid is never chance
        ("windows-1252", "", b"\xef\xbb\xbfcaf\xc3\xa9", "utf-8"),
        ("nonsense", "windows-1251", b"\xcc\xe8\xf0", "windows-1251"),
        ("iso-2022-jp", "", "火事".encode("iso-2022-jp"), "iso-2022-jp"),
    ],
)
def test_a_charset_that_was_sent_stands_below_a_mark_and_above_what_the_page_declares(
    tmp_path: Path, charset: str, meta: str, payload: bytes, encoding: str
) -> None:
    mark, payload = payload[:3] * payload.startswith(b"\xef"), payload.removeprefix(b"\xef\xbb\xbf")
    page = mark + b"<meta charset='" + meta.encode() + b"'><p>" + payload
    (document,), _ = read(tmp_path, record(answer(page, f"text/html; charset={charset}")))

    assert document.encoding == encoding


def test_the_name_of_a_web_archive_dates_none_of_its_captures(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, zipped({"2019-03-28.warc": record(answer(PAGE))}), "wire.zip")

    assert clean(document).published is None


def test_a_page_has_its_address_its_day_and_the_place_of_its_record(tmp_path: Path) -> None:
    info = gzip.compress(record(b"software: a crawler", "warcinfo"))
    raw = info + gzip.compress(record(answer(PAGE)))
    (document,), refused = read(tmp_path, raw)

    origin, declared = document.origin, document.declared
    assert (
        document.raw,
        document.text,
        (origin.members, origin.document, origin.byte_offset, origin.url, origin.captured, origin.sha256),
        declared and (declared.url, declared.published),
        refused,
    ) == (
        PAGE,
        TEXT,
        ((), 0, len(info), "http://example.org/a", DAY, ""),
        ("http://example.org/a", None),
        None,
    )


@pytest.mark.parametrize(
    "block",
    [
        answer(chunked(PAGE), Transfer_Encoding="chunked"),
        answer(PAGE, Transfer_Encoding="chunked"),
        answer(gzip.compress(PAGE), Content_Encoding="gzip"),
        answer(PAGE, Content_Encoding="gzip"),
        answer(PAGE, Content_Encoding="br"),
        answer(brotli.compress(PAGE), Content_Encoding="br"),
        answer(zlib.compress(PAGE), Content_Encoding="deflate"),
        answer(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate"),
        answer(chunked(gzip.compress(PAGE)), Transfer_Encoding="chunked", Content_Encoding="x-gzip"),
        answer(PAGE, "application/xhtml+xml; charset=utf-8"),
    ],
)
def test_the_raw_bytes_are_what_was_sent_without_its_codings(tmp_path: Path, block: bytes) -> None:
    documents, refused = read(tmp_path, record(block), "crawl.warc")

    assert ([document.raw for document in documents], refused) == ([PAGE], None)


@pytest.mark.parametrize(
    "passed_over",
    [
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(answer(b""), "revisit"),
        record(b"20190328\nexample.org A 1.2.3.4", url="dns:example.org", Content_Type="text/dns"),
        record(answer(b"\xff\xd8\xff", "image/jpeg")),
        record(answer(b"p { color: red }", "text/css")),
        record(answer(PAGE, status="404 Not Found")),
        record(answer(PAGE, status="301 Moved")),
        record(b"fetchTimeMs: 3", "metadata", Content_Type="application/warc-fields"),
    ],
)
def test_what_is_no_capture_of_a_text_is_passed_over(tmp_path: Path, passed_over: bytes) -> None:
    documents, refused = read(tmp_path, passed_over + record(answer(PAGE)), "crawl.warc")

    assert ([document.text for document in documents], refused) == ([TEXT], None)


def test_resources_and_conversions_are_read(tmp_path: Path) -> None:
    raw = record(PAGE, "resource", Content_Type="text/html") + record(
        TEXT.encode(), "conversion", Content_Type="text/plain"
    )
    documents, _ = read(tmp_path, raw, "crawl.warc")

    assert [(one.text, one.origin.document, one.declared and one.declared.url) for one in documents] == [
        (TEXT, 0, "http://example.org/a"),
        (TEXT, 1, "http://example.org/a"),
    ]


def test_an_arc_is_read(tmp_path: Path) -> None:
    version = b"1 0 A crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    block = answer(PAGE)
    head = b"filedesc://a.arc 1.2.3.4 20190328100000 text/plain %d\n" % len(version) + version + b"\n"
    line = b"http://example.org/a 1.2.3.4 20190328100000 text/html %d\n" % len(block)
    (document,), refused = read(tmp_path, head + line + block + b"\n", "crawl.arc")

    origin = document.origin
    assert (document.text, origin.url, origin.captured, origin.byte_offset, refused) == (
        TEXT,
        "http://example.org/a",
        DAY,
        len(head),
        None,
    )


def test_records_in_one_gzip_are_read_all_the_same(tmp_path: Path) -> None:
    documents, refused = read(tmp_path, gzip.compress(record(answer(PAGE)) + record(answer(PAGE))))

    assert ([(one.text, one.origin.byte_offset) for one in documents], refused) == (
        [(TEXT, 0), (TEXT, 0)],
        None,
    )


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_of_a_file_that_was_cut_off_the_whole_records_are_read(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    raw = pack(record(answer(PAGE))) + pack(record(answer(PAGE * 30)))[:-60]
    documents, refused = read(tmp_path, raw)

    assert ([document.text for document in documents], refused) == (
        [TEXT],
        "http://example.org/a: is cut off; what follows could not be read",
    )


def test_a_record_that_is_none_is_left_out_and_the_next_is_read(tmp_path: Path) -> None:
    broken = record(answer(PAGE)).replace(b"Content-Length", b"Content-Lunch")
    documents, refused = read(tmp_path, broken + record(answer(PAGE)), "crawl.warc")

    assert ([document.text for document in documents], refused) == (
        [TEXT],
        "has no whole record at byte 0; it was left out",
    )


def test_a_capture_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    bomb = record(answer(gzip.compress(b" " * (20 << 20)), "text/plain", Content_Encoding="gzip"))
    documents, refused = read(tmp_path, bomb + record(answer(PAGE)), "crawl.warc")

    assert ([document.text for document in documents], refused) == (
        [TEXT],
        "http://example.org/a: is larger than 16 MB, no single article; split it first",
    )


def test_a_header_without_end_is_no_record(tmp_path: Path) -> None:
    documents, refused = read(tmp_path, b"WARC/1.0\r\nX: " + b"x" * (1 << 20), "crawl.warc")

    assert (documents, refused) == ([], "has no whole record at byte 0; it was left out")


def test_captures_are_cleaned_again_from_what_is_kept(tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    (dumps / "crawl.warc").write_bytes(
        record(answer(PAGE)) + record(answer(PAGE), url="http://example.org/b")
    )
    at = Home(tmp_path / "home")
    first = rebuild(at, [dumps], build=SCAN, cleaner=PLAIN)
    before = articles(at)
    again = reclean(at, build=SCAN, cleaner=type(PLAIN)(PLAIN.clean, "verbatim 2"))

    assert (counts(first), counts(again), articles(at), [one.url for one in before[0].origins]) == (
        {"files": 1, "read": 2, "new": 1, "articles": 1},
        {"unchanged": 1, "articles": 1},
        before,
        ["http://example.org/a", "http://example.org/b"],
    )


@pytest.mark.skipif(not DATA.name, reason="the real files are where $NEWS_DATA says")
@pytest.mark.parametrize(
    ("name", "count", "refused"),
    [
        ("example-bad-non-chunked.warc.gz", 1, None),
        (
            "example-trunc.warc",
            0,
            "http://example.com/: is cut off; what follows could not be read; "
            "has no whole record at byte 2560; it was left out",
        ),
        ("example-wrong-chunks.warc.gz", 1, None),
        ("example.arc.gz", 1, None),
        ("example.warc", 1, None),
        ("example.warc.gz", 1, None),
        ("news4_made_here.warc.gz", 4, None),
    ],
)
def test_the_real_samples_are_read(tmp_path: Path, name: str, count: int, refused: str | None) -> None:
    documents, problem = read(tmp_path, (DATA / "formats/warc" / name).read_bytes(), name)

    assert (len(documents), problem) == (count, refused)
