"""Lines that recur are proposed as rules, with counts and example; nothing is deleted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from archives import write
from running import archive

from archive import user_rules
from archive.article import Article, Origin
from archive.errors import RuleError
from archive.recurring import Recurring, recurring
from archive.rulebook import built_in
from archive.suggest import as_rules

TOWNS = ("Caracas", "Moscow", "Geneva", "Ankara")


def article(number: int, body: str, *, outlet: str | None = None, folder: str = "/dumps/a") -> Article:
    origin = Origin(root=folder, path=f"{number}.txt")
    return Article(key=f"{number:064x}", body=body, outlet=outlet, origins=(origin,))


def story(town: str) -> str:
    return f"The mayor of {town} spoke on Monday, and the council of {town} heard her out."


def told(found: list[Recurring]) -> list[tuple[str, str, tuple[tuple[str, int], ...]]]:
    return [(one.line.text, one.where, one.counts) for one in found]


def test_a_line_under_three_stories_of_an_outlet_is_proposed_for_its_tail() -> None:
    found = recurring(
        lambda: [
            article(n, f"{story(town)}\n\nVisit our shop.", outlet="Example Post")
            for n, town in enumerate(TOWNS)
        ]
    )

    assert [(*one, found[0].outlet) for one in told(found)] == [
        ("Visit our shop.", "tail", (("Example Post", 4),), "Example Post")
    ]


def test_numbers_that_differ_are_one_line_in_many_wordings() -> None:
    found = recurring(
        lambda: [article(n, f"Photo {n} of 12\n\n{story(town)}") for n, town in enumerate(TOWNS)]
    )

    assert [(one.where, one.wordings, one.numbers) for one in found] == [
        ("head", ("Photo 0 of 12", "Photo 1 of 12", "Photo 2 of 12"), (None, "12"))
    ]


def test_the_last_sentences_of_a_paragraph_may_be_a_line() -> None:
    plea = "Sign up for more. It is free!"
    found = recurring(lambda: [article(n, f"{story(town)} {plea}") for n, town in enumerate(TOWNS)])

    assert told(found) == [(plea, "tail", (("/dumps/a", 4),))]


def test_stories_shorter_than_the_notice_under_them_are_no_copies() -> None:
    notice = "This notice, which is longer than the stories, says all that lawyers like to say. " * 3
    found = recurring(
        lambda: [article(n, f"{story(town)}\n\n{notice.strip()}") for n, town in enumerate(TOWNS)]
    )

    assert [one.stories for one in found] == [4]


def test_a_line_with_prose_on_both_sides_is_proposed_for_anywhere() -> None:
    found = recurring(
        lambda: [
            article(n, f"{story(town)}\n\nMore below.\n\n{story(town[::-1])}") for n, town in enumerate(TOWNS)
        ]
    )

    assert told(found) == [("More below.", "anywhere", (("/dumps/a", 4),))]


@pytest.mark.parametrize(
    "bodies",
    [
        [f"{story('Caracas')}\n\n{story('Moscow')}\n\nVisit our shop."] * 5,  # copies of one story
        [f"{story(town)}\n\nVisit our shop." for town in TOWNS[:2]],  # too few
        [f"{story(town)}\n\n Corn  1.35\n Oats  1.24" for town in TOWNS],  # a table
        [f"{story(town)}\n\n{story('Geneva') * 9}" for town in TOWNS],  # long prose
        [f"{story(town)}\n\n* * *" for town in TOWNS],  # no word
    ],
)
def test_copies_tables_prose_and_signs_are_not_proposed(bodies: list[str]) -> None:
    assert recurring(lambda: [article(n, body) for n, body in enumerate(bodies)]) == []


def test_lines_of_two_folders_are_not_added_up() -> None:
    found = recurring(
        lambda: [
            article(n, f"{story(town)}\n\nVisit our shop.", folder=f"/dumps/{n % 2}")
            for n, town in enumerate(TOWNS)
        ]
    )

    assert found == []


def test_a_proposal_is_a_rule_but_for_the_near_miss_that_the_user_knows(tmp_path: Path) -> None:
    notice = 'No. 3 "x" (it\'s \\ free) [a.b] \x9b\u202e+'
    found = recurring(lambda: [article(n, f"{story(town)}\n\n{notice}") for n, town in enumerate(TOWNS)])
    text = "".join(as_rules(found, {"no-x-it-s-free"}))
    file = tmp_path / "new.toml"
    file.write_text(text.replace("keep = []", 'keep = ["No. 3"]'), encoding="utf-8")
    (added,) = user_rules.rulebook([file]).rules[len(built_in().rules) :]

    assert (added.id, added.cut, "\x9b" in text) == ("no-x-it-s-free-2", (notice,), False)


def test_the_rule_proposed_matches_every_wording_not_only_those_shown(tmp_path: Path) -> None:
    lines = [f"Photo 1 of 1{number // 3}" for number in range(4)]
    found = recurring(
        lambda: [article(n, f"{line}\n\n{story(TOWNS[n])}") for n, line in enumerate(sorted(lines))]
    )
    file = tmp_path / "new.toml"
    file.write_text("".join(as_rules(found, ())).replace("keep = []", 'keep = ["Photo"]'), encoding="utf-8")
    added = user_rules.rulebook([file]).rules[-1]

    assert [added.values(line) is not None for line in [*lines, "Photo 2 of 10"]] == [True] * 4 + [False]


def test_an_unfinished_proposal_does_not_load(tmp_path: Path) -> None:
    found = recurring(lambda: [article(n, f"{story(town)}\n\nShop.") for n, town in enumerate(TOWNS)])
    file = tmp_path / "new.toml"
    file.write_text("".join(as_rules(found, ())), encoding="utf-8")

    with pytest.raises(RuleError) as error:
        user_rules.rulebook([file])

    assert str(error.value) == "new.toml:4: shop: needs an example to cut and a near miss to keep"


def test_proposals_come_from_an_archive_or_from_paths(tmp_path: Path, home: Path) -> None:
    write(tmp_path / "dumps", **{town: f"{story(town)}\n\nRing the desk of 2019 today!" for town in TOWNS})
    archive("--home", home, "rebuild", tmp_path / "dumps")
    ran = [archive("--home", home, "rules", "suggest", *paths) for paths in ((), (tmp_path / "dumps",))]

    assert (ran[0], tomllib.loads(ran[0].out)["rule"][0]["cut"]) == (ran[1], ["Ring the desk of 2019 today!"])


def test_where_nothing_recurs_the_exit_code_is_1_and_what_is_refused_is_said(
    tmp_path: Path, home: Path
) -> None:
    write(tmp_path / "dumps", a=story("Caracas"))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "b.txt").write_bytes(b"\0\1\2")
    ran = [archive("--home", home, "rules", "suggest", tmp_path / name) for name in ("dumps", "bad")]

    assert [(one.code, one.out, one.err.startswith("refused: ")) for one in ran] == [
        (1, "", False),
        (3, "", True),
    ]
