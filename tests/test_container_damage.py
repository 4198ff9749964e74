"""Containers cut off, damaged, or made to burst: what is whole is read, the rest refused by name."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import zlib
from pathlib import Path

import pytest
import zstandard
from archives import SEEDS
from containers_made import STORY, found_in, tarred, zipped
from hypothesis import given
from hypothesis import strategies as st

from archive import reading
from archive.article import Origin
from archive.containers import limits
from archive.containers.streams import Unpacked, counted
from archive.errors import RefusedError
from archive.opening import OpenFile


@pytest.mark.parametrize(
    ("pack", "reason"),
    [
        (lambda raw: gzip.compress(raw)[:-9], "is cut off; what follows could not be read"),
        (lambda raw: bz2.compress(raw)[:-9], "is cut off; what follows could not be read"),
        (lambda raw: lzma.compress(raw)[:-9], "is cut off; what follows could not be read"),
        (lambda raw: zstandard.compress(raw)[:-9], "is cut off; what follows could not be read"),
        (
            lambda raw: gzip.compress(raw)[:-8] + bytes(8),
            "is damaged (Error -3 while decompressing data: incorrect data check); "
            "what follows could not be read",
        ),
    ],
)
def test_a_story_that_was_cut_off_is_not_taken_for_whole(tmp_path: Path, pack, reason: str) -> None:  # type: ignore[no-untyped-def]
    read, refused = found_in(tmp_path, "a.txt.gz", pack(STORY.encode() * 500))

    assert (read, [why for _, why in refused]) == ([], [reason])


def test_of_many_stories_those_are_read_that_stand_before_the_cut(tmp_path: Path) -> None:
    stories = "".join(
        f'<REUTERS NEWID="{number}"><TEXT><BODY>{number * 7919**40}</BODY></TEXT></REUTERS>\n'
        for number in range(9)
    )
    read, refused = found_in(tmp_path, "a.sgm.gz", gzip.compress(stories.encode())[:-40])

    assert (len(read) >= 5, refused) == (True, [(("a.sgm",), "is cut off; what follows could not be read")])


def test_what_is_whole_of_a_tar_that_was_cut_off_is_read(tmp_path: Path) -> None:
    raw = tarred({"a.txt": STORY, "b.txt": STORY * 40})[:2500]

    assert found_in(tmp_path, "dump.tar", raw) == (
        [(("a.txt",), STORY)],
        [(("b.txt",), "is cut off; what follows could not be read")],
    )


def test_bytes_after_the_end_are_left_out_and_said(tmp_path: Path) -> None:
    assert found_in(tmp_path, "a.txt.gz", gzip.compress(STORY.encode()) + b"garbage") == (
        [(("a.txt",), STORY)],
        [((), "is followed by bytes that are no gzip; they were left out")],
    )


@given(
    st.lists(st.sampled_from(sorted(SEEDS.iterdir())), min_size=1, max_size=4),
    st.sampled_from(["zip", "tar", "gz"]),
    st.data(),
)
def test_whatever_the_damage_only_refusals_come_of_it(
    files: list[Path], kind: str, data: st.DataObject
) -> None:
    content: dict[str, bytes | str] = {
        f"{number}.txt": file.read_bytes() for number, file in enumerate(files)
    }
    raw = bytearray(
        {
            "zip": lambda: zipped(content),
            "tar": lambda: tarred(content),
            "gz": lambda: gzip.compress(tarred(content)),
        }[kind]()
    )
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.sampled_from([1, 0x80, 0xFF]))
    del raw[data.draw(st.sampled_from([len(raw), len(raw) // 2, len(raw) - 1])) :]
    dump = OpenFile(io.BytesIO(bytes(raw)), size=0, mtime_ns=0).dump(Origin(root="-", path=""))
    reasons = []
    with contextlib.suppress(RefusedError):
        reasons = [found.reason for found in reading.documents(dump) if isinstance(found, reading.Refused)]

    assert not [reason for reason in reasons if "please report this" in reason]


def zeros(size: int) -> bytes:
    """Return so many zeros as gzip, without having had them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)), packer.flush()])


def test_no_more_is_unpacked_than_any_dump_holds() -> None:
    packed = zeros(80 << 20)
    allowance = limits.Allowance(len(packed))
    stream = Unpacked(counted(io.BytesIO(packed), allowance.take), "gzip", allowance)
    given = 0
    with contextlib.suppress(limits.TooMuchError):
        given = sum(len(got) for got in iter(lambda: stream.read(1 << 16), b""))

    assert (given, limits.FREE_BYTES < allowance.unpacked < 64 << 20) == (0, True)


def test_zeros_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    assert found_in(tmp_path, "a.gz", zeros(64 << 20)) == (
        [],
        [(("a",), "is a binary file (it holds NUL bytes), not text; leave it out with --exclude")],
    )


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
def test_a_bomb_in_a_tar_ends_the_file(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    raw = pack(tarred({"a.bin": bytes(40 << 20), "b.txt": STORY}))

    assert found_in(tmp_path, "dump.tar.gz", raw) == (
        [],
        [
            (("a.bin",), "is a binary file (it holds NUL bytes), not text; leave it out with --exclude"),
            ((), f"unpacks to more than {limits.MOST_TIMES} times its size, as no dump does; is it a bomb?"),
        ],
    )
