"""What a page says of its article in JSON-LD: nested, in a graph, in lists, or broken."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, Any]

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Newsletter|ReviewNews\w*|ClaimReview)$")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "liveBlogUpdate")
_MOST = 2_000_000  # characters of one script; a longer one is no description of an article
_MOST_NODES = 5_000
_FRAMES = (("<!--", "-->"), ("//", "//]]>"), ("/*", "/*]]>*/"), ("<![CDATA[", "]]>"), ("*/", "/*"))
_EXTRA_COMMA = re.compile(r",(\s*[\]}])")
_PAIR = re.compile(
    r'"(headline|datePublished|dateCreated|dateModified|articleSection|inLanguage|@type)"\s*:\s*'
    r'"((?:[^"\\\n]|\\.){1,400})"'
)
_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*(?:\{[^{}\[\]]{0,300}?"name"\s*:\s*)?"((?:[^"\\\n]|\\.){1,200})"')


def article(root: HtmlElement) -> Node:
    """Return the node of the page's article, its author and publisher in full; empty where there is none."""
    nodes: list[Node] = []
    known: dict[str, Node] = {}
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node, is_main in _nodes(_loaded(script.text or "")):
                if is_main and _is_article(node):
                    nodes.append(node)
                if isinstance(name := node.get("@id"), str) and len(node) > 1:
                    known.setdefault(name, node)
    if not nodes:
        return {}
    best = max(nodes, key=lambda node: (len([key for key in _WANTED if node.get(key)]), -nodes.index(node)))
    return {key: _resolved(value, known) for key, value in best.items()}


_WANTED = ("headline", "datePublished", "author")


def texts(value: Any) -> list[str]:
    """Return the texts of a value that may be one, a list, or nodes with a name."""
    if isinstance(value, str):
        return [plain] if (plain := " ".join(html.unescape(value).split())) else []
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


def _loaded(text: str) -> Any:
    """Return what the script holds, mended where nearly right; else what single pairs in it tell."""
    if len(text) > _MOST:
        return None
    text = text.strip().rstrip(";").rstrip()
    for opens, closes in _FRAMES:
        text = text.removeprefix(opens).removesuffix(closes).strip()
    for mended in (text, _EXTRA_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.loads(mended, strict=False)
        except (ValueError, RecursionError):
            continue
    found: Node = {}
    for key, value in _PAIR.findall(text):
        if key != "@type" or _ARTICLE.search(value):
            found.setdefault(key, _unescaped(value))
    if author := _AUTHOR.search(text):
        found["author"] = _unescaped(author[1])
    return found


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _nodes(loaded: Any) -> Iterator[tuple[Node, bool]]:
    """Yield every node, and whether it is one of the page's own rather than a part of another."""
    open_values = [(loaded, True)]
    for _ in range(_MOST_NODES):
        if not open_values:
            return
        value, is_main = open_values.pop(0)
        if isinstance(value, list):
            open_values += [(part, is_main) for part in value]
        elif isinstance(value, dict):
            yield value, is_main
            open_values += [
                (part, is_main and key in _WITHIN)
                for key, part in value.items()
                if isinstance(part, dict | list)
            ]


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds)


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_resolved(part, known) for part in value]
    if isinstance(value, dict) and "name" not in value and isinstance(name := value.get("@id"), str):
        return known.get(name, value)
    return value
