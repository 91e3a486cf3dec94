"""Signal: frames of its own export, people and groups, files, chats by signal-export."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import signal_files as made
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.errors import ExportUnreadable
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.phone import json_lines, signal, signal_files, signal_items, signal_tool
from app.importers.phone.signal import SignalImporter
from app.importers.phone.signal_updates import call_words, update_words

SAMPLES = Path(__file__).resolve().parents[2] / "exports" / "signal"
OPTIONS = ImportOptions("Rosa Diaz", "America/New_York", ("+18505550101",))
DANA_ID = "01010101-0101-0101-0101-010101010101"


def items_of(path: Path, options: ImportOptions = OPTIONS) -> list[Item]:
    export = open_export([path])
    importer = SignalImporter()
    assert importer.recognises(export)
    return list(importer.read(export, options, None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def of_frames(tmp_path: Path, *frames: made.Frame) -> list[Item]:
    path = tmp_path / "main.jsonl"
    path.write_bytes(made.lines(*made.PEOPLE, *frames))
    return items_of(path)


@pytest.fixture(scope="module")
def own() -> list[Item]:
    return items_of(SAMPLES / "by_signal.zip")


@pytest.fixture(scope="module")
def tool() -> list[Item]:
    return items_of(SAMPLES / "by_signal_export.zip")


def test_that_messages_have_sender_time_and_conversation(own: list[Item]) -> None:
    asked, answered, *_ = records(own)
    assert [(one.role, one.label, one.is_owner) for one in asked.parties] == [
        (Role.FROM, "Dana Whitlow <+18505550142>", False),
        (Role.TO, "Rosa Diaz <+18505550101>", True),
    ]
    assert asked.text == "Is the gate open? 🙂"
    assert asked.sent.utc == made.WHEN * 1_000
    assert asked.conversation_key == answered.conversation_key == DANA_ID
    assert answered.parties[0].is_owner
    assert answered.parent_id == asked.platform_id == f"{DANA_ID} {made.WHEN}"
    assert answered.text == "It is.\n[reaction] 👍 Dana Whitlow 2026-05-13 13:05 UTC"


def test_that_files_are_found_by_their_hash(own: list[Item]) -> None:
    message = records(own)[2]
    named, in_backup, far = message.attachments
    assert (named.name, named.claimed_type, message.text) == ("gate.jpg", "image/jpeg", "The gate")
    for found, data in ((named, made.JPEG), (in_backup, made.JPEG + b"2")):
        assert found.open is not None
        with found.open() as file:
            assert file.read() == data
    assert far.missing == signal_files.NOT_LOADED
    assert "localKey" not in message.raw
    assert "plaintextHash" in message.raw


def test_that_earlier_versions_and_long_texts_are_kept(own: list[Item]) -> None:
    edited, long = records(own)[3:5]
    assert edited.text == "now shut\n[earlier version 2026-05-13 13:06 UTC] now open"
    assert edited.flags == {Flag.EDITED.value}
    assert long.problems == (signal_items.LONG_TEXT,)
    assert long.text == "Begins\n[link] Gate https://example.com/gate"
    assert long.attachments[0].open is not None


def test_that_every_kind_of_message_is_put_into_words(own: list[Item]) -> None:
    assert [one.text for one in records(own)[5:]] == [
        "[deleted for everyone by its sender]",
        "[contact] Ben Ortiz, +18505550143",
        "[sticker] 🎉",
        "[poll] When?\n[option] Nine (1 votes): Dana Whitlow\n[option] Ten (0 votes)",
        "Incoming video call (missed)",
        "[group name] Gate crew\n[group member left]",
        "[simple] identity verified",
        "[view once]",
        "[payment] 1.5 MOB key",
        "[gift badge]",
        "[answer to a story] Nice",
        "",
        "by nobody known",
        "failed",
        "a note to myself",
        "News of Signal",
        "to the crew",
    ]


def test_that_kinds_flags_and_labels_fit(own: list[Item]) -> None:
    by_text = {one.text.split("\n")[0]: one for one in records(own)}
    assert by_text["[deleted for everyone by its sender]"].flags == {Flag.DELETED.value}
    assert by_text["Incoming video call (missed)"].kind is Kind.CALL
    assert by_text["[group name] Gate crew"].kind is Kind.SYSTEM
    once = by_text["[view once]"]
    assert (once.labels, once.attachments[0].missing) == (
        ("Disappearing message",), signal_files.VIEWED,
    )  # fmt: skip
    assert by_text[""].problems == (signal_items.UNKNOWN_KIND,)
    assert json.loads(by_text[""].raw) == {"hologramMessage": {"depth": 3}}
    assert by_text["by nobody known"].problems == (signal_items.NO_AUTHOR,)
    assert by_text["by nobody known"].labels == ("SMS",)
    assert by_text["failed"].flags == {Flag.FAILED.value}
    assert [one.role for one in by_text["a note to myself"].parties] == [Role.FROM]
    crew = by_text["to the crew"]
    assert [one.name for one in crew.parties] == ["Rosa Diaz", "Dana Whitlow", "Ben"]
    assert crew.conversation_title == "Gate crew"
    assert made.b64(made.KEY) not in repr(own) + crew.conversation_key + crew.raw


def test_that_what_is_no_message_is_counted(own: list[Item]) -> None:
    others = {one.locator: one.reason for one in own if not isinstance(one, Parsed)}
    assert others == {
        "signal/main.jsonl line 36": signal.FRAME_UNKNOWN,
        "signal/main.jsonl account": "1 entries that are no messages.",
        "signal/main.jsonl conversations": "4 entries that are no messages.",
        "signal/main.jsonl head": "1 entries that are no messages.",
        "signal/main.jsonl packs of stickers": "1 entries that are no messages.",
        "signal/main.jsonl people and groups": "6 entries that are no messages.",
        "signal/files/dd/nobody-names-this.txt": signal.NOT_NAMED,
        "signal/metadata.json": signal.ABOUT,
    }


def test_that_broken_lines_cost_themselves_only() -> None:
    items = items_of(SAMPLES / "main.jsonl")
    assert [one.text for one in records(items)] == [
        "Is the gate open? 🙂",
        "It is.\n[reaction] 👍 Dana Whitlow 2026-05-13 13:05 UTC",
        "The gate",
    ]
    bad = [one for one in items if isinstance(one, Unreadable)]
    assert [one.reason for one in bad] == [json_lines.BROKEN] * 3
    assert bad[0].untrusted_bytes


def test_that_hostile_lines_are_values(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(json_lines, "_LONGEST", 5_000)
    path = tmp_path / "main.jsonl"
    deep = b'{"chatItem":' + b"[" * 4_000 + b"\n"
    path.write_bytes(made.lines(*made.PEOPLE) + deep + b'{"x": "' + b"y" * 20_000 + b'"}\n\n{}\n')
    reasons = [one.reason for one in items_of(path) if isinstance(one, Unreadable)]
    assert reasons[1:] == [json_lines.TOO_LONG, signal.FRAME_UNKNOWN]
    assert reasons[0] in {json_lines.NESTED, json_lines.BROKEN}


def test_that_fields_of_wrong_types_are_kept_and_break_nothing(tmp_path: Path) -> None:
    frames: list[made.Frame] = [
        {"recipient": {"id": "8", "contact": {"aci": "not base64", "e164": 1, "nickname": []}}},
        {"recipient": {"id": "", "contact": {}}},
        {"recipient": {"id": "9", "group": {"masterKey": 5, "snapshot": [], "x": 1}}},
        {"recipient": {"id": "10", "callLink": []}},
        {"chat": {"id": "7", "recipientId": "9"}},
        made.item(1, 8, {"standardMessage": {"text": "no object", "attachments": [5]}}, chat=7),
        made.item(2, 8, {"standardMessage": {"quote": 4}, "dateSent": "soon"}, chat=7),
        made.item(3, 2, {"updateMessage": {"groupCall": {"state": 5}}}, chat=99),
        {"chatItem": 5},
    ]
    items = of_frames(tmp_path, *frames)
    wrong, undated, call = records(items)
    assert json.loads(wrong.raw)["standardMessage"] == {"text": "no object", "attachments": [5]}
    assert (wrong.parties[0].address, wrong.conversation_title) == ("+1", "Group")
    assert Flag.DATE_DOUBTFUL.value in undated.flags
    assert (call.kind, call.text) == (Kind.CALL, "Group call")
    assert [one.reason for one in items if isinstance(one, Unreadable)] == [signal.FRAME_UNKNOWN]


def test_that_notices_are_told_in_words() -> None:
    assert update_words({"profileChange": {"previousName": "A", "newName": "B"}}) == (
        "[profile change] A, B"
    )
    assert update_words({}) == "[notice]"
    assert call_words({"individualCall": {"direction": 2, "state": 1}}) == "Outgoing call"


def test_that_chats_by_signal_export_are_read_from_data(tool: list[Item]) -> None:
    asked, answered, deleted, called = records(tool)[:4]
    assert asked.text == "Is the gate open?\n[reaction] 👍 Rosa"
    assert asked.sent.zone == "assumed:America/New_York"
    assert answered.text == "[in answer to] Is the gate open?\nIt is.\n[reaction] ❤️ Dana Whitlow"
    assert answered.sent.zone == "offset:-04:00"
    assert [one.label for one in answered.parties] == ["Rosa Diaz <+18505550101>", "Dana Whitlow"]
    assert [one.missing for one in answered.attachments] == ["", signal_tool.NOT_HELD]
    assert json.loads(answered.raw) == {"tomorrow": "kept"}
    assert (deleted.text, deleted.flags) == ("[sticker] 🎉", {Flag.DELETED.value})
    assert called.kind is Kind.CALL
    assert {one.conversation_title for one in (asked, answered)} == {"Dana Whitlow"}


def test_that_chats_by_signal_export_are_read_from_text(tool: list[Item]) -> None:
    asked, answered, deleted, sticker, odd = records(tool)[4:]
    assert asked.text == "Is the gate open?  \ntwo lines\n[reaction] 👍 Rosa\n[reaction] ❤️ Ben"
    assert answered.text == "[in answer to] Is the gate open?\nIt is."
    assert [one.missing for one in answered.attachments] == [""]
    assert deleted.flags == {Flag.DELETED.value}
    assert sticker.attachments[0].open is not None
    assert odd.sent.utc is None
    assert [one.role for one in asked.parties] == [Role.FROM, Role.MEMBER, Role.MEMBER]
    ignored = [one.locator for one in tool if isinstance(one, Ignored)]
    assert ignored == ["export/Dana Whitlow/chat.md", "export/Dana Whitlow/index.html"]


def test_that_text_before_the_first_message_is_listed() -> None:
    first = items_of(SAMPLES / "chat.md")[0]
    assert isinstance(first, Unreadable)
    assert first.reason == signal_tool.BEFORE_FIRST


def test_that_a_chat_in_which_only_the_custodian_writes_is_with_its_title(tmp_path: Path) -> None:
    tree = {"e/Dana/chat.md": b"[2026-05-13 09:05:20] Me: alone\n\n  end\n"}
    (tmp_path / "a.zip").write_bytes(zipped(tree))
    (only,) = records(items_of(tmp_path / "a.zip"))
    assert [one.name for one in only.parties] == ["Rosa Diaz", "Dana"]
    assert only.text == "alone\n\n  end"


@pytest.mark.parametrize("name", ["Signal/sql/db.sqlite", "signal-2026-05-13-09-00-00.backup"])
def test_that_locked_data_is_refused_with_a_way_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(range(256)) * 8)
    chosen = path if "/" not in name else tmp_path / "Signal"
    with pytest.raises(ExportUnreadable, match="locked with a key"):
        items_of(chosen)


def test_that_a_damaged_member_ends_with_its_reason(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a/main.jsonl": made.many_messages(3_000), "b/data.json": b"{}"}))
    at = packed.find(b"Message 2999")
    packed[at] = 0x41
    path = tmp_path / "a.zip"
    path.write_bytes(packed)
    items = items_of(path)
    assert len(records(items)) > 2_000
    assert "a/main.jsonl end" in {one.locator for one in items if isinstance(one, Unreadable)}


def test_that_a_chat_in_another_character_set_is_read(tmp_path: Path) -> None:
    (tmp_path / "chat.md").write_bytes("[2026-05-13 09:05:20] Bén: hi\r".encode("utf-16"))
    (only,) = records(items_of(tmp_path / "chat.md"))
    assert (only.parties[0].name, only.text) == ("Bén", "hi")
