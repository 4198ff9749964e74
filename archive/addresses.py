"""Addresses to their parts; of what is none, nothing: pages and records hold all sorts of them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def host(url: str | None) -> str:
    """Return the host of an address, in small letters.

    >>> host("https://www.Example.com:80/a"), host("http://[x/a"), host(None)
    ('www.example.com', '', '')
    """
    return _split(url or "").hostname or ""


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
