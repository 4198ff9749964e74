"""Which reader a newsroom's XML, a feed, a mail or a PDF is for, told by its first bytes."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ROOT = re.compile(
    r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]",
    re.S,
)
_BY_ROOT = {
    "nitf": "nitf",
    "newsml": "newsml",
    "newsitem": "newsml-g2",
    "newsmessage": "newsml-g2",
    "packageitem": "newsml-g2",
    "rbnews": "ritzau",
    "rss": "feed",
    "feed": "feed",
    "entry": "feed",
    "rdf": "feed",
}
_WITHIN = re.compile(r"<(nitf|NewsML|newsMessage|newsItem|RBNews)[\s>]")  # in somebody's envelope
_WORDPRESS = "http://wordpress.org/export/"
_HEADERS = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,}")
_TRANSPORT = re.compile(
    rb"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type):", re.I | re.M
)
_SAVED = re.compile(rb"^Content-Type:\s*multipart/related|^Snapshot-Content-Location:", re.I | re.M)
_SAVED_BY = re.compile(
    rb"^From:.*(?:Saved by|Blink|Mozilla|Internet Explorer)|^Snapshot-Content-Location:", re.I | re.M
)
_MBOX = re.compile(rb"\s*From \S[^\n]*(?:\d{4}|\d\d:\d\d)[^\n]*\r?\n(?:>?[A-Za-z][A-Za-z0-9-]*:)")


def marked_kind(head: bytes, name: str) -> str | None:
    r"""Return the reader for a file that begins with ``head``; None where it is none of these.

    >>> marked_kind(b'<?xml version="1.0"?>\n<!-- wire --><nitf>', "a.xml")
    'nitf'
    >>> marked_kind(b"From: jane@example.com\nSubject: Fire\n\nTwo dead", "story.txt")
    >>> marked_kind(b"From: jane@example.com\nMessage-ID: <1@example.com>\n\nTwo dead", "story.txt")
    'mail'
    """
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and PurePath(name).suffix.lower() == ".pdf"):
        return "pdf"
    if _MBOX.match(head):
        return "mbox"
    suffix = PurePath(name).suffix.lower()
    return _mail(head, suffix) or _xml(head, is_sure=suffix == ".xml" or b"<?xml" in head[:100])


def _mail(head: bytes, suffix: str) -> str | None:
    headers = _HEADERS.match(head)
    if headers is None:
        return None
    stated = headers[0]
    if suffix in (".mht", ".mhtml") or (_SAVED.search(stated) and _SAVED_BY.search(stated)):
        return "mhtml"
    return "mail" if suffix == ".eml" or _TRANSPORT.search(stated) else None


def _xml(head: bytes, *, is_sure: bool) -> str | None:
    wide = head.startswith(_WIDE)
    text = head[: len(head) // 2 * 2].decode("utf-16", "ignore") if wide else head.decode("utf-8", "ignore")
    root = _ROOT.match(text.lstrip("\ufeff"))
    if root is None:
        return None
    name = root[1].lower()
    if name == "rss" and _WORDPRESS in text:
        return "wordpress"
    if name == "rdf" and "purl.org/rss" not in text and "netscape.com/rdf" not in text:
        return None
    if name not in _BY_ROOT and is_sure and (inner := _WITHIN.search(text)):
        return _BY_ROOT[inner[1].lower()]
    return _BY_ROOT.get(name)
