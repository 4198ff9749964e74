"""Bytes of XML to the elements that hold an article each, and the tags around them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from archive.decoding import wide
from archive.errors import RefusedError
from archive.transcoding import in_utf8

MOST_BYTES = 32 * 1024 * 1024
"""An element longer than this is no article; refused before it fills the memory."""
MOST_DEPTH = 240
"""Elements within elements: libxml2 parses 256 deep, newsrooms rarely 20."""

_CHUNK = 1 << 16  # bytes
_TAG = re.compile(rb"<(/?)([A-Za-z_:][^\s/<>\"'=]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>")
_EDGE = re.compile(rb"[<>]")
_DECLARATION = re.compile(rb"\s*(<\?xml\s[^>]*\?>)")
_UNTIL = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_LONGEST_MARK = 9
_FLAT = frozenset(b"br hr img input meta link p li td tr th source wbr".split())  # may lack an end tag
_HEAD_BYTES = 4096  # in which a file declares its encoding


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a file: where it begins, its bytes, and what it needs to be read alone.

    ``before`` is the file's declaration and the start tags around the element, each with
    those of its other children that say whose the element is.
    """

    byte_offset: int
    raw: bytes
    before: tuple[bytes, ...]
    after: bytes

    def framed(self, keep: Callable[[bytes], bool] = lambda _: True) -> bytes:
        """Return it as a file of its own, with the children beside it that ``keep`` wants."""
        return b"\n".join((*(part for part in self.before if keep(part)), self.raw, self.after))


@dataclass(slots=True)
class _Open:
    name: bytes  # without its prefix
    tag: bytes
    end: bytes
    start: int
    kept: list[bytes] = field(default_factory=list)


def elements(stream: BinaryIO, names: Collection[bytes], keep: Collection[bytes] = ()) -> Iterator[Element]:
    """Yield the outermost elements of those names (prefixes aside), one at a time.

    ``keep`` names children of the elements around them that are kept in ``before``. Raises
    ``RefusedError`` for a file that declares entities or nests without end, and, after what
    was whole, for one that ends within an element.
    """
    return _Scanner(_as_utf8(stream), frozenset(names), frozenset(keep)).run()


