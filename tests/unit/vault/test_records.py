"""Records: what was imported comes back whole, in order, with its neighbours and twins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import MARCH_14, hold, message

from app.domain.ids import AttachmentId, BlobName, RecordId, SourceId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment, Problem
from app.domain.records import Kind, hash_of
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

PHOTO = StoredAttachment(
    "IMG_1.jpg", 3, "image/jpeg", "aa", BlobName("b" * 64), "sign text", inline=True, note="small"
)
WHOLE = Parsed(
    locator="inbox.mbox:120",
    platform="mail",
    kind=Kind.EMAIL,
    text="Café 東京 \U0001f600",
    sent=Moment(MARCH_14, "Sat, 14 Mar 2026", "offset:-04:00"),
    parties=(
        Party(Role.FROM, "Rosa", "rosa@example.com"),
        Party(Role.TO, "", "ben@example.com", is_owner=True),
        Party(Role.CC, "Ann", ""),
    ),
    platform_id="<1@example.com>",
    conversation_key="thread 1",
    conversation_title="The stop",
    subject="Re: stop",
    flags=frozenset({"forwarded", "draft"}),
    labels=("Inbox", "Work/Legal"),
    problems=(Problem("odd_zone", "The zone is odd."),),
    raw='{"a": 1}',
)


def test_that_a_record_comes_back_whole(vault: Vault) -> None:
    hold(vault, [WHOLE], [[PHOTO, replace(PHOTO, name="", missing="gone", blob=BlobName(""))]])
    with vault.read() as work:
        record = work.records.get(RecordId(1))
        assert work.records.attachment(AttachmentId(1)) == record.attachments[0]
    assert record.source == SourceId(1)
    assert (record.platform, record.kind, record.sent) == ("mail", Kind.EMAIL, WHOLE.sent)
    assert (record.parties, record.subject, record.text) == (
        WHOLE.parties, "Re: stop", WHOLE.text,
    )  # fmt: skip
    assert record.text_hash == hash_of(WHOLE.text)
    assert (record.flags, record.labels) == (WHOLE.flags, WHOLE.labels)
    assert (record.problems, record.raw) == (WHOLE.problems, WHOLE.raw)
    assert (record.conversation_title, record.locator) == ("The stop", "inbox.mbox:120")
    assert record.conversation
    assert record.occurrences == ()
    first, second = record.attachments
    assert (first.name, first.size, first.media_type, first.sha256, first.blob) == (
        "IMG_1.jpg", 3, "image/jpeg", "aa", "b" * 64,
    )  # fmt: skip
    assert (first.text, first.inline, first.note, second.missing) == (
        "sign text", True, "small", "gone",
    )  # fmt: skip


def test_that_a_bare_record_comes_back_bare(vault: Vault) -> None:
    hold(vault, [Parsed("1", "x", Kind.POST, "alone")])
    with vault.read() as work:
        record = work.records.get(RecordId(1))
        assert work.records.neighbours(RecordId(1), 3, 3) == [RecordId(1)]
    assert (record.parties, record.conversation, record.conversation_title) == ((), 0, "")
    assert record.sent.utc is None
    assert record.author == Party(Role.FROM)


def test_that_many_come_in_the_order_asked_for(vault: Vault) -> None:
    ids = hold(vault, [message(f"m{n}", n) for n in range(2000)])
    wanted = [*reversed(ids), RecordId(99_999), ids[3]]
    with vault.read() as work:
        assert [r.id for r in work.records.many(wanted)] == [*reversed(ids), ids[3]]
        assert [line.id for line in work.records.lines(wanted)] == [*reversed(ids), ids[3]]
        assert work.records.count() == 2000


def test_that_a_line_says_what_a_list_needs(vault: Vault) -> None:
    long = replace(WHOLE, text="é" * 500)
    silent = Parsed("2", "x", Kind.POST, "nobody")
    hold(vault, [long, silent], [[PHOTO]])
    with vault.read() as work:
        line, other = work.records.lines([RecordId(1), RecordId(2)])
    assert (line.platform, line.kind, line.sent, line.subject) == (
        "mail", Kind.EMAIL, MARCH_14, "Re: stop",
    )  # fmt: skip
    assert (line.author, line.opening, line.attachments) == (
        "Rosa <rosa@example.com>", "é" * 200, 1,
    )  # fmt: skip
    assert line.flags == WHOLE.flags
    assert (other.author, other.conversation, other.attachments) == ("(unknown)", 0, 0)


def test_that_an_unknown_record_is_a_mistake_of_the_program(vault: Vault) -> None:
    with vault.read() as work:
        with pytest.raises(KeyError):
            work.records.get(RecordId(1))
        with pytest.raises(KeyError):
            work.records.neighbours(RecordId(1), 1, 1)
        with pytest.raises(KeyError):
            work.records.attachment(AttachmentId(1))
        assert work.records.twins(RecordId(1)) == []


def test_that_neighbours_come_by_time_and_only_from_the_conversation(vault: Vault) -> None:
    times = [5, 3, 1, 2, 4]
    texts = [message(f"m{n}", n) for n in times] + [message("other", 3, sender="Someone")]
    undated = replace(message("undated", 9), sent=Moment(None))
    hold(vault, [*texts, undated])
    with vault.read() as work:
        assert work.records.neighbours(RecordId(2), 1, 1) == [4, 2, 5]
        assert work.records.neighbours(RecordId(3), 5, 1) == [3, 4]
        assert work.records.neighbours(RecordId(2), 0, 0) == [2]
        assert work.records.neighbours(RecordId(1), 1, 5) == [5, 1, 7]


def test_that_twins_say_the_same_in_the_same_second(vault: Vault) -> None:
    one = message("ok then", 1)
    same_second = replace(one, platform="mms", sent=Moment(MARCH_14 + 60_999_999))
    next_second = replace(one, platform="mms", sent=Moment(MARCH_14 + 61_000_000))
    other_text = replace(one, text="ok")
    undated = [replace(one, platform=p, sent=Moment(None)) for p in ("a", "b")]
    empty = [replace(one, platform=p, text="") for p in ("a", "b")]
    hold(vault, [one, same_second, next_second, other_text, *undated, *empty])
    with vault.read() as work:
        assert work.records.twins(RecordId(1)) == [2]
        assert work.records.twins(RecordId(2)) == [1]
        assert work.records.twins(RecordId(3)) == []
        assert work.records.twins(RecordId(5)) == []
        assert work.records.twins(RecordId(7)) == []
        everyone = [RecordId(at) for at in range(1, 10)]
        assert work.records.twins_of(everyone) == {1: [2], 2: [1]}
        assert work.records.twins_of([]) == {}


def test_that_twins_of_many_are_those_of_each_also_before_1970(vault: Vault) -> None:
    moments = [-3_000_000, -2_500_000, -2_000_001, -2_000_000, -1, 0, 999_999, 1_000_000]
    one = message("ok then", 1)
    hold(vault, [replace(one, platform=f"p{at}", sent=Moment(at)) for at in moments])
    everyone = [RecordId(at) for at in range(1, len(moments) + 1)]
    with vault.read() as work:
        each = {record: work.records.twins(record) for record in everyone}
        assert work.records.twins_of(everyone) == {
            one: all_of for one, all_of in each.items() if all_of
        }
        assert each[RecordId(1)] == [2, 3]


def test_that_an_answer_knows_what_it_answers(vault: Vault) -> None:
    post = Parsed("1", "facebook", Kind.POST, "post", platform_id="9")
    foreign = Parsed("2", "x", Kind.POST, "post", platform_id="9")
    answer = Parsed("3", "facebook", Kind.COMMENT, "yes", parent_id="9")
    lost = Parsed("4", "facebook", Kind.COMMENT, "no", parent_id="77")
    hold(vault, [answer, foreign, post, lost])
    with vault.read() as work:
        found = work.records.many([RecordId(1), RecordId(4)])
    assert [record.parent for record in found] == [3, None]


def test_that_one_number_is_one_person_with_every_name_seen(vault: Vault) -> None:
    def from_(name: str, address: str) -> Parsed:
        return replace(message("x", 1), parties=(Party(Role.FROM, name, address),))

    hold(
        vault,
        [
            from_("", "+1 850 555 0101"),
            from_("Rosa", "850-555-0101"),
            from_("Mom", "8505550101"),
            from_("Ben", "ben@example.com"),
            from_("Ben", ""),
            from_("100%_sure", ""),
        ],
    )
    with vault.read() as work:
        everyone = work.records.people()
        rosa = work.records.people("rosa")
        number = work.records.people("85055")
        assert [p.display for p in work.records.people("100%")] == ["100%_sure"]
        assert work.records.people("%") == []
        assert [p.display for p in work.records.people("BEN@")] == ["Ben"]
    assert [p.display for p in everyone] == ["100%_sure", "Ben", "Ben", "Rosa"]
    assert rosa == number
    assert rosa[0].names == ("Rosa", "Mom")
    assert rosa[0].addresses == ("+1 850 555 0101", "850-555-0101", "8505550101")


def test_that_handles_of_two_platforms_are_two_people(vault: Vault) -> None:
    def from_(platform: str) -> Parsed:
        return replace(message("x", 1), platform=platform, parties=(Party(Role.FROM, "", "@eve"),))

    hold(vault, [from_("x"), from_("youtube")])
    with vault.read() as work:
        assert len(work.records.people("@eve")) == 2


@pytest.mark.parametrize("statement", ["UPDATE records SET text = 'x'", "DELETE FROM records"])
def test_that_records_cannot_be_changed_or_taken_away(vault: Vault, statement: str) -> None:
    hold(vault, [message("fixed", 1)])
    with vault.database.alone() as raw, pytest.raises(Exception, match="only ever added to"):
        raw.execute(statement)
