"""Sources: the account of every item, and what counts as the same record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import MARCH_14, hold, message
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ids import BlobName, RecordId, SourceId
from app.domain.parsed import Ignored, Parsed, Unreadable
from app.domain.people import Party, Role
from app.domain.provenance import Moment, Problem
from app.domain.records import Kind
from app.domain.sources import Counts, NewSource, SourceProblem, SourceState
from app.vault.folder import Vault
from app.vault.incoming import Incoming, IncomingRecord, StoredAttachment

EXPORT = NewSource(
    "sms_backup", "SMS", "sms.xml", "ab12", 99, "/x/sms.xml", "Ofc. Diaz", "UTC", ("+18505550101",)
)
PHOTO = StoredAttachment("a.jpg", 3, "image/jpeg", "aa", BlobName("b" * 64))


def begun(vault: Vault, name: str = "sms.xml") -> SourceId:
    with vault.write() as work:
        return work.sources.begin(replace(EXPORT, name=name))


def take(vault: Vault, source: SourceId, *items: Incoming | Parsed) -> Counts:
    batch = [IncomingRecord(item) if isinstance(item, Parsed) else item for item in items]
    with vault.write(durable=False) as work:
        return work.sources.take(source, batch)


def tweet(number: str, text: str = "hello") -> Parsed:
    return Parsed(f"tweet {number}", "x", Kind.POST, text, Moment(1), platform_id=number)


def test_that_a_source_comes_back_as_it_was_begun(vault: Vault) -> None:
    source = begun(vault)
    with vault.read() as work:
        found = work.sources.get(source)
    assert found.details == EXPORT
    assert (found.state, found.counts, found.taken, found.kept) == (
        SourceState.RUNNING, Counts(), 0, False,
    )  # fmt: skip
    assert found.imported_at > 0


def test_that_every_item_is_accounted_for(vault: Vault) -> None:
    source = begun(vault)
    odd = replace(message("odd", 2), problems=(Problem("no_date", "The date is impossible."),))
    counts = take(
        vault,
        source,
        message("one", 1),
        odd,
        Unreadable("sms 3", "The date is missing.", b"<sms/>"),
        Ignored("call 4", "Calls are left out."),
        IncomingRecord(message("with photo", 5), (PHOTO, PHOTO)),
    )
    assert counts == Counts(records=3, copies=0, unreadable=1, ignored=1, attachments=2)
    assert counts.seen == 5
    with vault.read() as work:
        found = work.sources.get(source)
        assert (found.counts, found.taken) == (counts, 5)
        assert work.sources.problems(source) == [
            SourceProblem("odd", "sms 2", "The date is impossible."),
            SourceProblem("unreadable", "sms 3", "The date is missing."),
            SourceProblem("ignored", "call 4", "Calls are left out."),
        ]
        assert work.sources.problems(source, "ignored", 0, 1)[0].locator == "call 4"
        assert work.sources.problems(source, "ignored", 1, 1) == []
        assert work.sources.count_problems(source, "unreadable") == 1


def test_that_an_empty_batch_changes_nothing(vault: Vault) -> None:
    assert take(vault, begun(vault)) == Counts()


def test_that_the_same_export_again_gives_only_copies(vault: Vault) -> None:
    messages = [message("ok", 1), message("ok", 1), message("bye", 2)]
    first, second = begun(vault), begun(vault, "again.xml")
    assert take(vault, first, *messages) == Counts(records=3)
    assert take(vault, second, *messages) == Counts(copies=3)
    with vault.read() as work:
        records = work.records.many([RecordId(n) for n in (1, 2, 3)])
    assert [len(record.occurrences) for record in records] == [1, 1, 1]
    assert records[0].occurrences[0].source == second
    assert records[0].occurrences[0].custodian == "Ofc. Diaz"
    assert records[0].occurrences[0].context == "Rosa Diaz"


def test_that_two_equal_messages_of_one_export_are_two_records(vault: Vault) -> None:
    source = begun(vault)
    assert take(vault, source, message("ok", 1)) == Counts(records=1)
    assert take(vault, source, message("ok", 1), message("ok", 1)) == Counts(records=2)


def test_that_a_third_equal_message_elsewhere_is_new(vault: Vault) -> None:
    first, second = begun(vault), begun(vault, "b.xml")
    take(vault, first, message("ok", 1), message("ok", 1))
    counts = take(vault, second, message("ok", 1), message("ok", 1), message("ok", 1))
    assert counts == Counts(records=1, copies=2)


def test_that_equal_messages_are_counted_across_batches_of_copies(vault: Vault) -> None:
    first, second = begun(vault), begun(vault, "b.xml")
    take(vault, first, message("ok", 1), message("ok", 1))
    assert take(vault, second, message("ok", 1)) == Counts(copies=1)
    assert take(vault, second, message("ok", 1)) == Counts(copies=1)
    assert take(vault, second, message("ok", 1)) == Counts(records=1)
    with vault.read() as work:
        assert [len(r.occurrences) for r in work.records.many([RecordId(1), RecordId(2)])] == [1, 1]


def test_that_a_platforms_own_id_makes_a_second_one_a_copy_at_once(vault: Vault) -> None:
    source = begun(vault)
    assert take(vault, source, tweet("1"), tweet("1"), tweet("2")) == Counts(records=2, copies=1)
    assert take(vault, source, tweet("1")) == Counts(copies=1)


def test_that_an_edited_text_under_the_same_id_is_another_record(vault: Vault) -> None:
    assert take(vault, begun(vault), tweet("1"), tweet("1", "Hello")) == Counts(records=2)


def test_that_a_number_written_otherwise_is_the_same_author(vault: Vault) -> None:
    one = message("ok", 1)
    other = replace(one, parties=(Party(Role.FROM, "Rosa", "(850) 555-0101"), one.parties[1]))
    assert take(vault, begun(vault), one) == Counts(records=1)
    assert take(vault, begun(vault, "b"), other) == Counts(copies=1)


def test_that_spacing_and_composition_make_no_difference(vault: Vault) -> None:
    assert take(vault, begun(vault), message("José  said\nno", 1)) == Counts(records=1)
    assert take(vault, begun(vault, "b"), message("Jose\u0301 said no ", 1)) == Counts(copies=1)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "OK"},
        {"sent": Moment(MARCH_14 + 60_000_000 + 1000)},
        {"sent": Moment(None)},
        {"subject": "Re"},
        {"platform": "mms"},
        {"conversation_key": "other"},
        {"parties": ()},
        {"parties": (Party(Role.FROM, "Eve", "eve@example.com"),)},
    ],
)
def test_that_any_other_difference_makes_another_record(
    vault: Vault, changed: dict[str, object]
) -> None:
    one = message("ok", 1)
    take(vault, begun(vault), one)
    assert take(vault, begun(vault, "b"), replace(one, **changed)) == Counts(records=1)


def test_that_attachments_make_a_difference(vault: Vault) -> None:
    plain = IncomingRecord(message("see", 1))
    photo = IncomingRecord(message("see", 1), (PHOTO,))
    lost = IncomingRecord(message("see", 1), (replace(PHOTO, sha256="", missing="not there"),))
    assert take(vault, begun(vault), plain, photo, lost) == Counts(records=3, attachments=2)
    assert take(vault, begun(vault, "b"), photo, lost, plain) == Counts(copies=3)


def test_that_a_torn_batch_leaves_no_trace(vault: Vault) -> None:
    source = begun(vault)

    def tear() -> None:
        with vault.write(durable=False) as work:
            new = message("new", 7, sender="Somebody New", title="New talk")
            work.sources.take(source, [IncomingRecord(new)])
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            tear()
    new = message("new", 7, sender="Somebody New", title="New talk")
    assert take(vault, source, new) == Counts(records=1)
    with vault.read() as work:
        record = work.records.get(RecordId(1))
        assert record.author.name == "Somebody New"
        assert record.conversation_title == "New talk"


def test_that_a_conversation_gets_the_first_title_it_is_met_with(vault: Vault) -> None:
    source = begun(vault)
    untitled = replace(message("a", 1), conversation_title="", conversation_key="k")
    titled = replace(message("b", 2), conversation_title="Night shift", conversation_key="k")
    renamed = replace(message("c", 3), conversation_title="Day shift", conversation_key="k")
    take(vault, source, untitled)
    take(vault, source, titled)
    vault._interned.forget()
    take(vault, source, renamed)
    with vault.read() as work:
        records = work.records.many([RecordId(n) for n in (1, 2, 3)])
    assert {record.conversation_title for record in records} == {"Night shift"}
    assert len({record.conversation for record in records}) == 1


@pytest.mark.parametrize("bound", ["_MOST_REMEMBERED", "_MOST_PARTIES"])
def test_that_more_people_than_are_remembered_are_still_kept_once(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(f"app.vault.interning.{bound}", 3)
    source = begun(vault)
    for start in (0, 5, 0):
        many = [
            replace(
                message(f"{start} {n}", n + start, sender=f"P{n + start}"),
                parties=(Party(Role.FROM, f"P{n + start}", f"+1850555{n + start:04d}"),),
            )
            for n in range(8)
        ]
        take(vault, source, *many)
    with vault.read() as work:
        people = work.records.people("P")
    assert len(people) == 13


def test_that_states_and_seals_are_kept(vault: Vault) -> None:
    source = begun(vault)
    with vault.write() as work:
        work.sources.set_state(
            source, SourceState.FAILED, failure="The drive was taken out.", seconds=2.5,
            peak_rss_mb=99.0,
        )  # fmt: skip
        work.sources.mark_kept(source, BlobName("ab"))
    with vault.read() as work:
        found = work.sources.get(source)
    assert (found.state, found.failure, found.seconds, found.peak_rss_mb, found.kept) == (
        SourceState.FAILED, "The drive was taken out.", 2.5, 99.0, True,
    )  # fmt: skip


def test_that_an_export_is_known_again_by_its_hash(vault: Vault) -> None:
    begun(vault)
    later = begun(vault, "again.xml")
    with vault.read() as work:
        known = work.sources.by_hash("ab12")
        assert known is not None
        assert known.id == later
        assert work.sources.by_hash("cd") is None
        assert [source.details.name for source in work.sources.all()] == ["sms.xml", "again.xml"]


def test_that_an_unknown_source_is_a_mistake_of_the_program(vault: Vault) -> None:
    with vault.read() as work, pytest.raises(KeyError):
        work.sources.get(SourceId(7))


@settings(max_examples=25, deadline=None)
@given(
    first=st.lists(st.integers(0, 4), max_size=12),
    second=st.lists(st.integers(0, 4), max_size=12),
    size=st.integers(1, 5),
)
def test_that_the_vault_holds_each_message_as_often_as_the_fullest_export(
    tmp_path_factory: pytest.TempPathFactory, first: list[int], second: list[int], size: int
) -> None:
    from builders import new_vault

    vault = new_vault(tmp_path_factory.mktemp("v"))
    for name, numbers in (("a", first), ("b", second)):
        source = begun(vault, name)
        for at in range(0, len(numbers), size):
            take(vault, source, *(message("same", n) for n in numbers[at : at + size]))
    with vault.read() as work:
        held = work.records.count()
        accounts = [source.counts for source in work.sources.all()]
    vault.close()
    assert held == sum(max(first.count(n), second.count(n)) for n in range(5))
    assert [account.seen for account in accounts] == [len(first), len(second)]


def test_that_the_custodian_is_said_for_every_copy(vault: Vault) -> None:
    hold(vault, [message("a", 1)], name="a.xml")
    hold(vault, [message("a", 1)], name="b.xml")
    with vault.read() as work:
        places = work.records.get(RecordId(1)).occurrences
    assert [(place.custodian, place.locator) for place in places] == [("Ofc. Diaz", "sms 1")]


def test_that_an_item_that_no_database_takes_does_not_stop_an_import(vault: Vault) -> None:
    source = begun(vault)
    bad = replace(
        message("torn \ud83d emoji", 1, sender="Ro\ud800sa", title="Title \ud800"),
        sent=Moment(1 << 70, "1<<70"),
        labels=("\ud800",),
        problems=(Problem("x", "Odd \ud800."),),
    )
    photo = replace(PHOTO, text="\ud800 text", size=1 << 70)
    counts = take(
        vault,
        source,
        message("good", 2),
        IncomingRecord(bad, (photo,)),
        Unreadable("3 \ud800", "Bad.", b"x"),
        Ignored("4", "Left out."),
    )
    assert counts == Counts(records=2, unreadable=1, ignored=1, attachments=1)
    with vault.read() as work:
        good, mended = work.records.many([RecordId(1), RecordId(2)])
        assert work.sources.get(source).counts == counts
    assert good.text == "good"
    assert (mended.text, mended.sent.utc) == ("torn ? emoji", None)
    assert (mended.author.name, mended.conversation_title) == ("Ro?sa", "Title ?")
    assert mended.attachments[0].size == -1


def test_that_wide_numbers_alone_are_mended_too(vault: Vault) -> None:
    source = begun(vault)
    wide = IncomingRecord(message("see", 1), (replace(PHOTO, size=1 << 65),))
    assert take(vault, source, wide) == Counts(records=1, attachments=1)
