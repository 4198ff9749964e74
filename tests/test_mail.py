"""Mails, mailboxes and saved pages: one text of each, its headers decoded, attachments left alone."""

from __future__ import annotations

import os
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from reading_files import marked, one, read

from archive.article import Declared
from archive.mails.letter import parse

_PIECES = [
    *(
        b"Subject: Fire\n",
        b"From: Jane <jane@example.com>\r\n",
        b" in\tRome\n",
        b"Two dead.\n",
        b"\n",
        b"\r\n",
        b"\r",
    ),
    *(
        b"Content-Type: multipart/mixed; boundary=a\n",
        b"Content-Type: message/rfc822\n",
        b"\n--a\n",
        b"--a--\n",
    ),
    *(
        b"Content-Transfer-Encoding: base64\n",
        b"VHdvIGRlYWQu\n",
        b"Guaid\xf3",
        b"\x0c",
        b"\x85",
        b": ",
        b"From x\n",
    ),
]

SAMPLES = Path(os.environ.get("NEWS_DATA", "/nowhere")) / "formats"
HEAD = """Message-ID: <1@post.example>
From: =?iso-8859-1?Q?J=FCrgen_Doe?= <doe@theguardian.com>
Subject: =?utf-8?B?RmV1ZXIg?= =?utf-8?Q?in_D=C3=BCrr?=
Date: Wed, 27 Mar 2019 23:30:00 -0500
"""
PLAIN = """Content-Type: text/plain; charset=iso-8859-1

It burned in D\xfcrr.
Two people died.

--\x20
Doe, Example Post
"""
HTML = """Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>It <b>burned</b> in D=C3=BCrr.<p>Two died.<p><a href=3D"x">Read more</a>
"""
PAGE = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.theguardian.com/fire
Subject: Fire
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.theguardian.com/fire

<html><head><title>Fire in D=C3=BCrr</title></head><body><h1>Fire in D=C3=BCrr</h1>
<p>Two people died in the fire that burned all day.</p>
<p>It rained later, and the fire went out before the night had come.</p></body></html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

QUJD
--b--
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "story.eml"


def multipart(*parts: str, kind: str = "alternative") -> str:
    return (
        f"{HEAD}Content-Type: multipart/{kind}; boundary=b\n\n"
        + "".join(f"--b\n{p}\n" for p in parts)
        + "--b--\n"
    )


def test_the_html_part_is_read_and_the_plain_one_that_says_no_more_is_not(file: Path) -> None:
    assert marked(one(file, multipart(PLAIN, HTML).encode("latin-1"))) == [
        "Feuer in Dürr",
        "[Jürgen Doe]",
        "It burned in Dürr.",
        "Two died.",
        "[Read more]",
    ]


def test_a_plain_part_that_has_the_story_is_read_before_html_that_has_not(file: Path) -> None:
    hollow = "Content-Type: text/html\n\n<p>Open in your browser\n"

    assert marked(one(file, multipart(PLAIN, hollow).encode("latin-1"))) == [
        "Feuer in Dürr",
        "[Jürgen Doe]",
        "It burned in Dürr.\nTwo people died.",
        "[Doe, Example Post]",
    ]


def test_headers_in_any_charset_are_declared(file: Path) -> None:
    assert one(file, (HEAD + HTML).encode("latin-1")).declared == Declared(
        title="Feuer in Dürr",
        authors=("Jürgen Doe",),
        published="Wed, 27 Mar 2019 23:30:00 -0500",
        basis="structured-data",
        outlet="The Guardian",
    )


def test_a_subject_in_bare_bytes_is_decoded(file: Path) -> None:
    raw = b"Message-ID: <1>\nSubject: Fwd: D\xfcrr\n burns\n\nYes."

    assert one(file, raw).text == "Dürr burns\n\nYes."


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "punycode", "undefined"])
def test_no_charset_that_a_mail_names_makes_half_a_character(file: Path, charset: str) -> None:
    head = f"Subject: =?{charset}?q?Fire=5Cud800+2AA-?=\nContent-Type: text/plain; charset={charset}\n\n"
    raw = f"{head}+2AA-\\ud800"

    assert one(file, raw.encode()).text == "Fire\\ud800+2AA-\n\n+2AA-\\ud800"


def test_attachments_are_not_read(file: Path) -> None:
    attached = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nSecret.\n"

    raw = multipart(PLAIN, attached, kind="mixed").encode("latin-1")

    assert "Secret" not in one(file, raw).text


