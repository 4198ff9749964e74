"""A page of hits to text, JSON, JSONL, CSV or ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from index.console import harmless
from index.console.screen import Screen
from index.console.wording import counted, day_in_words, label
from index.console.wrap import cells

if TYPE_CHECKING:
    from index.engine import Facet
    from index.explain import Reason
    from index.page import Page, PageHit

_FACET_NAMES = {"lang": "language"}
_COLUMNS = ("id", "score", "title", "outlet", "date", "snippet")


def as_text(page: Page, screen: Screen) -> str:
    """Return the hits to read, numbered from the page's first, then the facets."""
    width = len(f"{page.offset + len(page.hits)}. ")
    numbered = enumerate(page.hits, start=page.offset + 1)
    blocks = [_block(hit, f"{number}. ".rjust(width), screen) for number, hit in numbered]
    blocks += [facet_text(name, facets, screen) for name, facets in page.facets.items() if facets]
    return "".join(f"{block}\n\n" for block in blocks).removesuffix("\n")


def note(page: Page) -> str:
    """Return one line that counts the hits and says what was looked for if not all the words."""
    found = counted(page.total, "article")
    if page.total > len(page.hits):
        shown = f"{page.offset + 1:,}–{page.offset + len(page.hits):,}" if page.hits else "none"
        folded = ", copies folded" if any(hit.copies for hit in page.hits) else ""
        found = f"{found}, {shown} shown{folded}"
    some = "no article has all the words; these have some · " if page.relaxed else ""
    return f"{some}{found} · {page.took_ms:.0f} ms"


def offers(page: Page) -> list[str]:
    """Return a line for what may have been published then, and one for each word with near spellings."""
    lines = []
    if page.perhaps:
        lines.append(f"{page.perhaps:,} more may have been published then; a ~ after the date takes them in")
    for word in dict.fromkeys(one.word for one in page.spellings):
        near = [one for one in page.spellings if one.word == word]
        listed = ", ".join(f"{harmless.line(one.spelling)} ({one.articles:,})" for one in near)
        say = "also" if near[0].known else f"no article has '{harmless.line(word)}'; did you mean"
        lines.append(f"{say}: {listed}" + ("" if near[0].known else "?"))
    return lines


def as_json(page: Page) -> str:
    """Return the page as one JSON object on one line (docs/json.md)."""
    answer = {
        "format": 1,
        "query": page.query,
        "understood": page.understood,
        "relaxed": page.relaxed,
        "total": page.total,
        "took_ms": round(page.took_ms, 1),
        "hits": [_hit_json(hit, page.outline is not None) for hit in page.hits],
        "facets": facets_json(page.facets),
        "perhaps": page.perhaps,
        "suggestions": [
            {"word": one.word, "spelling": one.spelling, "articles": one.articles} for one in page.spellings
        ],
        **({"outline": page.outline} if page.outline is not None else {}),
    }
    return harmless.as_json(answer) + "\n"


def as_jsonl(page: Page) -> str:
    """Return one JSON object a hit and line, as in the ``hits`` of ``as_json``."""
    return "".join(harmless.as_json(_hit_json(hit)) + "\n" for hit in page.hits)


def of_batch(query: str, rank: int, hit: PageHit) -> str:
    """Return a hit as ``as_jsonl`` does, with the query that found it and its place."""
    return harmless.as_json({"query": query, "rank": rank, **_hit_json(hit)}) + "\n"


def as_csv(page: Page) -> str:
    """Return a header and one row a hit, no cell of which a spreadsheet takes for a formula."""
    import csv
    import io

    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for hit in page.hits:
        text = (hit.title, hit.outlet, hit.date, hit.snippet.text)
        rows.writerow((hit.id, round(hit.score, 4), *(harmless.cell(cell or "") for cell in text)))
    return table.getvalue()


def as_ids(page: Page) -> str:
    """Return one id a line."""
    return "".join(f"{hit.id}\n" for hit in page.hits)


def facets_json(facets: Mapping[str, tuple[Facet, ...]]) -> dict[str, dict[str, int]]:
    """Return each field with its values and their counts, in the order given."""
    return {name: {facet.value: facet.count for facet in values} for name, values in facets.items()}


def facet_text(name: str, facets: tuple[Facet, ...], screen: Screen) -> str:
    """Return a field's values, each with its count, under the field's name."""
    values = [_facet_value(name, facet.value) for facet in facets]
    widest = max(map(cells, values))
    digits = max(len(f"{facet.count:,}") for facet in facets)
    lines = (
        f"  {value}{' ' * (widest - cells(value))}  {facet.count:>{digits},}"
        for value, facet in zip(values, facets, strict=True)
    )
    return "\n".join((screen.bold(label(_FACET_NAMES.get(name, name)).capitalize()), *lines))


def _facet_value(name: str, value: str) -> str:
    return day_in_words(value) if name == "month" else harmless.line(value)


def _block(hit: PageHit, number: str, screen: Screen) -> str:
    indent = " " * len(number)
    source = hit.outlet or ", ".join(hit.agencies)
    about = [harmless.line(part) for part in (source, hit.place or "") if part]
    about += [day_in_words(hit.date), hit.id]
    if hit.copies:
        about.append(f"and {counted(len(hit.copies), 'copy', 'copies')}")
    title = harmless.line(hit.title or (f"“{hit.opening}”" if hit.opening else "(untitled)"))
    lines = [
        screen.paragraph(
            title,
            hit.title_highlights,
            indent=indent,
            first=number,
            width=screen.columns,
            bold=hit.title is not None,
        ),
        screen.paragraph(" · ".join(about), indent=indent, width=screen.columns),
        screen.paragraph(
            harmless.line(hit.snippet.text), hit.snippet.highlights, indent=indent, width=screen.columns
        ),
        *(
            screen.paragraph(harmless.line(_because(reason)), indent=f"{indent}  ", width=screen.columns)
            for reason in hit.because
        ),
    ]
    return "\n".join(filter(None, lines))


def _because(reason: Reason) -> str:
    """Return what a hit answers, what that adds to its score, and where it stands."""
    places = ", ".join(
        f"{one.text} in {label(one.part)}" + (f" ({one.times:,})" if one.times > 1 else "")
        for one in reason.found
    )
    return f"{reason.of} = {reason.score:.2f}" + (f": {places}" if places else "")


def _hit_json(hit: PageHit, explained: bool = False) -> dict[str, Any]:
    because = [
        {
            "part": reason.of,
            "score": round(reason.score, 4),
            "found": [{"text": one.text, "in": one.part, "times": one.times} for one in reason.found],
        }
        for reason in hit.because
    ]
    return {
        "id": hit.id,
        "score": round(hit.score, 4),
        "title": hit.title,
        "outlet": hit.outlet,
        "date": hit.date,
        "snippet": hit.snippet.text,
        "highlights": [list(stretch) for stretch in hit.snippet.highlights],
        "copies": list(hit.copies),
        **({"because": because} if explained else {}),
    }
