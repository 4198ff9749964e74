"""Quickly made frozen classes against those of ``dataclasses``."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from inspect import signature
from typing import Any

import pytest

from archive import frozen
from archive.article import Origin, Published
from index.query import And, Everything, Or, Phrase, Prefix, Word


def origin_made_by(dataclass: Any) -> Any:
    class Place:
        """Where it was."""

        root: str
        path: str = ""
        members: tuple[str, ...] = ()
        given: dict[str, str] = dataclasses.field(default_factory=dict)

        @property
        def location(self) -> str:
            return self.root + self.path

    return dataclass(frozen=True, slots=True, kw_only=True, order=True)(Place)


def told(made: Any) -> list[object]:
    """Return all that is to be seen of a class and of two that are made of it."""
    one, other = made(root="/a"), made(root="/a", path="/b", members=("c",))
    return [
        *map(repr, (one, other)),
        [one == made(root="/a"), one == other, one != other, one == ("/a", "", (), {})],
        one.given is made(root="/a").given,
        [one < other, one <= other, one > other, one >= other, sorted([other, one]) == [one, other]],
        other.location,
        [(field.name, field.default) for field in dataclasses.fields(made)],
        dataclasses.asdict(other),
        repr(dataclasses.replace(other, root="/z")),
        made.__match_args__,
        made.__doc__,
        hasattr(one, "__dict__"),
        copy.deepcopy(other) == other,
        list(signature(type(one)).parameters) == list(signature(made).parameters),
    ]


def test_a_class_is_what_dataclasses_makes_of_it() -> None:
    assert told(origin_made_by(frozen.dataclass)) == told(origin_made_by(dataclasses.dataclass))


@pytest.mark.parametrize("wrong", [{}, {"root": "/a", "way": "/b"}])
def test_wrong_fields_are_refused_in_the_same_words(wrong: dict[str, str]) -> None:
    said = []
    for dataclass in (frozen.dataclass, dataclasses.dataclass):
        with pytest.raises(TypeError) as error:
            origin_made_by(dataclass)(**wrong)
        said.append(str(error.value).rpartition(".")[2])

    assert said[0] == said[1]


def test_what_is_made_cannot_be_changed() -> None:
    word = Word("louvre")
    said = []
    for change, given in ((setattr, ("text", "paris")), (delattr, ("text",))):
        with pytest.raises(dataclasses.FrozenInstanceError) as error:
            change(word, *given)
        said.append(str(error.value))

    assert (said, word) == (["cannot assign to field 'text'", "cannot delete field 'text'"], Word("louvre"))


def test_kinds_with_the_same_values_differ() -> None:
    parts = (Word("paris"), Word("louvre"))
    made = [And(parts), And(parts), Or(parts), Everything(), Everything(), Word("paris"), Prefix("paris")]

    assert len(set(made)) == 5


def test_what_a_worker_is_handed_comes_out_as_it_went_in() -> None:
    given = (
        Origin(root="/dumps", path="a.json", members=("b",)),
        Published(date="2019", precision="year", basis="given", evidence=""),
        Everything(),
    )

    assert pickle.loads(pickle.dumps(given)) == given


def test_fields_in_their_order_are_matched() -> None:
    match Phrase(("black", "cube"), "title", 2):
        case Phrase(words, "title", slop):
            found = words, slop
        case _:
            found = (), 0

    assert found == (("black", "cube"), 2)
