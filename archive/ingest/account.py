"""A run's report to lines to read."""

from __future__ import annotations

from archive.ingest.report import Report

_MOST_NOTES = 5
_MOST_REFUSALS = 50


def account(report: Report) -> str:
    """Return the counts in two short sentences, on one line.

    >>> account(Report(files=2, read=2, new=1, unchanged=1, articles=2, seconds=0.34))
    '2 documents read from 2 files: 1 new, 1 unchanged, 0 changed, 0 gone, 0 refused. 2 articles. 0.3 s.'
    """
    counts = f"{report.new:,} new, {report.unchanged:,} unchanged, {report.changed:,} changed"
    rest = f"{report.gone:,} gone, {len(report.refused):,} refused"
    if report.forgotten:
        rest += f", {report.forgotten:,} passed over as forgotten"
    read = f"{_count(report.read, 'document')} read from {_count(report.files, 'file')}"
    outcome = f"{_count(report.articles, 'article')}"
    if report.dry_run:
        outcome = f"Nothing was changed; there would be {outcome}"
    return f"{read}: {counts}, {rest}. {outcome}. {report.seconds:.1f} s."


def is_idle(report: Report) -> bool:
    """Tell whether a run found nothing to do.

    >>> is_idle(Report(articles=2, seconds=0.1)), is_idle(Report(files=1))
    (True, False)
    """
    return not (report.files or report.gone or report.refused)


def notes(report: Report) -> list[str]:
    """Return a line for each way in which files of records were understood, the commonest first.

    >>> from archive.ingest.report import Note
    >>> notes(Report(notes=(Note("/a.csv", "text from 'Content'", 3),)))
    ["/a.csv and 2 more: text from 'Content'; --map FIELD=NAME says otherwise"]
    """
    found = sorted(report.notes, key=lambda note: -note.files)
    lines = [
        f"{note.location}{f' and {note.files - 1:,} more' if note.files > 1 else ''}: {note.text}; "
        "--map FIELD=NAME says otherwise"
        for note in found[:_MOST_NOTES]
    ]
    more = len(found) - _MOST_NOTES
    return lines + ([f"other files were understood in {more:,} more ways"] if more > 0 else [])


def refusals(report: Report) -> list[str]:
    """Return a line for each file or document that was refused, where it is and why, unless they are many."""
    lines = [f"refused: {refusal.location} {refusal.reason}" for refusal in report.refused[:_MOST_REFUSALS]]
    more = len(report.refused) - _MOST_REFUSALS
    return lines + ([f"refused: {more:,} more; --report FILE writes them all"] if more > 0 else [])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
