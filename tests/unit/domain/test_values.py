"""What the plain values of the domain say of themselves."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit import GENESIS, AuditEntry, broken_at, seal_of
from app.domain.decisions import Disposition, Standing
from app.domain.ids import DecisionId, RecordId, SourceId
from app.domain.packets import Finding, Verdict
from app.domain.people import Party, Role, normal_address
from app.domain.places import place_in_words, places_of, text_at
from app.domain.records import Attachment, Kind, Record, hash_of
from app.domain.redaction import Field, Place, Redaction, SpanTarget
from app.domain.sources import Counts
from app.domain.spans import Span


def trail(length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    seal = GENESIS
    for number in range(1, length + 1):
        detail: dict[str, str | int | float | bool] = {"record": number}
        seal = seal_of(seal, number, "clerk", "record.read", dict(detail))
        entries.append(AuditEntry(number, number, "clerk", "record.read", detail, seal))
    return entries


@given(st.integers(0, 6))
def test_that_an_honest_trail_holds(length: int) -> None:
    assert broken_at(trail(length)) is None


@pytest.mark.parametrize(
    "change",
    [{"at": 9}, {"who": "other"}, {"act": "record.lost"}, {"detail": {}}, {"seal": "0" * 64}],
)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_that_any_change_of_an_entry_breaks_the_trail_there(
    change: dict[str, object], at: int
) -> None:
    entries = trail(5)
    entries[at] = dataclasses.replace(entries[at], **change)  # type: ignore[arg-type]  # by name
    assert broken_at(entries) == at + 1


def test_that_an_entry_taken_out_breaks_the_trail() -> None:
    entries = trail(5)
    del entries[1]
    assert broken_at(entries) == 3


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("+1 (850) 555-0142", "8505550142"),
        ("850.555.0142", "850 555 0142"),
        ("Dana@Example.COM", " dana@example.com "),
        ("@Handle", "handle"),
    ],
)
def test_that_two_spellings_of_one_address_are_equal(one: str, two: str) -> None:
    assert normal_address(one) == normal_address(two)


@pytest.mark.parametrize(
    ("one", "two"), [("12345", "2345"), ("dana@example.com", "dana"), ("a1b2c3d4e5f6", "123456")]
)
def test_that_different_addresses_stay_different(one: str, two: str) -> None:
    assert normal_address(one) != normal_address(two)


@given(st.text(max_size=20))
def test_that_a_normal_address_stays_as_it_is(address: str) -> None:
    once = normal_address(address)
    assert normal_address(once) == once


@pytest.mark.parametrize(
    ("party", "label"),
    [
        (Party(Role.FROM, "Dana", "dana@example.com"), "Dana <dana@example.com>"),
        (Party(Role.FROM, "Dana"), "Dana"),
        (Party(Role.FROM, "", "555-0142"), "555-0142"),
        (Party(Role.FROM, "x", "x"), "x"),
        (Party(Role.FROM), "(unknown)"),
    ],
)
def test_that_a_party_is_named_on_one_line(party: Party, label: str) -> None:
    assert party.label == label


RECORD = Record(
    RecordId(7),
    SourceId(1),
    "sms",
    Kind.MESSAGE,
    parties=(Party(Role.TO, "Cole"), Party(Role.FROM, "Diaz")),
    conversation_title="Shift",
    subject="Stop",
    text="who was on that stop",
    attachments=(Attachment(1, "a.jpg", 3, "image/jpeg", "", ""),),  # type: ignore[arg-type]  # plain ids
)


def test_that_a_record_knows_its_author_and_hides_its_text_in_logs() -> None:
    assert RECORD.author.name == "Diaz"
    assert [party.name for party in RECORD.recipients] == ["Cole"]
    assert dataclasses.replace(RECORD, parties=()).author == Party(Role.FROM)
    assert repr(RECORD) == "Record(7)"
    assert hash_of("a") != hash_of("b")


def test_that_every_printable_place_has_a_text_and_a_name() -> None:
    found = {place: text_at(RECORD, place) for place in places_of(RECORD)}
    assert sorted(found.values()) == sorted(
        ["Shift", "Stop", "who was on that stop", "Cole", "Diaz", "a.jpg"]
    )
    assert all(place_in_words(place) for place in found)
    with pytest.raises(IndexError):
        text_at(RECORD, Place(Field.TEXT, 1))


def test_that_a_released_record_with_redactions_is_a_redacted_one() -> None:
    part = Redaction(DecisionId(1), RecordId(7), SpanTarget(Span(0, 3)), ("(b)(6)",))
    released = Standing(RecordId(7), Disposition.RELEASE)
    assert released.outcome is Disposition.RELEASE
    assert dataclasses.replace(released, redactions=(part,)).outcome is Disposition.REDACT
    withheld = Standing(RecordId(7), Disposition.WITHHOLD, redactions=(part,))
    assert withheld.outcome is Disposition.WITHHOLD
    assert Standing(RecordId(7)).outcome is None


def test_that_an_account_adds_up_and_a_verdict_without_findings_is_clean() -> None:
    assert Counts(1, 2, 3, 4, attachments=9).seen == 10
    assert Verdict((), 1, "").clean
    assert not Verdict((Finding("metadata", 0, "An author is named."),), 1, "").clean
