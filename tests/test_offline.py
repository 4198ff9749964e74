"""No network: whatever a dump names is not fetched, neither by Python nor by a library beneath it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import environment, process
from test_feeds import ATOM, POST, RSS, WXR
from test_newsml import COMPONENT, NEWSML, NITF, XHTML
from test_newsml import ITEM as G2
from test_pdf import STORY, pdf
from test_warc import answer, record

SECRET = "the word that stands in no dump"
TYPE = """<!DOCTYPE {root} PUBLIC "-//X//X" "{lure}a.dtd"{entities}>
<?xml-stylesheet href="{lure}d.xsl" type="text/xsl"?>"""
ENTITIES = """ [<!ENTITY % more SYSTEM "{lure}b.dtd"> %more;
<!ENTITY far SYSTEM "{lure}c.txt"><!ENTITY near SYSTEM "{secret}">]"""
KINDS = (("far", ""), ("own", ENTITIES))
SCHEMA = (
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {lure}e.xsd"'
    ' xsi:noNamespaceSchemaLocation="{lure}f.xsd" xml:base="{lure}"'
)
INCLUDED = (
    'Wheat rose. &far; &near; <xi:include href="{lure}g" parse="text" '
    'xmlns:xi="http://www.w3.org/2001/XInclude"/>'
)
PAGE = """<!DOCTYPE html SYSTEM "{lure}h.dtd"><html manifest="{lure}i"><head><base href="{lure}">
<title>Wheat rose</title><link rel="stylesheet" href="j.css"><link rel="preload canonical" href="{lure}k">
<meta http-equiv="refresh" content="0;url={lure}l"><meta property="og:image" content="{lure}m.png">
<script src="{lure}n.js"></script><style>@import url({lure}o.css);</style>
<script type="application/ld+json">{{"@context": "{lure}p", "@type": "NewsArticle",
"headline": "Wheat rose"}}</script>
</head><body background="{lure}q.png"><article><h1>Wheat rose</h1><p>The price of wheat rose on Monday, the
ministry said in Paris.</p><img src="{lure}r.png" srcset="{lure}s.png 2x"><iframe src="{lure}t"></iframe>
<video src="{lure}u" poster="{lure}v"></video><object data="{lure}w"></object><embed src="{lure}x">
<p>It has not been so dear since the war.</p></article></body></html>"""
MAIL = """From: a@example.com
Subject: Wheat rose
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html

{page}
--b
Content-Type: message/external-body; access-type=URL; URL="{lure}y"

Content-Type: text/plain

--b--
"""


@pytest.fixture
def lure() -> Iterator[socket.socket]:
    """A server that nobody is to call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def baited(folder: Path, lure: str) -> Path:
    """Make a dump of every format that can name something elsewhere."""
    secret = folder / "secret.txt"
    secret.write_text(SECRET)

    def typed(root: str, document: str, entities: str) -> str:
        told = {"lure": lure, "secret": secret.as_uri(), "root": root}
        told["entities"] = entities.format(**told)
        begun = document[document.index(f"<{root}") :].replace(
            f"<{root}", f"<{root}{SCHEMA}".format(**told), 1
        )
        return TYPE.format(**told) + begun.replace("BAIT", INCLUDED.format(**told))

    item = f"<item><title>BAIT</title><link>{lure}1</link><description>BAIT</description></item>"
    page = PAGE.format(lure=lure)
    post = POST.format(content="BAIT", status="publish", kind="post")
    forms = {
        "nitf.xml": ("nitf", NITF.replace("More rain.", "BAIT")),
        "newsml.xml": ("NewsML", NEWSML.format(components=COMPONENT.format(title="BAIT", words="BAIT"))),
        "g2.xml": ("newsItem", G2.format(version="1", first="", title="BAIT", content=XHTML + "BAIT")),
        "a.rss": ("rss", RSS.format(items=item)),
        "wordpress.xml": ("rss", WXR.format(items=post)),
        "a.atom": ("feed", ATOM.replace("Zwei Tote.", "BAIT")),
    }
    files: dict[str, str | bytes] = {
        **{f"{kind}-{name}": typed(*form, kinds) for kind, kinds in KINDS for name, form in forms.items()},
        "a.html": page,
        "b.html": typed("html", f"<html><body><p>BAIT</p>{page}</body></html>", ENTITIES),
        "a.eml": MAIL.format(page=page, lure=lure),
        "a.warc": record(answer(page.encode()), url=f"{lure}2"),
        "a.jsonl": f'{{"$schema": "{lure}3", "title": "Wheat", "text": "Wheat rose.", "url": "{lure}4"}}\n',
        "a.pdf": pdf(STORY, STORY).replace(b"/Type /Page ", f"/Type /Page /AA ({lure}5) ".encode()),
    }
    dumps = folder / "dumps"
    dumps.mkdir()
    for name, content in files.items():
        (dumps / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return dumps


def calls(lure: socket.socket) -> int:
    """Count who has called."""
    count = 0
    while True:
        try:
            lure.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_nothing_that_a_dump_names_is_fetched_and_no_other_file_read(
    lure: socket.socket, tmp_path: Path
) -> None:
    home, dumps = tmp_path / "home", baited(tmp_path, f"http://127.0.0.1:{lure.getsockname()[1]}/")

    rebuilt = process("--home", home, "rebuild", dumps)
    ids = process("--home", home, "search", "--format", "ids", "*", "--limit", "99").stdout.decode().split()
    shown = process("--home", home, "show", *ids)
    cleaned = process("clean", "--json", *sorted(dumps.iterdir()))

    output = b"".join(ran.stdout + ran.stderr for ran in (rebuilt, shown, cleaned))
    assert (
        len(ids),
        rebuilt.stderr.count(b"entities of its own, which are never expanded"),
        shown.returncode,
        SECRET in output.decode(),
        b"report this" in output,
        calls(lure),
    ) == (11, 6, 0, False, False, 0)


def test_the_tests_themselves_cannot_reach_the_network(lure: socket.socket) -> None:
    call = f"import socket; socket.create_connection({lure.getsockname()!r})"
    ran = subprocess.run(
        [sys.executable, "-c", call], env=environment({}), capture_output=True, text=True, check=False
    )

    assert (ran.returncode, "NetworkError: socket." in ran.stderr, calls(lure)) == (1, True, 0)
