"""Joining people: how acts come together, and that each can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import PersonId
from app.domain.joining import Joining, Joint, PersonAct, joining_of, pairs_of, standing_acts

PEOPLE = st.integers(1, 7).map(PersonId)
FEW = st.lists(PEOPLE, min_size=1, max_size=4).map(tuple)
PLAIN = st.sampled_from([Joint.JOIN, Joint.SPLIT, Joint.NAME, Joint.DECLINE])


def act(number: int, kind: Joint, *people: int, name: str = "", undoes: int = 0) -> PersonAct:
    return PersonAct(number, kind, tuple(map(PersonId, people)), name, undoes or None)


@st.composite
def logs(draw: st.DrawFn) -> list[PersonAct]:
    made = draw(st.lists(st.tuples(PLAIN, FEW, st.sampled_from(["", "Dale", "Bo"])), max_size=9))
    return [PersonAct(at, *told) for at, told in enumerate(made, start=1)]


def undo(log: list[PersonAct], which: int) -> list[PersonAct]:
    return [*log, PersonAct(len(log) + 1, Joint.UNDO, undoes=which)]


@given(logs())
def test_that_everybody_stands_in_one_group_and_its_first_leads(log: list[PersonAct]) -> None:
    joining = joining_of(log)
    for person in map(PersonId, range(1, 8)):
        same = joining.together(person)
        assert person in same
        assert joining.leader_of(person) == same[0]
        assert all(joining.together(other) == same for other in same)
    assert all(joining.leader_of(person) == person for person in joining.names)


@given(logs(), PLAIN, FEW)
def test_that_what_is_undone_leaves_no_trace(
    log: list[PersonAct], kind: Joint, people: tuple[PersonId, ...]
) -> None:
    done = [*log, PersonAct(len(log) + 1, kind, people, "New")]
    undone = undo(done, len(done))
    assert joining_of(undone) == joining_of(log)
    assert joining_of(undo(undone, len(undone))) == joining_of(done)


@given(st.lists(FEW, max_size=6), st.randoms())
def test_that_joins_come_to_the_same_in_any_order(groups, random) -> None:
    shuffled = random.sample(groups, len(groups))
    first, other = (
        joining_of([PersonAct(at, Joint.JOIN, people) for at, people in enumerate(some, start=1)])
        for some in (groups, shuffled)
    )
    assert first == other


@given(logs(), FEW)
def test_that_who_is_split_stands_alone_and_the_others_stay_together(
    log: list[PersonAct], people: tuple[PersonId, ...]
) -> None:
    before = joining_of(log)
    after = joining_of([*log, PersonAct(99, Joint.SPLIT, people)])
    for person in people:
        assert after.together(person) == (person,)
        left = set(before.together(person)) - set(people)
        assert all(set(after.together(other)) == left for other in left)


def test_that_a_name_follows_whom_it_was_given_to() -> None:
    log = [act(1, Joint.NAME, 3, name="Dale"), act(2, Joint.JOIN, 2, 3)]
    assert joining_of(log).name_of(PersonId(2)) == "Dale"
    assert joining_of([*log, act(3, Joint.SPLIT, 2)]).names == {3: "Dale"}
    assert joining_of([*log, act(3, Joint.NAME, 2)]).names == {}
    named = [*log, act(3, Joint.JOIN, 3, 4, name="Bo")]
    assert joining_of(named).names == {2: "Bo"}


def test_that_declined_pairs_are_kept_the_smaller_first() -> None:
    joining = joining_of([act(1, Joint.DECLINE, 5, 2, 3)])
    assert joining.declined == {(2, 3), (2, 5), (3, 5)}
    assert list(pairs_of([PersonId(2), PersonId(2)])) == []


def test_that_nothing_is_said_of_nobody() -> None:
    assert joining_of([act(1, Joint.JOIN)]) == Joining()
    assert joining_of([act(1, Joint.UNDO)]) == Joining()
    assert standing_acts([act(1, Joint.JOIN, 1, 2), act(2, Joint.UNDO, undoes=1)]) == []
    assert "Dale" not in repr(act(1, Joint.NAME, 1, name="Dale"))
