"""Decisions: the log, what it says now, undo, redo, and what is refused."""

from __future__ import annotations

import pytest
from builders import hold, message, new_request

from app.domain.decisions import (
    Comment,
    Decision,
    Decline,
    Dispose,
    Disposition,
    Lift,
    Redact,
    SignOff,
    Standing,
)
from app.domain.ids import BlobName, DecisionId, GroupId, RecordId, RequestId
from app.domain.records import hash_of
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget, WholeTarget
from app.domain.spans import Region, Span
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

TEXT = "My number is 555-0142, call me"
WORDS = SpanTarget(Span(13, 21))
CODES = ("(b)(6)",)
ONE, TWO = RecordId(1), RecordId(2)
PHOTO = StoredAttachment("IMG_1.jpg", 3, "image/jpeg", "aa", BlobName("b" * 64))


@pytest.fixture
def request_id(vault: Vault) -> RequestId:
    hold(vault, [message(TEXT, 1), message(TEXT, 2), message(TEXT, 3)], [[PHOTO], [], []])
    return new_request(vault, [ONE, TWO]).id


def redact(record: RecordId = ONE, target: SpanTarget = WORDS) -> Redact:
    return Redact(record, target, CODES, hash_of(TEXT))


def append(vault: Vault, request: RequestId, *decisions: Decision) -> GroupId:
    with vault.write() as work:
        return work.decisions.append(request, "Rosa", decisions)


def undo(vault: Vault, group: GroupId) -> GroupId:
    with vault.write() as work:
        return work.decisions.undo(group, "Rosa")


def standing(vault: Vault, request: RequestId, record: RecordId = ONE) -> Standing:
    with vault.read() as work:
        found = work.decisions.standing(request, record)
        assert work.decisions.standings(request)[record] == found
        return found


def test_that_every_kind_of_decision_comes_back_from_the_log(
    vault: Vault, request_id: RequestId
) -> None:
    region = RegionTarget(0, Region(1, 0.1, 0.2, 0.5, 0.25))
    decisions: list[Decision] = [
        Dispose(ONE, Disposition.WITHHOLD, CODES),
        Dispose(TWO, None),
        redact(),
        Redact(ONE, region, CODES),
        Redact(ONE, WholeTarget(0), ()),
        Comment(ONE, "Ask the sergeant: é"),
        Decline(TWO, WORDS, "phone"),
        SignOff("Ben"),
    ]
    group = append(vault, request_id, *decisions)
    lifted = append(vault, request_id, Lift(ONE, DecisionId(3)))
    with vault.read() as work:
        log = work.decisions.log(request_id)
        assert [entry.decision for entry in log] == [*decisions, Lift(ONE, DecisionId(3))]
        assert {entry.group for entry in log} == {group, lifted}
        assert work.decisions.log(request_id, after=8) == log[8:]
        assert work.decisions.group(group) == log[:8]
        assert work.decisions.position(request_id) == 9
    assert all(entry.who == "Rosa" and entry.at > 0 and entry.undoes is None for entry in log)


def test_that_an_undecided_record_stands_so(vault: Vault, request_id: RequestId) -> None:
    assert standing(vault, request_id) == Standing(ONE)
    with vault.read() as work:
        assert set(work.decisions.standings(request_id)) == {ONE, TWO}
        assert work.decisions.position(request_id) == 0


def test_that_the_standing_follows_the_log(vault: Vault, request_id: RequestId) -> None:
    append(vault, request_id, Dispose(ONE, Disposition.RELEASE), Comment(ONE, "first"))
    append(vault, request_id, redact(), Comment(ONE, "second"))
    now = standing(vault, request_id)
    assert (now.disposition, now.outcome) == (Disposition.RELEASE, Disposition.REDACT)
    assert now.comments == ("first", "second")
    assert [(r.id, r.target, r.codes, r.who) for r in now.redactions] == [
        (3, WORDS, CODES, "Rosa"),
    ]
    append(vault, request_id, Lift(ONE, DecisionId(3)), Dispose(ONE, None))
    later = standing(vault, request_id)
    assert (later.disposition, later.redactions) == (None, ())
    assert standing(vault, request_id, TWO) == Standing(TWO)


