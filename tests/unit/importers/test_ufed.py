"""Cellebrite reports: kinds of entries, parties, files, deleted state, damage, Excel."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from exports import ufed_files as made
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.errors import ExportUnreadable
from app.importers import shared_texts
from app.importers.base import (
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Parsed,
    Unreadable,
)
from app.importers.export_tree import open_export
from app.importers.phone import (
    ufed,
    ufed_content,
    ufed_files,
    ufed_models,
    ufed_reading,
    ufed_sheets,
)
from app.importers.phone.ufed import UfedImporter
from app.importers.phone.ufed_parties import platform_of
from app.importers.shared_texts import SharedTexts
from app.importers.times import TimeReader
from app.importers.workbook import TEXTS_LOST, Lost, Row, Workbook

SAMPLES = Path(__file__).resolve().parents[2] / "exports" / "ufed"
OPTIONS = ImportOptions("Rosa Diaz", "America/New_York", ("+18505550101", "diaz@example.com"))


def items_of(path: Path, options: ImportOptions = OPTIONS) -> list[Item]:
    export = open_export([path])
    importer = UfedImporter()
    assert importer.recognises(export)
    return list(importer.read(export, options, None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def written(tmp_path: Path, *sections: str, files: str = "") -> Path:
    path = tmp_path / "report.xml"
    path.write_text(made.report(*sections, files=files), encoding="utf-8")
    return path


def one_of(tmp_path: Path, *sections: str) -> Parsed:
    (record,) = records(items_of(written(tmp_path, *sections)))
    return record


def raw(record: Parsed) -> dict[str, object]:
    found = json.loads(record.raw or "{}")
    assert isinstance(found, dict)
    return found


def when(record: Parsed) -> str:
    assert record.sent.utc is not None
    return dt.datetime.fromtimestamp(record.sent.utc / 1e6, dt.UTC).strftime("%Y-%m-%d %H:%M")


@pytest.fixture(scope="module")
def whole() -> list[Item]:
    return items_of(SAMPLES / "phone.ufdr")


@pytest.fixture(scope="module")
def chat(whole: list[Item]) -> list[Parsed]:
    return [one for one in records(whole) if one.locator.startswith("report.xml #1 ")]


def test_that_messages_of_a_chat_have_sender_app_and_conversation(chat: list[Parsed]) -> None:
    notice, asked, *_ = chat
    assert notice.kind is Kind.SYSTEM
    assert notice.flags == {Flag.SYSTEM.value}
    assert asked.text == 'Is the gate open?\nSecond line <model type="Chat"> & 😀'
    assert asked.platform == "whatsapp"
    assert [(one.role, one.label, one.is_owner) for one in asked.parties] == [
        (Role.FROM, "Dana Whitlow <+18505550142>", False),
        (Role.TO, "Rosa Diaz <+18505550101>", True),
    ]
    assert {one.conversation_key for one in chat} == {made.DANA}
    assert {one.conversation_title for one in chat} == {"Dana Whitlow"}
    assert when(asked) == "2026-05-13 13:01"
    assert asked.sent.zone == "offset:-04:00"


def test_that_fields_without_a_place_are_kept_and_those_of_the_chat_once(
    chat: list[Parsed],
) -> None:
    about = raw(chat[0])["chat"]
    assert isinstance(about, dict)
    assert about["Description"] == "told behind the messages"
    assert all("chat" not in raw(one) for one in chat[1:])
    assert [raw(one).get("FieldOfTomorrow") for one in chat][7] == "kept too"


def test_that_files_are_found_by_list_and_path_and_never_outside(chat: list[Parsed]) -> None:
    (picture,) = chat[2].attachments
    assert picture.open is not None
    with picture.open() as file:
        assert file.read() == made.JPEG
    dangling, named, by_path, outside = chat[5].attachments
    assert dangling.missing == outside.missing == ufed_files.NOT_HELD
    assert named.missing == ufed_files.NO_FILE
    assert (by_path.name, by_path.open is None) == ("plan.pdf", False)


def test_that_a_file_is_found_by_its_hash(tmp_path: Path) -> None:
    digest = made.hashlib.sha256(made.JPEG).hexdigest()
    file = made.attachment("x.jpg", made.field("SHA256", digest.upper()))
    said = made.instant(1, made.HER, "", made.many("Attachments", file, kind="Attachment"))
    tree = {
        "r/report.xml": made.report(made.kinds("Chat", made.chat(said)), files=made.FILES).encode(),
        "r/files/Image/gate.jpg": made.JPEG,
    }
    (tmp_path / "a.zip").write_bytes(zipped(tree))
    (record,) = records(items_of(tmp_path / "a.zip"))
    assert record.attachments[0].open is not None


def test_that_answers_places_contacts_and_labels_are_read(chat: list[Parsed]) -> None:
    assert chat[3].text == "Here\n[location] 30.44, -84.28"
    assert chat[3].parent_id == chat[1].platform_id == "3EB0A1B2C3D40001"
    assert chat[3].flags == {Flag.EDITED.value}
    assert chat[6].text == "[contact] Ben Ortiz, +18505550143"


def test_that_a_deleted_state_is_shown(whole: list[Item], chat: list[Parsed]) -> None:
    assert chat[4].flags == chat[7].flags == {Flag.DELETED.value}
    assert chat[4].problems == (ufed_content.RECOVERED,)
    assert chat[7].problems == (ufed_content.TRASHED,)
    unknown = next(one for one in records(whole) if one.text == "Whose?")
    assert ufed_content.STATE_UNKNOWN in unknown.problems
    assert Flag.DELETED.value not in unknown.flags


def test_that_a_state_nobody_knows_is_kept(tmp_path: Path) -> None:
    record = one_of(tmp_path, made.kinds("SMS", made.model("SMS", state="Perhaps")))
    assert raw(record)["@deleted_state"] == "Perhaps"


def test_that_what_was_decoded_without_confidence_says_so(tmp_path: Path) -> None:
    text = made.kinds("SMS", made.model("SMS", made.field("Body", "x"))).replace("High", "Low")
    record = one_of(tmp_path, text)
    assert ufed_content.UNSURE in record.problems


def test_that_text_messages_and_calls_know_their_direction(whole: list[Item]) -> None:
    by_place = {one.locator: one for one in records(whole)}
    inbox, sent, archive, mms = (by_place[f"report.xml #{number}"] for number in (5, 6, 7, 8))
    assert [one.role for one in inbox.parties] == [Role.FROM, Role.TO]
    assert [one.is_owner for one in sent.parties] == [True, False]
    assert "direction_unknown" in {one.code for one in archive.problems}
    assert [one.role for one in mms.parties] == [Role.FROM, Role.CC, Role.TO]
    assert {one.conversation_key for one in (inbox, sent)} == {"8505550142"}
    called, missed, voicemail = (by_place[f"report.xml #{number}"] for number in (9, 10, 11))
    assert called.text == "Outgoing call, 2 min 5 s"
    assert called.parties[0].is_owner
    assert (missed.text, missed.platform) == ("Missed call (video)", "whatsapp")
    assert voicemail.text == "Voicemail, 18 s\nCall me about the gate."
    assert {one.kind for one in (called, missed, voicemail)} == {Kind.CALL}


def test_that_mails_posts_and_contacts_become_records_of_their_kind(whole: list[Item]) -> None:
    by_kind = {one.kind: one for one in records(whole)}
    mail, post = by_kind[Kind.EMAIL], by_kind[Kind.POST]
    assert (mail.subject, mail.text, mail.flags) == ("Gate", "Open at nine.", {Flag.DRAFT.value})
    assert [one.role for one in mail.parties] == [Role.FROM, Role.TO, Role.CC]
    assert mail.parties[0].is_owner
    assert str(raw(mail)["markup"]).startswith("<html>")
    assert post.text == "The gate is open."
    contact, meeting = (one for one in records(whole) if one.kind is Kind.DOCUMENT)
    assert contact.subject == "Contact: Dana Whitlow"
    assert "Entries: Mobile, +18505550142" in contact.text
    assert when(meeting) == "2026-05-14 13:00"


def test_that_everything_else_is_accounted_for(whole: list[Item]) -> None:
    reasons = {one.locator: one.reason for one in whole if not isinstance(one, Parsed)}
    assert reasons == {
        "report.xml #1 message 10": ufed_reading.AGAIN,
        "report.xml #2": ufed_reading.NO_MESSAGES,
        "report.xml #18": "The report holds an entry of a kind that is not known; "
        "its fields are kept.",
        "report.xml Installed application": "2 entries of this kind, which is no communication.",
        "files/Video/evil.jpg": ufed.NOT_NAMED,
    }
    (unknown,) = (one for one in whole if isinstance(one, Unreadable))
    assert json.loads(unknown.untrusted_bytes)["Pilot"] == "Rosa Diaz"


def test_that_reading_goes_on_behind_damage() -> None:
    items = items_of(SAMPLES / "damaged.xml")
    assert [one.text for one in records(items)] == [
        "before", "after", "Is the gate open?", "Whose?",
    ]  # fmt: skip
    before, after = records(items)[:2]
    assert before.conversation_key == after.conversation_key
    assert after.parties[0].is_owner
    reasons = [one.reason for one in items if isinstance(one, Unreadable)]
    assert reasons == [ufed_reading.BROKEN, ufed_reading.BROKEN, ufed_reading.CUT_OFF]


def test_that_a_broken_file_entry_costs_that_file(tmp_path: Path) -> None:
    files = made.FILES.replace('size="22" id="f-1"', 'size="22 id="f-1"')
    items = items_of(written(tmp_path, made.text_messages(), files=files))
    assert len(records(items)) == 4
    assert [one.reason for one in items if isinstance(one, Unreadable)] == [ufed_reading.BROKEN]


def test_that_a_report_with_a_doctype_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    text = made.report(made.text_messages())
    path.write_text(text.replace("?>\n", '?>\n<!DOCTYPE a [<!ENTITY b "c">]>', 1), encoding="utf-8")
    with pytest.raises(ExportUnreadable, match="document type"):
        items_of(path)
    (tmp_path / "b.zip").write_bytes(zipped({"a/report.xml": path.read_bytes(), "b.txt": b"x"}))
    items = items_of(tmp_path / "b.zip")
    assert [type(one) for one in items] == [Unreadable, Ignored]


def test_that_a_member_that_cannot_be_read_on_keeps_what_came_before(tmp_path: Path) -> None:
    tree = {"r/report.xml": made.many_messages(3_000).encode()}
    packed = bytearray(zipped(tree))
    at = packed.find(b"Message 2999")
    packed[at] = 0x41
    path = tmp_path / "a.ufdr"
    path.write_bytes(packed)
    items = items_of(path)
    assert len(records(items)) > 2_000
    assert isinstance(items[-1], Unreadable)
    assert items[-1].locator == "r/report.xml end"


def test_that_a_long_chat_is_not_held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ufed_models, "MOST_HELD", 3)
    said = [made.instant(number, made.HER, f"no. {number}") for number in range(5)]
    behind = made.field("Description", "late")
    items = items_of(written(tmp_path, made.kinds("Chat", made.chat(*said, behind=behind))))
    assert [one.text for one in records(items)] == [f"no. {number}" for number in range(5)]


def test_that_what_is_too_long_is_cut_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ufed_models, "_MOST_TEXT", 2_000)
    parts = made.many("Parties", *[made.party(f"+1850555{n:04}") for n in range(40)])
    said = (made.instant(1, made.HER, "x" * 5_000), made.instant(2, made.HER, "y"))
    sections = (
        made.kinds("SMS", made.model("SMS", parts, key="a")),
        made.kinds("Chat", made.chat(*said)),
    )
    items = items_of(written(tmp_path, *sections))
    sms, long, short = records(items)
    assert Flag.TRUNCATED.value in sms.flags & long.flags
    assert ufed_content.CUT in long.problems
    assert short.text == "y"
    assert Flag.TRUNCATED.value not in short.flags


def test_that_models_nested_too_deeply_are_left_out(tmp_path: Path) -> None:
    inner = made.field("Body", "deep")
    for _ in range(200):
        inner = made.one("Next", made.model("Party", inner))
    record = one_of(tmp_path, made.kinds("SMS", made.model("SMS", made.field("Body", "x"), inner)))
    assert record.text == "x"
    assert "deep" not in record.raw


def test_that_base64_is_decoded_where_it_is_some(tmp_path: Path) -> None:
    good = made.field("Body", "Z2F0ZQ==", format="Base64String")
    bad = made.field("Subject", "no base64!", format="Base64String")
    record = one_of(tmp_path, made.kinds("SMS", made.model("SMS", good, bad)))
    assert (record.text, record.subject) == ("gate", "no base64!")


def test_that_a_prefix_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    text = made.report(made.kinds("SMS", made.model("SMS", made.field("Body", "x"))))
    text = text.replace("xmlns=", "xmlns:u=").replace("<model", "<u:model")
    path.write_text(text.replace("</model", "</u:model"), encoding="utf-8")
    assert [one.text for one in records(items_of(path))] == ["x"]


def test_that_platforms_are_known_by_the_apps_name() -> None:
    assert platform_of("WhatsApp Business") == "whatsapp"
    assert platform_of("Facebook Messenger") == "facebook"
    assert platform_of("Viber (Desktop)") == "viber_desktop"
    assert platform_of("Phone", "sms") == platform_of("", "sms") == "sms"


def test_that_a_workbook_gives_the_same_kinds_of_records() -> None:
    items = items_of(SAMPLES / "excel_with_files.zip")
    asked, answered, inbox, sent, called, contact = records(items)
    assert (asked.platform, asked.conversation_key) == ("whatsapp", made.DANA)
    assert asked.parties[1].is_owner
    assert when(asked) == "2026-05-13 13:04"
    assert when(answered) == "2026-05-14 01:05"
    assert Flag.DELETED.value in answered.flags
    assert answered.attachments[0].open is not None
    assert [one.role for one in inbox.parties] == [Role.FROM, Role.TO]
    assert when(inbox) == "2026-06-05 13:04"
    assert when(sent) == "2026-05-13 16:00"
    assert raw(sent)["tag note - sms"] == "kept"
    assert (called.kind, contact.kind) == (Kind.CALL, Kind.DOCUMENT)
    assert {one.locator: one.reason for one in items if isinstance(one, Ignored)} == {
        "case/Report.xlsx!Summary": ufed_reading.NO_TABLE,
        "case/Report.xlsx!Chats #5": ufed_reading.NO_MESSAGES,
    }


def test_that_a_workbook_alone_says_which_files_are_missing() -> None:
    answered = records(items_of(SAMPLES / "report.xlsx"))[1]
    assert [one.missing for one in answered.attachments] == [ufed_files.NOT_HELD]


def test_that_any_workbook_is_not_taken_for_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [["Name", "From", "To", "Subject"], ["a", "b", "c", "d"]]
    path.write_bytes(made.workbook({"Contacts": rows}, {}))
    assert not UfedImporter().recognises(open_export([path]))


def test_that_a_damaged_sheet_costs_its_row_only(tmp_path: Path) -> None:
    tree = parts_of(SAMPLES / "report.xlsx")
    name = "xl/worksheets/sheet3.xml"
    tree[name] = tree[name].replace(b'<row r="3"', b'<row r="3')
    path = tmp_path / "b.xlsx"
    path.write_bytes(zipped(tree))
    items = items_of(path)
    assert [one.text for one in records(items)][:3] == ["Is the gate open?", "It is.", "It is."]
    assert [one.reason for one in items if isinstance(one, Unreadable)] == [ufed_reading.BROKEN]
    tree[name] = tree[name][:-300]
    path.write_bytes(zipped(tree))
    assert ufed_reading.CUT_OFF in {
        one.reason for one in items_of(path) if isinstance(one, Unreadable)
    }


def test_that_texts_behind_damage_are_not_put_into_wrong_cells(tmp_path: Path) -> None:
    tree = parts_of(SAMPLES / "report.xlsx")
    shared = tree["xl/sharedStrings.xml"]
    tree["xl/sharedStrings.xml"] = shared.replace(b"<t>It is.</t>", b"<t>It is.</u>")
    (tmp_path / "c.zip").write_bytes(zipped(tree))
    book = Workbook(open_export([tmp_path / "c.zip"]))
    texts = []
    for sheet in book.sheets():
        with suppress(MemberUnreadable):
            for row in book.rows(sheet):
                texts += row.cells.values() if isinstance(row, Row) else ()
    (tmp_path / "d.xlsx").write_bytes(zipped(tree))
    export = open_export([tmp_path / "d.xlsx"])
    lost = [one.reason for one in UfedImporter().read(export, ImportOptions(), None)
            if isinstance(one, Unreadable)]  # fmt: skip
    assert TEXTS_LOST in lost
    assert "Is the gate open?" in texts
    assert "It is." not in texts
    assert "\ufffd" in texts


def test_that_cells_are_read_in_every_form(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>a</t></is></c><c><v>5</v></c>'
        '<c r="AA1" t="str"><f>HYPERLINK("files\\a.jpg","b")</f><v>b</v></c>'
        '<c r="AB1" t="s"><v>99999999999999999999</v></c></row><row r="x"/></sheetData></worksheet>'
    )
    names = '<sheet name="S" r:id="r1"/><sheet name="gone" r:id="r2"/>'
    places = '<Relationship Id="r1" Target="/xl/s.xml"/><Relationship Id="r2" Target="../../x"/>'
    tree = {
        "xl/workbook.xml": f"<workbook><sheets>{names}</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": f"<R>{places}</R>".encode(),
        "xl/s.xml": sheet.encode(),
    }
    (tmp_path / "d.zip").write_bytes(zipped(tree))
    book = Workbook(open_export([tmp_path / "d.zip"]))
    (only,) = book.sheets()
    (row,) = book.rows(only)
    assert isinstance(row, Row)
    assert (row.number, row.cells) == (1, {0: "a", 1: "5", 26: "b"})
    assert row.links == {26: "files\\a.jpg"}
    assert not isinstance(row, Lost)
    assert book.links(only) == {}


def test_that_shared_texts_are_found_again_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_texts, "_IN_BLOCK", 4)
    monkeypatch.setattr(shared_texts, "_MOST_OPEN", 2)
    texts = SharedTexts()
    for number in range(30):
        texts.add(f"é {number}")
    assert [texts.get(number) for number in (0, 29, 5, 17, 0, 5)] == [
        "é 0", "é 29", "é 5", "é 17", "é 0", "é 5",
    ]  # fmt: skip
    assert texts.get(30) is None
    assert len(texts) == 30


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_that_a_file_named_as_a_workbook_that_is_none_is_left_to_others(tmp_path: Path) -> None:
    tree = {"a/b.xlsx": b"no ZIP", "a/c.xlsx": zipped({"x.txt": b"x"}), **made.TREE}
    (tmp_path / "a.zip").write_bytes(zipped(tree))
    items = items_of(tmp_path / "a.zip")
    left = {one.locator for one in items if isinstance(one, Ignored) and one.foreign}
    assert left == {"a/b.xlsx", "a/c.xlsx", "files/Video/evil.jpg"}


def broken_part(tmp_path: Path, name: str, word: bytes) -> Path:
    """Give the workbook with a part whose bytes do not fit its checksum."""
    packed = bytearray(zipped(parts_of(SAMPLES / "report.xlsx")))
    start = packed.index(name.encode() + b"<?xml")
    at = packed.index(word, start + len(name))
    packed[at] ^= 1
    path = tmp_path / "r.xlsx"
    path.write_bytes(packed)
    return path


def test_that_a_sheet_that_cannot_be_unpacked_is_listed(tmp_path: Path) -> None:
    items = items_of(broken_part(tmp_path, "xl/worksheets/sheet3.xml", b"<worksheet"))
    lost = [one.locator for one in items if isinstance(one, Unreadable)]
    assert len(lost) == 1
    assert lost[0].startswith("r.xlsx!SMS Messages")
    assert len(records(items)) >= 4


def test_that_a_workbook_whose_list_of_sheets_is_damaged_is_none(tmp_path: Path) -> None:
    path = broken_part(tmp_path, "xl/workbook.xml", b"<workbook xmlns")
    assert not UfedImporter().recognises(open_export([path]))


def test_that_a_list_of_sheets_that_breaks_while_it_is_read_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.zip").write_bytes((SAMPLES / "report.xlsx").read_bytes())
    export = open_export([tmp_path / "a.zip"])
    reading = ufed_reading.BookReading(export, export, "", OPTIONS, TimeReader())

    def broken(_book: Workbook) -> list[object]:
        raise MemberUnreadable("It is damaged inside the ZIP file.")

    monkeypatch.setattr(Workbook, "sheets", broken)
    (item,) = reading.items()
    assert isinstance(item, Unreadable)


def test_that_a_sheet_as_long_as_excel_permits_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ufed_sheets, "MOST_ROWS", 4)
    path = tmp_path / "r.xlsx"
    path.write_bytes(made.workbook({"Chats": made.CHATS, "chats ": made.CHATS}, {}))
    reasons = [one.reason for one in items_of(path) if isinstance(one, Unreadable)]
    assert reasons == [ufed_reading.SHEET_FULL] * 2


def test_that_enough_signs_tell_the_order_of_dates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ufed_sheets, "_ENOUGH_SIGNS", 1)
    path = tmp_path / "r.xlsx"
    rows = [made.TEXTS[0], ["1", "Inbox", "From: 72345", "13/05/2026", "9:00", "a", "", "", ""],
            ["2", "Inbox", "From: 72345", "06/05/2026", "9:00", "b", "", "", ""]]  # fmt: skip
    path.write_bytes(made.workbook({"SMS Messages": rows}, {}))
    assert [when(one) for one in records(items_of(path))] == [
        "2026-05-13 13:00",
        "2026-05-06 13:00",
    ]


def test_that_cells_without_a_known_heading_are_kept_by_their_place(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    rows = [made.TEXTS[0], [*made.TEXTS[1], "without a heading"]]
    path.write_bytes(made.workbook({"SMS Messages": rows}, {}))
    (record,) = records(items_of(path))
    assert raw(record)["column 10"] == "without a heading"


def test_that_long_attributes_are_cut(tmp_path: Path) -> None:
    record = one_of(tmp_path, made.kinds("SMS", made.model("SMS", odd="x" * 100_000)))
    assert len(record.raw) < 5_000


def test_that_a_text_message_listed_alone_and_in_a_chat_is_known_as_the_same(
    tmp_path: Path,
) -> None:
    when_sent = made.when("TimeStamp", "2026-05-13T13:04:20.000+00:00")
    alone = made.model(
        "SMS",
        made.field("Folder", "Inbox"),
        when_sent,
        made.field("Body", "Open?"),
        made.many("Parties", made.party("+18505550142", role="From")),
    )
    said = made.model(
        "InstantMessage",
        made.one("From", made.party("+18505550142")),
        when_sent,
        made.field("Identifier", "AB12CD34EF56AB12"),
        made.field("Body", "Open?"),
    )
    people = made.many(
        "Participants", made.party("+18505550142"), made.party("+18505550101", owner=True)
    )
    chat = made.model(
        "Chat",
        made.field("Source", "Native Messages"),
        made.field("Id", "thread 7"),
        people,
        made.many("Messages", said, kind="InstantMessage"),
    )
    items = items_of(written(tmp_path, made.kinds("Chat", chat), made.kinds("SMS", alone)))
    first, second = records(items)
    for name in ("platform", "platform_id", "conversation_key", "text"):
        assert getattr(first, name) == getattr(second, name)
    assert first.sent.utc == second.sent.utc
    assert first.parties == second.parties
    assert raw(first)["Identifier"] == "AB12CD34EF56AB12"


def test_that_reactions_and_embedded_messages_are_seen(tmp_path: Path) -> None:
    reaction = made.model("Reaction", made.field("Emoji", "\U0001f44d"), made.field("Name", "Rosa"))
    inner = made.model("InstantMessage", made.field("Body", "the first words"))
    said = made.instant(
        1,
        made.HER,
        "Look",
        made.many("Reactions", reaction, kind="Reaction"),
        made.one("EmbeddedMessage", inner, "InstantMessage"),
        made.many(
            "Attachments",
            made.attachment("a.amr", made.field("Transcript", "spoken")),
            kind="Attachment",
        ),
    )
    record = one_of(tmp_path, made.kinds("Chat", made.chat(said)))
    assert record.text.split("\n") == [
        "Look",
        "[transcript] spoken",
        "[reaction] \U0001f44d, Rosa",
        "[embedded message] the first words",
    ]


def test_that_labels_that_are_no_flags_are_shown(tmp_path: Path) -> None:
    labels = [
        made.model("MessageLabel", made.field("Label", one))
        for one in ("Starred", "System", "None")
    ]
    said = made.instant(1, made.HER, "x", made.many("MessageLabels", *labels, kind="MessageLabel"))
    record = one_of(tmp_path, made.kinds("Chat", made.chat(said)))
    assert (record.labels, record.kind) == (("Starred",), Kind.SYSTEM)
