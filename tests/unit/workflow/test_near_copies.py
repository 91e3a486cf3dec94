"""Near-copies of records: found, told as echoes, and decided alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.decide import Decider
from app.workflow.near_copies import NearCopies, decide_alike

FIRST = "Please bring Jordan Blackwood to the front desk before nine on Friday morning"
NEAR = "Please bring Jordan Blackwood to the front desk before ten on Friday morning"
OTHER_NAME = "Please bring Marlow Quinnell to the front desk before nine on Friday morning"
FAR = "Please bring the keys of the boat house to the harbor on Sunday"
CODES = ("119.071(5)(a)",)
NAME = SpanTarget(Span(13, 29))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


def hold(vault: Vault, *texts: str) -> list[RecordId]:
    return builders.hold(vault, [builders.message(text, n) for n, text in enumerate(texts)])


def test_that_near_copies_are_found_the_nearest_first(vault: Vault) -> None:
    ids = hold(vault, FIRST, NEAR, OTHER_NAME, FAR, FIRST)
    found = NearCopies(vault).of(ids[0])
    assert [(one.id, round(one.share, 2)) for one in found.copies] == [
        (ids[4], 1.0), (ids[1], 0.92), (ids[2], 0.85),
    ]  # fmt: skip
    assert not any(one.echo for one in found.copies)
    assert NearCopies(vault).of(ids[3]).copies == ()
    with pytest.raises(KeyError):
        NearCopies(vault).of(RecordId(99))


def test_that_short_texts_have_none(vault: Vault) -> None:
    ids = hold(vault, "on my way now", "on my way now")
    assert NearCopies(vault).of(ids[0]).copies == ()


def test_that_a_record_that_comes_later_is_found_at_once(vault: Vault) -> None:
    ids = hold(vault, FIRST)
    assert NearCopies(vault).of(ids[0]).copies == ()
    builders.hold(vault, [builders.message(NEAR, 9)], name="later.xml")
    assert [one.id for one in NearCopies(vault).of(ids[0]).copies] == [2]


def phone(text: str, seconds: float, *, own: str, to: str = "850-555-0102") -> Parsed:
    numbers = {"+1 (850) 555-0101": Role.FROM, to: Role.TO}
    return Parsed(
        locator=f"{own} {seconds} {to}",
        platform="sms",
        kind=Kind.MESSAGE,
        text=text,
        sent=Moment(builders.MARCH_14 + int(seconds * 1_000_000), "", "utc"),
        parties=tuple(
            Party(role, "", number, is_owner=number == own) for number, role in numbers.items()
        ),
        conversation_key=own,
    )


def test_that_a_message_on_the_telephones_of_both_is_told_as_its_echo(vault: Vault) -> None:
    sent = phone("on my way", 0, own="+1 (850) 555-0101")
    got = phone("on my way", 1.4, own="850-555-0102")
    late = phone("on my way", 3.5, own="850-555-0102")
    someone = phone("on my way", 1, own="x", to="850-555-0199")
    ids = builders.hold(vault, [sent, got, late, someone])
    found = NearCopies(vault).of(ids[0]).copies
    assert [(one.id, one.share, one.echo) for one in found] == [(ids[1], 1.0, True)]


def test_that_a_near_copy_is_decided_alike_where_the_very_words_stand(vault: Vault) -> None:
    ids = hold(vault, FIRST, NEAR, OTHER_NAME, "Hello. " + FIRST)
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    with pytest.raises(DecisionRefused):
        decide_alike(vault, decider, ids[0], ids)
    decider.dispose(ids[:1], Disposition.RELEASE)
    decider.redact(ids[0], [NAME], CODES)
    alike = decide_alike(vault, decider, ids[0], ids)
    assert (alike.records, alike.left) == ((ids[1], ids[3]), (ids[2],))
    assert alike.done.sentence == "2 near-copies decided alike"
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
        records = {one.id: one for one in work.records.many(ids)}
    for one in (ids[0], ids[1], ids[3]):
        (redaction,) = standings[one].redactions
        span = redaction.target.span
        assert records[one].text[span.start : span.end] == "Jordan Blackwood"
        assert standings[one].outcome is Disposition.REDACT
    assert standings[ids[2]].outcome is None
    decider.undo()
    with vault.read() as work:
        assert work.decisions.standing(request.id, ids[1]).outcome is None


def test_that_deciding_alike_again_adds_no_redaction_twice(vault: Vault) -> None:
    ids = hold(vault, FIRST, NEAR)
    request = builders.new_request(vault, ids[:2])
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids[:1], Disposition.RELEASE)
    decider.redact(ids[0], [NAME], CODES)
    decide_alike(vault, decider, ids[0], ids)
    decide_alike(vault, decider, ids[0], ids)
    with vault.read() as work:
        assert len(work.decisions.standing(request.id, ids[1]).redactions) == 1


def test_that_a_copy_outside_of_the_request_is_left(vault: Vault) -> None:
    ids = hold(vault, FIRST, NEAR)
    request = builders.new_request(vault, ids[:1])
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids[:1], Disposition.NOT_RESPONSIVE)
    alike = decide_alike(vault, decider, ids[0], ids)
    assert (alike.records, alike.left) == ((), (ids[1],))
    assert alike.done.sentence == "Nothing to change"


def test_that_what_was_decided_otherwise_stays(vault: Vault) -> None:
    ids = hold(vault, FIRST, NEAR, NEAR, NEAR)
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Rosa")
    decider.dispose(ids[1:2], Disposition.NOT_RESPONSIVE)
    decider.dispose(ids[2:3], Disposition.RELEASE)
    decider.dispose(ids[:1], Disposition.RELEASE)
    alike = decide_alike(vault, decider, ids[0], ids)
    assert (alike.records, alike.stay, alike.left) == (tuple(ids[2:]), (ids[1],), ())
    assert alike.sentence == "2 near-copies decided alike; 1 was decided otherwise and stays."
    with vault.read() as work:
        outcomes = work.decisions.standings(request.id)
    assert outcomes[ids[1]].outcome is Disposition.NOT_RESPONSIVE
    assert outcomes[ids[3]].outcome is Disposition.RELEASE
    decider.undo()
    with vault.read() as work:
        assert work.decisions.standing(request.id, ids[3]).outcome is None
        assert work.decisions.standing(request.id, ids[2]).outcome is Disposition.RELEASE
