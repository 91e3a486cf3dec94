"""Archives of chats in XML: conversations, people, edits, files, damage, hostile files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import chat_archive_files as made
from exports.zipped import Tree, zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.errors import ExportUnreadable
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.legal import chat_archive, chat_records, chat_xml, xml_archive
from app.importers.legal.chat_archive import ChatArchiveImporter
from app.importers.legal.platforms import platform_in, platform_key

SAMPLES = Path(made.__file__).parent / "chat_archive"
OPTIONS = ImportOptions("Rosa Diaz", "America/New_York", ("diaz@example.com",))


def items_of(path: Path) -> list[Item]:
    export = open_export([path])
    importer = ChatArchiveImporter()
    assert importer.recognises(export)
    return list(importer.read(export, OPTIONS, None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def read(tmp_path: Path, *inner: str) -> list[Item]:
    path = tmp_path / "dump.xml"
    path.write_text(made.dump(*inner), encoding="utf-8")
    return items_of(path)


def read_tree(tmp_path: Path, tree: Tree) -> list[Item]:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(tree))
    return items_of(path)


def test_that_a_message_goes_to_those_who_are_there_at_that_moment(tmp_path: Path) -> None:
    said = {one.text: one for one in records(read(tmp_path, made.TALK))}
    boat, night = said["Where is the boat?"], said["Good night"]
    assert [(p.role, p.address, p.is_owner) for p in boat.parties] == [
        (Role.FROM, made.ROSA, True), (Role.TO, made.DANA, False),
    ]  # fmt: skip
    assert [p.address for p in night.parties] == [made.ROSA]
    assert boat.conversation_key == night.conversation_key == "room-1"
    assert boat.conversation_title == "harbor-night"
    assert boat.sent.utc == 1778677260 * 1_000_000


def test_that_edits_and_deletions_are_marked_and_unknown_fields_kept(tmp_path: Path) -> None:
    said = {one.text: one for one in records(read(tmp_path, made.TALK))}
    assert said["At the <dock> & beyond"].flags == {Flag.EDITED.value}
    assert json.loads(said["At the <dock> & beyond"].raw)["EditedNewMsgId"] == "post3"
    assert json.loads(said["At the pier"].raw)["Mood"] == "calm"
    assert said["Gone"].flags == {Flag.DELETED.value}


def test_that_a_file_stands_once_where_its_sending_began(tmp_path: Path) -> None:
    items = read_tree(tmp_path, made.samples()["actiance"])
    sent = [one for one in records(items) if one.attachments]
    assert [one.attachments[0].name for one in sent] == ["boat.jpg", "lost.mov", "other.pdf"]
    opened = sent[0].attachments[0].open
    assert opened is not None
    assert opened().read() == made.JPEG
    assert sent[1].attachments[0].missing
    reasons = [one.reason for one in items if isinstance(one, Ignored)]
    assert reasons == [chat_records.TRANSFERRED, chat_archive.NOT_NAMED]


def test_that_chats_of_bloomberg_are_read_with_names_and_files(tmp_path: Path) -> None:
    items = read_tree(tmp_path, made.samples()["bloomberg"])
    chat = {one.text: one for one in records(items) if one.platform == "bloomberg"}
    assert chat["Tide tables?"].parties[0].label == f"Rosa Diaz <{made.ROSA}>"
    assert chat["[sent a file]"].attachments[0].name == "tides.pdf"
    assert chat["[sent a file]"].attachments[0].open is not None
    assert chat["No zone"].sent.zone == "assumed:America/New_York"
    assert chat["The room was closed"].kind is Kind.SYSTEM
    assert any(text.startswith("[Poll]") and "Question: Noon?" in text for text in chat)
    papers = [one.subject for one in records(items) if one.kind is Kind.DOCUMENT]
    assert papers == ["stray.txt"]
    reasons = {one.reason for one in items if isinstance(one, Ignored)}
    assert reasons == {chat_archive.ATTACHED, chat_archive.NOTHING}


def test_that_mails_of_bloomberg_have_recipients_and_subject(tmp_path: Path) -> None:
    path = tmp_path / "f1.msg.260513.xml"
    path.write_text(made.MAILS, encoding="utf-8")
    (mail,) = records(items_of(path))
    assert (mail.kind, mail.subject) == (Kind.EMAIL, "Tide tables")
    assert mail.text == "MORNING ALL\nSee the file."
    assert [(p.role, p.name) for p in mail.parties] == [
        (Role.FROM, "Rosa Diaz"), (Role.TO, "Dana Whitlow"), (Role.CC, "Sam Reyes"),
    ]  # fmt: skip


def test_that_chats_of_skype_are_read_in_utf_16() -> None:
    items = records(items_of(SAMPLES / "skype.zip"))
    assert [one.kind for one in items] == [Kind.SYSTEM, Kind.SYSTEM, Kind.MESSAGE, Kind.SYSTEM]
    assert (items[2].text, items[2].platform) == ("On my way", "skype")
    assert [p.name for p in items[2].parties] == ["Rosa Diaz", "Dana Whitlow"]


def test_that_reading_goes_on_behind_a_damaged_entry() -> None:
    items = items_of(SAMPLES / "damaged.xml")
    assert [one.text for one in records(items) if one.kind is Kind.MESSAGE] == [
        "Before", "After", "Whole again",
    ]  # fmt: skip
    assert [one.reason for one in items if isinstance(one, Unreadable)] == [xml_archive.BROKEN]
    assert [one.reason for one in items if isinstance(one, Ignored)] == [chat_archive.NO_EVENTS]
    assert {one.conversation_key for one in records(items)} == {"room-1", "room-3"}


def test_that_a_file_that_ends_in_the_middle_says_so(tmp_path: Path) -> None:
    path = tmp_path / "dump.xml"
    whole = made.dump(made.TALK)
    path.write_text(whole[: whole.index("Gone")], encoding="utf-8")
    items = items_of(path)
    assert isinstance(items[-1], Unreadable)
    assert items[-1].reason == xml_archive.CUT_OFF
    assert records(items)[-1].text == "At the pier"


def test_that_a_doctype_is_refused(tmp_path: Path) -> None:
    hostile = made.dump(made.TALK).replace(
        "<FileDump", '<!DOCTYPE f [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<FileDump', 1
    )
    path = tmp_path / "dump.xml"
    path.write_text(hostile, encoding="utf-8")
    with pytest.raises(ExportUnreadable):
        items_of(path)
    items = read_tree(tmp_path, {"a.xml": hostile.encode(), "b.xml": made.dump(made.TALK).encode()})
    assert items[0].locator == "a.xml end"
    assert isinstance(items[0], Unreadable)
    assert records(items)


def test_that_a_broken_archive_of_files_is_listed(tmp_path: Path) -> None:
    tree = dict(made.samples()["bloomberg"])
    tree["f9001.ib19.att.260513.zip"] = b"PK\x03\x04 broken"
    items = read_tree(tmp_path, tree)
    faults = [one for one in items if isinstance(one, Unreadable)]
    assert faults
    assert all(one.locator.startswith("f9001.ib19.att.260513.zip") for one in faults)


def test_that_an_entry_nested_too_deeply_or_too_long_is_cut_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = "<a>" * 100 + "deep" + "</a>" * 100
    (record,) = records(
        read(tmp_path, made.conversation(f"<Message>{deep}<Content>up</Content></Message>"))
    )
    assert record.text == "up"
    monkeypatch.setattr(chat_xml, "MOST_TEXT", 3_000)
    long = made.message(1, "x" * 5_000)
    (record,) = records(read(tmp_path, made.conversation(long)))
    assert "too_long" in {problem.code for problem in record.problems}


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("1778677260", 1778677260),
        ("1778677260000", 1778677260),
        ("2026-05-13T13:01:00Z", 1778677260),
        ("13/40/2026 09:00", None),
        ("soon", None),
    ],
)
def test_that_times_are_read_as_they_are_written(
    written: str, utc: int | None, tmp_path: Path
) -> None:
    event = made.element("Message", made.leaves(DateTimeUTC=written, Content="a"))
    (record,) = records(read(tmp_path, made.conversation(event)))
    assert record.sent.utc == (None if utc is None else utc * 1_000_000)


def test_that_short_ids_count_within_their_conversation_only(tmp_path: Path) -> None:
    event = made.element(
        "Message", made.leaves(MessageId="7", DateTimeUTC="1778677260", Content="a")
    )
    first, second = records(
        read(tmp_path, made.conversation(event), made.conversation(event, room="room-2"))
    )
    assert first.platform_id == "room-1/7"
    assert second.platform_id == "room-2/7"


def test_that_platforms_are_known_by_many_names() -> None:
    assert platform_key("Microsoft Teams") == "teams"
    assert platform_key("Harbor Talk!") == "harbor_talk"
    assert platform_in("sms.archive.example.com") == "sms"
    assert platform_in("example.com") == ""


def test_that_samples_hold_what_the_script_makes() -> None:
    for name, tree in made.samples().items():
        with zipfile.ZipFile(SAMPLES / f"{name}.zip") as archive:
            assert {one: archive.read(one) for one in archive.namelist()} == dict(tree)
