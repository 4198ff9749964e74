"""Reuters-21578 and its kind: SGML files of wire stories, an element ``<REUTERS>`` each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5
from typing import BinaryIO

from archive.article import Declared, Document, Origin
from archive.errors import RefusedError
from archive.metadata.names import byline
from archive.reading import Dump
from archive.refused import Refused

MOST_BYTES = 16 * 1024 * 1024
"""An element longer than this is no article; refused before it fills the memory."""

_CHUNK = 1 << 16  # bytes
_ENCODING = "latin-1"
_AGENCY = "Reuters"
_EDGE = re.compile(rb"<REUTERS[\s>]|</REUTERS>", re.I)
_LONGEST_EDGE = len("</REUTERS>")
_TEXT = re.compile(r"<TEXT\b[^>]*>(.*?)(?:</TEXT>|\Z)", re.I | re.S)
_PART = re.compile(r"<(TITLE|AUTHOR|DATELINE|BODY)>(.*?)</\1>", re.I | re.S)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DATE = re.compile(r"<DATE>([^<&#]*)", re.I)
_ENTITY = re.compile(r"&(?:#(\d{1,7})|([a-zA-Z]\w{0,30}));")
_FRAMING = "\x02\x03"  # start and end of text, as the wire sends them
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_FLAG = re.compile(r"\*+\s*\Z")  # before the title of a flash: how urgent it is
_FILLER = "Blah blah blah."  # what the collection puts for the body of a flash that has none


def read(dump: Dump) -> Iterator[Document | Refused]:
    """Yield a document for each element; raises ``RefusedError`` for a file that has none."""
    number = -1
    for number, (byte_offset, raw) in enumerate(_elements(dump.stream)):
        origin = replace(dump.origin, document=number, byte_offset=byte_offset)
        if raw is None:
            yield Refused(
                origin, "lacks its </REUTERS> and was left out", f"the article at byte {byte_offset}"
            )
        else:
            yield restore(raw, origin)
    if number < 0:
        raise RefusedError("holds no whole <REUTERS> element; there is nothing to read")


def restore(raw: bytes, origin: Origin) -> Document:
    """Return the document that these raw bytes were read to."""
    element = raw.decode(_ENCODING)
    content = _TEXT.search(element)
    text, title, author = _composed(content[1] if content else "")
    date = _DATE.search(element)
    names = byline(author)
    filler = len(text) - len(_FILLER) if text.endswith(_FILLER) else 0
    return Document(
        origin=origin,
        raw=raw,
        text=text,
        encoding=_ENCODING,
        declared=Declared(
            title=title or None,
            authors=names.authors,
            agencies=tuple(dict.fromkeys((_AGENCY, *names.agencies))),
            published=" ".join(date[1].split()) if date else None,
            basis="structured-data",
        ),
        outside=((filler, len(text)),) if filler else (),
        plain=True,
    )


def _elements(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield where in the file each element begins, and its bytes: None for one without an end."""
    buffer, base = b"", 0  # ``base`` is where in the file the buffer begins
    start: int | None = None
    searched = 0
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        for edge in _EDGE.finditer(buffer, searched):
            searched = edge.end()
            if edge[0].startswith(b"</"):
                if start is not None:
                    yield base + start, buffer[start:searched]
                start = None
            else:
                if start is not None:
                    yield base + start, None
                start = edge.start()
        searched = max(searched, len(buffer) - _LONGEST_EDGE + 1)
        kept = searched if start is None else start
        buffer, base, searched, start = buffer[kept:], base + kept, searched - kept, start and 0
        if len(buffer) > MOST_BYTES:
            raise RefusedError(
                f"has an article larger than {MOST_BYTES // 1024 // 1024} MB at byte {base}; split it first"
            )
    if start is not None:
        yield base + start, None


def _composed(content: str) -> tuple[str, str, str]:
    r"""Return the text of a story as a dump of the wire has it, then its title and its byline.

    >>> _composed("<TITLE>GRAIN</TITLE>\n<DATELINE>  ROME, May 1 -\n </DATELINE><BODY>Wheat &lt;W>\n</BODY>")
    ('GRAIN\n\n  ROME, May 1 - Wheat <W>', 'GRAIN', '')
    """
    declared = {"TITLE": "", "AUTHOR": ""}
    blocks: list[str] = []
    dateline = ""
    position = 0
    for part in _PART.finditer(content):
        blocks.append(_FLAG.sub("", _plain(content[position : part.start()])))
        position = part.end()
        name, text = part[1].upper(), _plain(part[2])
        if name == "DATELINE":
            dateline = text.rstrip() + " "
        elif name == "BODY":
            blocks.append(dateline + text)
            dateline = ""
        else:
            blocks.append(" ".join(text.split()))
            declared[name] = _CONTROL.sub("", blocks[-1])
    blocks += (dateline, _plain(content[position:]))
    return "\n\n".join(block for block in blocks if block.strip()), declared["TITLE"], declared["AUTHOR"]


def _plain(text: str) -> str:
    """Return a stretch without tags, entities decoded once, the wire's framing off its ends."""
    return _ENTITY.sub(_character, _TAG.sub("", text)).strip(_FRAMING + "\n")


def _character(entity: re.Match[str]) -> str:
    if entity[2]:
        return html5.get(entity[2] + ";", entity[0])
    code = int(entity[1])
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\N{REPLACEMENT CHARACTER}"
