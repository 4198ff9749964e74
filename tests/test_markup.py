"""Markup in a text dump goes without a word being lost or two joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.layout import strip_pipes
from archive.markup import strip
from archive.working import Working

_PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br/>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "{mosads}",
    "<mosads>",
    "<a href='x'>",
    "<a href=",
    "<",
    ">",
    "</",
    "<john@x.com>",
    "word",
    " ",
    "\n",
    "&lt;",
    "<!DOCTYPE html>",
]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<p>One</p><p>two <b>three</b></p>", "\nOne\n\ntwo three\n"),
        ("<mosads>The story goes on.", " The story goes on."),
        ("{mosads}“As in colonial times", " “As in colonial times"),
        ("write to <john@x.com> if a < b or b > a", "write to <john@x.com> if a < b or b > a"),
        ("List<int> and <unknown>tags</unknown> stay", "List<int> and <unknown>tags</unknown> stay"),
        ("A<script>if (a < b) { go() }</script>B", "A\nB"),
        ("A<script>never closed, and a <b>story</b>", "A\nnever closed, and a story"),
        ("A<!-- a note -->B <!-- never closed", "AB <!-- never closed"),
        ('<a href="x" title=\'a "b"\'>link</a>', "link"),
        ("<a href='broken>text", "<a href='broken>text"),
        ("<DIV CLASS=story>Text</DIV>", "\nText\n"),
        ("set {x} in {curly} {brackets}", "set {x} in {curly} {brackets}"),
    ],
)
def test_known_tags_go_and_words_stay(text: str, left: str) -> None:
    assert strip(Working.of(text)).text == left


@given(st.lists(st.sampled_from(_PIECES), max_size=20))
def test_stripping_again_changes_nothing(pieces: list[str]) -> None:
    once = strip(Working.of("".join(pieces))).text

    assert strip(Working.of(once)).text == once


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("| \n\tTitle \n", "  \n\tTitle \n"),
        ("for this content. |", "for this content.  "),
        ("| a | b |\n| 1 | 2 |", "| a | b |\n| 1 | 2 |"),
        ("By X, PTI | New Delhi | Posted", "By X, PTI | New Delhi | Posted"),
    ],
)
def test_bars_at_the_edges_of_a_line_go(text: str, left: str) -> None:
    assert strip_pipes(Working.of(text)).text == left


@given(st.lists(st.sampled_from(["&amp;", "<b>", "|", "\n", "word", "ó", "&lt;p&gt;"]), max_size=12))
def test_every_edit_knows_its_place_in_the_source(pieces: list[str]) -> None:
    source = "".join(pieces)
    working = strip_pipes(strip(Working.of(source)))

    rebuilt, position = "", 0
    for edit in working.edits:
        rebuilt += source[position : edit.start] + edit.becomes
        position = edit.end

    assert rebuilt + source[position:] == working.text


def test_a_script_between_its_marks_goes_though_its_tags_are_lost() -> None:
    text = (
        'It ended. //<![CDATA[ var number = 1; $("#live").show({ "id" : "5" }); //]]> <![CDATA[It began.]]>'
    )

    assert strip(Working.of(text)).text == "It ended.  <![CDATA[It began.]]>"
