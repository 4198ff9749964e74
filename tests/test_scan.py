"""What is found in a folder, in which order, and what is passed over."""

from __future__ import annotations

from pathlib import Path

from archives import write

from archive.home import Home
from archive.ingest.scan import Unreadable, scan
from archive.store import Source


def test_links_are_not_followed_and_those_that_lead_out_are_named(tmp_path: Path, dumps: Path) -> None:
    write(tmp_path / "elsewhere", x="Oslo")
    (dumps / "inner").mkdir()
    (dumps / "inner" / "loop").symlink_to(dumps)
    (dumps / "inside").symlink_to(dumps / "a.txt")
    (dumps / "outside").symlink_to(tmp_path / "elsewhere")
    (dumps / "nowhere").symlink_to(tmp_path / "nothing")
    (dumps / "self").symlink_to("self")
    names = list(scan(Source(number=1, root=str(dumps))))

    assert [(name.path, getattr(name, "refused", "")) for name in names] == [
        (b"a.txt", None),
        (b"b.txt", None),
        (b"c.txt", None),
        (b"nowhere", "is a link that leads nowhere; leave it out with --exclude"),
        (
            b"outside",
            "is a link that leads out of the source; name what it leads to as a source of its own",
        ),
        (b"self", "is a link that leads nowhere; leave it out with --exclude"),
    ]


def test_a_deep_tree_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b", "a", "a/c", "a/b", "B", "é"):
        write(tmp_path / name, y="y", x="x")
    names = [name.path.decode() for name in scan(Source(number=1, root=str(tmp_path)))]

    assert names == [
        f"{folder}/{file}.txt" for folder in ("B", "a", "a/b", "a/c", "b", "é") for file in ("x", "y")
    ]


def test_a_folder_that_cannot_be_looked_into_keeps_its_articles(tmp_path: Path, at: Home) -> None:
    # Not even root can look into a folder whose path is longer than the system allows.
    deep = tmp_path / "dumps"
    write(deep, a="Caracas")
    names = list(scan(Source(number=3, root=str(deep / ("x" * 300)))))

    assert names == [Unreadable(3, b"", "cannot be looked at: File name too long")]
