"""A second reader's pass: what is read, what a verdict is worth, how the tenth is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decisions import (
    BeginPass,
    Comment,
    Decision,
    Disposition,
    LoggedDecision,
    Verdict,
    Which,
)
from app.domain.ids import DecisionId, GroupId, RecordId, RequestId
from app.domain.second_reading import (
    Read,
    ReadingFacts,
    folded,
    is_enough,
    open_for_review,
    reading_of,
    tenth_of,
)

REQUEST = RequestId(7)
BEGUN = 1000


def logged(number: int, decision: Decision, who: str = "Ruiz") -> LoggedDecision:
    return LoggedDecision(DecisionId(number), GroupId(number), REQUEST, number, who, decision)


def facts(
    count: int, *verdicts: LoggedDecision, barred: frozenset[str] = frozenset()
) -> ReadingFacts:
    ids = [RecordId(number) for number in range(1, count + 1)]
    outcomes: dict[RecordId, Disposition | None] = dict.fromkeys(ids, Disposition.RELEASE)
    decided = {one: (DecisionId(one), DecisionId(one)) for one in ids}
    return ReadingFacts(REQUEST, outcomes, decided, verdicts, barred)


def begun(which: Which, *always: int) -> LoggedDecision:
    return logged(BEGUN, BeginPass(which, tuple(map(RecordId, always))))


def accept(number: int, record: int, who: str = "Ruiz") -> LoggedDecision:
    return logged(number, Verdict(RecordId(record), accepted=True), who)


def back(number: int, record: int, who: str = "Ruiz") -> LoggedDecision:
    return logged(number, Verdict(RecordId(record), accepted=False, note="again"), who)


def test_that_a_verdict_holds_until_something_is_decided_on_the_record() -> None:
    told = facts(3, accept(1001, 1), accept(1002, 2), back(1003, 3))
    assert list(open_for_review(told).values()) == [Read.ACCEPTED, Read.ACCEPTED, Read.SENT_BACK]
    later = {**told.decided, RecordId(2): (DecisionId(2), DecisionId(1004))}
    again = open_for_review(replace(told, decided=later))
    assert list(again.values()) == [Read.ACCEPTED, Read.OPEN, Read.SENT_BACK]


def test_that_the_last_verdict_counts_and_acceptances_of_the_barred_do_not() -> None:
    told = facts(2, back(1001, 1), accept(1002, 1), accept(1003, 2, " PAT  Doe"))
    assert open_for_review(told)[RecordId(2)] is Read.ACCEPTED
    barred = open_for_review(replace(told, barred=frozenset({"pat doe"})))
    assert list(barred.values()) == [Read.ACCEPTED, Read.OPEN]


def test_that_somebody_barred_may_send_back_but_not_undo_what_was_sent_back() -> None:
    told = facts(1, accept(1001, 1), back(1002, 1, "pat"), accept(1003, 1, "pat"))
    states = open_for_review(replace(told, barred=frozenset({"pat"})))
    assert states == {RecordId(1): Read.SENT_BACK}


def test_that_a_verdict_on_what_is_undecided_or_gone_counts_for_nothing() -> None:
    told = facts(1, accept(1001, 1), accept(1002, 9))
    assert open_for_review(replace(told, decided={})) == {RecordId(1): Read.OPEN}


def test_that_a_pass_of_all_reads_every_record_and_ends() -> None:
    told = facts(2, accept(1001, 1))
    reading = reading_of(begun(Which.ALL), told)
    assert (reading.of(Read.OPEN), reading.is_done) == ((RecordId(2),), False)
    done = reading_of(begun(Which.ALL), facts(2, accept(1001, 1), accept(1002, 2)))
    assert done.is_done


def test_that_a_pass_of_what_is_withheld_reads_it_and_what_changes_later() -> None:
    told = facts(4)
    hidden = {**told.outcomes, RecordId(2): Disposition.REDACT, RecordId(3): Disposition.WITHHOLD}
    told = replace(told, outcomes=hidden)
    assert set(reading_of(begun(Which.REDACTED), told).states) == {2, 3}
    later = {**told.decided, RecordId(4): (DecisionId(4), DecisionId(1200))}
    assert set(reading_of(begun(Which.REDACTED), replace(told, decided=later)).states) == {2, 3, 4}


def test_that_a_pass_is_never_empty() -> None:
    assert len(reading_of(begun(Which.REDACTED), facts(25)).states) == 3
    assert len(reading_of(begun(Which.TENTH), facts(1)).states) == 1


def test_that_the_tenth_holds_the_critical_and_whatever_was_decided_since() -> None:
    told = facts(30)
    drawn = set(reading_of(begun(Which.TENTH), told).states)
    assert len(drawn) == 3
    other = next(one for one in told.outcomes if one not in drawn)
    third = next(one for one in told.outcomes if one not in {*drawn, other})
    later = {**told.decided, third: (told.decided[third][0], DecisionId(1300))}
    reading = reading_of(begun(Which.TENTH, other), replace(told, decided=later))
    assert set(reading.states) == {*drawn, other, third}


def test_that_notes_stay_readable_after_the_record_was_decided_anew() -> None:
    told = facts(1, back(1001, 1))
    later = {RecordId(1): (DecisionId(1), DecisionId(1100))}
    reading = reading_of(begun(Which.ALL), replace(told, decided=later))
    assert (reading.of(Read.OPEN), reading.notes) == ((RecordId(1),), {RecordId(1): "again"})
    assert reading_of(begun(Which.ALL), facts(1, back(1001, 1), accept(1002, 1))).notes == {}


def test_that_a_pass_begins_only_with_its_own_entry() -> None:
    with pytest.raises(TypeError):
        reading_of(logged(1, Comment(RecordId(1), "no")), facts(1))


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=200), st.integers(1, 10**6))
def test_that_the_same_place_of_the_log_always_draws_the_same_tenth(
    numbers: set[int], position: int
) -> None:
    records = [RecordId(one) for one in numbers]
    drawn = tenth_of(REQUEST, DecisionId(position), records)
    assert drawn == tenth_of(REQUEST, DecisionId(position), records[::-1])
    assert len(drawn) == (len(records) + 9) // 10
    assert drawn <= set(records)


def test_that_another_place_of_the_log_draws_another_tenth() -> None:
    records = [RecordId(one) for one in range(200)]
    drawn = {tenth_of(REQUEST, DecisionId(position), records) for position in range(20)}
    assert len(drawn) == 20


@pytest.mark.parametrize(
    ("which", "least", "enough"),
    [
        (Which.ALL, Which.REDACTED, True),
        (Which.REDACTED, Which.REDACTED, True),
        (Which.TENTH, Which.REDACTED, False),
        (Which.TENTH, Which.TENTH, True),
        (Which.REDACTED, Which.ALL, False),
    ],
)
def test_that_a_pass_is_measured_by_what_is_asked(which: Which, least: Which, enough: bool) -> None:
    assert is_enough(which, least) is enough


def test_that_names_are_compared_without_case_blanks_and_forms_of_letters() -> None:
    assert folded("  Marta\u00a0 RUIZ ") == folded("marta ruiz") == folded("ＭＡＲＴＡ ruiz")
    assert folded("Marta Ruiz") != folded("Martha Ruiz")
