"""The same message of two custodians: one record, whose second telling keeps what differs."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest
from two_custodians import NUMBERS, START, Telling, begin, both, held, take

from app.domain.decisions import Dispose, Disposition
from app.domain.ids import BlobName, RecordId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import MICROSECONDS, Moment, Problem
from app.domain.queries import Among, People, Word
from app.domain.records import Flag, Kind
from app.domain.sources import Counts
from app.vault.checking import check_vault
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

PHOTO = StoredAttachment("a.jpg", 3, "image/jpeg", "aa", BlobName(""), missing="")
OTHER = replace(PHOTO, sha256="bb")
WORDS = "Meet me at the dock"
CROSSED = (
    ("Ben", 160), ("Ana", 40), ("Ana", 120), ("Ben", 60), ("Ben", 140), ("Ben", -100),
)  # fmt: skip
"""Comes in such an order that two records turn out to be one message."""


def taken(vault: Vault, *tellings: tuple[str, Parsed]) -> list[Counts]:
    return [take(vault, begin(vault, phone), [one]) for phone, one in tellings]


def test_that_a_sent_and_a_received_copy_are_one_record(vault: Vault) -> None:
    sent, received = both(WORDS, 0)
    counts = taken(vault, ("Ana", sent), ("Ben", replace(received, problems=(Problem("x", "y"),))))
    assert counts == [Counts(records=1), Counts(copies=1)]
    with vault.read() as work:
        record = work.records.get(RecordId(1))
        assert [source.sightings for source in work.sources.all()] == [0, 1]
        assert work.sources.count_problems(record.occurrences[0].source, "odd") == 1
    (place,) = record.occurrences
    assert (place.custodian, place.context) == ("Ofc. Ben", "as Ben calls it")
    assert place.sighting is not None
    assert place.sighting.sent == Moment(START + 3 * MICROSECONDS, "3", "utc")
    assert place.sighting.parties == received.parties
    assert repr(place.sighting) == "Sighting(19 characters)"
    assert record.author.is_owner
    assert check_vault(vault, deep=True) == []


def test_that_the_other_order_gives_the_same(vault: Vault) -> None:
    sent, received = both(WORDS, 0)
    assert taken(vault, ("Ben", received), ("Ana", sent)) == [Counts(records=1), Counts(copies=1)]


def test_that_a_groups_message_from_three_telephones_is_one_record(vault: Vault) -> None:
    group = ("Ben", "Cleo")
    one = Telling("Ana", "Ana", group, WORDS, 0).parsed
    tellings = [Telling(phone, "Ana", group, WORDS, 9).parsed for phone in group]
    taken(vault, ("Ben", tellings[0]), ("Cleo", tellings[1]), ("Ana", one))
    assert len(held(vault)) == 1


def test_that_the_same_export_again_is_known_by_its_sightings(vault: Vault) -> None:
    pairs = [both("ok", 0), both("ok", 20), both("bye", 40)]
    take(vault, begin(vault, "Ana"), [sent for sent, _ in pairs])
    received = [one for _, one in pairs]
    for name in ("first", "again"):
        assert take(vault, begin(vault, "Ben", name), received) == Counts(copies=3)
    with vault.read() as work:
        occurrences = work.records.get(RecordId(1)).occurrences
        assert [source.sightings for source in work.sources.all()] == [0, 3, 0]
    assert [one.sighting is not None for one in occurrences] == [True, True]
    assert check_vault(vault, deep=True) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Meet me at the docks"},
        {"text": "meet me at the dock"},
        {"text": "..."},
        {"subject": "Re"},
        {"platform": "whatsapp"},
        {"kind": Kind.CALL},
        {"flags": frozenset({Flag.DRAFT.value})},
        {"sent": Moment(None)},
        {"sent": Moment(START + 121 * MICROSECONDS)},
        {"sent": Moment(START + 3_600 * MICROSECONDS)},
        {"sent": Moment(START - 3_600 * MICROSECONDS)},
        {"parties": ()},
    ],
)
def test_that_any_difference_keeps_them_apart(vault: Vault, changed: dict[str, object]) -> None:
    sent, received = both(WORDS, 0)
    counts = taken(vault, ("Ana", sent), ("Ben", replace(received, **changed)))
    assert counts[1] == Counts(records=1)


def test_that_other_people_keep_them_apart(vault: Vault) -> None:
    sent, received = both(WORDS, 0)
    me = received.parties[1]
    stranger = Party(Role.FROM, "Ana", "850 555 0999")
    abroad = Party(Role.FROM, "Ana", "+44 8505550111")
    nameless = Party(Role.FROM)
    answered = (replace(me, role=Role.FROM), replace(received.parties[0], role=Role.TO))
    unowned = (received.parties[0], replace(me, is_owner=False))
    more = (*received.parties, Party(Role.MEMBER, "", NUMBERS["Cleo"][0]))
    others = [(stranger, me), (abroad, me), (nameless, me), answered, unowned, more]
    taken(vault, ("Ana", sent))
    for number, parties in enumerate(others):
        at = Moment(START + number * 1000)
        one = replace(received, parties=parties, locator=str(number), sent=at)
        assert take(vault, begin(vault, "Ben", str(number)), [one]) == Counts(records=1)


def test_that_two_exports_of_one_telephone_are_not_two_custodians(vault: Vault) -> None:
    sent, _ = both(WORDS, 0)
    later = replace(sent, sent=Moment(START + MICROSECONDS))
    assert taken(vault, ("Ana", sent), ("Ana", later))[1] == Counts(records=1)


def test_that_what_telephones_change_by_themselves_makes_no_difference(vault: Vault) -> None:
    sent, received = both("Don't go - wait...", 0)
    received = replace(received, text="Don\u2019t  go \u2013 wait\u2026\n", platform="imessage")
    assert taken(vault, ("Ana", sent), ("Ben", received))[1] == Counts(copies=1)
    with vault.read() as work:
        told = work.records.get(RecordId(1)).occurrences[0].sighting
    assert told is not None
    assert told.text == received.text


def test_that_a_custodian_known_by_name_alone_is_found_by_the_own_number(vault: Vault) -> None:
    sent, received = both(WORDS, 0)
    by_name = replace(received, parties=(Party(Role.FROM, "OFC. Ana"), received.parties[1]))
    assert taken(vault, ("Ana", sent), ("Ben", by_name))[1] == Counts(copies=1)


def test_that_the_platforms_own_ids_tell_two_apart(vault: Vault) -> None:
    sent, received = both(WORDS, 0)
    one = replace(sent, platform="imessage", platform_id="guid-1")
    other = replace(received, platform="imessage", platform_id="guid-2")
    later = Moment(START + 9 * MICROSECONDS)
    local = replace(other, labels=("SMS",), platform_id="guid-3", sent=later)
    without = replace(received, locator="without")
    assert taken(vault, ("Ana", one), ("Ben", other))[1] == Counts(records=1)
    assert take(vault, begin(vault, "Ben", "b"), [without]) == Counts(copies=1)
    assert take(vault, begin(vault, "Ben", "c"), [local]) == Counts(records=1)


def test_that_files_must_be_the_very_same(vault: Vault) -> None:
    sent, received = both(WORDS, 0)
    take(vault, begin(vault, "Ana"), [sent], [PHOTO])
    lost = replace(PHOTO, sha256="", missing="not there")
    for files in ([], [OTHER], [PHOTO, PHOTO], [lost]):
        one = replace(received, sent=Moment(START + len(held(vault)) * 1000))
        assert take(vault, begin(vault, "Ben", str(len(held(vault)))), [one], files).records == 1
    same = replace(received, sent=Moment(START + 77))
    assert take(vault, begin(vault, "Ben", "same"), [same], [PHOTO]) == Counts(copies=1)


def test_that_the_first_goes_with_the_first_and_what_is_left_over_stays(vault: Vault) -> None:
    ana = begin(vault, "Ana")
    ben = begin(vault, "Ben")
    pairs = [both("ok", second) for second in (0, 20, 40)]
    take(vault, ben, [received for _, received in reversed(pairs)])
    assert take(vault, ana, [sent for sent, _ in pairs[:2]]) == Counts(copies=2)
    assert held(vault) == [
        frozenset({"Ben sms 43"}),
        frozenset({"Ben sms 23", "Ana sms 20"}),
        frozenset({"Ben sms 3", "Ana sms 0"}),
    ]


def test_that_records_nobody_holds_are_put_otherwise_and_nothing_is_lost(vault: Vault) -> None:
    for number, (phone, second) in enumerate(CROSSED):
        one = Telling(phone, "Ana", ("Ben",), "ok", second).parsed
        take(vault, begin(vault, phone, str(number)), [one], [PHOTO])
        assert len(vault.index.find(Word("ok")).ids) == len(held(vault))
    assert set(held(vault)) == {
        frozenset({"Ben sms -100"}),
        frozenset({"Ana sms 40", "Ben sms 60"}),
        frozenset({"Ana sms 120", "Ben sms 140"}),
        frozenset({"Ben sms 160"}),
    }
    with vault.read() as work:
        sources = work.sources.all()
        assert sum(source.counts.attachments for source in sources) == len(held(vault))
        ids = [RecordId(int(one)) for one in vault.index.find(Word("ok")).ids]
        assert all(len(one.attachments) == 1 for one in work.records.many(ids))
    assert check_vault(vault, deep=True) == []


def test_that_a_record_in_a_request_is_never_put_otherwise(vault: Vault) -> None:
    ben = begin(vault, "Ben")
    take(vault, ben, [Telling("Ben", "Ana", ("Ben",), "ok", 30).parsed])
    take(vault, begin(vault, "Ana"), [Telling("Ana", "Ana", ("Ben",), "ok", 50).parsed])
    request = builders.new_request(vault, [RecordId(1)])
    with vault.write() as work:
        work.decisions.append(request.id, "Rosa", [Dispose(RecordId(1), Disposition.RELEASE)])
    earlier = Telling("Ana", "Ana", ("Ben",), "ok", 0).parsed
    assert take(vault, begin(vault, "Ana", "older"), [earlier]) == Counts(records=1)
    assert held(vault) == [frozenset({"Ben sms 30", "Ana sms 50"}), frozenset({"Ana sms 0"})]
    joining = Telling("Ben", "Ana", ("Ben",), "ok", 2).parsed
    assert take(vault, begin(vault, "Ben", "more"), [joining]) == Counts(copies=1)
    with vault.read() as work:
        assert work.decisions.standing(request.id, RecordId(1)).outcome is Disposition.RELEASE


def test_that_mails_without_an_id_are_met_too(vault: Vault) -> None:
    sent, received = (
        replace(one, kind=Kind.EMAIL, platform="email", subject="Dock") for one in both(WORDS, 0)
    )
    blind = replace(sent, parties=(*sent.parties, Party(Role.BCC, "", "eve@example.com")))
    assert taken(vault, ("Ana", blind), ("Ben", received))[1] == Counts(copies=1)
    known = replace(received, platform_id="<1@example.com>", locator="x")
    assert take(vault, begin(vault, "Ben", "b"), [known]) == Counts(records=1)


def test_that_a_chain_without_end_is_left_as_it_is(vault: Vault) -> None:
    alarm = [Telling("Ana", "Ana", ("Ben",), "Alarm", at * 60).parsed for at in range(420)]
    take(vault, begin(vault, "Ana"), alarm)
    one = Telling("Ben", "Ana", ("Ben",), "Alarm", 61).parsed
    assert take(vault, begin(vault, "Ben"), [one]) == Counts(records=1)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM sightings", "never lost"),
        ("UPDATE sightings SET text = 'x'", "never changed"),
        ("DELETE FROM records", "only ever added to"),
    ],
)
def test_that_no_telling_can_be_changed_or_taken_away(
    vault: Vault, statement: str, message: str
) -> None:
    sent, received = both(WORDS, 0)
    taken(vault, ("Ana", sent), ("Ben", received))
    with vault.database.alone() as raw, pytest.raises(Exception, match=message):
        raw.execute(statement)


def test_that_the_names_of_either_export_find_the_record(vault: Vault) -> None:
    sent, received = both(WORDS, 0)
    taken(vault, ("Ana", sent))
    assert list(vault.index.find(People(Among.FROM, "Ana of Ben")).ids) == []
    take(vault, begin(vault, "Ben"), [received])
    assert list(vault.index.find(People(Among.FROM, "Ana of Ben")).ids) == [1]
    assert list(vault.index.find(People(Among.FROM, "Ofc. Ana")).ids) == [1]
