"""Calendars and contacts as records, and what invitations say in mails."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from exports.mail_files import mail
from exports.personal_files import HEARING, JPEG, calendar, cards, event, office
from exports.zipped import zipped

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions, MemberUnreadable
from app.importers.export_tree import open_export
from app.importers.mail.components import BREAKS_OFF
from app.importers.mail.content_lines import property_of
from app.importers.mail.mail_record import parse_mail
from app.importers.mail.personal import (
    EMPTY_CALENDAR,
    NO_CALENDAR,
    NO_CONTACTS,
    CalendarImporter,
    ContactsImporter,
)

OPTIONS = ImportOptions("Ofc. Diaz", "America/New_York", ("diaz@example.com", "8505550101"))


def items_of(tmp_path: Path, name: str, whole: bytes) -> list[Item]:
    path = tmp_path / name
    path.write_bytes(whole)
    contacts = name.endswith(".vcf")
    importer = ContactsImporter() if contacts else CalendarImporter()
    return list(importer.read(open_export([path]), OPTIONS, None))


def records_of(tmp_path: Path, name: str, whole: str) -> list[Parsed]:
    found = items_of(tmp_path, name, whole.encode())
    return [item for item in found if isinstance(item, Parsed)]


def content(record: Parsed, at: int) -> bytes:
    opening = record.attachments[at].open
    assert opening
    with opening() as stream:
        return stream.read()


def test_that_a_meeting_tells_time_place_people_and_answers(tmp_path: Path) -> None:
    (meeting,) = records_of(tmp_path, "a.ics", calendar(HEARING))
    assert meeting.kind is Kind.DOCUMENT
    assert meeting.subject == "Hearing, Bay Street"
    assert meeting.text.split("\n") == [
        "Begins: 2026-03-11 09:00 America/New_York",
        "Ends: 2026-03-11 10:00 America/New_York",
        "Place: Room 2; City Hall",
        "Repeats: FREQ=WEEKLY;COUNT=3",
        "Status: CONFIRMED",
        "[answer] accepted Dana Whitlow",
        "[comment] Moved twice",
        "",
        "Bring the file.",
        "And a very long line that goes on here.",
    ]
    organiser, dana, room = meeting.parties
    assert (organiser.name, organiser.is_owner, organiser.role) == ("Diaz, Rosa", True, Role.FROM)
    assert dana.address == "whitlow@example.org"
    assert room.address == "room2@example.com"
    assert meeting.labels == ("Calendar", "Stops", "Records", "Open")
    assert content(meeting, 0) == b"the plan"
    assert meeting.attachments[1].open is None
    assert '"X-MICROSOFT-CDO-BUSYSTATUS"' in meeting.raw
    assert '"VALARM"' in meeting.raw


def test_that_every_kind_of_item_has_its_label_and_doubts(tmp_path: Path) -> None:
    records = records_of(tmp_path, "a.ics", office())
    assert [record.labels[0] for record in records] == [
        *("Calendar", "Calendar", "Task", "Journal", "Calendar", "Calendar"),
    ]
    assert [tuple(problem.code for problem in record.problems) for record in records] == [
        *((), (), ()),
        *(("date_of_export",), ("date_missing",), ("date_missing",)),
    ]
    assert records[1].platform_id == "1@example.com/20260318T130000Z/2"
    assert records[0].conversation_key == records[1].conversation_key
    assert "Due: 2026-03-20" in records[2].text
    assert records[4].text == "Only this"


def test_that_a_time_without_a_zone_is_of_the_zone_given(tmp_path: Path) -> None:
    local = event("Local").replace("CREATED:20260314T180400Z", "CREATED:20260314T140400")
    (record,) = records_of(tmp_path, "a.ics", calendar(local))
    assert record.sent.zone == "assumed:America/New_York"
    assert record.sent.utc == 1_773_511_440_000_000


def test_that_what_breaks_off_is_marked(tmp_path: Path) -> None:
    whole = calendar(event("First"), event("Cut", 2, "LOCATION:Room 3"))
    first, cut = records_of(tmp_path, "a.ics", whole[: whole.index("LOCATION") + 14])
    assert first.flags == frozenset()
    assert Flag.TRUNCATED.value in cut.flags
    unclosed = calendar(event("Open").replace("END:VEVENT\n", ""))
    (record,) = records_of(tmp_path, "b.ics", unclosed)
    assert Flag.TRUNCATED.value in record.flags


def test_that_an_item_too_large_is_cut(tmp_path: Path) -> None:
    line = "DESCRIPTION:" + "x" * (33 << 20)
    large, small = records_of(
        tmp_path, "a.ics", calendar(event("Large", 1, line, "URL:x"), event("S", 2))
    )
    assert Flag.TRUNCATED.value in large.flags
    assert small.flags == frozenset()


def test_that_a_calendar_that_breaks_off_between_its_items_says_so(tmp_path: Path) -> None:
    whole = calendar(event("One", 1), event("Two", 2))
    first = whole[: whole.index("END:VEVENT") + len("END:VEVENT\n")]
    one, end = items_of(tmp_path, "a.ics", first.encode())
    assert isinstance(one, Parsed)
    assert end == Unreadable("a.ics end", BREAKS_OFF)


def test_that_components_nested_without_end_lose_no_item(tmp_path: Path) -> None:
    nested = "BEGIN:X\n" * 60_000 + "END:Y\n" * 60_000
    one, two = records_of(tmp_path, "a.ics", calendar(event("One", 1, nested), event("Two", 2)))
    assert Flag.TRUNCATED.value not in one.flags | two.flags
    assert (one.subject, two.subject) == ("One", "Two")


def test_that_other_files_are_left_for_others(tmp_path: Path) -> None:
    tree = {"a.ics": calendar().encode(), "b.txt": b"words", "c.vcf": cards().encode()}
    calendars = items_of(tmp_path, "takeout.zip", zipped(tree))
    assert [getattr(item, "reason", "") for item in calendars] == [
        *(EMPTY_CALENDAR, NO_CALENDAR, NO_CALENDAR),
    ]
    assert [getattr(item, "foreign", None) for item in calendars] == [False, True, True]
    export = open_export([tmp_path / "takeout.zip"])
    contacts = list(ContactsImporter().read(export, OPTIONS, None))
    assert [item.reason for item in contacts if isinstance(item, Ignored)] == [NO_CONTACTS] * 2


def test_that_a_file_that_cannot_be_read_on_says_so(tmp_path: Path) -> None:
    class Gone:
        def __init__(self, export: Export) -> None:
            self._export = export

        def __getattr__(self, name: str) -> object:
            return getattr(self._export, name)

        def open(self, _: str) -> object:
            raise MemberUnreadable("It is damaged inside the ZIP file.")

    path = tmp_path / "a.ics"
    path.write_text(calendar(HEARING), "utf-8")
    export = cast("Export", Gone(open_export([path])))
    (item,) = CalendarImporter().read(export, OPTIONS, None)
    assert isinstance(item, Unreadable)
    assert item.reason == "It is damaged inside the ZIP file."


def test_that_contacts_of_all_versions_tell_their_lines(tmp_path: Path) -> None:
    dana, oez, rosa, company, cut = records_of(tmp_path, "a.vcf", cards())
    assert dana.text.split("\n") == [
        "Name: Dr. Dana M. Whitlow",
        "Company: Harbor Board, Records",
        "Title: Clerk",
        "Phone (mobile): 850-555-0142",
        "Phone (work, fax): (850) 555-0143",
        "Mail: whitlow@example.org",
        "Mail (Other): dana@example.net",
        "Address (home): 1 Bay Street, Port, FL, 32401, USA",
        "Birthday: 1980-05-04",
        "",
        "Likes, and buys, maps",
    ]
    assert content(dana, 0) == JPEG
    assert oez.subject == "Rüya Öz"
    assert oez.text.endswith("one\ntwo")
    assert (rosa.parties[0].address, rosa.parties[0].is_owner) == ("+1-850-555-0101", True)
    assert rosa.attachments[0].claimed_type == "image/png"
    assert company.attachments[0].open is None
    assert {problem.code for problem in company.problems} == {"date_unreadable"}
    assert Flag.TRUNCATED.value in cut.flags


def test_that_a_contact_without_a_shown_name_is_named_by_its_pieces(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nN:Whitlow;Dana;;Dr.;\nIMPP:xmpp:dana@example.net\nPHOTO:\nEND:VCARD\n"
    (record,) = records_of(tmp_path, "a.vcf", card)
    assert record.subject == "Dr. Dana Whitlow"
    assert "Chat: dana@example.net" in record.text
    assert record.attachments == ()


@pytest.mark.parametrize("written", ["", "no line", ":x", "A B:c", ";X=1:y"])
def test_that_what_is_no_line_is_none(written: str) -> None:
    assert property_of(written) is None


def test_that_a_line_may_have_very_many_parameters() -> None:
    found = property_of("TEL" + ";TYPE=home" * 100_000 + ";TYPE=;cell:555-0101")
    assert found is not None
    assert found.parameters["TYPE"].count("HOME") == 100_000
    assert found.parameters["TYPE"].endswith(",HOME,TYPE,CELL")


def test_that_quoted_parameters_may_hold_colons() -> None:
    found = property_of('ATTENDEE;CN="a:b;c";X:mailto:x@example.com')
    assert found
    assert found.parameters == {"CN": "a:b;c", "TYPE": "X"}
    assert found.text == "mailto:x@example.com"


def test_that_an_invitation_in_a_mail_stands_before_its_text() -> None:
    parts = (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nCome.\n--x"
        b"\nContent-Type: text/calendar; method=REQUEST\n\n"
        + calendar(HEARING).encode()
        + b"--x--\n"
    )
    record = parse_mail(mail(b"Come", 1, parts))
    assert isinstance(record, Parsed)
    assert record.text.startswith("Begins: 2026-03-11 09:00 America/New_York\n")
    assert record.text.endswith("\n\nCome.")
    assert [file.name for file in record.attachments] == ["invitation.ics"]