class _Scanner:
    def __init__(self, stream: BinaryIO | Joined, names: frozenset[bytes], keep: frozenset[bytes]) -> None:
        self._stream = stream
        self._names = names
        self._keep = keep
        self._buffer = b""
        self._base = 0  # where in the file the buffer begins
        self._held: int | None = None  # from where on the buffer is needed
        self._declaration: list[bytes] = []
        self._stack: list[_Open] = []

    def run(self) -> Iterator[Element]:
        position, depth, first, own, nested = 0, 0, -1, b"", 0
        self._more(0)
        if declared := _DECLARATION.match(self._buffer.removeprefix(codecs.BOM_UTF8)):
            self._declaration = [declared[1]]
        while (position := self._find(b"<", position)) >= 0:
            tag, position = self._tag(position)
            if tag is None or (depth and not tag[1] and tag[3].endswith(b"/")):
                continue
            start, is_end, full, rest = tag
            name = full.rpartition(b":")[2]
            if depth:
                if name == own:
                    nested += -1 if is_end else 1
                if name.lower() not in _FLAT:
                    depth = max(depth - 1, 1) if is_end else depth + 1
                self._refuse_depth(depth)
                if not nested:
                    yield self._element(first, position)
                    depth, self._held = 0, None
            elif is_end:
                self._close(name, position)
            elif name in self._names:
                first = start
                if rest.endswith(b"/"):
                    yield self._element(first, position)
                else:
                    depth, nested, own, self._held = 1, 1, name, start
            elif not rest.endswith(b"/"):
                self._open(name, full, start, position)
            position = self._trim(position)
            first -= self._moved
        if depth:
            raise RefusedError(
                f"ends within the article that begins at byte {self._base + first}; what was whole was read"
            )

    def _element(self, first: int, end: int) -> Element:
        before = [*self._declaration]
        for one in self._stack:
            before += (one.tag, *one.kept)
        return Element(
            self._base + first,
            self._buffer[first:end],
            tuple(before),
            b"".join(b"</" + one.end + b">" for one in reversed(self._stack)),
        )

    def _open(self, name: bytes, full: bytes, start: int, end: int) -> None:
        self._refuse_depth(len(self._stack))
        self._stack.append(_Open(name, self._buffer[start:end], full, self._base + start))
        if name in self._keep and self._held is None:
            self._held = start

    def _close(self, name: bytes, position: int) -> None:
        """Close the element of that name, and those within it that were left open."""
        if not any(one.name == name for one in self._stack):
            return
        while (one := self._stack.pop()).name != name:
            pass
        begins = one.start - self._base
        if self._held == begins and name in self._keep:
            self._held = None
            if self._stack and len(self._stack) <= 2:
                self._stack[-1].kept.append(self._buffer[begins:position])
        elif name == b"channel" and self._stack:  # of RSS 1.0, which closes it before the first story
            self._stack[-1].kept += [one.tag + b"".join(one.kept) + b"</" + one.end + b">"]

    def _tag(self, position: int) -> tuple[tuple[int, bool, bytes, bytes] | None, int]:
        """Return the tag at ``position``, if one stands there, and where to go on."""
        self._need(position + _LONGEST_MARK)
        if self._buffer[position + 1 : position + 2] in (b"!", b"?"):
            for mark, until in _UNTIL:
                if self._buffer.startswith(mark, position):
                    end = self._find(until, position + len(mark))
                    return None, end + len(until) if end >= 0 else len(self._buffer)
            return None, self._declared(position)
        while (edge := _EDGE.search(self._buffer, position + 1)) is None and self._more(position):
            pass
        if edge is None or edge[0] == b"<":
            return None, position + 1
        match = _TAG.match(self._buffer, position)
        if match is None:  # it may end behind a value with a ">" in it
            self._find(b"<", edge.end())
            match = _TAG.match(self._buffer, position)
        if match is None:
            return None, position + 1
        return (position, bool(match[1]), match[2], match[3]), match.end()

    def _declared(self, position: int) -> int:
        """Return where a document type ends; raises ``RefusedError`` where it declares entities."""
        end = self._find(b">", position)
        if self._buffer.find(b"[", position, end if end >= 0 else None) >= 0:
            end = self._find(b"]", position)
        stretch = self._buffer[position : end + 1 if end >= 0 else None]
        if b"<!ENTITY" in stretch.upper():
            raise RefusedError(
                "declares entities of its own, which are never expanded; leave it out with --exclude"
            )
        return end + 1 if end >= 0 else len(self._buffer)

    def _refuse_depth(self, depth: int) -> None:
        if depth > MOST_DEPTH:
            raise RefusedError(
                f"has elements nested more than {MOST_DEPTH} deep; leave it out with --exclude"
            )

    def _find(self, what: bytes, position: int) -> int:
        """Return where ``what`` stands next, reading on until it comes; -1 at the end of the file."""
        while (found := self._buffer.find(what, position)) < 0:
            position = max(position, len(self._buffer) - len(what) + 1)
            if not self._more(position):
                return -1
        return found

    def _need(self, end: int) -> None:
        while len(self._buffer) < end and self._more(end):
            pass

    def _more(self, position: int) -> bool:
        chunk = self._stream.read(max(_CHUNK, len(self._buffer) // 4))
        self._buffer += chunk
        if len(self._buffer) > MOST_BYTES + _CHUNK:
            raise RefusedError(
                f"has an article larger than {MOST_BYTES // 1024 // 1024} MB at byte {self._base}; "
                "split it first"
            )
        return bool(chunk)

    def _trim(self, position: int) -> int:
        """Let go of what was read and is not needed; return the position in what is left."""
        cut = position if self._held is None else self._held
        self._moved = cut if cut > _CHUNK else 0
        if self._moved:
            self._buffer = self._buffer[cut:]
            self._base += cut
            self._held = None if self._held is None else 0
        return position - self._moved

    _moved = 0


def _as_utf8(stream: BinaryIO) -> BinaryIO | Joined:
    """Return the stream, or that of its text in UTF-8 where it is in UTF-16; offsets are of the latter."""
    start = stream.read(_HEAD_BYTES)
    joined = Joined(start, stream)
    if (encoding := wide(start)) is None:
        return joined
    text = in_utf8(joined, encoding)
    head = text.read(_HEAD_BYTES)
    return Joined(_DECLARATION.sub(b'<?xml version="1.0" encoding="utf-8"?>', head, count=1), text)


class Joined:
    """A stream with its first bytes, which were read, before it."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = start
        self._rest = stream

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, first those that were read."""
        start, self._start = self._start, b""
        return start + self._rest.read(size)
