"""The command line: what the options are called, and that ``-louvre`` is a word and none of them."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from archive.errors import ArchiveError

Home = Annotated[
    Path | None, typer.Option("--home", metavar="DIR", help="The archive's folder; else $ARCHIVE_HOME.")
]
Shared = Annotated[
    bool, typer.Option("--shared", help="Open an archive that other users wrote, or may write to.")
]
Repair = Annotated[bool, typer.Option("--repair", help="Mend what can be mended; nothing is thrown away.")]
Version = Annotated[bool, typer.Option("--version", help="Print the version.")]
Json = Annotated[bool, typer.Option("--json", help="JSON, as docs/json.md promises it.")]

Paths = Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", show_default=False)]
Files = Annotated[list[str], typer.Argument(metavar="FILE...|-", show_default=False)]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)]
Id = Annotated[str, typer.Argument(metavar="ID", show_default=False)]
Pairs = Annotated[list[str] | None, typer.Argument(metavar="[FIELD=VALUE]...", show_default=False)]
Undo = Annotated[
    list[str] | None, typer.Option("--undo", metavar="FIELD", help="Let stand what was read, after all.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
SavedWords = Annotated[list[str] | None, typer.Argument(metavar="[NAME QUERY...]", show_default=False)]
Peek = Annotated[bool, typer.Option("--peek", help="Print the same again the next time.")]
TagWords = Annotated[list[str] | None, typer.Argument(metavar="ID... +WORD|-WORD...", show_default=False)]
NoteWords = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", show_default=False)]
Delete = Annotated[bool, typer.Option("--delete", help="Take it away.")]
RuleFiles = Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", show_default=False)]
ManualPage = Annotated[str | None, typer.Argument(metavar="[PAGE]", show_default=False)]
Words = Annotated[list[str] | None, typer.Argument(metavar="QUERY...", show_default=False)]

EngineName = Annotated[
    str | None, typer.Option("--engine", metavar="NAME", help="whoosh (default), tantivy or scan.")
]
Given = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="What you know of all that is in the PATHs."),
]
Mapped = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=NAME", help="What JSON and CSV files call a field: text=Content."),
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="GLOB", help="Names or paths to leave out.")
]
Stored = Annotated[bool, typer.Option("--stored", help="Clean the kept bytes again; read no PATH.")]
IndexOnly = Annotated[bool, typer.Option("--index-only", help="Index what is stored; clean nothing.")]
Checksum = Annotated[bool, typer.Option("--checksum", help="Read files that look unchanged, too.")]
Gone = Annotated[bool, typer.Option("--gone", help="Let the articles of a missing source go.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done; change nothing.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Processes beside this one; else two at most."),
]
Rest = Annotated[
    float, typer.Option("--rest", metavar="SECONDS", min=0.1, help="How long a file must be as it is.")
]
Poll = Annotated[bool, typer.Option("--poll", help="Look at the files in turn: for network file systems.")]
RefusedTo = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write what is refused, a line of JSON each."),
]

Sort = Annotated[Literal["relevance", "newest", "oldest"], typer.Option("--sort", help="What comes first.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Hits a page.")]
PageNumber = Annotated[int, typer.Option("--page", metavar="N", min=1, help="Which page of hits.")]
Facets = Annotated[
    bool, typer.Option("--facets", help="Count by outlet, agency, section, language and month.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="How the query was understood, and why each hit matches.")
]
Some = Annotated[
    bool, typer.Option("--any", help="Also articles with some of the words, after those with all.")
]
Expand = Annotated[
    bool, typer.Option("--expand", help="Add the words that mark the best answers; finds more, less sharply.")
]
Prefer = Annotated[
    Literal["recent"] | None, typer.Option("--prefer", help="Rank the newer of the best answers higher.")
]
Batch = Annotated[
    typer.FileText | None,
    typer.Option("--batch", metavar="FILE", help="Queries, one a line, to a line of JSON for each hit."),
]
AllCopies = Annotated[bool, typer.Option("--all-copies", help="List near-identical articles one by one.")]
_FORMAT = typer.Option("--format", help="What to print.")
Form = Annotated[Literal["text", "json", "jsonl", "csv", "ids"], _FORMAT]
SearchForm = Annotated[Literal["text", "json", "jsonl", "csv", "ids", "trec"], _FORMAT]
ExportForm = Annotated[
    Literal["jsonl", "csv", "bibtex", "ris", "csl-json"], typer.Option("--format", help="What to write.")
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write there, whole or not at all.")
]
Raw = Annotated[bool, typer.Option("--raw", help="The very bytes that were read.")]
Cuts = Annotated[bool, typer.Option("--cuts", help="What cleaning cut and repaired, and why.")]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="Cleaning rules of yours, besides the home's."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]

SETTINGS = {"ignore_unknown_options": True}
"""The context settings that such a command needs."""


class QueryCommand(TyperCommand):
    """A command without one-letter options that takes its argument ``words`` as typed."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take as words what is no option, and all that follows ``--``; an unknown ``--x`` is an error."""
        end = args.index("--") if "--" in args else len(args)
        rest = super().parse_args(ctx, args[:end])
        words = list(ctx.params.get("words") or ())
        for word in words:
            if word.startswith("--") and not ctx.resilient_parsing:
                raise ArchiveError(self._no_option(word))
        ctx.params["words"] = [*words, *args[end + 1 :]]
        return rest

    def _no_option(self, word: str) -> str:
        options = [name for param in self.params for name in param.opts if name.startswith("--")]
        near = get_close_matches(word.partition("=")[0], options, n=1)
        hint = f"did you mean {near[0]}?" if near else "a word that begins so comes after --"
        return f"no option {word}; {hint}"
