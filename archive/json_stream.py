"""Bytes of JSON to values: as a file opens, and its articles one after the other, each with its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.errors import RefusedError

MOST_BYTES = 16 * 1024 * 1024
"""A record longer than this is no article; refused before it fills the memory."""

MOST_EMPTY = 100_000
"""So many empty lines or rows in a row are the end of a file, whatever follows."""

_CHUNK = 1 << 16
_DECODER = json.JSONDecoder(strict=False)
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],]', re.S)
_QUOTE, _BRACE, _BRACKET = b'"{['
_FURTHEST = 4 * MOST_BYTES  # bytes in which the end of what is too long is looked for
_STRUCTURE = re.compile(rb'["{}\[\]]')
_IN_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.S)
_OPEN = {"{": "}", "[": "]"}
_HALF = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")


def parse(text: str) -> object:
    """Return the value of a text of JSON, control characters in strings and NaN allowed.

    Raises ``ValueError`` with what is wrong with it.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error.msg} at character {error.pos + 1})") from error
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise ValueError("is no JSON that can be read") from error


@dataclass(frozen=True, slots=True)
class Opening:
    """The first value of a text, closed where the text ends within it, and what follows; None then."""

    value: object
    whole: str
    rest: str | None


def opening(text: str) -> Opening | None:
    """Return the first JSON value of a text that may end anywhere; None where it is no JSON.

    >>> opening('[{"title": "Fire", "text": "Two de')
    Opening(value=[{'title': 'Fire', 'text': 'Two de'}], whole='', rest=None)
    >>> opening("[Picture] Two dead.") is None
    True
    """
    start = len(text) - len(text.lstrip())
    try:
        value, end = _DECODER.raw_decode(text, start)
        return Opening(value, text[start:end], text[end:])
    except (ValueError, RecursionError):
        pass
    stack: list[str] = []
    comma, end = None, start
    for token in _TOKEN.finditer(text, start):
        end = token.end()
        sign = token[0]
        if sign in _OPEN:
            stack.append(_OPEN[sign])
        elif sign == ",":
            comma = (token.start(), "".join(reversed(stack)))
        elif sign in "]}" and (not stack or stack.pop() != sign):
            return None
    tail = text[start:].rstrip()
    closing = "".join(reversed(stack))
    tries = [_HALF.sub("", tail) + '"' + closing, tail + closing]
    if comma:
        tries.append(text[start : comma[0]] + comma[1])
    for whole in tries:
        try:
            return Opening(_DECODER.decode(whole), "", None)
        except (ValueError, RecursionError):
            continue
    return None


def articles(stream: BinaryIO, *, loose: bool = False) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield the objects of the lists in a JSON file: the list's number, where it begins, its bytes.

    A list is looked into where only objects are around it; where ``loose``, the objects stand one
    after the other and in no list. An object larger than ``MOST_BYTES`` has None for its bytes.
    Raises ``RefusedError`` where the file ends before they do.
    """
    buffer, base, position = bytearray(), 0, 0  # ``base`` is where in the file the buffer begins
    around: list[int] = []  # brackets that stand open, outside of an article
    lists = inside = 0  # ``inside`` counts the brackets that stand open within an article
    start: int | None = None
    in_string = False
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        while True:
            if in_string:
                position = _end(_IN_STRING.match(buffer, position))
                if position == len(buffer) or buffer[position] != _QUOTE:
                    break
                position, in_string = position + 1, False
            if (edge := _STRUCTURE.search(buffer, position)) is None:
                position = len(buffer)
                break
            position = edge.end()
            sign = buffer[position - 1]
            if sign == _QUOTE:
                in_string = True
            elif start is not None:
                inside += 1 if sign in b"{[" else -1
                if not inside:
                    whole = start >= base and base + position - start <= MOST_BYTES
                    yield lists, start, bytes(buffer[start - base : position]) if whole else None
                    start = None
            elif sign in b"]}":
                if not around:
                    raise RefusedError(f"closes at byte {base + position - 1} what was never opened")
                around.pop()
            elif sign == _BRACE and (around[-1:] == [_BRACKET] if not loose else not around):
                start, inside = base + position - 1, 1
            else:
                lists += sign == _BRACKET
                around.append(sign)
        kept = position if start is None or start < base else start - base
        if len(buffer) - kept > MOST_BYTES:
            kept = position
        if start is not None and base + position - start > _FURTHEST:
            raise RefusedError(f"the object at byte {start} has no end within {_FURTHEST >> 20} MB")
        del buffer[:kept]
        base, position = base + kept, position - kept
    if start is not None:
        raise RefusedError(f"it ends within the object at byte {start}")
    if around or in_string:
        raise RefusedError("it ends before its brackets are closed")


def _end(match: re.Match[bytes] | None) -> int:
    assert match is not None  # the pattern matches nothing, too
    return match.end()
