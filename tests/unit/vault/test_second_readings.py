"""The shelf of second readings: the rule, who decided, and what is said of records."""

from __future__ import annotations

import builders
import pytest
import sqlalchemy as sa

from app.domain.decisions import (
    AlreadyPublic,
    BeginPass,
    Comment,
    Decline,
    Dispose,
    Disposition,
    SignOff,
    Verdict,
    Which,
)
from app.domain.ids import RecordId
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.domain.second_reading import FourEyes
from app.domain.spans import Span
from app.vault import tables as t
from app.vault.folder import Vault

TARGET = SpanTarget(Span(0, 2))


@pytest.fixture
def request_held(vault: Vault) -> Request:
    records = [builders.message(f"text {number}", number) for number in range(3)]
    return builders.new_request(vault, builders.hold(vault, records))


def test_that_the_rule_is_off_until_it_is_set_and_keeps_its_past(vault: Vault) -> None:
    with vault.write() as work:
        assert work.readings.rule() == FourEyes()
        work.readings.set_rule(FourEyes(is_on=True, least=Which.TENTH), "Pat")
        work.readings.set_rule(FourEyes(is_on=False), "Pat", "moved house")
    with vault.read() as work:
        assert work.readings.rule() == FourEyes()
    with vault.database.read() as connection:
        rows = connection.execute(sa.select(t.four_eyes.c.is_on, t.four_eyes.c.reason)).all()
    assert [tuple(row) for row in rows] == [(1, ""), (0, "moved house")]


@pytest.mark.parametrize("statement", ["UPDATE four_eyes SET is_on = 0", "DELETE FROM four_eyes"])
def test_that_the_rule_is_only_ever_added_to(vault: Vault, statement: str) -> None:
    with vault.write() as work:
        work.readings.set_rule(FourEyes(is_on=True), "Pat")
    with pytest.raises(sa.exc.DatabaseError), vault.database.write() as connection:
        connection.execute(sa.text(statement))
    with vault.read() as work:
        assert work.readings.rule().is_on


def test_that_passes_and_verdicts_are_read_back_as_they_were_written(
    vault: Vault, request_held: Request
) -> None:
    begun = BeginPass(Which.REDACTED, (RecordId(1), RecordId(3)))
    verdicts = [
        Verdict(RecordId(1), accepted=True),
        Verdict(RecordId(2), accepted=False, note="Zürich?"),
    ]
    with vault.write() as work:
        work.decisions.append(request_held.id, "Ruiz", [begun])
        group = work.decisions.append(request_held.id, "Ruiz", verdicts)
        assert [one.decision for one in work.readings.passes(request_held.id)] == [begun]
        assert [one.decision for one in work.readings.verdicts(request_held.id)] == verdicts
        work.decisions.undo(group, "Ruiz")
        assert work.readings.verdicts(request_held.id) == []
        assert work.decisions.agrees_with_log()


def test_that_verdicts_and_notes_are_no_decisions_on_a_record(
    vault: Vault, request_held: Request
) -> None:
    with vault.write() as work:
        append = work.decisions.append
        append(request_held.id, "Pat", [Dispose(RecordId(1), Disposition.RELEASE)])
        append(
            request_held.id,
            "Ruiz",
            [Verdict(RecordId(2), accepted=True), Comment(RecordId(3), "n")],
        )
        append(request_held.id, "Ben", [AlreadyPublic(RecordId(1), TARGET, "in the paper")])
        decided = work.readings.decided(request_held.id)
        assert list(decided) == [RecordId(1)]
        assert decided[RecordId(1)][0] < decided[RecordId(1)][1]
        assert work.readings.deciders(request_held.id) == ["Pat", "Ben"]


def test_that_whoever_takes_something_back_has_decided(vault: Vault, request_held: Request) -> None:
    with vault.write() as work:
        declined = [Decline(RecordId(1), TARGET, "phone")]
        group = work.decisions.append(request_held.id, "Pat", declined)
        work.decisions.undo(group, "Ruiz")
        assert work.readings.deciders(request_held.id) == ["Pat", "Ruiz"]


def test_that_a_signature_holds_until_anything_comes_after_it(
    vault: Vault, request_held: Request
) -> None:
    with vault.write() as work:
        assert work.readings.signature(request_held.id) is None
        declined = [Decline(RecordId(1), TARGET, "phone")]
        group = work.decisions.append(request_held.id, "Pat", declined)
        work.decisions.append(request_held.id, "Ruiz", [SignOff("Ruiz")])
        signature = work.readings.signature(request_held.id)
        assert signature is not None
        assert signature.decision == SignOff("Ruiz")
        work.decisions.undo(group, "Pat")
        assert work.readings.signature(request_held.id) is None


def test_that_nothing_is_decided_where_nobody_decided(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message("abc", 1)])
    request = builders.new_request(vault, ids)
    with vault.read() as work:
        assert work.readings.decided(request.id) == {}
