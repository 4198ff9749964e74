"""Dates, counts and errors to words for people."""

from __future__ import annotations

from datetime import date

from archive.errors import ArchiveError, QuerySyntaxError
from index.console import harmless
from index.console.wrap import cells

_BEFORE_CARET = 60  # characters of a long query
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(reduced: str | None) -> str:
    """Return a reduced ISO date, or ``--11-13``, in words, whatever the locale.

    >>> day_in_words("2019-03-28"), day_in_words("2019-03"), day_in_words("2019")
    ('28 March 2019', 'March 2019', '2019')
    >>> day_in_words("--11-13"), day_in_words(None)
    ('13 November, year unknown', 'undated')
    """
    if reduced is None:
        return "undated"
    if reduced.startswith("--"):
        month, day = reduced[2:].split("-")
        return f"{int(day)} {_MONTHS[int(month) - 1]}, year unknown"
    year, *rest = reduced.split("-")
    month_and_year = f"{_MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    return f"{int(rest[1])} {month_and_year}" if rest[1:] else month_and_year


def moment_in_words(moment: str) -> str:
    """Return the day of an ISO moment in words.

    >>> moment_in_words("2026-11-21T09:30:00+00:00")
    '21 November 2026'
    """
    try:
        return day_in_words(date.fromisoformat(moment[:10]).isoformat())
    except ValueError:
        return moment


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "article"), counted(12345, "article"), counted(2, "copy", "copies")
    ('1 article', '12,345 articles', '2 copies')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def label(name: str) -> str:
    """Return a field's or a basis' name as words.

    >>> label("print-section")
    'print section'
    """
    return name.replace("-", " ").replace("_", " ")


def complaint(error: BaseException) -> str:
    r"""Return an error in one line, and for one in a query that query with a mark under the place.

    >>> print(complaint(QuerySyntaxError("no field 'outlt'", query="a outlt:x", offset=2)))
    archive: no field 'outlt'
      a outlt:x
        ^
    >>> print(complaint(FileNotFoundError(2, "No such file or directory", "a\nb")))
    archive: No such file or directory: 'a\nb'
    >>> print(complaint(KeyError("x")))
    archive: unforeseen KeyError: 'x'; ARCHIVE_DEBUG=1 shows where
    """
    match error:
        case QuerySyntaxError() if error.query.strip():
            return f"archive: {error}\n{_with_caret(error.query, error.offset)}"
        case ArchiveError():
            return f"archive: {error}"
        case OSError(strerror=str() as reason, filename=name):
            return f"archive: {reason}" + (f": {name!r}" if name is not None else "")
        case _ if hasattr(error, "format_message"):  # of the command line's own parser
            return f"archive: {error.format_message()}"
        case _:
            return f"archive: unforeseen {type(error).__name__}: {error}; ARCHIVE_DEBUG=1 shows where"


def _with_caret(query: str, offset: int) -> str:
    start = max(0, offset - _BEFORE_CARET)
    shown = harmless.line(query[start : start + 2 * _BEFORE_CARET])
    return f"  {shown}\n  {' ' * cells(shown[: offset - start])}^"
