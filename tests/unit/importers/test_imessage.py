"""Apple Messages: archived texts, edits, reactions, the log, attachments, damage."""

from __future__ import annotations

import hashlib
import plistlib
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.phone import imessage, imessage_records
from app.importers.phone.imessage import IMessageImporter
from app.importers.phone.typedstream import archived_text, archived_words, property_list
from app.importers.registry import recognise

SAMPLES = Path(__file__).resolve().parents[2] / "exports" / "imessage"
OPTIONS = ImportOptions("Ofc. Diaz")


def items_of(path: Path, options: ImportOptions = OPTIONS) -> list[Item]:
    return list(IMessageImporter().read(open_export([path]), options, None))


def records_of(path: Path) -> list[Parsed]:
    return [item for item in items_of(path) if isinstance(item, Parsed)]


@pytest.fixture(scope="module")
def records() -> dict[str, Parsed]:
    return {record.platform_id: record for record in records_of(SAMPLES / "chat.db")}


def test_that_words_come_from_the_archived_text_where_there_is_no_plain_one(
    records: dict[str, Parsed],
) -> None:
    assert records["GUID-2"].text.splitlines()[0] == "Yes ✨ \u2184 it is"
    assert records["GUID-3"].text == "x" * 300
    assert records["GUID-3"].subject == "Long"
    assert records["GUID-4"].text == "lying"
    assert "text_unreadable" in {problem.code for problem in records["GUID-23"].problems}


def test_that_earlier_versions_are_kept_as_lines(records: dict[str, Parsed]) -> None:
    edited = records["GUID-5"]
    assert edited.text.splitlines() == [
        "The gate is shut",
        "[earlier version 2026-05-13 09:00 UTC] The gate is shut at six",
        "[earlier version 2026-05-13 09:01 UTC] The gate is open",
    ]
    assert edited.flags == {Flag.EDITED.value}
    assert records["GUID-6"].flags == {Flag.DELETED.value}
    assert records["GUID-6"].text == "[unsent by its sender]"


def test_that_reactions_stand_with_their_message_and_alone(records: dict[str, Parsed]) -> None:
    assert records["GUID-1"].text.endswith("[reaction] 🚒 Ofc. Diaz 2026-05-13 09:00 UTC")
    assert "[reaction] Loved +18505550142" in records["GUID-2"].text
    assert records["GUID-8"].parent_id == "GUID-2"
    assert records["GUID-10"].text.startswith("[reaction] Liked (taken back) a message that is not")


def test_that_a_reply_knows_its_message(records: dict[str, Parsed]) -> None:
    assert records["GUID-11"].parent_id == "GUID-1"


def test_that_texts_and_messages_with_one_person_are_one_conversation(
    records: dict[str, Parsed],
) -> None:
    assert records["GUID-12"].conversation_key == records["GUID-1"].conversation_key
    assert records["GUID-12"].labels == ("SMS",)
    assert Flag.FAILED.value in records["GUID-12"].flags
    assert records["GUID-13"].conversation_title == "Gate crew"
    assert records["GUID-13"].conversation_key == "group/G3"


def test_that_sender_and_custodian_are_told_apart(records: dict[str, Parsed]) -> None:
    sender, owner, member = records["GUID-13"].parties
    assert (sender.role, sender.address) == (Role.FROM, "lee@example.com")
    assert (owner.name, owner.address, owner.is_owner) == ("Ofc. Diaz", "+18505550101", True)
    assert member.role is Role.MEMBER
    assert records["GUID-2"].parties[0].is_owner
    assert "sender_unknown" in {problem.code for problem in records["GUID-16"].problems}
    assert "no_conversation" in {problem.code for problem in records["GUID-18"].problems}


def test_that_events_of_groups_are_notices(records: dict[str, Parsed]) -> None:
    assert records["GUID-14"].text == "[conversation renamed] Gate crew"
    assert records["GUID-15"].text == "[member removed] lee@example.com"
    assert records["GUID-15"].kind is Kind.SYSTEM


def test_that_the_words_of_an_app_are_kept(records: dict[str, Parsed]) -> None:
    assert records["GUID-17"].text == "[app]\nApple Cash\n$25.00"


def test_that_a_recently_deleted_message_says_so(records: dict[str, Parsed]) -> None:
    assert Flag.DELETED.value in records["GUID-19"].flags
    assert records["GUID-19"].conversation_key == "8505550142"


def test_that_times_are_read_in_seconds_and_in_billionths(records: dict[str, Parsed]) -> None:
    first, seconds = records["GUID-1"].sent.utc, records["GUID-20"].sent.utc
    assert first == 1_778_662_801_000_000
    assert seconds == 1_778_662_800_000_000
    assert records["GUID-21"].sent.utc is None
    assert records["GUID-1"].sent.raw == "800355601000000000"


def test_that_an_empty_message_says_so(records: dict[str, Parsed]) -> None:
    assert records["GUID-22"].problems == (imessage_records.NO_WORDS,)


def test_that_messages_that_lie_in_the_log_alone_are_read() -> None:
    items = items_of(SAMPLES / "folder_with_log.zip")
    found = {item.platform_id: item for item in items if isinstance(item, Parsed)}
    assert len(found) == 23
    first, same_name, outside, unnamed = found["GUID-7"].attachments
    assert first.open is not None
    assert same_name.missing == outside.missing == imessage_records.NOT_HELD
    assert unnamed.missing == imessage_records.NOT_NAMED
    ignored = {item.locator for item in items if isinstance(item, Ignored)}
    assert ignored == {"chat.db-wal", "chat.db-shm", "Attachments/zz/99/AT-9/nobody.jpg"}


