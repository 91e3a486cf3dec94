"""Outlook items as records: people, texts in every form, files, and what cannot be opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from exports.compound_files import compound
from exports.msg_files import NOON, attachment, item, items, sent_mail

from app.domain.parsed import Parsed, Unreadable
from app.domain.records import Kind
from app.errors import ChildFailed
from app.importers.base import ImportOptions
from app.importers.mail.mail_record import MailReader, RawMail
from app.importers.mail.outlook import DAMAGED, TOO_LARGE, OutlookReader
from app.jobs.isolated import Child

FIXTURES = Path(__file__).resolve().parents[3] / "exports" / "fixtures" / "msg"
ITEMS = items()


def _read(data: bytes) -> Parsed | Unreadable:
    return OutlookReader(MailReader(ImportOptions()), None).read(RawMail("a.msg", data))


def _record(data: bytes) -> Parsed:
    record = _read(data)
    assert isinstance(record, Parsed)
    return record


def _people(record: Parsed) -> list[tuple[str, str]]:
    return [(party.role.value, party.label) for party in record.parties]


def _bytes(record: Parsed, name: str) -> bytes:
    (found,) = [file for file in record.attachments if file.name == name]
    assert found.open is not None
    with found.open() as stream:
        return stream.read()


def test_that_a_sent_mail_keeps_its_blind_copy_and_marks() -> None:
    record = _record(compound(sent_mail()))
    assert _people(record) == [
        ("from", "Rosa Diaz <diaz@example.com>"),
        ("to", "Cole, Ben <ben@example.com>"),
        ("cc", 'Ann "Annie" Roe <ann@example.com>'),
        ("bcc", "Chief <chief@example.com>"),
    ]
    assert record.labels == ("Bay Street", "Stops", "Flagged", "Replied")
    assert (record.platform_id, record.parent_id) == ("m1@example.com", "m0@example.com")
    assert record.sent.utc == int(NOON.timestamp()) * 1_000_000


def test_that_its_files_and_mails_inside_are_kept() -> None:
    record = _record(compound(sent_mail()))
    assert [file.name for file in record.attachments] == [
        *("Inner.eml", "plan é.pdf", "Drawing.zip", "map.png"),
    ]
    assert _bytes(record, "plan é.pdf") == b"%P"
    assert b"Subject: Inner" in _bytes(record, "Inner.eml")
    with zipfile.ZipFile(io.BytesIO(_bytes(record, "Drawing.zip"))) as streams:
        assert [streams.read(name) for name in streams.namelist()] == [b"i", b"ink"]
    assert [file.inline for file in record.attachments] == [False, False, False, True]
    assert "[not in this file: cloud.docx https://example.com/d]" in record.text


def test_that_header_lines_go_before_what_outlook_keeps() -> None:
    record = _record(ITEMS["received.msg"])
    assert record.subject == "Received"
    assert record.text == "Café\n\nx"
    assert _people(record) == [
        ("from", "Ben <ben@example.com>"),
        ("to", "diaz@example.com"),
        ("bcc", "Chief <chief@example.com>"),
    ]
    assert [problem.code for problem in record.problems] == ["hidden_text"]


@pytest.mark.parametrize(
    ("name", "kind", "labels", "text"),
    [
        ("contact.msg", Kind.DOCUMENT, ("Contact",), "Name: Ann Roe\nMobile: 850-555-0142\nMail"),
        ("task.msg", Kind.DOCUMENT, ("Task",), "Due: 2026-03-14 18:04 UTC"),
        ("rtf only.msg", Kind.EMAIL, (), "Привет\ncafé ☃\tend"),
        ("code page.msg", Kind.EMAIL, (), "größer"),
        ("signed.msg", Kind.EMAIL, (), "Signed words."),
        ("no ending", Kind.EMAIL, (), "x"),
    ],
)
def test_that_items_of_every_kind_are_read(
    name: str, kind: Kind, labels: tuple[str, ...], text: str
) -> None:
    record = _record(ITEMS[name])
    assert (record.kind, record.labels) == (kind, labels)
    assert record.text.startswith(text)


def test_that_a_draft_is_marked_and_dated_by_its_making() -> None:
    record = _record(ITEMS["draft.msg"])
    assert record.flags == {"draft"}
    assert [problem.code for problem in record.problems] == ["made"]
    assert _people(record) == [("to", "Ben"), ("to", "Ann Roe")]


@pytest.mark.parametrize(
    ("name", "sender", "subject", "words"),
    [
        ("test-outlook", "msoe@microsoft.com", "Microsoft Outlook Express 6", "Fonctionnalité"),
        ("testMSG", "jukka.zitting@gmail.com", "MIME registry use cases", "type detection"),
        ("testMSG_Appointment", "", "Quick brown fox", "Place: under lazy dog"),
        ("testMSG_att_msg", "nick.booth@pof.com.au", "test email", "1 msg attachment"),
        ("testMSG_chinese", "", "Alfresco MSG format testing ( MSG 格式測試 )", "中文測試"),
        ("testMSG_forwarded", "paul@metajure.com", "FW: Testing", "Original Body"),
    ],
)
def test_that_real_items_are_read(name: str, sender: str, subject: str, words: str) -> None:
    record = _record((FIXTURES / f"{name}.msg").read_bytes())
    assert record.subject == subject
    assert words in record.text
    assert not sender or record.parties[0].address == sender


def test_that_what_cannot_be_opened_is_unreadable() -> None:
    for name in ("no item.msg", "not a compound file.msg"):
        assert _read(ITEMS[name]) == Unreadable("a.msg", DAMAGED, ITEMS[name])
    reader = OutlookReader(MailReader(ImportOptions()), None)
    assert reader.read(RawMail("a.msg", b"x", cut=True)) == Unreadable("a.msg", TOO_LARGE)


def test_that_mails_nested_without_end_are_cut_off() -> None:
    inner = item({0x37: "0"}, header=24)
    for depth in range(1, 30):
        deeper = attachment({0x3705: 5}, inner)
        inner = item({0x37: str(depth)}, attachments=[deeper], header=24 if depth < 29 else 32)
    record = _record(compound(inner))
    assert [problem.code for problem in record.problems] == ["date_missing", "deep"]


def test_that_a_child_process_gives_the_same() -> None:
    with Child() as child:
        reader = OutlookReader(MailReader(ImportOptions()), child)
        record = reader.read(RawMail("a.msg", ITEMS["received.msg"]))
        damaged = reader.read(RawMail("b.msg", b"x"))
    assert isinstance(record, Parsed)
    assert record.text == "Café\n\nx"
    assert damaged == Unreadable("b.msg", DAMAGED, b"x")


class _Dying:
    def call(
        self, _function: Callable[..., object], *_arguments: object, seconds: float | None = None
    ) -> object:
        raise ChildFailed(f"It took longer than {seconds} seconds.")


def test_that_a_dead_child_costs_one_item() -> None:
    reader = OutlookReader(MailReader(ImportOptions()), _Dying())  # type: ignore[arg-type]  # a child that always dies
    assert reader.read(RawMail("a.msg", b"x")) == Unreadable(
        "a.msg", "It took longer than 120.0 seconds.", b"x"
    )
