"""Containers made for tests, and what is found in them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

from archive import reading
from archive.article import Origin
from archive.errors import RefusedError
from archive.opening import open_file

STORY = "Wheat prices rose on Tuesday.\n\nThe ministry had ordered forty ships."
PAGE = f"<!DOCTYPE html><html><body><article><p>{STORY}</p></article></body></html>"
WIRE = "".join(
    f'<REUTERS NEWID="{number}"><TEXT><TITLE>GRAIN {number}</TITLE><BODY>Wheat.</BODY></TEXT></REUTERS>\n'
    for number in (1, 2, 3)
)


def zipped(files: dict[str, bytes | str]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return into.getvalue()


def tarred(files: dict[str, bytes | str], form: int = tarfile.PAX_FORMAT) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w", format=form) as archive:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            header = tarfile.TarInfo(name)
            header.size = len(raw)
            archive.addfile(header, io.BytesIO(raw))
    return into.getvalue()


def found_in(
    folder: Path, name: str, raw: bytes
) -> tuple[list[tuple[tuple[str, ...], str]], list[tuple[tuple[str, ...], str]]]:
    """Return the members that were read, with their texts, and those that were not, with the reasons."""
    (folder / name).write_bytes(raw)
    return looked_into(str(folder / name))


def looked_into(
    path: str,
) -> tuple[list[tuple[tuple[str, ...], str]], list[tuple[tuple[str, ...], str]]]:
    read: list[tuple[tuple[str, ...], str]] = []
    refused: list[tuple[tuple[str, ...], str]] = []
    origin = Origin(root=path, path="")
    with open_file(path) as file:
        try:
            for found in reading.documents(file.dump(origin)):
                if isinstance(found, reading.Found):
                    read.append((found.document.origin.members, found.document.text))
                else:
                    refused.append((found.origin.members, found.reason))
        except RefusedError as error:
            refused.append(((), str(error)))
    return read, refused
