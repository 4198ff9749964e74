"""Files written and read for tests of readers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive import reading
from archive.article import Document, Origin
from archive.errors import RefusedError
from archive.opening import open_file
from archive.refused import Refused, summary


def read(path: Path, raw: bytes | str) -> tuple[list[Document], str | None]:
    """Write a file and return its documents, each as it is restored, and why the rest was refused."""
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    found: list[Document] = []
    refused: list[Refused] = []
    origin = Origin(root=str(path), path="")
    try:
        with open_file(str(path)) as file:
            dump = file.dump(origin)
            reader = reading.reader(reading.pick(dump))
            for document in reader.read(dump):
                if isinstance(document, Refused):
                    refused.append(document)
                    continue
                assert reader.restore(document.raw, document.origin) == document
                found.append(document)
    except RefusedError as error:
        refused.append(Refused(origin, str(error)))
    return found, summary(refused) or None


def one(path: Path, raw: bytes | str) -> Document:
    """Return the only document of a file of which nothing is refused."""
    (document,), refused = read(path, raw)
    assert refused is None
    return document


def marked(document: Document) -> list[str]:
    """Return the text's blocks, with what stands outside in brackets and captions in braces."""
    text = document.text
    for start, end, form in sorted(
        [(*span, "[{}]") for span in document.outside] + [(*span, "{{{}}}") for span in document.captions],
        reverse=True,
    ):
        text = text[:start] + form.format(text[start:end]) + text[end:]
    return text.split("\n\n")


def kept(path: Path, raw: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(raw)
    return path


def documents(path: Path) -> list[Document]:
    """Return the documents of a file of which nothing is refused."""
    return list(reading.read(str(path)))


def told(path: Path, names: Mapping[str, str] | None = None) -> tuple[list[Document], str]:
    """Return the documents of a file of records, and what its reader says of the rest."""
    found: list[Document] = []
    try:
        found.extend(reading.read(str(path), names or {}))
    except RefusedError as error:
        return found, str(error)
    return found, ""
