"""The rule of threads against the same rule written plainly, and what must never happen."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.people import Party, Role
from app.domain.subjects import subject_of
from app.vault.clue_columns import mails_of
from app.vault.clues import ClueMaker, MailFacts
from app.vault.thread_rule import DAYS, threads_of

DAY = 86_400 * 1_000_000
PEOPLE = ("rosa@example.com", "ben@example.com", "dana@example.com")


class Told(NamedTuple):
    """One mail, as the plain rule reads it."""

    own: str
    names: tuple[str, ...]
    day: int | None
    subject: str
    sender: str
    to: str

    @property
    def ids(self) -> set[str]:
        base = subject_of(self.subject).base
        same = (
            {f"{self.day} {base} {self.sender} {self.to}"} if base and self.day is not None else ()
        )
        return {*self.names, *([self.own] if self.own else ()), *same}

    @property
    def answers(self) -> bool:
        return self.subject.startswith("Re: ")


def facts(at: int, told: Told) -> MailFacts:
    people = (Party(Role.FROM, "", told.sender), Party(Role.TO, "", told.to))
    sent = None if told.day is None else told.day * DAY
    names = tuple(f"id:{one}" for one in told.names)
    identity = hashlib.sha256(str(at).encode()).digest()
    return MailFacts("email", sent, told.own, "", "", names, told.subject, people, identity)


def found(mails: Sequence[Told]) -> set[frozenset[int]]:
    maker = ClueMaker()
    clues = [maker.clue_of(facts(at, one)) for at, one in enumerate(mails)]
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for at, label in enumerate(threads_of(mails_of(range(1, len(mails) + 1), clues)).tolist()):
        groups[label].add(at)
    return {frozenset(one) for one in groups.values()}


def by_ids(mails: Sequence[Told]) -> list[set[int]]:
    groups: list[set[int]] = []
    for at, one in enumerate(mails):
        near = [g for g in groups if any(one.ids & mails[other].ids for other in g)]
        groups = [g for g in groups if g not in near] + [{at}.union(*near)]
    return groups


def plainly(mails: Sequence[Told]) -> set[frozenset[int]]:
    """Follow the rule step by step, each mail against each other."""
    groups = by_ids(mails)
    rank = {at: _when(at, one) for at, one in enumerate(mails)}
    follows: list[set[int]] = []
    for group in groups:
        head = min(group, key=rank.__getitem__)
        one = mails[head]
        base = subject_of(one.subject).base
        begun = any(
            not mails[m].answers and subject_of(mails[m].subject).base == base for m in group
        )
        if not one.answers or begun or one.day is None or not base:
            continue
        earlier = [
            at
            for at, other in enumerate(mails)
            if rank[at] < rank[head]
            and subject_of(other.subject).base == base
            and {one.sender, one.to} == {other.sender, other.to}
        ]
        last = max(earlier, key=rank.__getitem__, default=None)
        if last is not None and one.day - (mails[last].day or 0) <= DAYS:
            follows.append({head, last})
    for pair in follows:
        near = [g for g in groups if g & pair]
        groups = [g for g in groups if g not in near] + [set().union(*near)]
    return {frozenset(group) for group in groups}


def _when(at: int, one: Told) -> tuple[bool, int, int]:
    tie = int.from_bytes(hashlib.sha256(str(at).encode()).digest()[:8], "big", signed=True)
    return (one.day is None, one.day or 0, tie)


IDS = tuple("abcdefgh")
MAILS = st.lists(
    st.builds(
        lambda own, names, day, subject, pair: Told(own, names, day, subject, *pair),
        st.sampled_from(("", *IDS)),
        st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
        st.one_of(st.none(), st.integers(0, 30)),
        st.sampled_from(("Re: Rota", "Rota", "Re: Fees", "Fees", "Re: hi", "hi", "")),
        st.permutations(PEOPLE).map(lambda people: people[:2]),
    ),
    max_size=9,
)


SAME_SECOND = [
    *[Told("", (), None, "Re: Rota", PEOPLE[0], PEOPLE[1])] * 3,
    Told("", (), 0, "Re: Fees", PEOPLE[0], PEOPLE[2]),
    Told("", (), 0, "Fees", PEOPLE[2], PEOPLE[0]),
]


@settings(max_examples=300, deadline=None)
@given(MAILS)
@example(SAME_SECOND)
def test_that_threads_are_those_of_the_rule_written_plainly(mails: list[Told]) -> None:
    assert found(mails) == plainly(mails)


@settings(max_examples=200, deadline=None)
@given(MAILS)
def test_that_no_thread_holds_two_beginnings_that_no_id_joins(mails: list[Told]) -> None:
    groups = [frozenset(group) for group in by_ids(mails)]
    for thread in found(mails):
        parts = [group for group in groups if group <= thread]
        own = [part for part in parts if any(not mails[at].answers for at in part)]
        assert set().union(*parts) == thread
        headed = [p for p in own if not mails[min(p, key=lambda m: _when(m, mails[m]))].answers]
        assert len(headed) <= 1


def test_that_no_mails_are_no_threads() -> None:
    assert found([]) == set()
