"""Decisions, undo and redo at random, beside a picture of how it was before."""

from __future__ import annotations

from collections.abc import Sequence

from builders import hold, message, new_request, new_vault
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.decisions import (
    Comment,
    Decision,
    Dispose,
    Disposition,
    Lift,
    Redact,
)
from app.domain.ids import BlobName, GroupId, RecordId, RequestId
from app.domain.records import hash_of
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

TEXT = "My number is 555-0142, call me"
WORDS = SpanTarget(Span(13, 21))
CODES = ("(b)(6)",)
ONE, TWO = RecordId(1), RecordId(2)
PHOTO = StoredAttachment("IMG_1.jpg", 3, "image/jpeg", "aa", BlobName("b" * 64))


def redact(record: RecordId = ONE, target: SpanTarget = WORDS) -> Redact:
    return Redact(record, target, CODES, hash_of(TEXT))


def append(vault: Vault, request: RequestId, *decisions: Decision) -> GroupId:
    with vault.write() as work:
        return work.decisions.append(request, "Rosa", decisions)


def undo(vault: Vault, group: GroupId) -> GroupId:
    with vault.write() as work:
        return work.decisions.undo(group, "Rosa")


SPANS = st.builds(
    lambda start, length: SpanTarget(Span(start, min(start + length, len(TEXT)))),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 9),
)


class Desk(RuleBasedStateMachine):
    """A clerk who decides, undoes and redoes at random, beside a model that remembers all."""

    def __init__(self) -> None:
        import tempfile
        from pathlib import Path

        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.vault = new_vault(Path(self.folder.name))
        hold(self.vault, [message(TEXT, 1), message(TEXT, 2)])
        self.request = new_request(self.vault, [ONE, TWO]).id
        self.acts: list[GroupId] = []
        self.pictures: list[dict[RecordId, object]] = []

    def picture(self) -> dict[RecordId, object]:
        with self.vault.read() as work:
            standings = work.decisions.standings(self.request)
        return {
            record: (
                s.disposition,
                s.codes,
                s.comments,
                {(r.target, r.codes) for r in s.redactions},
            )
            for record, s in standings.items()
        }

    def act(self, decisions: Sequence[Decision]) -> None:
        self.pictures.append(self.picture())
        self.acts.append(append(self.vault, self.request, *decisions))

    @rule(record=st.sampled_from([ONE, TWO]), to=st.sampled_from([None, *Disposition]))
    def dispose(self, record: RecordId, to: Disposition | None) -> None:
        self.act([Dispose(record, to, CODES if to is Disposition.WITHHOLD else ())])

    @rule(record=st.sampled_from([ONE, TWO]), at=SPANS)
    def mark(self, record: RecordId, at: SpanTarget) -> None:
        self.act([redact(record, at), Comment(record, "marked")])

    @rule(record=st.sampled_from([ONE, TWO]))
    def lift_all(self, record: RecordId) -> None:
        with self.vault.read() as work:
            marks = work.decisions.standing(self.request, record).redactions
        self.act([Lift(record, mark.id) for mark in marks])

    @rule()
    def undo_the_last(self) -> None:
        if self.acts:
            undo(self.vault, self.acts.pop())
            assert self.picture() == self.pictures.pop()

    @rule()
    def undo_and_redo(self) -> None:
        if self.acts:
            now = self.picture()
            self.acts[-1] = undo(self.vault, undo(self.vault, self.acts[-1]))
            assert self.picture() == now

    @invariant()
    def the_standing_follows_from_the_log(self) -> None:
        with self.vault.write() as work:
            assert work.decisions.agrees_with_log()

    def teardown(self) -> None:
        self.vault.close()
        self.folder.cleanup()


TestDesk = Desk.TestCase
TestDesk.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
