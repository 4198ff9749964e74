"""Addresses to their parts; of what is none, nothing: pages and records hold all sorts of them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

_MOST_LABELS = 6  # of a host, from its end; what is above them is no house's own


def host(url: str | None) -> str:
    """Return the host of an address, in small letters.

    >>> host("https://www.Example.com:80/a"), host("http://[x/a"), host(None)
    ('www.example.com', '', '')
    """
    return _split(url or "").hostname or ""


def domains(host: str) -> Iterator[str]:
    """Yield a host and those that it lies under, the longest first, but for the last label alone.

    >>> list(domains("www.Example.com."))
    ['www.example.com', 'example.com']
    """
    labels = host.strip().casefold().rstrip(".").split(".")[-_MOST_LABELS:]
    return (".".join(labels[first:]) for first in range(len(labels) - 1))


def path(url: str) -> str:
    """Return the path of an address.

    >>> path("https://example.com/a/b?c"), path("http://[x/a")
    ('/a/b', '')
    """
    return _split(url).path


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")
