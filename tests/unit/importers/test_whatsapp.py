"""WhatsApp chats: dates in any order, languages of telephones, files, notices, odd names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.phone import whatsapp, whatsapp_records
from app.importers.phone.lines import LONGEST, lines_of
from app.importers.phone.whatsapp import WhatsAppImporter, title_of
from app.importers.phone.whatsapp_words import half_of_day

EXPORTS = Path(__file__).resolve().parents[2] / "exports"
SAMPLES = EXPORTS / "whatsapp"
OPTIONS = ImportOptions("Rosa Diaz", "UTC", ("+18505550142",))
LANGUAGES = sorted(SAMPLES.glob("android_*.zip"))


def items_of(path: Path, options: ImportOptions = OPTIONS) -> list[Item]:
    return list(WhatsAppImporter().read(open_export([path]), options, None))


def records_of(path: Path, options: ImportOptions = OPTIONS) -> list[Parsed]:
    return [item for item in items_of(path, options) if isinstance(item, Parsed)]


def written(tmp_path: Path, *lines: str, name: str = "_chat.txt") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def when(record: Parsed) -> str:
    assert record.sent.utc is not None
    return dt.datetime.fromtimestamp(record.sent.utc / 1e6, dt.UTC).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_that_a_chat_is_read_in_every_language(path: Path) -> None:
    notice, picture, omitted, deleted, edited = records_of(path)
    assert notice.kind is Kind.SYSTEM
    assert [when(one) for one in (picture, omitted)] == ["2026-05-13 09:05", "2026-05-13 20:49"]
    assert [one.name for one in picture.attachments] == ["IMG-20260513-WA0001.jpg"]
    assert picture.attachments[0].open is not None
    assert omitted.attachments[0].missing == whatsapp_records.NO_MEDIA
    assert deleted.flags == {Flag.DELETED.value}
    assert edited.flags == {Flag.EDITED.value}
    assert "<" not in edited.text
    assert {one.conversation_title for one in (notice, picture, edited)} == {"Dana Whitlow"}
    assert [party.is_owner for party in edited.parties] == [True, False]


def test_that_there_are_samples_of_eleven_languages() -> None:
    assert len(LANGUAGES) == 11


@pytest.mark.parametrize("name", ["ddmmyy_24hrs", "mmddyy_24hrs", "mmddyyyy_12hrs"])
def test_that_the_order_of_dates_is_found_from_the_file(name: str) -> None:
    records = records_of(EXPORTS / "fixtures" / "whatsapp" / f"test_{name}.txt")
    wanted = [
        "2019-01-01 11:25", "2019-01-20 11:23", "2019-01-30 20:49", "2020-06-10 15:55",
        "2020-06-20 00:08", "2020-06-30 09:10", "2021-12-10 10:10", "2021-12-20 12:10",
        "2021-12-30 22:01",
    ]  # fmt: skip
    assert [when(record) for record in records] == wanted
    assert records[1].text == "."
    assert records[2].text.endswith("sit amet,\nconsectetur adipiscing elit. Duis libero.")
    assert [record.kind for record in records].count(Kind.SYSTEM) == 2
    assert not any(record.problems for record in records)


def test_that_a_date_that_may_be_read_two_ways_says_so() -> None:
    for record in records_of(SAMPLES / "order_unknown.txt"):
        assert [problem.code for problem in record.problems] == ["date_order_guessed"]
        assert when(record).startswith("2026-05-06")


def test_that_dates_with_stops_that_may_be_read_two_ways_put_the_day_first(tmp_path: Path) -> None:
    (record,) = records_of(written(tmp_path, "05.06.26, 09:04 - Dana: a"))
    assert when(record).startswith("2026-06-05")


def test_that_the_order_is_found_where_only_the_sequence_tells_it(tmp_path: Path) -> None:
    lines = [f"{month:02}/{day:02}/26, 09:04 - Dana: a" for month, day in [(1, 9), (2, 3), (3, 1)]]
    assert [when(one)[:10] for one in records_of(written(tmp_path, *lines))] == [
        "2026-01-09", "2026-02-03", "2026-03-01",
    ]  # fmt: skip


def test_that_a_two_digit_year_may_stand_first(tmp_path: Path) -> None:
    (record, _) = records_of(
        written(tmp_path, "99-05-13, 09:04 - Dana: a", "99-05-14, 09:04 - Dana: b")
    )
    assert record.sent.raw == "99-05-13, 09:04"
    assert record.problems[0].code == "date_out_of_range"


def test_that_a_name_with_a_colon_is_kept_whole() -> None:
    records = records_of(SAMPLES / "WhatsApp Chat with Mill Street (1).txt")
    senders = [record.parties[0] for record in records if record.parties[0].role is Role.FROM]
    assert [party.label for party in senders[:3]] == ["Dr: Bob", "Dr: Bob", "Dana Whitlow"]
    assert records[3].text == "note: second"
    assert [record.kind for record in records[:2]] == [Kind.SYSTEM] * 2
    assert records[0].conversation_title == "Mill Street"


def test_that_a_number_as_sender_is_an_address_and_may_be_the_custodians() -> None:
    records = records_of(SAMPLES / "WhatsApp Chat with Mill Street (1).txt")
    sender = records[6].parties[0]
    assert (sender.name, sender.address, sender.is_owner) == (
        "+1 (850) 555-0142",
        "+18505550142",
        True,
    )
    stranger = records_of(SAMPLES / "WhatsApp Chat with Mill Street (1).txt", ImportOptions())
    assert stranger[6].parties[0].address == "+1 (850) 555-0142"


def test_that_an_impossible_day_is_told() -> None:
    records = records_of(SAMPLES / "WhatsApp Chat with Mill Street (1).txt")
    assert records[7].sent.utc is None
    assert Flag.DATE_DOUBTFUL.value in records[7].flags


def test_that_a_chat_of_an_iphone_is_read_with_its_files() -> None:
    items = items_of(SAMPLES / "WhatsApp Chat - Dana Whitlow.zip")
    assert items[-1] == Ignored("nobody-names-this.opus", whatsapp.NO_CHAT)
    photo, omitted, report = (
        item for item in items if isinstance(item, Parsed) and item.attachments
    )
    assert photo.attachments[0].open is not None
    assert omitted.attachments[0].name == "image omitted"
    assert report.attachments[0].missing == whatsapp_records.NOT_HELD
    assert report.text == "report.pdf • \u200e2 pages"


def test_that_words_before_the_first_message_are_listed() -> None:
    first = items_of(SAMPLES / "_chat.txt")[0]
    assert isinstance(first, Unreadable)
    assert first.untrusted_bytes == b"Words before"


def test_that_a_body_like_omitted_without_a_mark_is_only_text(tmp_path: Path) -> None:
    (record,) = records_of(written(tmp_path, "13/05/26, 09:04 - Dana: the image omitted"))
    assert not record.attachments


def test_that_an_endless_message_is_taken_apart_and_nothing_lost(tmp_path: Path) -> None:
    long = "x" * (LONGEST + 10)
    records = records_of(written(tmp_path, "13/05/26, 09:04 - Dana: a", long, long, "end"))
    assert "".join(record.text.replace("\n", "") for record in records) == f"a{long}{long}end"
    assert all(record.parties[0].label == "Dana" for record in records)
    assert "goes_on" in {problem.code for record in records for problem in record.problems}
    assert len({record.locator for record in records}) == len(records)


def test_that_a_note_of_an_edit_alone_is_no_edit(tmp_path: Path) -> None:
    (record,) = records_of(
        written(tmp_path, "13/05/26, 09:04 - Dana: \u200e<Something in another tongue>")
    )
    assert not record.flags


def test_that_undecodable_characters_are_told(tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_bytes(
        "13/05/26, 09:04 - Dana: äöü ß\n".encode() * 9 + b"13/05/26, 09:04 - Dana: \xff"
    )
    assert Flag.UNDECODABLE.value in records_of(path)[-1].flags


def test_that_a_text_of_other_things_is_no_chat(tmp_path: Path) -> None:
    for text in ("Minutes of 13/05/26\nnothing", "<html>13/05/26, 09:04 - Dana: a"):
        path = written(tmp_path, text, name="WhatsApp minutes.txt")
        assert not WhatsAppImporter().recognises(open_export([path]))


def test_that_an_afternoon_is_known_in_many_languages() -> None:
    assert [half_of_day(word) for word in ("PM", "p. m.", "下午", "م", "ÖS")] == [12] * 5
    assert [half_of_day(word) for word in ("a.m.", "오전", "ص")] == [0] * 3
    assert half_of_day("noonish") is None


def test_that_titles_are_found_where_languages_put_them() -> None:
    assert title_of("_chat.txt", "WhatsApp Chat - Gate.zip") == "Gate"
    assert title_of("a/Gate ile WhatsApp Sohbeti.txt", "x.zip") == "Gate"
    assert title_of("_chat.txt", "export.zip") == ""


def test_that_lines_end_in_any_manner(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n\nd\r")
    lines = [line.text for line in lines_of(open_export([path]), "x.txt")]
    assert lines == ["a", "b", "c", "", "d"]


def test_that_a_chat_that_breaks_off_in_its_zip_says_so(tmp_path: Path) -> None:
    path = tmp_path / "chat.zip"
    lines = "".join(f"5/{day}/26, 9:04 AM - Dana: {'x' * 900}\n" for day in range(1, 29))
    packed = zipped({"_chat.txt": (lines * 8).encode()})
    path.write_bytes(packed.replace(b"5/27/26", b"5/27/96"))
    items = items_of(path)
    assert isinstance(items[-1], Unreadable)
    assert items[-1].locator == "_chat.txt end"
    assert any(isinstance(item, Parsed) for item in items)


def test_that_a_line_without_end_is_read_in_pieces(tmp_path: Path) -> None:
    long = "x" * (3 * LONGEST)
    path = written(tmp_path, long, name="x.txt")
    pieces = [line.text for line in lines_of(open_export([path]), "x.txt")]
    assert "".join(pieces) == long
    assert max(map(len, pieces)) <= LONGEST
    assert len(repr(next(lines_of(open_export([path]), "x.txt")))) < 20
