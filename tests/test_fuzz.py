"""Files with bytes lost, doubled and changed: every reader gives documents or refuses, and nothing else."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import pytest
import zstandard
from archives import SEEDS
from containers_made import PAGE, WIRE, tarred, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from test_feeds import ATOM, rss, wxr
from test_mail import HTML, PLAIN, multipart
from test_mail import PAGE as SAVED
from test_newsml import COMPONENT, NEWSML, NITF, PHOTO, XHTML
from test_newsml import ITEM as G2
from test_pdf import STORY, pdf
from test_ritzau import FEED
from test_ritzau import STORY as RITZAU
from test_warc import answer, chunked, record

from archive import reading
from archive.article import Origin
from archive.errors import RefusedError
from archive.opening import open_file

RECORDS = [{"title": "Fire", "text": "Two dead.", "date": 1553731200, "url": "https://example.com/a"}] * 3
LINES = b"".join(json.dumps(one).encode() + b"\n" for one in RECORDS)
TABLE = b'id,title,text,author\n1,Fire,"Two\ndead, ""no""",Jane Roe\n2,Flood,One hurt.,\n'
MAIL = multipart(PLAIN, HTML).encode("latin-1")
WARC = record(answer(PAGE.encode(), "text/html; charset=windows-1252")) + record(
    answer(chunked(brotli.compress(PAGE.encode())), Transfer_Encoding="chunked", Content_Encoding="br")
)
SAMPLES: Mapping[str, bytes] = {
    "a.txt": next(iter(SEEDS.iterdir())).read_bytes(),
    "a.html": PAGE.encode(),
    "a.jsonl": LINES,
    "b.jsonl": LINES.decode().encode("utf-16"),
    "a.json": json.dumps({"articles": RECORDS}, indent=1).encode(),
    "b.json": json.dumps({"type": "text", "headline": "Fire", "body_html": "<p>No</p>"}, indent=1).encode(),
    "a.csv": TABLE,
    "nitf.xml": NITF.encode("latin-1"),
    "newsml.xml": NEWSML.format(components=COMPONENT.format(title="Non", words="Non.") + PHOTO).encode(),
    "g2.xml": G2.format(version="1", first="", title="No", content=XHTML).encode(),
    "ritzau.xml": FEED.format(RITZAU.format(title="Hvede")).encode(),
    "a.rss": rss(),
    "a.atom": ATOM.encode(),
    "wordpress.xml": wxr().encode(),
    "a.mbox": b"From a@b Wed Mar 27 23:30:00 2019\n"
    + MAIL
    + b"\n\nFrom a@b Wed Mar 27 23:30:00 2019\n"
    + MAIL,
    "a.eml": MAIL,
    "a.mhtml": SAVED.encode(),
    "a.sgm": WIRE.encode(),
    "a.pdf": pdf(STORY, STORY),
    "a.zip": zipped({"a.txt": "Wheat rose.", "b.jsonl": LINES}),
    "a.tar": tarred({"a.txt": "Wheat rose.", "b.csv": TABLE}),
    "a.tgz": gzip.compress(tarred({"a.txt": "Wheat rose.", "b.csv": TABLE})),
    "a.txt.bz2": bz2.compress(b"Wheat rose."),
    "a.txt.xz": lzma.compress(b"Wheat rose."),
    "a.txt.zst": zstandard.compress(b"Wheat rose."),
    "a.warc": WARC,
    "a.warc.gz": gzip.compress(WARC),
}
places = st.floats(0, 1, exclude_max=True)
# Where, how many bytes are lost there, and what comes in their place: often signs that open or end something.
harm = st.tuples(
    places,
    st.sampled_from([0, 0, 1, 1, 2, 7, 100]),
    st.one_of(
        st.binary(max_size=4),
        st.sampled_from(
            [b"<", b'"', b"\0", b"\n", b"\r", b"{", b"[", b"]", b"\xff\xfe", b"&x;", b"=?", b"-1"]
        ),
    ),
)


def harmed(raw: bytes, harms: list[tuple[float, int, bytes]]) -> bytes:
    for place, lost, new in harms:
        at = int(place * len(raw))
        raw = raw[:at] + new + raw[at + lost :]
    return raw


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25, deadline=None)
@given(harms=st.lists(harm, max_size=4), kept=st.sampled_from([1.0, 1.0, 0.9, 0.5]))
def test_a_harmed_file_is_read_or_refused(
    name: str, harms: list[tuple[float, int, bytes]], kept: float
) -> None:
    raw = harmed(SAMPLES[name], harms)

    assert unforeseen(name, raw[: int(len(raw) * kept)]) == []


def unforeseen(name: str, raw: bytes) -> list[str]:
    """Return what is wrong with how a file is read, and each document that is not restored as it was read."""
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        with open_file(str(path)) as file:
            try:
                for found in reading.documents(file.dump(Origin(root=str(path), path=""))):
                    if isinstance(found, reading.Refused):
                        wrong += [found.reason] * ("please report" in found.reason)
                        continue
                    document = found.document
                    if reading.restore(document.raw, document.origin, found.reader) != document:
                        wrong.append(f"not restored: {document.origin}")
            except RefusedError:
                pass
    return wrong
