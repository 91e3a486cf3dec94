"""Outlook's containers (winmail.dat): their files and texts become those of the mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports.tnef_files import container, file, mails, nested, plain, properties, with_container

from app.domain.parsed import Parsed
from app.importers.mail.eml import parse_mail
from app.reading.mail import read_mail
from app.reading.mapi_mail import as_mail
from app.reading.tnef import DEEPEST, is_tnef, read_tnef

FIXTURES = Path(__file__).resolve().parents[3] / "exports" / "fixtures" / "msg"
MAILS = mails()


def _record(name: str) -> Parsed:
    record = parse_mail(MAILS[name], name)
    assert isinstance(record, Parsed)
    return record


def _files(record: Parsed) -> dict[str, bytes]:
    found = {}
    for one in record.attachments:
        assert one.open is not None
        with one.open() as stream:
            found[one.name] = stream.read()
    return found


def test_that_files_come_out_of_a_container_and_equal_text_is_not_told_twice() -> None:
    record = _record("both.eml")
    assert record.text == "Words within."
    assert _files(record) == {
        "plan (long name).txt": b"the plan\n",
        "map.bin": b"\x01\x02\x03",
    }
    assert [problem.code for problem in record.problems] == ["unpacked"]


def test_that_a_text_that_lies_only_within_becomes_the_mails_own() -> None:
    assert _record("within.eml").text == "Words within."


def test_that_a_mail_in_a_container_becomes_a_mail_file() -> None:
    files = _files(_record("nested.eml"))
    assert [*files] == ["Inner.eml"]
    inner = read_mail(files["Inner.eml"])
    assert (inner.headers.first("subject"), inner.text) == ("Inner", "Deep.")
    assert [(one.name, one.data()) for one in inner.files] == [("deep.txt", b"deep\n")]


def test_that_a_damaged_container_is_read_as_far_as_it_goes_and_kept() -> None:
    record = _record("cut.eml")
    assert [*_files(record)] == ["winmail.dat", "plan (long name).txt"]
    assert record.text == "[not in this file: map.bin]\n\nWords."
    assert [problem.code for problem in record.problems] == ["empty_file", "tnef", "unpacked"]
    other = _record("none.eml")
    assert _files(other) == {"winmail.dat": b"no container"}
    assert [problem.code for problem in other.problems] == ["tnef"]


def test_that_a_text_that_says_more_is_attached() -> None:
    record = _record("longer.eml")
    assert record.text == "Short."
    assert _files(record)["message.txt"].startswith(b"More. More.")
    assert [problem.code for problem in record.problems] == ["alternatives", "unpacked"]


def test_that_categories_are_read_by_their_name() -> None:
    assert as_mail(read_tnef(plain())).labels == ("Stops",)


@pytest.mark.parametrize(
    ("name", "subject", "files"),
    [
        ("attachments", "test", {"message.rtf": 443, "zappa_av1.jpg": 2937, "bookmark.htm": 85805}),
        ("body", "Bill of Rights", {}),
        ("garbage-at-end", "Test with lots of addresses", {}),
        ("long-filename", "RE: license file", {"message.rtf": 1066, "allproductsmar2000.dat": 279}),
        ("one-file", "one-file", {"AUTHORS": 244}),
        ("triples", "Sample Summary", {}),
        ("two-files", "two files", {"AUTHORS": 244, "README": 893}),
        ("unicode-mapi-attr", "example", {"example.dat": 1024}),
    ],
)
def test_that_real_containers_give_their_files(
    name: str, subject: str, files: dict[str, int]
) -> None:
    made = as_mail(read_tnef((FIXTURES / f"{name}.tnef").read_bytes()))
    read = read_mail(made.mail)
    assert read.headers.words("subject") == subject
    assert {one.name: len(one.data()) for one in read.files} == files
    assert not made.notes - {"rtf"}


def test_that_containers_within_containers_end_somewhere() -> None:
    held = container((0x1000, "end"))
    for _ in range(DEEPEST + 3):
        held = container(files=(file("in", b"", (0x3705, 5), (0x3701, bytes(16) + held)),))
    read = read_tnef(held)
    depth = 0
    while read.attachments and read.attachments[0].message is not None:
        read, depth = read.attachments[0].message, depth + 1
    assert depth == DEEPEST
    assert read.notes == {"deep"}


def test_that_mails_within_containers_within_mails_end_somewhere() -> None:
    held = plain()
    for number in range(12):
        held = container(files=(file("winmail.dat", held),))
        assert is_tnef(held)
        record = parse_mail(with_container(b"Deep", number, held))
        assert isinstance(record, Parsed)
    assert [one.name for one in record.attachments] == ["winmail.dat"]
    assert "tnef" in [problem.code for problem in record.problems]


def test_that_lists_that_lie_about_their_length_are_noted() -> None:
    for broken in (
        properties((0x37, "x"))[:-4],
        b"\xff\xff\xff\xff",
        b"\x01\0\0\0\x99\x09\x37\0",
        b"\x01\0\0\0\x1f\x10\x37\0\xff\xff\xff\x7f",
    ):
        whole = container() + b"\x01" + b"\x03\x90\x06\x00" + len(broken).to_bytes(4, "little")
        assert read_tnef(whole + broken + b"\0\0").notes == {"short"}


def test_that_recipients_are_read() -> None:
    people = b"\x01\0\0\0" + properties((0x3001, "Ben"), (0x3003, "ben@example.com"), (0xC15, 3))
    whole = container() + b"\x01" + b"\x04\x90\x06\x00" + len(people).to_bytes(4, "little") + people
    read = read_tnef(whole + b"\0\0")
    assert [one.text(0x3003) for one in read.recipients] == ["ben@example.com"]
    assert b'Bcc: "Ben" <ben@example.com>' in as_mail(read).mail
    assert read_tnef(nested()).attachments[0].message is not None
