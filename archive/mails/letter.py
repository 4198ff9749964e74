"""The bytes of one mail to its subject, sender, day and the part that tells the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr

from archive.article import Document, Origin
from archive.decoding import Decoded, decode, decoded_so
from archive.elements.pieces import Piece, count, of_html, of_plain
from archive.elements.story import Story, document
from archive.errors import RefusedError
from archive.metadata.houses import house_by_domain, house_by_name
from archive.pages.tree import decode_page

MOST_BYTES = 64 * 1024 * 1024
"""A mail longer than this, its attachments with it, is refused before it fills the memory."""

_MOST_PARTS = 500
_MOST_BOUNDARIES = 10_000  # lines that may part it: the library takes its time for each
_BASE64 = re.compile(rb"^(?:[A-Za-z0-9+/]{60,80}\r?\n){100,}+", re.M)
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*+)++\r?\n")
_BULKY = 4 * 1024 * 1024  # bytes, packed: no text is as long
_RICHER = 0.7  # of the words of the plain part: HTML that has as many has the story
_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|wg|re|aw|tr|rv|vs|sv)\s*:\s*)+", re.I)
_SIGNATURE = re.compile(r"\n--[ \t\r]*(?:\n|$)")
_SIGNED = 12  # lines of a signature at most
_ADDRESS = re.compile(r"<?https?://\S+>?")


@dataclass(frozen=True, slots=True)
class Part:
    """A part that shows text: its kind and what was decoded of it."""

    html: bool
    decoded: Decoded


def read(raw: bytes, origin: Origin, *, kept: bytes | None = None) -> Document:
    """Return the document of a mail; raises ``RefusedError`` for one without a text.

    ``kept`` are the raw bytes of the document where they differ from those of the mail.
    """
    message = parse(raw)
    body = _body(list(parts(message)))
    if body is None:
        raise RefusedError("is a mail without a text of its own (attachments are not read)")
    chosen, pieces = body
    sender, address = parseaddr(header(message, "From"))
    host = address.rpartition("@")[2]
    return document(
        Story(
            title=_FORWARDED.sub("", header(message, "Subject")) or None,
            bylines=((sender, False),) if sender else (),
            publishers=_houses(sender, host),
            published=header(message, "Date") or None,
            language=header(message, "Content-Language") or None,
            url=_address(header(message, "Archived-At")),
            pieces=tuple(pieces),
        ),
        origin,
        kept if kept is not None else raw,
        chosen.decoded,
    )


def parse(raw: bytes) -> Message:
    """Return the mail in some bytes; raises ``RefusedError`` for one of parts without end or number."""
    if raw.count(b"\n--") > _MOST_BOUNDARIES:
        raise RefusedError(f"is a mail of more than {_MOST_BOUNDARIES:,} parts; leave it out with --exclude")
    raw = _BASE64.sub(_unless_bulky, raw.lstrip())
    parser = BytesParser(policy=compat32)
    try:
        headers = _HEADERS.match(raw)
        if headers is not None:
            message = parser.parsebytes(headers[0])
            if message.get_content_maintype() not in ("multipart", "message"):
                # As the library holds it, which looks at each of its lines.
                message.set_payload(raw[headers.end() :].decode("ascii", "surrogateescape"))
                return message
        return parser.parsebytes(raw)
    except RecursionError as error:
        raise RefusedError("is a mail whose parts nest too deep; leave it out with --exclude") from error


def _unless_bulky(stretch: re.Match[bytes]) -> bytes:
    """Return a stretch of Base64, or a line in the place of an attachment that the parser holds ten times."""
    return stretch[0] if len(stretch[0]) < _BULKY else b"QQ==\n"


def header(message: Message, name: str) -> str:
    """Return a header's words, decoded from the charsets that it names, or else as any dump.

    >>> from email import message_from_string
    >>> header(message_from_string("Subject: =?utf-8?Q?Guaid=C3=B3?= says =?iso-8859-1?Q?s=ED?="), "Subject")
    'Guaidó says sí'
    """
    stated = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    value = str(stated)
    if any("\udc80" <= character <= "\udcff" for character in value):
        value = decode(value.encode("utf-8", "surrogateescape")).text
    try:
        pieces = decode_header(" ".join(value.splitlines()))
    except (HeaderParseError, ValueError):
        return " ".join(value.split())
    words = [piece if isinstance(piece, str) else _decoded(piece, charset).text for piece, charset in pieces]
    return " ".join("".join(words).split())


def parts(message: Message) -> Iterator[Part]:
    """Give the parts that show text, attachments and mails within passed over, not too many."""
    waiting: list[Message] = [message]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if "attachment" in str(part.get("Content-Disposition", "")).lower():
            continue
        if part.is_multipart():
            if part.get_content_maintype() == "multipart":
                waiting[:0] = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        elif part.get_content_type() in ("text/plain", "text/html"):
            raw = part.get_payload(decode=True)
            html = part.get_content_type() == "text/html"
            yield Part(html, _decoded(raw if isinstance(raw, bytes) else b"", _charset(part), html=html))


def _body(found: Sequence[Part]) -> tuple[Part, list[Piece]] | None:
    """Return the richer of the HTML and the plain parts: HTML, unless it lacks much of the story."""
    sorts = [[part for part in found if part.html is html] for html in (True, False)]
    read_so = [[piece for part in sort for piece in _pieces(part)] for sort in sorts]
    if not sorts[0]:
        return (sorts[1][0], read_so[1]) if any(map(_words, read_so[1])) else None
    html, plain = (sum(map(_words, pieces)) for pieces in read_so)
    number = 0 if html and html >= _RICHER * plain else 1
    return (sorts[number][0], read_so[number]) if html or plain else None


def _pieces(part: Part) -> list[Piece]:
    text = part.decoded.text.replace("\r\n", "\n")
    if part.html:
        return of_html(text)
    mark = next((one for one in reversed(list(_SIGNATURE.finditer(text)))), None)
    if mark is None or text[mark.end() :].count("\n") > _SIGNED:
        return of_plain(text)
    signature = [replace(piece, role="outside") for piece in of_plain(text[mark.end() :])]
    return [*of_plain(text[: mark.start()]), *signature]


def _words(piece: Piece) -> int:
    return count([replace(piece, text=_ADDRESS.sub("", piece.text))])


def _decoded(raw: bytes, charset: str | None, *, html: bool = False) -> Decoded:
    """Decode as declared, where that is possible; else as any page or dump."""
    so = decoded_so(raw, charset) if charset else None
    return so or (decode_page(raw) if html else decode(raw))


def _charset(part: Message) -> str | None:
    stated = part.get_param("charset")
    name = stated[2] if isinstance(stated, tuple) else stated
    return name.strip("\"' ") if name and name.lower() not in ("us-ascii", "ascii", "iso-8859-1") else None


def _houses(sender: str, host: str) -> tuple[str, ...]:
    """Return the sender and the host it writes from as far as they are known to publish or sell news."""
    known = ((sender, house_by_name(sender)), (host, house_by_domain(host)))
    return tuple(name for name, house in known if house is not None)


def _address(text: str) -> str | None:
    return text.strip("<> ") or None
