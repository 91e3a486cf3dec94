"""Items of a mailbox file taken apart several at a time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.errors import ChildFailed
from app.importers.base import MemberUnreadable
from app.importers.mail.pst_ahead import AT_ONCE, BYTES_AT_ONCE, Ahead, Answer
from app.reading.pst_pages import NodeBytes
from app.reading.pst_store import Gathered

LOST, GONE, LARGE = 901, 902, 903


class Asked:
    """Makes mails of nodes and notes how many at a time."""

    def __init__(self) -> None:
        self.counts: list[int] = []

    def __call__(self, nodes: Sequence[NodeBytes]) -> Sequence[Answer]:
        self.counts.append(len(nodes))
        return [_mail(node[0]) for node in nodes]


def _mail(number: int) -> Answer:
    return (b"%d" % number, "IPM.Note", (), False, ())


def gathered(number: int) -> Gathered | None:
    if number == LOST:
        raise MemberUnreadable("The archive is damaged here.")
    if number == GONE:
        return None
    return Gathered((number, None, []), cut=number == LARGE, size=BYTES_AT_ONCE * (number == LARGE))


def taken(numbers: Sequence[int]) -> tuple[list[int], list[tuple[Answer, bool]]]:
    asked = Asked()
    ahead = Ahead(numbers, gathered, asked)
    return asked.counts, [ahead.at(place) for place in range(len(numbers))]


def test_that_every_item_is_asked_for_once_and_many_together() -> None:
    counts, made = taken(range(AT_ONCE + 5))
    assert counts == [AT_ONCE, 5]
    assert made == [(_mail(number), False) for number in range(AT_ONCE + 5)]


def test_that_large_items_are_not_held_together() -> None:
    counts, made = taken([1, LARGE, 2, LARGE, LARGE])
    assert counts == [2, 2, 1]
    assert made[1] == (_mail(LARGE), True)


def test_that_an_item_that_is_not_there_costs_itself_alone() -> None:
    assert taken([GONE, 2, GONE, 3])[1] == [
        *((None, False), (_mail(2), False), (None, False), (_mail(3), False))
    ]


def test_that_an_item_that_cannot_be_read_is_told_in_its_place() -> None:
    ahead = Ahead([1, LOST, 3], gathered, Asked())
    assert ahead.at(0) == (_mail(1), False)
    with pytest.raises(MemberUnreadable):
        ahead.at(1)
    assert ahead.at(2) == (_mail(3), False)


def test_that_items_before_the_one_asked_for_are_not_made() -> None:
    asked = Asked()
    assert Ahead(range(10), gathered, asked).at(7) == (_mail(7), False)
    assert asked.counts == [3]


def test_that_why_an_item_could_not_be_taken_apart_is_handed_on() -> None:
    failure = ChildFailed("It took too long to read.")
    assert Ahead([1], gathered, lambda nodes: [failure] * len(nodes)).at(0) == (failure, False)
