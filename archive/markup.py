"""Markup left in a text dump: known tags go, every word between them stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from archive.working import Edit, Working

# Elements of HTML (the living standard and what pages of the nineties used). A tag of any
# other name is text: <john@x.com>, <unknown>, List<int>.
_INLINE = frozenset(
    """
    a abbr acronym amp-ad amp-img audio b base bdi bdo big button canvas cite code data del dfn em embed
    font i iframe img input ins kbd label link map area mark meta meter nobr noscript object optgroup option
    output param picture q rp rt ruby s samp select small source span strike strong sub sup svg path
    textarea time track tt u var video wbr
    """.split()
)
_BLOCK = frozenset(
    """
    address article aside blockquote body br caption center col colgroup dd details dialog div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
    legend li main menu nav noframe noframes ol p pre search section summary table tbody td tfoot th
    thead title tr ul
    """.split()
)
_UNSEEN = frozenset({"script", "style", "template"})  # their content is no text either, once closed
_KNOWN = _INLINE | _BLOCK | _UNSEEN

_CANDIDATE = re.compile(r"</?[a-zA-Z]|<!--|<!(?i:doctype)|<!\[CDATA\[|\{/?[a-zA-Z]")
_AD_TAG = re.compile(
    r"\{/?(?:mosads|ads?|adsense|ad[-_]?(?:slot|unit|tag)|advert(?:isement)?|google_?ads?|outbrain|taboola|loadposition)"
    r"(?:[-_ :=][\w ,.:=\"'-]{0,80})?\}"
    r"|</?(?:mosads|ads|adsense|ad[-_]?(?:slot|unit|tag)|advert(?:isement)?|google_?ads?|outbrain|taboola)"
    r"(?:[-_ ][^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)
_START_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9:_-]*)(?:\s(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*|/)?>""")
_END_TAG = re.compile(r"</([a-zA-Z][a-zA-Z0-9:_-]*)\s*>")
_DOCTYPE = re.compile(r"<!doctype[^<>]{0,400}>", re.IGNORECASE)
_ROUNDS = 4


def strip(working: Working) -> Working:
    r"""Cut ad tags, known HTML tags, comments, and scripts and styles that are closed.

    A tag that breaks a line in a browser leaves a line break, so that words never join.

    >>> strip(Working.of("<p>One <b>two</b></p>{mosads}<mosads>three a < b <john@x.com>")).text
    '\nOne two\n  three a < b <john@x.com>'
    """
    for _ in range(_ROUNDS):
        if not ("<" in working.text or "{" in working.text) or not _CANDIDATE.search(working.text):
            break
        cuts = _disjoint(sorted(_cuts(working.text), key=lambda cut: (cut.start, -cut.end)))
        if not cuts:
            break
        working = working.edit(cuts)
    return working


def _cuts(text: str) -> Iterator[Edit]:
    for match in _AD_TAG.finditer(text):
        yield Edit(match.start(), match.end(), " ", "ad-tag", "markup")
    if "<" not in text:
        return
    for start, end in _comments(text):
        yield Edit(start, end, "", "comment", "markup")
    for start, end in _scripts(text):
        yield Edit(start, end, "", "script", "markup")
    closings = {name: [m.span() for m in _END_TAG.finditer(text) if m[1].lower() == name] for name in _UNSEEN}
    for name, start, end in _start_tags(text, closings):
        closing = _closing(closings.get(name, []), end)
        yield Edit(start, closing[1] if closing else end, _left_by(name), "html-tag", "markup")
    for match in _END_TAG.finditer(text):
        if (name := match[1].lower()) in _KNOWN:
            yield Edit(match.start(), match.end(), _left_by(name), "html-tag", "markup")


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)
    for match in _DOCTYPE.finditer(text):
        yield match.span()


def _scripts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where scripts stand whose tags are lost, between the marks that hide them from an XML parser."""
    start = text.find("//<![CDATA[")
    while start >= 0 and (end := text.find("//]]>", start)) >= 0:
        yield start, end + 5
        start = text.find("//<![CDATA[", end + 5)


def _closing(closings: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    number = bisect_left(closings, (offset, 0))
    return closings[number] if number < len(closings) else None


def _start_tags(text: str, closings: dict[str, list[tuple[int, int]]]) -> Iterator[tuple[str, int, int]]:
    """Yield name and place of each start tag that the parser finds, of known names only.

    A script that nothing closes would hide the rest from the parser: it is not shown its tag.
    """
    ends = {}
    for match in _START_TAG.finditer(text):
        name = match[1].lower()
        if name in _UNSEEN and not _closing(closings[name], match.end()):
            yield name, match.start(), match.end()
        elif name in _KNOWN:
            ends[match.start()] = match.end()
    if not ends:
        return
    from bs4 import BeautifulSoup, Tag
    from bs4.builder._htmlparser import HTMLParserTreeBuilder

    # The parser is shown only brackets that can be markup, and every element may be empty:
    # nothing nests and nothing is left open, so parsing stays linear.
    real = (
        ends.keys() | {match.start() for match in _END_TAG.finditer(text)} | {at for at, _ in _comments(text)}
    )
    shown = re.sub("<", lambda match: "<" if match.start() in real else " ", text)
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    builder = HTMLParserTreeBuilder(empty_element_tags=None)
    for tag in BeautifulSoup(shown, builder=builder).descendants:
        if isinstance(tag, Tag) and tag.sourceline and tag.sourcepos is not None:
            start = lines[tag.sourceline - 1] + tag.sourcepos
            if start in ends:
                yield tag.name, start, ends[start]


def _left_by(name: str) -> str:
    return "\n" if name in _BLOCK or name in _UNSEEN else ""


def _disjoint(cuts: list[Edit]) -> list[Edit]:
    """Return the cuts without those that lie in an earlier one."""
    kept: list[Edit] = []
    for cut in cuts:
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return kept