def test_that_without_the_log_the_newest_messages_are_not_there(tmp_path: Path) -> None:
    with zipfile.ZipFile(SAMPLES / "folder_with_log.zip") as archive:
        (tmp_path / "chat.db").write_bytes(archive.read("chat.db"))
    assert not records_of(tmp_path / "chat.db")


def test_that_a_database_of_ten_years_ago_is_read() -> None:
    old, answer = records_of(SAMPLES / "old_schema.db")
    assert (old.text, answer.text) == ("Old words", "Answer")
    assert old.conversation_title == "+18505550142"


def test_that_attachments_of_an_iphones_backup_are_found_by_their_hashed_names(
    tmp_path: Path,
) -> None:
    name = "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28"
    (tmp_path / "3d").mkdir()
    shutil.copy(SAMPLES / "old_schema.db", tmp_path / name)
    with sqlite3.connect(tmp_path / name) as database:
        database.executescript(
            "CREATE TABLE attachment(ROWID INTEGER PRIMARY KEY, filename TEXT);"
            "CREATE TABLE message_attachment_join(message_id INTEGER, attachment_id INTEGER);"
            "INSERT INTO attachment VALUES (1, '~/Library/SMS/Attachments/ab/11/A/IMG.jpg');"
            "INSERT INTO message_attachment_join VALUES (1, 1);"
        )
    database.close()
    inner = b"MediaDomain-Library/SMS/Attachments/ab/11/A/IMG.jpg"
    hashed = hashlib.sha1(inner, usedforsecurity=False).hexdigest()
    (tmp_path / hashed[:2]).mkdir()
    (tmp_path / hashed[:2] / hashed).write_bytes(b"jpg")
    assert recognise(open_export([tmp_path])).key == "imessage"
    (attachment,) = records_of(tmp_path)[0].attachments
    assert attachment.open is not None
    assert attachment.name == "IMG.jpg"


def test_that_a_damaged_page_is_listed_and_the_rest_read(tmp_path: Path) -> None:
    data = bytearray((SAMPLES / "chat.db").read_bytes())
    at = data.find(b"Without a chat")
    page = at // 4096 * 4096
    data[page] = 77
    (tmp_path / "chat.db").write_bytes(data)
    items = items_of(tmp_path / "chat.db")
    assert imessage.DAMAGED in {item.reason for item in items if isinstance(item, Unreadable)}


def test_that_other_databases_are_not_taken_for_messages(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "notes.db") as database:
        database.execute("CREATE TABLE message(a)")
    database.close()
    (tmp_path / "cut.db").write_bytes(b"SQLite format 3\0" + b"\0" * 3)
    importer = IMessageImporter()
    assert not importer.recognises(open_export([tmp_path / "notes.db"]))
    assert not importer.recognises(open_export([tmp_path / "cut.db"]))
    assert not importer.recognises(open_export([tmp_path]))


def test_that_archived_texts_of_every_length_are_read() -> None:
    head = b"NSString\x01+"
    assert archived_text(head + b"\x02hi") == "hi"
    assert archived_text(head + b"\x82\x02\0\0\0hi") == "hi"
    assert archived_text(head + b"\x83\x02\0\0\0\0\0\0\0hi") == "hi"
    assert archived_text(head + b"\x99hi") is None
    assert archived_text(b"NSString") is None
    assert archived_text(head) is None
    assert archived_text(head + b"\x05hi\x86\x84x\xff") == "hi"
    assert archived_text(head + b"\x05hi\xff") == "hi\ufffd"


def test_that_damaged_property_lists_are_empty() -> None:
    whole = plistlib.dumps({"$objects": ["$null", "words", 3, " "]}, fmt=plistlib.FMT_BINARY)
    assert list(archived_words(whole)) == ["words"]
    assert property_list(b"<plist>") == {}
    assert property_list(plistlib.dumps([1], fmt=plistlib.FMT_BINARY)) == {}
    for cut in range(len(whole)):
        assert property_list(whole[:cut]) == {}


def test_that_a_damaged_log_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(SAMPLES / "folder_with_log.zip") as archive:
        log, data = archive.read("chat.db-wal"), archive.read("chat.db")
    path = tmp_path / "messages.zip"
    at = log.find(b"Without a chat")
    for damaged in (log[:at] + b"w" + log[at + 1 :], log[:at]):
        path.write_bytes(zipped({"chat.db": data, "chat.db-wal": damaged}))
        assert Unreadable("chat.db-wal end", imessage.LOG_DAMAGED) in items_of(path)
    whole = items_of(SAMPLES / "folder_with_log.zip")
    assert not any(isinstance(item, Unreadable) for item in whole)


def test_that_a_damaged_page_of_names_is_told(tmp_path: Path) -> None:
    data = bytearray((SAMPLES / "chat.db").read_bytes())
    data[data.find(b"Gate crew") // 4096 * 4096] = 77
    path = tmp_path / "chat.db"
    path.write_bytes(data)
    items = items_of(path)
    assert items[0].locator.startswith("chat.db page ")
    assert len([item for item in items if isinstance(item, Parsed)]) == 23


def test_that_rows_with_one_number_are_told_apart(tmp_path: Path) -> None:
    data = bytearray((SAMPLES / "old_schema.db").read_bytes())
    at = data.find(b"OLD-1")
    second = data.find(b"OLD-2")
    first_row, second_row = _row_number(data, at), _row_number(data, second)
    data[second_row] = data[first_row]
    path = tmp_path / "chat.db"
    path.write_bytes(data)
    places = [record.locator for record in records_of(path)]
    assert places == ["chat.db message 1", "chat.db message 1, row 2"]


def _row_number(data: bytearray, words: int) -> int:
    """Find the byte of a small row's number: behind the size, before the header's length."""
    at = words
    while not (data[at] == 8 and data[at - 1] in {1, 2}):
        at -= 1
    return at - 1
