"""Containers: what lies in them is read as if it were a file, and no more of it than any dump holds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard
from archives import PLAIN, SCAN, articles, counts
from containers_made import PAGE, STORY, WIRE, found_in, looked_into, tarred, zipped

from archive import reading
from archive.article import Origin
from archive.home import Home
from archive.ingest import rebuild, reclean
from archive.opening import open_file

HINT = "the real files are where $NEWS_DATA says"
DATA = Path(os.environ.get("NEWS_DATA", ""))


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("story.txt.gz", gzip.compress),
        ("story.txt.bz2", bz2.compress),
        ("story.txt.xz", lzma.compress),
        ("story.txt.zst", zstandard.compress),
        ("story.txt.zst", zstandard.ZstdCompressor(write_content_size=False).compress),
        ("STORY.TXT.GZ", lambda raw: gzip.compress(raw[:9]) + gzip.compress(raw[9:]) + bytes(512)),
        ("story.txt.zst", lambda raw: zstandard.compress(raw[:9]) + zstandard.compress(raw[9:])),
        ("story.txt.xz", lambda raw: lzma.compress(raw[:9]) + lzma.compress(raw[9:])),
    ],
)
def test_a_compressed_file_has_one_member_called_without_the_suffix(tmp_path: Path, name: str, pack) -> None:  # type: ignore[no-untyped-def]
    assert found_in(tmp_path, name, pack(STORY.encode())) == ([((name.rpartition(".")[0],), STORY)], [])


def test_the_reader_is_picked_by_what_a_member_holds(tmp_path: Path) -> None:
    raw = zipped({"a/story.txt": STORY, "b/page": PAGE, "c/wire.sgm": WIRE})
    (tmp_path / "dump.zip").write_bytes(raw)
    with open_file(str(tmp_path / "dump.zip")) as file:
        dump = file.dump(Origin(root="/dump.zip", path=""))
        found = [one for one in reading.documents(dump) if isinstance(one, reading.Found)]

    assert [(one.reader, one.document.origin.members, one.document.origin.document) for one in found] == [
        ("text", ("a/story.txt",), 0),
        ("html", ("b/page",), 0),
        ("reuters-sgml", ("c/wire.sgm",), 0),
        ("reuters-sgml", ("c/wire.sgm",), 1),
        ("reuters-sgml", ("c/wire.sgm",), 2),
    ]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
def test_a_tar_is_read_packed_or_not(tmp_path: Path, form: int, pack) -> None:  # type: ignore[no-untyped-def]
    long = "/".join(["reports"] * 11) + "/story.txt"
    raw = tarred({"./a.txt": STORY, long: STORY + "!", "c.txt": STORY * 40}, form)

    assert found_in(tmp_path, "dump", pack(raw)) == (
        [(("a.txt",), STORY), ((long,), STORY + "!"), (("c.txt",), STORY * 40)],
        [],
    )


def test_containers_are_read_two_deep_and_no_deeper(tmp_path: Path) -> None:
    page = zipped({"story.txt": STORY})
    third = tarred({"story.txt.gz": gzip.compress(STORY.encode()), "inner.zip": zipped({"a.zip": page})})

    assert found_in(tmp_path, "dump.tar.gz", gzip.compress(third)) == (
        [(("story.txt.gz", "story.txt"), STORY)],
        [(("inner.zip", "a.zip"), "lies more than 2 containers deep; unpack the outer one first")],
    )


def test_dot_names_and_folders_are_passed_over(tmp_path: Path) -> None:
    names = ("a/", ".hidden", "b/.git/config", "__MACOSX/._a.txt", "a/a.txt")

    assert found_in(tmp_path, "dump.zip", zipped(dict.fromkeys(names, STORY))) == (
        [(("a/a.txt",), STORY)],
        [],
    )


@pytest.mark.parametrize("name", ["../../x", "a/../../x", "/etc/passwd", "..\\x", "C:\\x"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_is_refused_and_the_rest_is_read(tmp_path: Path, name: str, pack) -> None:  # type: ignore[no-untyped-def]
    raw = pack({name: STORY, "b.txt": STORY})

    assert found_in(tmp_path, "dump", raw) == (
        [(("b.txt",), STORY)],
        [((name,), "has a name that leads out of the archive, so it was not read")],
    )


def test_links_and_devices_in_a_tar_are_not_read(tmp_path: Path) -> None:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            header = tarfile.TarInfo(name)
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)

    assert found_in(tmp_path, "dump.tar", into.getvalue()) == (
        [],
        [(("pipe",), "is a device, a pipe or the like, not a file")],
    )


def test_an_encrypted_member_is_refused_by_name(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}))
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1

    assert found_in(tmp_path, "dump.zip", bytes(raw)) == (
        [(("b.txt",), STORY)],
        [(("a.txt",), "is encrypted; unpack it with its password first")],
    )


def test_a_damaged_member_is_refused_by_name(tmp_path: Path) -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:  # stored, not packed
        archive.writestr("a.txt", STORY)
        archive.writestr("b.txt", STORY)
    raw = into.getvalue().replace(b"Wheat", b"Wheel", 1)

    assert found_in(tmp_path, "dump.zip", raw) == (
        [(("b.txt",), STORY)],
        [(("a.txt",), "is damaged (its check sum is wrong)")],
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_packed_otherwise_are_read_or_refused(tmp_path: Path, method: int) -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        archive.writestr("a.txt", STORY)
    reason = "is packed in a way that is not read (method 14); unpack it first"
    expected = ([], [(("a.txt",), reason)]) if method == zipfile.ZIP_LZMA else ([(("a.txt",), STORY)], [])

    assert found_in(tmp_path, "dump.zip", into.getvalue()) == expected


def test_a_zip_larger_than_its_fields_and_with_a_program_before_it_is_read(tmp_path: Path) -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive, archive.open("Zürich.txt", "w", force_zip64=True) as member:
        member.write(STORY.encode())

    assert found_in(tmp_path, "dump.zip", b"PK\x03\x04" + bytes(60) + into.getvalue()) == (
        [(("Zürich.txt",), STORY)],
        [],
    )


def test_a_zip_on_standard_input_is_read() -> None:
    stream = io.BytesIO(zipped({"a.txt": STORY}))

    assert [document.text for document in reading.read_stream(stream)] == [STORY]


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_a_document_of_an_office_is_no_zip_of_articles(tmp_path: Path, name: str) -> None:
    read, refused = found_in(tmp_path, "story", zipped({name: "application/x", "word/story.txt": STORY}))

    assert (read, [why.partition("for which")[2] for _, why in refused]) == (
        [],
        [" there is no reader yet; turn it into text first"],
    )


def test_members_are_cleaned_again_from_what_is_kept(tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    (dumps / "a.zip").write_bytes(
        zipped(
            {"page": PAGE, "wire.sgm": WIRE, "story.txt": STORY + "!", "truth.txt": "no", "x.bin": b"\0\1"}
        )
    )
    at = Home(tmp_path / "home")
    first = rebuild(at, [dumps], build=SCAN, cleaner=PLAIN, excludes=["truth.txt"])
    before = articles(at)
    (dumps / "a.zip").unlink()
    again = reclean(at, build=SCAN, cleaner=type(PLAIN)(PLAIN.clean, "verbatim 2"))

    assert (
        counts(first),
        counts(again),
        articles(at) == before,
        {one.origins[0].members for one in before},
    ) == (
        {"files": 1, "read": 5, "new": 5, "articles": 5, "refused": 1},
        {"unchanged": 5, "articles": 5},
        True,
        {("page",), ("wire.sgm",), ("story.txt",)},
    )


@pytest.mark.skipif(not DATA.name, reason=HINT)
@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("formats/compressed/horne_sample.zip", 15),
        ("formats/compressed/reut2-000.first40.sgm.gz", 40),
        ("formats/compressed/reut40.sgm.zst", 40),
        ("formats/html/APNews_2023_04_28.html.gz", 1),
    ],
)
def test_the_real_samples_are_read_whole(path: str, count: int) -> None:
    read, refused = looked_into(str(DATA / path))

    assert (len(read), refused) == (count, [])
