"""What stands under the help of each command: examples, and what its exit codes mean."""

from __future__ import annotations

from collections.abc import Mapping

CODES = (
    "Exit codes: 0 found or done, 1 nothing found or no such article, 2 error, 3 done but some input was "
    "refused, 130 interrupted. Environment: ARCHIVE_HOME, ARCHIVE_PAGER, PAGER, NO_COLOR, CLICOLOR_FORCE."
)
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "start": (
        "archive rebuild dumps/             read, clean, store and index a folder",
        "archive search zakharova louvre    find articles",
        "archive show @1                    read the first of them",
    ),
    "rebuild": (
        "archive rebuild dumps/ more.txt",
        "archive rebuild dumps/dw --set outlet=DW --exclude '*.html'",
        "archive rebuild scrape.csv --map text=Article_Content --map date=Timestamp",
        "archive rebuild --index-only",
    ),
    "update": ("archive update", "archive update dumps/2019-03 --set outlet=Reuters"),
    "watch": ("archive watch", "archive watch /mnt/wire --poll --rest 30"),
    "search": (
        "archive search zakharova louvre            all the words, in any form",
        """archive search '"strict accordance"'       these words as written""",
        "archive search zakharova -louvre           without a word",
        "archive search place:moscow date:2019-03",
        "archive search 'venez* (maduro OR guaido)' --sort newest",
        "archive search 'cowboy NEAR/5 louvre' --explain        all there is: archive help queries",
    ),
    "show": (
        "archive show c923",
        "archive show @1 --cuts",
        "archive show @1 --raw > story.txt",
    ),
    "similar": ("archive similar @1", "archive similar c923 --limit 5 --json"),
    "save": (
        "archive save caracas 'venezuela (maduro OR guaido) -oil'",
        "archive search query:caracas date:2019-03",
        "archive save                          list them",
        "archive save caracas --delete",
    ),
    "new": (
        "archive new caracas                   what has come in since this was last asked",
        "archive new caracas --json --peek",
    ),
    "export": (
        "archive export > all.jsonl",
        "archive export outlet:hill date:2019 --format csv --output hill.csv",
        "archive export tag:thesis --format bibtex > thesis.bib",
    ),
    "clean": (
        "archive clean story.txt",
        "archive clean dumps/*.txt --json > articles.jsonl",
        "archive clean story.txt --rules new.toml --cuts",
    ),
    "correct": (
        "archive correct c923 outlet='The Hill' date=2019-03-28 by='Jane Roe; John Poe'",
        "archive correct @1 place=             it has none",
        "archive correct @1 --undo outlet",
    ),
    "tag": ("archive tag @1 @2 +louvre -todo", "archive search tag:louvre"),
    "note": ("archive note @1 'Call the museum.'", "archive search note:museum"),
    "forget": ("archive forget c92391cf0116ed88",),
    "rules": (
        "archive rules suggest dumps/ > new.toml    what recurs there, as rules to finish",
        "archive rules test new.toml                does each cut its example and keep its near miss?",
        "archive rules list",
    ),
    "help": ("archive help queries        all that can be asked", "archive help json"),
    "check": (
        "archive check              read every byte; exit code 0: whole, 2: damaged",
        "archive check --repair     make again what can be made again",
    ),
    "stats": ("archive stats", "archive stats --json"),
}


def under(command: str) -> str:
    """Return the examples of a command, each on a line of its own; of the whole program, also the codes."""
    shown = "\n".join(("\b", "Examples:", *(f"  {example}" for example in EXAMPLES[command])))
    return f"{shown}\n\n{CODES}" if command == "start" else shown
