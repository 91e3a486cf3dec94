"""Rows of Android's tables: texts, multimedia, calls, files beside, older lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import android_files as made
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.phone import android_messages, mms_records
from app.importers.phone.android_messages import AndroidMessagesImporter
from app.importers.phone.json_lines import BROKEN
from app.importers.social.json_stream import CUT_OFF

SAMPLES = Path(__file__).resolve().parents[2] / "exports" / "android_messages"
OPTIONS = ImportOptions("Rosa Diaz", "UTC", (made.OWN,))


def items_of(path: Path, options: ImportOptions = OPTIONS) -> list[Item]:
    export = open_export([path])
    importer = AndroidMessagesImporter()
    assert importer.recognises(export)
    return list(importer.read(export, options, None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def of_rows(tmp_path: Path, *rows: made.Row, options: ImportOptions = OPTIONS) -> list[Item]:
    path = tmp_path / "messages.ndjson"
    path.write_bytes(made.lines(list(rows)))
    return items_of(path, options)


@pytest.fixture(scope="module")
def whole() -> list[Item]:
    return items_of(SAMPLES / "messages-2026-05-13.zip")


def test_that_texts_and_calls_become_records(whole: list[Item]) -> None:
    called, missed, asked, answered, *_ = records(whole)
    assert (called.kind, called.text) == (Kind.CALL, "Outgoing call, 1 min 5 s")
    assert [one.label for one in called.parties] == [
        "Rosa Diaz <+18505550101>", "Dana Whitlow <+18505550142>",
    ]  # fmt: skip
    assert missed.parties[0].name == "Hidden number"
    assert (asked.text, asked.sent.utc) == ("Is the gate open? 🙂", (made.WHEN + 1) * 1_000_000)
    assert [one.is_owner for one in answered.parties] == [True, False]
    assert {one.conversation_key for one in (called, asked, answered)} == {"8505550142"}
    assert json.loads(asked.raw)["creator"] == "com.google.android.apps.messaging"


def test_that_multimedia_messages_find_their_files(whole: list[Item]) -> None:
    message = records(whole)[4]
    assert message.text == "The gate"
    assert message.sent.utc == (made.WHEN + 3) * 1_000_000
    held, lost = message.attachments
    assert held.name == "gate.jpg"
    assert held.open is not None
    with held.open() as file:
        assert file.read() == made.JPEG
    assert (lost.name, lost.missing) == ("PART_2.jpg", mms_records.NO_DATA)
    assert [one.is_owner for one in message.parties] == [False, True]


def test_that_groups_know_their_people(whole: list[Item]) -> None:
    to_both, in_group = records(whole)[5:7]
    assert [(one.role, one.name) for one in to_both.parties] == [
        (Role.FROM, "Rosa Diaz"), (Role.TO, "Dana Whitlow"), (Role.TO, "Ben Ortiz"),
    ]  # fmt: skip
    assert to_both.conversation_key == "8505550142~8505550143"
    assert in_group.subject == "Gate"
    assert in_group.parties[0].address == made.BEN
    assert not any(one.is_owner for one in in_group.parties)


def test_that_odd_rows_are_kept(whole: list[Item]) -> None:
    odd = records(whole)[7]
    assert Flag.DATE_DOUBTFUL.value in odd.flags
    assert {key: json.loads(odd.raw)[key] for key in ("tags", "flagged", "type")} == {
        "tags": '["a"]', "flagged": "1", "type": "9",
    }  # fmt: skip
    others = {one.locator: one.reason for one in whole if not isinstance(one, Parsed)}
    assert others == {
        "messages.ndjson #6": android_messages.UNKNOWN_ROW,
        "messages.ndjson #8": BROKEN,
        "data/nobody-names-this.txt": android_messages.NOT_NAMED,
    }


def test_that_older_lists_with_files_inside_are_read() -> None:
    items = items_of(SAMPLES / "messages.json")
    text, pictures = records(items)
    assert text.text == "Is the gate open? 🙂"
    inside, broken = pictures.attachments
    assert inside.open is not None
    with inside.open() as file:
        assert file.read() == made.JPEG
    assert broken.open is None
    assert [one.reason for one in items if isinstance(one, Unreadable)] == [CUT_OFF]


def test_that_an_entry_of_a_list_that_is_no_row_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(made.LISTED), encoding="utf-8")
    last = items_of(path)[-1]
    assert isinstance(last, Unreadable)
    assert (last.reason, last.untrusted_bytes) == (android_messages.UNKNOWN_ROW, b'"no row"')


def test_that_the_custodian_is_the_one_left_over(tmp_path: Path) -> None:
    row = made.mms(1, made.address(made.DANA, 137), [made.address("+18505550188", 151)], [])
    (record,) = records(of_rows(tmp_path, row, options=ImportOptions("Rosa Diaz")))
    assert [(one.address, one.is_owner) for one in record.parties] == [
        (made.DANA, False), ("+18505550188", True),
    ]  # fmt: skip


def test_that_a_part_without_a_place_is_missing(tmp_path: Path) -> None:
    row = made.mms(1, made.address(made.DANA, 137), [], [made.part("image/jpeg")])
    (record,) = records(of_rows(tmp_path, row))
    assert record.attachments[0].missing == mms_records.NO_DATA


def test_that_fields_of_wrong_types_break_nothing(tmp_path: Path) -> None:
    rows: list[made.Row] = [
        {"_id": 1, "msg_box": True, "date": 1.5, "__parts": "none", "__sender_address": [5]},
        {"_id": 2, "address": None, "type": None, "body": None, "date": {"a": 1}},
    ]
    first, second = records(of_rows(tmp_path, *rows))
    assert json.loads(first.raw)["__parts"] == "none"
    assert second.text == ""


def test_that_a_member_that_breaks_off_ends_with_its_reason(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.ndjson": made.many_messages(3_000), "b.ndjson": b"{}\n"}))
    at = packed.find(b"Message 2999")
    packed[at] = 0x41
    path = tmp_path / "a.zip"
    path.write_bytes(packed)
    items = items_of(path)
    assert len(records(items)) > 2_000
    assert "a.ndjson end" in {one.locator for one in items if isinstance(one, Unreadable)}
    assert isinstance(items[-1], Ignored)


@pytest.mark.parametrize("text", ['{"a": 1}', '[{"_id": 1}]', "words", '{"_id":1,"date":2}'])
def test_that_other_json_is_not_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert not AndroidMessagesImporter().recognises(open_export([tmp_path / "a.json"]))