def test_that_the_last_disposition_of_one_act_counts(vault: Vault, request_id: RequestId) -> None:
    append(
        vault,
        request_id,
        Dispose(ONE, Disposition.RELEASE),
        Dispose(ONE, Disposition.WITHHOLD, CODES),
    )
    assert standing(vault, request_id).disposition is Disposition.WITHHOLD
    assert standing(vault, request_id).codes == CODES


def test_that_undo_restores_what_was_before(vault: Vault, request_id: RequestId) -> None:
    append(vault, request_id, Dispose(ONE, Disposition.RELEASE), redact())
    before = standing(vault, request_id)
    change = append(
        vault,
        request_id,
        Dispose(ONE, Disposition.WITHHOLD, CODES),
        redact(target=SpanTarget(Span(0, 2))),
        Comment(ONE, "changed my mind"),
    )
    undone = undo(vault, change)
    assert standing(vault, request_id) == before
    with vault.read() as work:
        assert all(entry.undoes == change for entry in work.decisions.group(undone))
        assert [(g.id, g.undone, g.undoes) for g in work.decisions.groups(request_id)] == [
            (undone, False, change),
            (change, True, None),
            (1, False, None),
        ]


def test_that_undoing_an_undo_does_it_again(vault: Vault, request_id: RequestId) -> None:
    change = append(
        vault, request_id, Dispose(ONE, Disposition.RELEASE), redact(), Comment(ONE, "so be it")
    )
    done = standing(vault, request_id)
    undone = undo(vault, change)
    assert standing(vault, request_id) == Standing(ONE)
    again = undo(vault, undone)
    redone = standing(vault, request_id)
    assert (redone.disposition, redone.comments) == (done.disposition, done.comments)
    assert [r.target for r in redone.redactions] == [WORDS]
    with vault.read() as work:
        assert [g.undone for g in work.decisions.groups(request_id)] == [False, True, False]
    undo(vault, again)
    assert standing(vault, request_id) == Standing(ONE)


def test_that_a_lifted_redaction_comes_back(vault: Vault, request_id: RequestId) -> None:
    append(vault, request_id, redact())
    lifted = append(vault, request_id, Lift(ONE, DecisionId(1)))
    undo(vault, lifted)
    assert [r.target for r in standing(vault, request_id).redactions] == [WORDS]


def test_that_undo_leaves_later_decisions_alone(vault: Vault, request_id: RequestId) -> None:
    first = append(vault, request_id, Dispose(ONE, Disposition.RELEASE), redact())
    append(
        vault,
        request_id,
        Dispose(ONE, Disposition.WITHHOLD, CODES),
        Lift(ONE, DecisionId(2)),
    )
    undo(vault, first)
    now = standing(vault, request_id)
    assert (now.disposition, now.redactions) == (Disposition.WITHHOLD, ())


def test_that_what_was_marked_again_is_not_marked_twice(
    vault: Vault, request_id: RequestId
) -> None:
    append(vault, request_id, redact())
    lifted = append(vault, request_id, Lift(ONE, DecisionId(1)))
    append(vault, request_id, redact())
    undo(vault, lifted)
    assert len(standing(vault, request_id).redactions) == 1


def test_that_an_act_done_again_can_be_undone_by_its_own_number(
    vault: Vault, request_id: RequestId
) -> None:
    act = append(vault, request_id, Dispose(ONE, Disposition.RELEASE), redact())
    undo(vault, undo(vault, act))
    undo(vault, act)
    assert standing(vault, request_id) == Standing(ONE)


def test_that_nothing_is_undone_twice(vault: Vault, request_id: RequestId) -> None:
    group = append(vault, request_id, Dispose(ONE, Disposition.RELEASE))
    undo(vault, group)
    with pytest.raises(DecisionRefused, match="taken back already"):
        undo(vault, group)
    with pytest.raises(KeyError):
        undo(vault, GroupId(99))


def test_that_a_declined_suggestion_counts_until_it_is_undone(
    vault: Vault, request_id: RequestId
) -> None:
    group = append(vault, request_id, Decline(ONE, WORDS, "phone"))
    with vault.read() as work:
        assert work.decisions.declined(request_id) == [Decline(ONE, WORDS, "phone")]
    undo(vault, group)
    with vault.read() as work:
        assert work.decisions.declined(request_id) == []
        assert work.decisions.groups(request_id)[0].decisions == 0


