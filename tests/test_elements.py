"""XML that means harm, and XML that is merely odd."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_files import read

from archive.elements.scan import Element, elements
from archive.errors import RefusedError

DEEP = 100_000
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
OUTER = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
NITF = "<nitf><body><body.content><p>{}</p></body.content></body></nitf>"
RSS = "<rss><channel><item><title>{}</title></item></channel></rss>"
ENTITIES = "declares entities of its own, which are never expanded; leave it out with --exclude"
TOO_DEEP = "has elements nested more than 240 deep; leave it out with --exclude"


@pytest.mark.parametrize(
    "form", [NITF, RSS, "<NewsML><NewsItem>{}</NewsItem></NewsML>", "<newsItem>{}</newsItem>"]
)
@pytest.mark.parametrize("declared", [LAUGHS, OUTER])
def test_a_file_with_entities_of_its_own_is_refused(tmp_path: Path, form: str, declared: str) -> None:
    assert read(tmp_path / "a.xml", declared + form.format("&j;")) == ([], ENTITIES)


@pytest.mark.parametrize("form", [NITF, RSS, "<rss>{}"])
def test_tags_within_tags_without_end_are_refused(tmp_path: Path, form: str) -> None:
    assert read(tmp_path / "a.xml", form.format("<b>" * DEEP + "x" + "</b>" * DEEP)) == ([], TOO_DEEP)


def test_html_within_html_without_end_is_refused_in_a_feed(tmp_path: Path) -> None:
    _, reason = read(tmp_path / "a.xml", RSS.format(f"<![CDATA[{'<div>' * DEEP}]]>"))

    assert reason == (
        "story 1: is a page whose elements nest more than 600 deep; leave it out with --exclude"
    )


def test_a_document_type_elsewhere_is_not_fetched_and_what_it_names_stays(tmp_path: Path) -> None:
    found, _ = read(
        tmp_path / "a.xml", '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:1/x">' + NITF.format("&j; &eacute;")
    )

    assert [document.text for document in found] == ["&j; é"]


def test_an_element_without_end_does_not_fill_the_memory() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            return b"x" * max(size, 0)

    with pytest.raises(RefusedError, match="has an article larger than 32 MB"):
        list(elements(Endless(), (b"item",)))  # type: ignore[arg-type]


odd = st.lists(
    st.sampled_from(
        [
            "<item>",
            "</item>",
            "<a b='>'>",
            "</a>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "x",
            "<",
            ">",
            '"',
            "<item/>",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(odd, st.integers(1, 7))
def test_however_a_file_arrives_its_elements_are_the_same(text: str, size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, wanted: int | None = -1, /) -> bytes:
            return super().read(min(size, wanted or size))

    def told(stream: io.BytesIO) -> list[tuple[int, bytes] | str]:
        seen: list[tuple[int, bytes] | str] = []
        try:
            seen.extend((one.byte_offset, one.raw) for one in elements(stream, (b"item",)))
        except RefusedError as error:
            seen.append(str(error))
        return seen

    assert told(Slow(text.encode())) == told(io.BytesIO(text.encode()))


@settings(max_examples=100, deadline=None)
@given(odd)
def test_an_element_is_the_bytes_at_its_offset(text: str) -> None:
    raw = text.encode()
    found: list[Element] = []
    with contextlib.suppress(RefusedError):
        found.extend(elements(io.BytesIO(raw), (b"item",)))

    assert [raw[one.byte_offset :][: len(one.raw)] for one in found] == [one.raw for one in found]
