"""The guide: what is done, open or blocked in a request, computed from facts alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The six steps of answering a request, in order."""

    REQUEST = "Request"
    SOURCES = "Sources"
    SEARCH = "Search"
    REVIEW = "Review"
    CHECK = "Check"
    PACKET = "Packet"


class State(StrEnum):
    """How a step stands."""

    OPEN = "open"
    DONE = "done"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the vault says; counts only.

    Attributes:
        unread: those of the findings that are for the second reader; a copy that is not released
            may be made all the same.
        gaps: those of them that tell of open gaps in what is held; so may it then.
    """

    request_open: bool = False
    sources: int = 0
    records_held: int = 0
    in_request: int = 0
    undecided: int = 0
    findings: int = 0
    packets: int = 0
    unread: int = 0
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of the rail.

    Attributes:
        left: what is left to do there, or how much lies there when it is done.
        reason: why it is blocked or what is asked, one sentence.
        unblocked_by: the step to go to when this one is blocked.
    """

    step: Step
    state: State
    left: int = 0
    reason: str = ""
    unblocked_by: Step | None = None


def steps(facts: Facts) -> tuple[StepState, ...]:
    """Tell how each step stands; the same facts always give the same rail."""
    return (
        _request(facts),
        _sources(facts),
        _search(facts),
        _review(facts),
        _check(facts),
        _packet(facts),
    )


def next_step(rail: tuple[StepState, ...]) -> StepState | None:
    """Give the first step that is open, which is what the clerk should do next."""
    return next((step for step in rail if step.state is State.OPEN), None)


def _request(facts: Facts) -> StepState:
    if facts.request_open:
        return StepState(Step.REQUEST, State.DONE)
    return StepState(Step.REQUEST, State.OPEN, reason="Choose a request or enter a new one.")


def _sources(facts: Facts) -> StepState:
    if facts.records_held:
        return StepState(Step.SOURCES, State.DONE, facts.sources)
    return StepState(Step.SOURCES, State.OPEN, reason="Add the exports that may hold the answer.")


def _search(facts: Facts) -> StepState:
    if not facts.records_held:
        return _blocked(Step.SEARCH, "There is nothing to search yet.", Step.SOURCES)
    if not facts.request_open:
        return _blocked(Step.SEARCH, "Choose the request to search for.", Step.REQUEST)
    if facts.in_request:
        return StepState(Step.SEARCH, State.DONE, facts.in_request)
    return StepState(Step.SEARCH, State.OPEN, reason="Find the records that answer the request.")


def _review(facts: Facts) -> StepState:
    if not facts.in_request:
        return _blocked(Step.REVIEW, "The request holds no records yet.", Step.SEARCH)
    if facts.undecided:
        return StepState(Step.REVIEW, State.OPEN, facts.undecided, "Decide each record.")
    return StepState(Step.REVIEW, State.DONE, facts.in_request)


def _check(facts: Facts) -> StepState:
    if not facts.in_request:
        return _blocked(Step.CHECK, "The request holds no records yet.", Step.SEARCH)
    if facts.undecided:
        return StepState(Step.CHECK, State.OPEN, facts.findings, "Some records have no decision.")
    if facts.findings:
        return StepState(Step.CHECK, State.OPEN, facts.findings, "Something needs another look.")
    return StepState(Step.CHECK, State.DONE)


def _packet(facts: Facts) -> StepState:
    if not facts.in_request:
        return _blocked(Step.PACKET, "The request holds no records yet.", Step.SEARCH)
    if facts.undecided:
        return _blocked(Step.PACKET, "Some records have no decision.", Step.REVIEW)
    if facts.findings > facts.unread + facts.gaps:
        return _blocked(Step.PACKET, "The check found something to put right.", Step.CHECK)
    if facts.packets and not facts.findings:
        return StepState(Step.PACKET, State.DONE, facts.packets)
    return StepState(Step.PACKET, State.OPEN, reason=_asked_of_packet(facts))


def _asked_of_packet(facts: Facts) -> str:
    if facts.gaps:
        return "Gaps in what is held have no answer."
    return "The second reader has not signed." if facts.unread else "Build and verify the packet."


def _blocked(step: Step, reason: str, by: Step) -> StepState:
    return StepState(step, State.BLOCKED, reason=reason, unblocked_by=by)