def test_a_mail_of_attachments_alone_is_refused(file: Path) -> None:
    attached = "Content-Type: image/png\n\nQUJD\n"

    assert read(file, multipart(attached, kind="mixed").replace("Subject: =?", "X: =?")) == (
        [],
        "is a mail without a text of its own (attachments are not read)",
    )


def test_blank_lines_before_the_headers_do_not_hide_them(file: Path) -> None:
    assert one(file.with_suffix(".txt"), "     \n" + HEAD + "\nNo.\n").text.startswith("Feuer in Dürr")


@settings(max_examples=200)
@given(some.lists(some.sampled_from(_PIECES), max_size=12).map(b"".join))
def test_a_mail_is_taken_apart_as_the_library_does_it(raw: bytes) -> None:
    assert _told(parse(raw)) == _told(message_from_bytes(raw.lstrip()))


def _told(message: Message) -> list[object]:
    """Return all that a mail says: of each part the headers, and what it holds that is no part."""
    return [
        (list(part.raw_items()), None if part.is_multipart() else part.get_payload())
        for part in message.walk()
    ]


def test_a_text_with_headlines_like_headers_is_no_mail(file: Path) -> None:
    text = "From: Caracas\nSubject: Venezuela\n\nThe president spoke."

    assert one(file.with_suffix(".txt"), text).text == text


def test_a_mailbox_gives_each_mail_and_unquotes_from_lines(file: Path) -> None:
    mails = (
        "From a@b Wed Mar 27 23:30:00 2019\nSubject: {}\nMessage-ID: <1>\n\n>From the river\n\n>>From it\n\n"
    )
    box = mails.format("One") + mails.format("Two")
    found, refused = read(file.with_suffix(".mbox"), box)

    assert ([(d.text, d.origin.byte_offset, d.raw[:12]) for d in found], refused) == (
        [
            ("One\n\nFrom the river\n\n>From it", 34, b"Subject: One"),
            ("Two\n\nFrom the river\n\n>From it", len(box) // 2 + 34, b"Subject: Two"),
        ],
        None,
    )


def test_a_mailbox_names_the_mails_that_it_could_not_read(file: Path) -> None:
    box = "From a@b Wed Mar 27 23:30:00 2019\nSubject: {}\nContent-Type: {}\n\nx\n\n"
    found, refused = read(
        file.with_suffix(".mbox"), box.format("One", "text/plain") + box.format("Two", "image/png")
    )

    assert ([d.text for d in found], refused) == (
        ["One\n\nx"],
        "mail 2: is a mail without a text of its own (attachments are not read)",
    )


def test_a_saved_page_is_read_as_the_page_it_is(file: Path) -> None:
    document = one(file.with_suffix(".mhtml"), PAGE)

    assert (
        marked(document)[1:],
        document.declared and (document.declared.outlet, document.declared.url),
    ) == (
        [
            "Fire in Dürr",
            "Two people died in the fire that burned all day.",
            "It rained later, and the fire went out before the night had come.",
        ],
        ("The Guardian", "https://www.theguardian.com/fire"),
    )


def test_parts_within_parts_without_end_are_refused(file: Path) -> None:
    deep = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(2000))

    assert read(file, f"{HEAD}Content-Type: multipart/mixed; boundary=b0\n\n{deep}") == (
        [],
        "is a mail whose parts nest too deep; leave it out with --exclude",
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples ($NEWS_DATA/formats) are not here")
def test_real_samples_have_their_subjects_and_texts(tmp_path: Path) -> None:
    told = {
        path.name: read(tmp_path / path.name, path.read_bytes())
        for path in sorted((SAMPLES / "mbox").iterdir())
    }
    texts = {
        name: [d.text.replace("\n\n", " | ") for d in found]
        for name, (found, refused) in told.items()
        if not refused
    }

    assert texts == {
        "charset_in_subject_email.txt": ["Google Apps News March 2015 | a sender | body text"],
        "composite_email.txt": ["single image test | someone | this is a test of a single image"],
        "simple_email.txt": ["Test message 1234 | a sender | body text"],
        "superdesk3.mbox": [
            "Test message 1234 | a sender | body text",
            "single image test | someone | this is a test of a single image",
            "Google Apps News March 2015 | a sender | body text",
        ],
    }
