"""Layers in the vault: SQL says what the pure function says, and undo restores."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import builders
import pytest

from app.domain.audiences import LAYERED, Audience
from app.domain.decisions import Decision, Dispose, Disposition, Lift, Redact, WithholdWords
from app.domain.ids import GroupId, RecordId
from app.domain.layers import (
    Layered,
    LayerEntry,
    OnlyRedact,
    OnlyWithhold,
    OnlyWords,
    OpenCode,
    OpenRecord,
    OpenRedaction,
    OpenWords,
)
from app.domain.records import hash_of
from app.domain.redaction import Field, Place, SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.domain.views import Layer
from app.errors import DecisionRefused, VaultRefused
from app.vault.folder import Vault

TEXT = "Maria called at noon from the grove"
TITLE = "Rosa Diaz"
CODES = ("(a)", "(b)", "(c)")
VICTIM, COURT = Audience.VICTIM, Audience.COURT
LEAVES = {Disposition.RELEASE, Disposition.REDACT, Disposition.WITHHOLD}


class Office:
    """A request of records with one text."""

    def __init__(self, vault: Vault, many: int = 12) -> None:
        self.vault = vault
        self.ids = builders.hold(vault, [builders.message(TEXT, at) for at in range(many)])
        self.request: Request = builders.new_request(vault, self.ids)

    def decide(self, *decisions: Decision) -> GroupId:
        with self.vault.write() as work:
            return work.decisions.append(self.request.id, "Pat", decisions)

    def undo(self, group: GroupId) -> GroupId:
        with self.vault.write() as work:
            return work.decisions.undo(group, "Pat")

    def redact(self, at: int, start: int, end: int, *codes: str) -> Redact:
        target = SpanTarget(Span(start, end))
        return Redact(self.ids[at], target, codes, hash_of(TEXT))

    def layer(self, audience: Audience = VICTIM) -> Layer:
        with self.vault.read() as work:
            return work.layers.layer(self.request.id, audience)

    def opened(self, made: Redact) -> OpenRedaction:
        return OpenRedaction(made.record, made.target, made.codes)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def some(dice: random.Random, office: Office) -> Sequence[Decision]:
    """Decide something at random, for the public or for one audience."""
    record = dice.choice(office.ids)
    start = dice.randrange(0, 30)
    codes = tuple(sorted(dice.sample(CODES, dice.randint(1, 3))))
    target = SpanTarget(Span(start, start + 3))
    titled = SpanTarget(Span(0, 4), Place(Field.TITLE))
    with office.vault.read() as work:
        standing = work.decisions.standing(office.request.id, record)
    entries: list[LayerEntry] = [
        OpenCode(dice.choice(CODES)),
        OnlyRedact(record, target, codes, hash_of(TEXT)),
        OnlyRedact(record, titled, codes, hash_of(TITLE)),
        OnlyWithhold(record, codes),
        OpenRecord(record, standing.codes),
        OpenRecord(record, codes),
        *(OpenRedaction(record, one.target, one.codes) for one in standing.redactions),
    ]
    disposition = dice.choice([None, *Disposition])
    given = codes if disposition is Disposition.WITHHOLD else ()
    return [
        dice.choice(
            [
                Redact(record, target, codes, hash_of(TEXT)),
                Redact(record, titled, codes, hash_of(TITLE)),
                Dispose(record, disposition, given),
                *(
                    Layered(dice.choice(LAYERED), dice.choice(entries), dice.random() < 0.8)
                    for _ in range(3)
                ),
            ]
        )
    ]


@pytest.mark.parametrize("seed", range(6))
def test_that_sql_counts_what_the_pure_function_sees(office: Office, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        office.decide(*some(dice, office))
    number = office.request.id
    with office.vault.read() as work:
        for audience in Audience:
            seen = work.layers.standings(number, audience)
            parts = work.layers.standings_of(number, office.ids[:3], audience)
            assert parts == {one: seen[one] for one in office.ids[:3]}
            counted = Counter(one.outcome for one in seen.values())
            assert work.outcomes.counts(number, audience) == counted
            leaving = {i: one for i, one in seen.items() if one.outcome in LEAVES}
            keys = work.outcomes.leaving(number, audience=audience)
            assert {key.id: key.outcome for key in keys} == {
                record: one.outcome for record, one in leaving.items()
            }
            shown = [one for one in leaving.values() if one.outcome is not Disposition.WITHHOLD]
            assert work.outcomes.redactions(number, audience) == sum(
                len(one.redactions) for one in shown
            )
            codes = {code for one in shown for made in one.redactions for code in made.codes}
            codes |= {
                code
                for one in leaving.values()
                if one.outcome is Disposition.WITHHOLD
                for code in one.codes
            }
            assert work.outcomes.codes_that_leave(number, audience) == codes
            titled = {
                record
                for record, one in seen.items()
                for made in one.redactions
                if isinstance(made.target, SpanTarget) and made.target.place.field is Field.TITLE
            }
            assert set(work.outcomes.retitled(number, audience)) == titled
    with office.vault.write() as work:
        assert work.decisions.agrees_with_log()


@pytest.mark.parametrize("seed", range(4))
def test_that_undo_restores_every_view_and_redo_does_it_again(office: Office, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        office.decide(*some(dice, office))
    views = [views_of(office)]
    groups = []
    for _ in range(12):
        groups.append(office.decide(*some(dice, office)))
        views.append(views_of(office))
    undone = []
    for at in reversed(range(12)):
        undone.append(office.undo(groups[at]))
        assert views_of(office) == views[at]
    for at, group in enumerate(reversed(undone)):
        office.undo(group)
        assert views_of(office) == views[at + 1]
    with office.vault.write() as work:
        assert work.decisions.agrees_with_log()


def views_of(office: Office) -> object:
    """Give all views without numbers, which are new where something was done again."""
    with office.vault.read() as work:
        return {
            audience: {
                record: (
                    one.disposition,
                    one.codes,
                    Counter((made.target, made.codes) for made in one.redactions),
                )
                for record, one in work.layers.standings(office.request.id, audience).items()
            }
            for audience in Audience
        }


def test_that_an_act_that_another_one_changed_since_stays_as_that_left_it(office: Office) -> None:
    first = office.decide(Layered(VICTIM, OpenCode("(a)")))
    office.decide(Layered(VICTIM, OpenCode("(a)"), stands=False))
    office.undo(first)
    assert office.layer().codes == frozenset()
    office.decide(Layered(VICTIM, OpenCode("(b)")))
    again = office.decide(Layered(VICTIM, OpenCode("(b)")))
    office.undo(again)
    assert office.layer().codes == {"(b)"}


def test_that_a_redaction_lifted_and_brought_back_is_open_still(office: Office) -> None:
    made = office.redact(0, 0, 5, "(a)")
    office.decide(Dispose(made.record, Disposition.RELEASE), made)
    office.decide(Layered(VICTIM, office.opened(made)))
    with office.vault.read() as work:
        (standing,) = work.decisions.standing(office.request.id, made.record).redactions
    lifted = office.decide(Lift(made.record, standing.id))
    office.undo(lifted)
    with office.vault.read() as work:
        seen = work.layers.standings_of(office.request.id, [made.record], VICTIM)
    assert seen[made.record].redactions == ()


def test_that_under_another_exemption_it_is_closed_again(office: Office) -> None:
    made = office.redact(0, 0, 5, "(a)")
    office.decide(Dispose(made.record, Disposition.RELEASE), made)
    office.decide(Layered(VICTIM, office.opened(made)))
    with office.vault.read() as work:
        (standing,) = work.decisions.standing(office.request.id, made.record).redactions
    office.decide(Lift(made.record, standing.id), office.redact(0, 0, 5, "(b)"))
    with office.vault.read() as work:
        seen = work.layers.standings_of(office.request.id, [made.record], VICTIM)
    assert [one.codes for one in seen[made.record].redactions] == [("(b)",)]


def test_that_what_is_said_of_words_is_told_by_audience(office: Office) -> None:
    office.decide(WithholdWords("Maria"), WithholdWords("Grove"))
    office.decide(Layered(VICTIM, OpenWords("Maria")), Layered(COURT, OnlyWords("noon")))
    with office.vault.read() as work:
        number = office.request.id
        assert work.layers.withheld_words(number, VICTIM) == ("Grove",)
        assert work.layers.withheld_words(number, COURT) == ("Maria", "Grove", "noon")
        assert work.layers.withheld_words(number, Audience.PUBLIC) == ("Maria", "Grove")
        assert work.layers.used(number) == (VICTIM, COURT)
        assert work.layers.count(number) == 2


def test_that_an_exemption_opens_in_numbers(office: Office) -> None:
    office.decide(
        *(office.redact(at, 0, 5, "(a)") for at in range(3)),
        Dispose(office.ids[4], Disposition.WITHHOLD, ("(a)",)),
        Layered(VICTIM, OpenCode("(a)")),
        Layered(COURT, OnlyWithhold(office.ids[5], ("(c)",))),
    )
    with office.vault.read() as work:
        number = office.request.id
        assert work.layers.opened(number, VICTIM) == (3, 1)
        assert work.layers.opened(number, COURT) == (0, 0)
        assert work.layers.opened(number, Audience.PUBLIC) == (0, 0)
        assert work.layers.codes_named(number) == {"(c)"}
        assert work.layers.codes_named(number, VICTIM) == set()
        assert work.layers.closed(number) == [office.ids[5]]
        assert work.layers.with_code(number, "(c)") == [office.ids[5]]


def test_that_what_does_not_fit_is_refused(office: Office) -> None:
    record = office.ids[0]
    target = SpanTarget(Span(0, 5))
    wrong: list[Layered] = [
        Layered(Audience.PUBLIC, OpenCode("(a)")),
        Layered(VICTIM, OnlyWithhold(record, ())),
        Layered(VICTIM, OnlyRedact(record, target, ("(a)",), hash_of("another text"))),
        Layered(VICTIM, OnlyRedact(record, SpanTarget(Span(0, 99)), ("(a)",), hash_of(TEXT))),
        Layered(VICTIM, OpenRecord(RecordId(999), ("(a)",))),
    ]
    for one in wrong:
        with pytest.raises(DecisionRefused):
            office.decide(one)


def test_that_a_record_with_an_entry_stays_in_its_request(office: Office) -> None:
    office.decide(Layered(VICTIM, OnlyWithhold(office.ids[0], ("(a)",))))
    with pytest.raises((DecisionRefused, VaultRefused)), office.vault.write() as work:
        work.requests.remove_records(office.request.id, [office.ids[0]])


def test_that_the_log_gives_back_what_was_put_in(office: Office) -> None:
    record, target = office.ids[0], SpanTarget(Span(0, 5), Place(Field.TITLE))
    entries: list[LayerEntry] = [
        OpenRedaction(record, target, ("(a)", "(b)")),
        OpenRecord(record, ("(a)",)),
        OpenCode("(a)"),
        OpenWords("Zürich"),
        OnlyRedact(record, target, ("(c)",), hash_of(TITLE)),
        OnlyWithhold(record, ("(b)",)),
        OnlyWords("東京"),
    ]
    group = office.decide(*(Layered(COURT, one) for one in entries))
    with office.vault.read() as work:
        assert [entry.decision for entry in work.decisions.group(group)] == [
            Layered(COURT, one) for one in entries
        ]
        assert [one.entry for one in work.layers.entries(office.request.id)] == entries


def test_that_a_verdict_is_fresh_no_more_after_a_layer_changed_what_is_shown(
    office: Office,
) -> None:
    office.decide(*(office.redact(at, 0, 5, "(a)") for at in range(2)))
    office.decide(Dispose(office.ids[2], Disposition.RELEASE))
    with office.vault.read() as work:
        before = work.readings.decided(office.request.id)
    office.decide(
        Layered(VICTIM, OpenCode("(a)")), Layered(COURT, OnlyWithhold(office.ids[2], ("(b)",)))
    )
    with office.vault.read() as work:
        after = work.readings.decided(office.request.id)
    assert all(after[one][1] > before[one][1] for one in office.ids[:3])
    assert office.ids[3] not in after
