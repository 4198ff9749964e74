"""Every rule cuts its example and keeps its near miss; a rule without proof does not load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.errors import RuleError
from archive.rulebook import Rule, built_in, load
from archive.sightings import Sightings

_PLACES = sorted({rule.where for rule in built_in().rules} - {"after", "poured"})
_PROOFS = [(rule, text, True) for rule in built_in().rules for text in rule.cut]
_PROOFS += [(rule, text, False) for rule in built_in().rules for text in rule.keep]


@pytest.mark.parametrize(("rule", "text", "cuts"), _PROOFS, ids=lambda value: getattr(value, "id", None))
def test_a_rule_cuts_its_example_and_keeps_its_near_miss(rule: Rule, text: str, cuts: bool) -> None:
    book = built_in()
    candidates = Sightings(book).candidates(text, *_PLACES)
    found = [candidate.id for candidate in candidates if candidate.values(text) is not None]
    found += [match.id for above in rule.after for match, _ in book.matching_after(above, text)]
    found += [match.id for match, _ in book.matching_poured(text)]

    assert (rule.id in found) is cuts


def test_no_two_rules_share_an_id() -> None:
    ids = [rule.id for rule in built_in().rules]

    assert len(ids) == len(set(ids))


def test_a_rule_holds_only_on_the_days_of_its_wording() -> None:
    rule = Rule(
        id="x",
        kind="rights",
        where="tail",
        pattern="x",
        why="x",
        cut=("x",),
        keep=("y",),
        since=date(2019, 1, 1),
        until=date(2023, 7, 10),
    )

    assert [
        rule.holds_on(day) for day in (None, date(2018, 12, 31), date(2023, 7, 10), date(2023, 7, 11))
    ] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("cut = 'No advertisement'", "test.toml:1: ad: does not cut its own example: No advertisement"),
        ("keep = 'Advertisement'", "test.toml:1: ad: cuts its near miss: Advertisement"),
        ("where = 'middle'", "where one of"),
        ("to = 'headline'", "test.toml:1: ad: no field 'headline'"),
        ("pattern = '(Advertisement'", "test.toml:1: ad: pattern: "),
        ("colour = 'red'", "test.toml:1: ad: no key 'colour'"),
        ("keep = []", "test.toml:1: ad: needs an example to cut and a near miss to keep"),
    ],
)
def test_a_rule_that_does_not_prove_itself_does_not_load(tmp_path: Path, change: str, complaint: str) -> None:
    rule = {
        "id": "'ad'",
        "class": "'note'",
        "where": "'tail'",
        "pattern": "'Advertisement'",
        "why": "'x'",
        "cut": "'Advertisement'",
        "keep": "'Advertisements'",
    }
    key, value = change.split(" = ")
    lines = [f"{key} = {value}" for key, value in {**rule, key: value}.items()]
    file = tmp_path / "test.toml"
    file.write_text("[[rule]]\n" + "\n".join(lines), encoding="utf-8")

    with pytest.raises(RuleError) as error:
        load(file)

    assert complaint in str(error.value)
