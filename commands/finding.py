"""Find and read: ``search`` and ``show``."""

from __future__ import annotations

from datetime import date

import typer

from commands import options as line
from commands.wiring import DONE, NOTHING, REFUSED, home_of


def search(
    ctx: typer.Context,
    words: line.Words = None,
    sort: line.Sort = "relevance",
    limit: line.Limit = 10,
    page: line.PageNumber = 1,
    some: line.Some = False,
    expand: line.Expand = False,
    prefer: line.Prefer = None,
    all_copies: line.AllCopies = False,
    batch: line.Batch = None,
    facets: line.Facets = False,
    explain: line.Explain = False,
    json: line.Json = False,
    form: line.SearchForm = "text",
    home: line.Home = None,
) -> int:
    """Find articles, each with the place in its text that answers."""
    from index.console.search import print_search
    from index.search import Ask

    place = home_of(ctx, home)
    ask = Ask(
        text=" ".join(words or ()),
        order=sort,
        offset=(page - 1) * limit,
        limit=limit,
        some=some,
        expand=expand,
        recent=prefer == "recent",
        fold=not all_copies and form != "trec",
        explain=explain,
        today=date.today(),
    )
    if batch is not None or form == "trec":
        from index.console.batch import print_batch

        run = print_batch(
            place.store, place.index, batch or [ask.text], ask, "trec" if form == "trec" else "jsonl"
        )
        return REFUSED if run.refused else DONE if run.hits else NOTHING
    found = print_search(place.store, place.index, ask, "json" if json else form, facets=facets)
    return DONE if found else NOTHING


def export(
    ctx: typer.Context,
    words: line.Words = None,
    form: line.ExportForm = "jsonl",
    sort: line.Sort = "newest",
    output: line.Output = None,
    home: line.Home = None,
) -> int:
    """Write every article that matches, or all: JSON lines, CSV, BibTeX, RIS or CSL-JSON."""
    from archive.article_json import article_json
    from index.console.export import write_export
    from index.search import Ask

    place = home_of(ctx, home)
    ask = Ask(text=" ".join(words or ("*",)), order=sort, today=date.today())
    count = write_export(place.store, place.index, ask, form, as_json=article_json, output=output)
    return DONE if count else NOTHING


def similar(
    ctx: typer.Context,
    name: line.Id,
    limit: line.Limit = 10,
    all_copies: line.AllCopies = False,
    json: line.Json = False,
    form: line.Form = "text",
    home: line.Home = None,
) -> int:
    """Find articles like one that you have."""
    from index.console.search import print_similar
    from index.search import Ask

    place, ask = home_of(ctx, home), Ask(text="", limit=limit, fold=not all_copies)
    found = print_similar(place.store, place.index, name, ask, "json" if json else form)
    return DONE if found else NOTHING


def show(
    ctx: typer.Context,
    ids: line.Ids,
    raw: line.Raw = False,
    cuts: line.Cuts = False,
    json: line.Json = False,
    home: line.Home = None,
) -> int:
    """Print articles. An ID is four or more of an id's digits, or @3 for the third hit."""
    from archive.article_json import article_json
    from index.console.show import form_of, print_articles

    form = form_of(raw=raw, cuts=cuts, json=json)
    return print_articles(home_of(ctx, home).store, ids, form, as_json=article_json)