HASH = hash_of(TEXT)


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Dispose(RecordId(3), Disposition.RELEASE), "Record 3 is not in request 2026-014"),
        (Comment(RecordId(99), "x"), "Record 99 is not in request"),
        (Dispose(ONE, Disposition.WITHHOLD), "cannot be withheld without an exemption"),
        (Redact(ONE, WORDS, CODES, hash_of("another")), "was made on another text"),
        (Redact(ONE, WORDS, CODES, ""), "was made on another text"),
        (Redact(ONE, SpanTarget(Span(13, 31)), CODES, HASH), "past the end"),
        (Redact(ONE, SpanTarget(Span(0, 2), Place(Field.PARTY, 9)), CODES, HASH), "not have"),
        (Redact(ONE, SpanTarget(Span(0, 2), Place(Field.PARTY, -1)), CODES, HASH), "not have"),
        (Redact(ONE, SpanTarget(Span(0, 2), Place(Field.TEXT, 1)), CODES, HASH), "not have"),
        (Redact(ONE, WholeTarget(1), CODES), "an attachment that it does not have"),
        (Redact(ONE, WholeTarget(-1), CODES), "an attachment that it does not have"),
        (Redact(TWO, RegionTarget(0, Region(1, 0, 0, 1, 1)), CODES), "does not have"),
        (Lift(ONE, DecisionId(1)), "no such redaction"),
        (Lift(TWO, DecisionId(1)), "no such redaction"),
    ],
)
def test_that_what_does_not_fit_is_refused_whole(
    vault: Vault, request_id: RequestId, decision: Decision, why: str
) -> None:
    with pytest.raises(DecisionRefused, match=why) as caught:
        append(vault, request_id, Dispose(TWO, Disposition.RELEASE), decision)
    assert "555" not in str(caught.value)
    assert standing(vault, request_id, TWO) == Standing(TWO)


def test_that_a_closed_request_takes_no_decision(vault: Vault, request_id: RequestId) -> None:
    with vault.write() as work:
        work.requests.close(request_id)
    with pytest.raises(DecisionRefused, match="is closed"):
        append(vault, request_id, Dispose(ONE, Disposition.RELEASE))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(Field.TITLE), "Rosa Diaz"),
        (Place(Field.PARTY, 1), "Ben Cole <+1 850 555 0102>"),
        (Place(Field.ATTACHMENT_NAME, 0), "IMG_1.jpg"),
    ],
)
def test_that_every_printable_text_can_be_redacted(
    vault: Vault, request_id: RequestId, place: Place, text: str
) -> None:
    target = SpanTarget(Span(0, len(text)), place)
    append(vault, request_id, Redact(ONE, target, (), hash_of(text)))
    assert standing(vault, request_id).redactions[0].target == target


@pytest.mark.parametrize("table", ["decisions", "decision_groups"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id + 1", "DELETE FROM {}"])
def test_that_the_log_is_only_added_to(
    vault: Vault, request_id: RequestId, table: str, act: str
) -> None:
    append(vault, request_id, Dispose(ONE, Disposition.RELEASE))
    with vault.database.alone() as raw, pytest.raises(Exception, match="only ever added to"):
        raw.execute(act.format(table))


def test_that_a_thousand_records_are_decided_in_one_act(vault: Vault) -> None:
    ids = hold(vault, [message(TEXT, n) for n in range(1200)])
    request = new_request(vault, ids).id
    group = append(
        vault,
        request,
        *(Dispose(one, Disposition.RELEASE) for one in ids),
        *(redact(one) for one in ids),
    )
    with vault.read() as work:
        standings = work.decisions.standings(request)
    assert {s.outcome for s in standings.values()} == {Disposition.REDACT}
    undo(vault, group)
    with vault.read() as work:
        assert work.requests.get(request).undecided == 1200


def test_that_a_decision_in_one_request_is_none_in_another(
    vault: Vault, request_id: RequestId
) -> None:
    append(vault, request_id, Dispose(ONE, Disposition.RELEASE), redact())
    with vault.write() as work:
        details = work.requests.get(request_id).details
        from dataclasses import replace

        other = work.requests.add(replace(details, number="2"))
        work.requests.add_records(other.id, [ONE], "by hand")
    assert standing(vault, other.id) == Standing(ONE)
    with pytest.raises(DecisionRefused, match="no such redaction"):
        append(vault, other.id, Lift(ONE, DecisionId(2)))
