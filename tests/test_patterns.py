"""No rule takes long over a text made of its own pieces, nor does what tells a sentence from a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import process_time

from archive.elements.pieces import of_html
from archive.rulebook import Rule, built_in

LENGTH = 100_000
_LITERAL = re.compile(r"[A-Za-z ]{2,}")


def hostile(rule: Rule) -> Iterator[str]:
    """Yield texts that begin as the rule's pattern does, again and again."""
    for piece in (rule.cut[0], *_LITERAL.findall(rule.pattern)[:2]):
        yield piece * (LENGTH // len(piece))


def test_no_rule_takes_longer_than_a_tenth_of_a_second() -> None:
    slow = []
    for rule in built_in().rules:
        rule.values("")  # compiled once
        for text in hostile(rule):
            began = process_time()
            rule.values(text)
            if process_time() - began > 0.1:
                slow.append(rule.id)

    assert slow == []


def test_a_link_of_a_hundred_thousand_letters_takes_no_time() -> None:
    page = f"<a href='x'>{'a ' * (LENGTH // 2)}</a>"
    began = process_time()
    of_html(page)

    assert process_time() - began < 2
