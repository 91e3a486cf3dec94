"""imessage-exporter: texts and pages, tapbacks, edits, answers told twice, look-alike heads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import exporter_files as made
from exports.zipped import zipped
from lxml import etree

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.phone import exporter, exporter_pages, exporter_text
from app.importers.phone.exporter import IMessageExporterImporter
from app.importers.phone.exporter_said import is_stored, stamp_of

SAMPLES = Path(__file__).resolve().parents[2] / "exports" / "imessage_exporter"
PARAGRAPHS = """two paragraphs, with words that look like a head:
May 13, 2026  9:05:00 AM
and so on

the second"""
OPTIONS = ImportOptions("Rosa Diaz", "America/New_York", ("+18505550101",))


def items_of(path: Path, options: ImportOptions = OPTIONS) -> list[Item]:
    export = open_export([path])
    importer = IMessageExporterImporter()
    assert importer.recognises(export)
    return list(importer.read(export, options, None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def written(tmp_path: Path, text: str, name: str = "Dana.txt") -> list[Item]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return items_of(path)


def when(record: Parsed) -> str:
    assert record.sent.utc is not None
    return dt.datetime.fromtimestamp(record.sent.utc / 1e6, dt.UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.fixture(scope="module")
def both() -> list[Item]:
    return items_of(SAMPLES / "both_forms.zip")


def of(items: list[Item], member: str) -> list[Parsed]:
    return [one for one in records(items) if one.locator.startswith(f"export/{member} ")]


def test_that_messages_of_a_text_have_sender_time_and_words(both: list[Item]) -> None:
    texts = of(both, "+18505550142.txt")
    assert [one.text for one in texts] == [
        "Is the gate open?\n[reaction] Loved by Rosa Diaz\n[reaction] Emphasized by +18505550142",
        "Gate\nIt is.",
        "Thanks",
        "You renamed the conversation to Gate",
        "now shut\n[earlier version] now open\n[earlier version] now ajar",
        "You unsent a message!",
        PARAGRAPHS,
        "no such day\nSticker from nobody by the gate",
        "only told here",
    ]
    first, second = texts[:2]
    assert when(first) == "2026-05-13 13:04:20"
    assert first.raw == '{"read":"Read by you after 5 seconds"}'
    assert [(one.role, one.label) for one in first.parties] == [
        (Role.FROM, "+18505550142"), (Role.TO, "Rosa Diaz <+18505550101>"),
    ]  # fmt: skip
    assert [one.is_owner for one in second.parties] == [True, False]
    assert {one.conversation_key for one in texts} == {"8505550142"}


def test_that_what_the_program_wrote_is_told_from_words(both: list[Item]) -> None:
    texts = of(both, "+18505550142.txt")
    _, sent, answer, notice, edited, unsent, missing, odd, below = texts
    held, lost = sent.attachments
    assert held.open is not None
    assert (lost.name, lost.missing) == ("IMG_1.HEIC", exporter.NOT_HELD)
    assert sent.labels == ("Sent with Echo",)
    assert answer.labels == ("Answer",)
    assert (notice.kind, notice.flags) == (Kind.SYSTEM, {Flag.SYSTEM.value})
    assert edited.flags == {Flag.EDITED.value}
    assert unsent.flags == {Flag.DELETED.value}
    assert [one.missing for one in missing.attachments] == [exporter.MISSING]
    assert odd.sent.utc is None
    assert below.problems == (exporter.ONLY_AS_ANSWER,)


def test_that_messages_of_a_page_know_their_ids_and_what_they_answer(both: list[Item]) -> None:
    asked, sent, answer, notice, edited, unsent, odd = of(both, "Gate crew.html")
    assert (asked.platform_id, asked.subject) == (made.A, "Gate")
    assert asked.text == "Is the gate open? 🙂\n[reaction] Loved by Rosa Diaz"
    assert (answer.platform_id, answer.parent_id, answer.labels) == (made.B, made.A, ())
    assert answer.text == "Thanks & bye"
    assert sent.text == "It is.\nNow.\nGate"
    assert sent.labels == ("SMS", "Sent with Echo")
    assert [(one.name, one.open is None) for one in sent.attachments] == [
        ("gate.jpg", False), ("plan one.pdf", False), ("gone.mov", True),
    ]  # fmt: skip
    assert (notice.kind, notice.text) == (Kind.SYSTEM, "You renamed the conversation to Gate")
    assert edited.text == "now shut\n[earlier version] now open"
    assert unsent.flags == {Flag.DELETED.value}
    assert (odd.text, odd.sent.utc) == ("unclosed bold", None)
    assert {one.conversation_title for one in (asked, odd)} == {"Gate crew"}


def test_that_older_dates_and_stickers_are_read(both: list[Item]) -> None:
    first, second = of(both, "orphaned.txt")
    assert when(first) == "2021-10-18 02:31:49"
    assert [one.open is None for one in first.attachments] == [False]
    assert second.parties[0].is_owner
    assert first.conversation_title == ""
    assert [one.locator for one in both if isinstance(one, Ignored)] == [
        "export/attachments/3/nobody-names-this.txt"
    ]


def test_that_a_page_that_is_cut_keeps_what_came_before() -> None:
    items = items_of(SAMPLES / "+18505550142, +18505550143.html")
    assert len(records(items)) >= 4
    assert {one.conversation_key for one in records(items)} == {"8505550142~8505550143"}


def test_that_a_message_that_is_not_closed_costs_no_other(tmp_path: Path) -> None:
    page = made.PAGE.replace("</div>\n</div>\n", "</div>\n", 1)
    texts = {one.text for one in records(written(tmp_path, page, "Dana.html"))}
    assert {"It is.\nNow.\nGate", "unclosed bold"} <= texts
    assert any(text.startswith("Is the gate open? 🙂") for text in texts)


def test_that_a_long_page_is_read_by_several_parsers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = made.many_on_a_page(300)
    whole = [one.text for one in records(written(tmp_path, text, "Dana.html"))]
    monkeypatch.setattr(exporter_pages, "_MOST_FED", 1_000)
    monkeypatch.setattr(exporter_pages, "_PIECE", 700)
    assert [one.text for one in records(written(tmp_path, text, "Dana.html"))] == whole
    assert len(whole) == 300


def test_that_an_answer_only_below_a_message_of_a_page_is_kept(tmp_path: Path) -> None:
    note = '<span class="reply_context">This message responded to an earlier message.</span>'
    page = made.PAGE.replace(made.message(made.THANKS + note), "")
    items = records(written(tmp_path, page, "Dana.html"))
    assert items[-1].problems == (exporter.ONLY_AS_ANSWER,)
    assert items[-1].platform_id == made.B


def test_that_words_that_look_like_a_message_are_words(tmp_path: Path) -> None:
    pasted = "May 12, 2026  9:04:20 AM\nSomebody Else\nas written yesterday\n"
    text = f"{made.CHAT}\nMay 14, 2026  9:00:00 AM\nMe\nlook:\n\n{pasted}\n"
    last = [one for one in records(written(tmp_path, text)) if "answer" not in one.locator][-1]
    assert last.text == f"look:\n\n{pasted.strip()}"


def test_that_known_senders_are_believed_though_clocks_go_back(tmp_path: Path) -> None:
    lines = [f"May 13, 2026  {hour}:00:00 AM\n{who}\nat {hour}\n\n" for hour, who in (
        (9, "Me"), (10, "Dana"), (4, "Dana"), (5, "Me"), (11, "Me"))]  # fmt: skip
    assert len(records(written(tmp_path, "".join(lines)))) == 5


def test_that_text_before_the_first_message_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    text = "Words before\nand more\n\nMay 13, 2026  9:04:20 AM\nMe\nhi\n\n"
    path.write_bytes(zipped({"a.txt": text.encode(), "b.txt": made.OLD.encode()}))
    export = open_export([path])
    told = list(exporter_text.told_in_text(export, "a.txt"))
    assert isinstance(told[0], exporter_text.Stray)
    assert told[0].text == "Words before\nand more"


def test_that_an_over_long_message_is_kept_in_pieces(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exporter_text, "_LONGEST", 50)
    text = "May 13, 2026  9:04:20 AM\nMe\n" + "words words words\n" * 20
    items = written(tmp_path, text)
    places = [one.locator for one in items]
    assert len(set(places)) == len(places) > 3
    strays = [one for one in items if isinstance(one, Unreadable)]
    assert {one.reason for one in strays} == {exporter.BEFORE_FIRST}


def test_that_a_message_without_a_sender_is_a_notice(tmp_path: Path) -> None:
    head, text = "May 13, 2026  9:04:20 AM", made.OLD
    items = records(written(tmp_path, f"{text}\n{head}\n\n{head}\n{'x' * 200}\n\n"))
    assert [one.kind for one in items][2:] == [Kind.SYSTEM, Kind.SYSTEM]


def test_that_a_damaged_page_ends_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Broken:
        def __init__(self, **_: object) -> None: ...

        def feed(self, _piece: bytes) -> None:
            raise etree.ParserError("broken")

        def read_events(self) -> list[object]:
            return []

    monkeypatch.setattr(exporter_pages.etree, "HTMLPullParser", Broken)
    (item,) = written(tmp_path, made.PAGE, "Dana.html")
    assert isinstance(item, Unreadable)
    assert item.reason == exporter_pages.NOT_A_PAGE


def test_that_a_page_with_a_crowded_element_is_read_up_to_it(tmp_path: Path) -> None:
    crowd = " ".join(f"a{number}" for number in range(60_000))
    *_, last = written(tmp_path, made.PAGE + f"<p {crowd}>", "Dana.html")
    assert isinstance(last, Unreadable)
    assert last.reason == exporter_pages.NOT_A_PAGE


def test_that_too_many_waiting_answers_are_told_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exporter, "_MOST_WAITING", 0)
    places = [one.locator for one in records(written(tmp_path, made.CHAT))]
    assert sum("answer" in place for place in places) == 2


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("attachments/1/gate.jpg", True),
        ("~/Library/Messages/Attachments/ab/1.heic", True),
        ("C:\\x\\MobileSync\\Backup\\ab\\cdef", True),
        ("and/or", False),
        ("/etc/passwd", False),
    ],
)
def test_that_paths_are_told_from_words(line: str, is_one: bool) -> None:
    assert is_stored(line) is is_one


@pytest.mark.parametrize("line", ["May 13, 2026", "Mai 13, 2026  9:04:20 AM x", "9:04:20 AM", ""])
def test_that_other_lines_are_no_heads(line: str) -> None:
    stamp = stamp_of(line)
    assert stamp is None or stamp.when is None


def test_that_other_texts_and_pages_are_not_taken(tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", "May 13, 2026  9:04:20 AM"),
        ("b.html", "<p class='message'>x</p>"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert not IMessageExporterImporter().recognises(open_export([tmp_path / name]))


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig", "cp1252"])
def test_that_texts_in_other_character_sets_and_line_ends_are_read(
    tmp_path: Path, charset: str
) -> None:
    path = tmp_path / "Dana.txt"
    path.write_bytes(made.CHAT.replace("Thanks", "Grüße").replace("\n", "\r").encode(charset))
    assert [one.text for one in records(items_of(path))][2] == "Grüße"


def test_that_one_very_long_line_fills_no_memory(tmp_path: Path) -> None:
    items = written(tmp_path, made.OLD + "\nOct 18, 2021 10:31:49 PM\nMe\n" + "x" * 5_000_000)
    assert max(len(one.text) for one in records(items)) < 3_000_000
    assert len({one.locator for one in items}) == len(items)


def test_that_answers_of_one_second_are_all_kept(tmp_path: Path) -> None:
    below = "".join(f"    May 13, 2026  9:06:00 AM\n    Dana\n    no. {n}\n\n" for n in range(3))
    text = f"May 13, 2026  9:05:00 AM\nMe\nhi\n{below}\nMay 13, 2026  9:06:00 AM\nDana\nno. 0\n"
    items = records(written(tmp_path, text))
    assert [one.text for one in items] == ["hi", "no. 0", "no. 1", "no. 2"]
    assert [bool(one.problems) for one in items] == [False, False, True, True]
