"""Mail files and mailboxes as exports: what is read, what is left, and where reading goes on."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.importers.base import Cursor, Export, ImportOptions, MemberUnreadable
from app.importers.export_tree import open_export
from app.importers.mail import members
from app.importers.mail.eml import EmlImporter
from app.importers.mail.mbox import MboxImporter

MBOX = MboxImporter(clock=lambda: 1_780_000_000_000_000)
EML = EmlImporter(clock=lambda: 1_780_000_000_000_000)


def _mail(subject: str) -> bytes:
    return f"From: a@example.com\nSubject: {subject}\nDate: 1 Mar 2026 10:00 +0000\n\nx\n".encode()


def _mailbox(*subjects: str) -> bytes:
    return b"".join(b"From -\n" + _mail(subject) + b"\n" for subject in subjects)


def _folder(path: Path, files: dict[str, bytes]) -> Export:
    for name, data in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return open_export([path])


def _shown(items: Iterator[Item]) -> list[tuple[str, str]]:
    return [
        (item.locator, item.subject if isinstance(item, Parsed) else item.reason) for item in items
    ]


def _read(
    importer: MboxImporter | EmlImporter, export: Export, after: int = 0
) -> list[tuple[str, str]]:
    return _shown(importer.read(export, ImportOptions(), Cursor(after) if after else None))


def test_that_a_thunderbird_folder_is_read_by_content(tmp_path: Path) -> None:
    export = _folder(
        tmp_path,
        {
            "Inbox": _mailbox("one", "two"),
            "Inbox.msf": b"// <!-- index -->",
            "Inbox.sbd/Stops": _mailbox("three"),
            "Trash": b"",
            "popstate.dat": b"# POP3 State File\n",
        },
    )
    assert MBOX.recognises(export)
    assert not EML.recognises(export)
    assert _read(MBOX, export) == [
        ("Inbox, byte 0", "one"),
        ("Inbox, byte 73", "two"),
        ("Inbox.msf", members.INDEX),
        ("Inbox.sbd/Stops, byte 0", "three"),
        ("Trash", members.EMPTY),
        ("popstate.dat", members.NO_MAIL),
    ]


def test_that_a_takeout_is_read_from_its_archive(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Mail/Sent.mbox", _mailbox("sent"))
        archive.writestr("Takeout/archive_browser.html", "<html>")
    export = open_export([path])
    assert MBOX.recognises(export)
    assert _read(MBOX, export) == [
        ("Takeout/Mail/Sent.mbox, byte 0", "sent"),
        ("Takeout/archive_browser.html", members.NO_MAIL),
    ]


def test_that_mail_files_are_read_from_a_folder_and_beside_mailboxes(tmp_path: Path) -> None:
    files = {
        "a.eml": _mail("a"),
        "b": _mail("b"),
        "c.EML": b"no header at all",
        "d.emlx": b"12\n" + _mail("d"),
        "e.jpg": b"\xff\xd8\xff\xe0" + bytes(20),
    }
    export = _folder(tmp_path, files)
    assert EML.recognises(export)
    assert not MBOX.recognises(export)
    assert _read(EML, export) == [
        ("a.eml", "a"),
        ("b", "b"),
        ("c.EML", ""),
        ("d.emlx", "d"),
        ("e.jpg", members.NO_MAIL),
    ]
    both = _folder(tmp_path, {"f.mbox": _mailbox("f")})
    assert MBOX.recognises(both)
    assert ("a.eml", "a") in _read(MBOX, both)


@pytest.mark.parametrize(
    ("name", "data", "known"),
    [
        ("letter.txt", b"Dear Ben,\nNote: we met.\n", False),
        ("letter.txt", b"Subject: only\n\none field", False),
        ("mail.txt", b"\xef\xbb\xbf\r\nReceived: a\r\n\tb\r\nX-B: c\r\n\r\nd", True),
        ("mail.txt", b"From: a@example.com\rTo: b@example.com\r\rx", True),
        ("odd.json", b"From: a@example.com\nTo: b@example.com\n\nx", True),
        ("config.txt", b"Name: a\nSize: b\n\nx", False),
    ],
)
def test_that_a_single_file_is_known_by_its_headers(
    tmp_path: Path, name: str, data: bytes, *, known: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert EML.recognises(open_export([path])) is known


def test_that_reading_goes_on_after_any_item(tmp_path: Path) -> None:
    export = _folder(
        tmp_path, {"a.mbox": _mailbox("1", "2", "3"), "b.msf": b"x", "c.eml": _mail("4")}
    )
    whole = _read(MBOX, export)
    assert len(whole) == 5
    for after in range(6):
        assert _read(MBOX, export, after) == whole[after:]


def test_that_mails_before_the_cursor_are_not_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = _folder(tmp_path, {"a.mbox": _mailbox("1", "2", "3")})
    taken: list[bytes] = []
    whole = members.MailReader.read

    def counted(self: members.MailReader, raw: members.RawMail) -> Item:
        taken.append(raw.untrusted)
        return whole(self, raw)

    monkeypatch.setattr(members.MailReader, "read", counted)
    assert len(_read(MBOX, export, 2)) == 1
    assert len(taken) == 1


def test_that_a_mail_larger_than_the_limit_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST_BYTES", 60)
    export = _folder(tmp_path, {"a.eml": _mail("a") + b"y" * 100})
    (item,) = EML.read(export, ImportOptions(), None)
    assert isinstance(item, Parsed)
    assert "truncated" in item.flags


class Broken:
    """An export of which one member breaks while it is read and one was refused."""

    name = "broken.zip"
    paths = ()

    def members(self) -> tuple[str, ...]:
        return ("bad.mbox", "good.eml")

    def rejected(self) -> tuple[Ignored | Unreadable, ...]:
        return (Ignored("../evil", "Its name leads out of the archive."),)

    def size(self, member: str) -> int:
        return len(member)

    def head(self, member: str, length: int = 4096) -> bytes:
        return (_mailbox("1") if member == "bad.mbox" else _mail("2"))[:length]

    def find(self, untrusted_reference: str) -> str | None:
        return untrusted_reference

    def open(self, member: str) -> BinaryIO:
        if member == "bad.mbox":
            raise MemberUnreadable("It is damaged in the archive.")
        return BytesIO(_mail("2"))


def test_that_a_member_that_cannot_be_read_is_listed_and_the_rest_is_read() -> None:
    assert _read(MBOX, Broken()) == [
        ("../evil", "Its name leads out of the archive."),
        ("bad.mbox", "It is damaged in the archive."),
        ("good.eml", "2"),
    ]
