"""The guide: the same facts give the same rail, and a blocked step says who unblocks it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.steps import Facts, State, Step, next_step, steps

SMALL = st.integers(0, 3)
FACTS = st.builds(
    Facts,
    request_open=st.booleans(),
    sources=SMALL,
    records_held=SMALL,
    in_request=SMALL,
    undecided=SMALL,
    findings=SMALL,
    packets=SMALL,
)


def states(facts: Facts) -> dict[Step, State]:
    return {state.step: state.state for state in steps(facts)}


@given(FACTS)
def test_that_every_step_stands_in_the_rail_once_and_in_order(facts: Facts) -> None:
    assert [state.step for state in steps(facts)] == list(Step)
    assert steps(facts) == steps(facts)


@given(FACTS)
def test_that_a_blocked_step_names_an_earlier_step_that_is_not_done(facts: Facts) -> None:
    rail = {state.step: state for state in steps(facts)}
    order = list(Step)
    for state in rail.values():
        assert (state.unblocked_by is not None) == (state.state is State.BLOCKED)
        if state.unblocked_by is not None:
            assert state.reason
            assert order.index(state.unblocked_by) < order.index(state.step)
            assert rail[state.unblocked_by].state is not State.DONE


@given(FACTS)
def test_that_there_is_always_something_to_do_until_a_packet_is_built(facts: Facts) -> None:
    following = next_step(steps(facts))
    if following is None:
        assert all(state.state is State.DONE for state in steps(facts))
    else:
        assert following.state is State.OPEN
        assert following.reason


@pytest.mark.parametrize(
    ("facts", "here"),
    [
        (Facts(), Step.REQUEST),
        (Facts(request_open=True), Step.SOURCES),
        (Facts(request_open=True, sources=1, records_held=9), Step.SEARCH),
        (Facts(request_open=True, sources=1, records_held=9, in_request=3, undecided=2),
         Step.REVIEW),
        (Facts(request_open=True, sources=1, records_held=9, in_request=3, findings=1),
         Step.CHECK),
        (Facts(request_open=True, sources=1, records_held=9, in_request=3), Step.PACKET),
    ],
)  # fmt: skip
def test_that_the_next_step_is_the_first_that_waits(facts: Facts, here: Step) -> None:
    following = next_step(steps(facts))
    assert following is not None
    assert following.step is here


def test_that_all_done_leaves_nothing_to_do() -> None:
    done = Facts(True, 1, 9, 3, 0, 0, 1)
    assert next_step(steps(done)) is None
    assert set(states(done).values()) == {State.DONE}


def test_that_a_missing_second_reader_leaves_the_packet_open_for_marked_copies():
    facts = Facts(request_open=True, sources=1, records_held=2, in_request=2, findings=1, unread=1)
    rail = steps(facts)
    assert [one.state for one in rail[-2:]] == [State.OPEN, State.OPEN]
    assert rail[-1].reason == "The second reader has not signed."
    assert next_step(rail) == rail[-2]
    assert steps(replace(facts, findings=2))[-1].state is State.BLOCKED


@pytest.mark.parametrize("left", [{"gaps": 1}, {"unread": 1}, {"gaps": 1, "unread": 1}])
def test_that_what_holds_back_releases_alone_lets_a_marked_copy_be_made(
    left: dict[str, int],
) -> None:
    found = sum(left.values())
    facts = Facts(True, 1, 9, 3, findings=found, **left)
    assert states(facts)[Step.PACKET] is State.OPEN
    assert states(facts)[Step.CHECK] is State.OPEN
    assert states(replace(facts, findings=found + 1))[Step.PACKET] is State.BLOCKED
