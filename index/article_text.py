"""An article to text to read, or to the account of what cleaning did to it."""

from __future__ import annotations

from collections.abc import Iterator

from archive.article import Article, Cut, Kept, Repaired
from index.console import harmless
from index.console.screen import Screen
from index.console.wording import day_in_words, label, moment_in_words

_INDENT = " " * 12


def as_text(article: Article, screen: Screen, *, gone_since: str | None = None) -> str:
    """Return an article to read: what is known of it, its body, and what stood beside it.

    On a terminal paragraphs are wrapped at a readable width, a table keeps its lines; in a
    pipe nothing is wrapped. ``gone_since`` is the moment it was missed in its source.
    """
    width = screen.reading_width
    title = screen.paragraph(
        harmless.line(article.title or "(untitled)"), width=width, bold=bool(article.title)
    )
    parts = [title]
    if gone_since is not None:
        notice = f"Gone since {moment_in_words(gone_since)}: no longer in its source, and no longer found."
        parts.insert(0, screen.paragraph(notice, width=width))
    parts.append("\n".join(_fields(_head(article), screen)))
    parts += (_paragraph(block, screen) for block in article.body.split("\n\n") if block.strip())
    parts += ("\n".join(_fields(group, screen)) for group in _beside(article) if group)
    parts.append("\n".join(_fields(_foot(article), screen)))
    return "\n\n".join(filter(None, parts)) + "\n"


def as_cuts(article: Article, screen: Screen) -> str:
    """Return what was cut and repaired, in order: rule, class, where to, offsets, the text.

    Offsets are code points into the text of the document, half-open.
    """
    blocks = [
        screen.paragraph(
            harmless.line(article.title or "(untitled)"), width=screen.reading_width, bold=bool(article.title)
        )
        + f"\n{article.id}",
        *(_account(article.text, span, screen) for span in article.spans if not isinstance(span, Kept)),
    ]
    if len(blocks) == 1:
        blocks.append("nothing cut, nothing repaired")
    return "\n\n".join(blocks) + "\n"


def _head(article: Article) -> list[tuple[str, str]]:
    based = dict(article.bases)
    published = article.published
    lines = [
        ("Outlet", "outlet", article.outlet),
        ("Place", "place", article.place),
        ("By", "authors", ", ".join(article.authors)),
        ("With", "contributors", ", ".join(article.contributors)),
        ("Agency", "agencies", ", ".join(article.agencies)),
        ("Section", "section", article.section),
        ("Language", "language", article.language),
        ("Address", "url", article.url),
    ]
    fields = [
        (name, f"{value} ({label(based[field])})" if field in based else value)
        for name, field, value in lines
        if value
    ]
    date = "undated"
    if published is not None:
        evidence = f": {' '.join(published.evidence.split())}" if published.evidence else ""
        date = f"{day_in_words(published.date)} ({label(published.basis)}{evidence})"
    fields.insert(sum(name in ("Outlet", "Place") for name, _ in fields), ("Date", date))
    return fields


def _beside(article: Article) -> Iterator[list[tuple[str, str]]]:
    yield [("Correction", text) for text in article.corrections]
    yield [("Highlight", text) for text in article.highlights]
    yield [("Caption", text) for text in article.captions]
    yield [("Credit", text) for text in article.credits]


def _foot(article: Article) -> list[tuple[str, str]]:
    origins = (" > ".join((origin.location, *origin.members)) for origin in article.origins)
    flags = (label(flag) for flag in article.flags)
    return [
        ("Id", article.id),
        *(("Origin", origin) for origin in origins),
        *(("Flag", flag) for flag in flags),
        *(("Tag", tag) for tag in article.tags),
        *(("Note", line) for line in (article.note or "").splitlines()),
    ]


def _fields(named: list[tuple[str, str]], screen: Screen) -> Iterator[str]:
    before = ""
    for name, value in named:
        shown = name if name != before else ""
        first = screen.faint(shown.ljust(len(_INDENT) - 1)) + " "
        text = harmless.line(value)
        yield screen.paragraph(text, indent=_INDENT, first=first, width=screen.reading_width) or first
        before = name


def _paragraph(block: str, screen: Screen) -> str:
    if "\n" in block:  # a table
        return harmless.lines(block.expandtabs())
    return screen.paragraph(harmless.line(block), width=screen.reading_width)


def _account(text: str, span: Cut | Repaired, screen: Screen) -> str:
    taken, at = text[span.start : span.end], f"{span.start}–{span.end}"
    if isinstance(span, Cut):
        to = f"to {span.to}" if span.to else "dropped"
        return f"{screen.bold(span.rule)} ({span.kind}) {to}, {at}\n{_quoted(taken, screen)}"
    change = f"“{_visible(taken)}” → “{_visible(span.becomes)}”"
    return f"{screen.bold(span.repair)} (repair), {at}\n{_quoted(change, screen)}"


def _visible(text: str) -> str:
    """Return ``text`` with what no eye sees (soft hyphens, odd blanks) named by its code point."""
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text)


def _quoted(taken: str, screen: Screen) -> str:
    lines = harmless.lines(taken.expandtabs()).splitlines() or [""]
    return "\n".join(
        screen.paragraph(line.strip(), indent="    ", width=screen.reading_width) for line in lines
    )
