"""Google Voice: texts, groups, calls, voicemail, files without endings, pages that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.phone import google_voice, voice_records
from app.importers.phone.google_voice import GoogleVoiceImporter
from app.importers.phone.voice_pages import read_page

EXPORTS = Path(__file__).resolve().parents[2] / "exports"
ODD = EXPORTS / "google_voice" / "takeout_with_odd_pages.zip"
REAL = EXPORTS / "fixtures" / "google_voice" / "takeout"
OPTIONS = ImportOptions("Ofc. Diaz", "America/New_York", ("+18505550101",))


def items_of(path: Path) -> list[Item]:
    return list(GoogleVoiceImporter().read(open_export([path]), OPTIONS, None))


@pytest.fixture(scope="module")
def odd() -> dict[str, Item]:
    return {item.locator.removeprefix("Takeout/Voice/Calls/"): item for item in items_of(ODD)}


def record(items: dict[str, Item], start: str) -> Parsed:
    found = next(item for locator, item in items.items() if locator.startswith(start))
    assert isinstance(found, Parsed)
    return found


def test_that_every_message_of_a_real_takeout_is_read() -> None:
    items = items_of(REAL)
    records = [item for item in items if isinstance(item, Parsed)]
    assert len(records) == 24
    assert [one.kind for one in records].count(Kind.CALL) == 3
    assert not any(one.problems for one in records)
    assert len(items) == 25


def test_that_days_of_one_group_are_one_conversation() -> None:
    records = [item for item in items_of(REAL) if isinstance(item, Parsed)]
    group = [one for one in records if "Group" in one.locator]
    assert len(group) == 8
    assert len({one.conversation_key for one in group}) == 1
    sent = next(one for one in group if one.parties[0].is_owner)
    assert [party.role for party in sent.parties[1:]] == [Role.TO, Role.TO]


def test_that_words_keep_their_lines(odd: dict[str, Item]) -> None:
    first = record(odd, "Dana - Text - 2026-05-13T13_00_00Z.html message 1")
    assert first.text == "Is the gate open?\nIt's <urgent>"
    assert first.parties[0].label == "Dana Whitlow <+18505550142>"
    assert first.parties[1].is_owner
    assert first.sent.utc == 1_778_677_200_100_000
    assert first.sent.zone == "offset:-04:00"


def test_that_files_are_found_without_their_endings(odd: dict[str, Item]) -> None:
    sent = record(odd, "Dana - Text - 2026-05-13T13_00_00Z.html message 2")
    assert sent.attachments[0].name.endswith("-2-1.jpg")
    assert sent.attachments[0].open is not None
    assert (sent.text, sent.raw) == ("", '{"placeholder":"MMS Sent"}')
    gone, unnamed = record(odd, "Dana - Text - 2026-05-13T13_00_00Z.html message 3").attachments
    assert gone.missing == voice_records.NOT_HELD
    assert unnamed.missing == voice_records.NOT_NAMED


def test_that_a_file_whose_name_was_cut_is_found(odd: dict[str, Item]) -> None:
    cut = record(odd, "A very long name")
    assert cut.attachments[0].open is not None
    assert cut.labels == ("spam",)
    assert cut.flags == {Flag.DELETED.value}


def test_that_times_without_offset_are_of_the_zone_that_was_told(odd: dict[str, Item]) -> None:
    third = record(odd, "Dana - Text - 2026-05-13T13_00_00Z.html message 4")
    assert third.sent.zone == "assumed:America/New_York"
    none = record(odd, "Dana - Text - 2026-05-13T13_00_00Z.html message 5")
    assert none.problems[0].code == "date_missing"


def test_that_a_message_that_holds_nothing_is_listed(odd: dict[str, Item]) -> None:
    found = odd["Dana - Text - 2026-05-13T13_00_00Z.html message 6"]
    assert isinstance(found, Unreadable)
    assert found.reason == google_voice.BROKEN
    assert b"message" in found.untrusted_bytes


def test_that_voicemail_has_its_transcript_and_its_sound(odd: dict[str, Item]) -> None:
    voicemail = record(odd, "Dana - Voicemail")
    assert voicemail.text == "Voicemail, 1 min 5 s\n[transcript] Please call back"
    assert voicemail.attachments[0].open is not None
    assert voicemail.parties[0].address == "+18505550142"


def test_that_calls_know_who_called(odd: dict[str, Item]) -> None:
    placed = record(odd, "Dana - Placed")
    assert placed.text == "Outgoing call\n[note] Called back"
    assert placed.parties[0].is_owner
    missed = record(odd, "+18505550177 - Missed")
    assert (missed.text, missed.parties[0].address) == ("Missed call", "+18505550177")


def test_that_a_page_on_which_only_the_custodian_writes_has_the_name_of_the_file(
    odd: dict[str, Item],
) -> None:
    alone = record(odd, "Dana - 2026-05-15")
    assert alone.parties[0].is_owner
    assert (alone.conversation_key, alone.conversation_title) == ("dana", "Dana")


def test_that_open_tags_and_a_missing_end_lose_no_message(odd: dict[str, Item]) -> None:
    first = record(odd, "open tags - Text - 2026-05-16T13_00_00Z.html message 1")
    second = record(odd, "open tags - Text - 2026-05-16T13_00_00Z.html message 2")
    assert (first.text, second.text) == ("one", "two")
    end = odd["open tags - Text - 2026-05-16T13_00_00Z.html end"]
    assert isinstance(end, Unreadable)
    assert end.reason == google_voice.CUT_OFF


def test_that_pages_without_a_message_and_other_files_are_listed(odd: dict[str, Item]) -> None:
    nothing = odd["nothing - Text - 2026-05-16T13_00_00Z.html"]
    assert isinstance(nothing, Unreadable)
    assert nothing.reason == google_voice.NOTHING
    for other in ("Takeout/Voice/Greetings/hello.mp3", "Takeout/Voice/Bills.html"):
        assert odd[other] == Ignored(other, google_voice.NO_CONVERSATION)


def test_that_a_page_that_is_too_long_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(google_voice, "MOST_BYTES", 50)
    path = tmp_path / "x.html"
    path.write_bytes(b'<div class="hChatLog">' + b"x" * 100)
    assert items_of(path) == [Unreadable("x.html", google_voice.TOO_LONG)]


def test_that_an_empty_page_holds_nothing() -> None:
    assert not read_page(b"").said
    assert not read_page(b"<!-- -->").called


def test_that_many_messages_and_crowded_elements_are_no_burden() -> None:
    said = '<div class="message"><abbr class="dt" title="2026"></abbr><q>a</q></div>'
    assert len(read_page(b"<html>" + said.encode() * 20_000 + b"</html>").said) == 20_000
    crowd = " ".join(f"a{number}" for number in range(60_000))
    assert read_page(f"<html {crowd}>{said}</html>".encode()).said == []


def test_that_a_page_that_is_nested_too_deep_is_listed_whole(tmp_path: Path) -> None:
    """Each system reads it alike, though their parsers stop at other depths."""
    path = tmp_path / "x.html"
    path.write_text('<div class="hChatLog">' + '<div class="message"><q>x</q>' * 2_100, "utf-8")
    assert items_of(path) == [Unreadable("x.html", google_voice.NOTHING, path.read_bytes())]


def test_that_other_pages_are_not_taken_for_google_voice(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<html>minutes</html>", encoding="utf-8")
    assert not GoogleVoiceImporter().recognises(open_export([tmp_path / "x.html"]))
