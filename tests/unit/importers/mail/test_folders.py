"""Maildirs and Apple Mail's folders: where mails lay, what their names say, files beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports.mail_files import mail
from exports.mail_folder_files import PARTS, apple, courier, dovecot, emlx
from exports.zipped import zipped

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.importers.base import ImportOptions
from app.importers.export_tree import open_export, split
from app.importers.mail.apple_mail import ATTACHED, take_apart
from app.importers.mail.mail_record import NOT_LOADED
from app.importers.mail.maildir import UNFINISHED, from_mailbox_name, place_of
from app.importers.mail.members import INDEX, NO_MAIL
from app.importers.registry import recognise, recognising


def _items(tmp_path: Path, tree: dict[str, bytes], key: str) -> dict[str, Item]:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(tree))
    export = open_export([path])
    importer = recognise(export)
    assert importer.key == key
    items = list(importer.read(export, ImportOptions(), None))
    assert len(items) == len(tree)
    return {item.locator.rpartition("/")[2]: item for item in items}


def _by_subject(items: dict[str, Item]) -> dict[str, Parsed]:
    return {item.subject: item for item in items.values() if isinstance(item, Parsed)}


def test_that_dovecot_folders_tell_place_and_marks(tmp_path: Path) -> None:
    items = _items(tmp_path, dovecot(), "maildir")
    mails = _by_subject(items)
    assert mails["Stops"].labels == ("Inbox", "Replied", "Bay Street")
    assert mails["New"].labels == ("Inbox", "Unread")
    assert mails["Sent"].labels == ("Sent/2026", "Flagged", "Passed on")
    assert mails["Entwurf"].labels == ("Entwürfe",)
    assert mails["Entwurf"].flags == {"draft"}
    assert mails["Draft"].flags == {"draft", "deleted"}
    assert [problem.code for problem in mails["Draft"].problems] == ["trashed"]
    assert items["1772446503.M4P9.mail"] == Ignored("Maildir/tmp/1772446503.M4P9.mail", UNFINISHED)
    assert isinstance(items["dovecot.index.log"], Ignored)
    assert items["dovecot.index.log"].reason == INDEX


def test_that_courier_folders_give_every_file_an_item(tmp_path: Path) -> None:
    items = _items(tmp_path, courier(), "maildir")
    kinds = {name: type(item) for name, item in items.items()}
    assert kinds == {
        "1772446506.77_0.mail,S=9_2,S": Parsed,
        "1772446507.77_0.mail_2,": Ignored,
        "1772446508.77_0.mail_2,S": Parsed,
        "courierimapuiddb": Ignored,
        "maildirsize": Ignored,
        "notes.txt": Ignored,
    }
    odd = items["1772446506.77_0.mail,S=9_2,S"]
    assert isinstance(odd, Parsed)
    assert odd.labels == ("diaz/Archive",)
    assert odd.text == "no header"


def test_that_a_maildir_folder_is_one_source_of_its_own(tmp_path: Path) -> None:
    for name, data in dovecot().items():
        path = tmp_path / "diaz" / name.replace(":", ";")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert [one.key for one in recognising(open_export([tmp_path]))] == ["maildir"]
    assert split([tmp_path]) == [[tmp_path]]


@pytest.mark.parametrize(
    ("member", "known"),
    [
        ("cur/1772446500.a.b:2,S", True),
        ("new/1772446500.a.b", True),
        ("new/letter.eml", False),
        ("cur/sub/1772446500.a.b", False),
        ("Maildir/1772446500.a.b", False),
    ],
)
def test_that_only_names_of_its_kind_are_mails_of_a_maildir(member: str, known: bool) -> None:
    assert (place_of(member) is not None) == known


def test_that_names_of_imap_folders_are_read_as_far_as_they_can_be() -> None:
    assert from_mailbox_name("&U,BTFw-") == "台北"
    assert from_mailbox_name("R&-D") == "R&D"
    assert from_mailbox_name("a&A-b") == "a&A-b"


def test_that_keywords_with_odd_numbers_stop_nothing(tmp_path: Path) -> None:
    odd = {"Maildir/dovecot-keywords": "\u00b2 Odd\n0 Bay Street\n".encode()}
    mails = _by_subject(_items(tmp_path, dovecot() | odd, "maildir"))
    assert mails["Stops"].labels == ("Inbox", "Replied", "Bay Street")


def test_that_apple_mail_gives_mails_their_files_back(tmp_path: Path) -> None:
    items = _items(tmp_path, apple(), "emlx")
    mails = _by_subject(items)
    apart = mails["Apart"]
    assert apart.labels == ("Stops/Bay Street",)
    files = {file.name: file for file in apart.attachments}
    assert files["plan.pdf"].open is not None
    assert files["plan.pdf"].open().read() == b"%PDF-fake"
    assert files["map.png"].missing == NOT_LOADED
    assert files["more.txt"].open is not None
    assert [problem.code for problem in apart.problems] == ["kept_apart"]
    assert items["plan.pdf"].locator.endswith("Attachments/3/2/plan.pdf")
    assert isinstance(items["plan.pdf"], Ignored)
    assert items["plan.pdf"].reason == ATTACHED
    assert isinstance(items["lost.txt"], Ignored)
    assert items["lost.txt"].reason == NO_MAIL


def test_that_apple_mail_tells_marks_and_short_files(tmp_path: Path) -> None:
    mails = _by_subject(_items(tmp_path, apple(), "emlx"))
    assert mails["Read"].labels == ("Stops/Bay Street",)
    assert mails["Unread"].labels == ("Stops/Bay Street", "Replied", "Flagged", "Unread")
    assert mails["Dropped"].flags == {"deleted", "draft"}
    assert mails["Short"].flags == {"truncated"}
    assert mails["Short"].text == mails["Long"].text == mails["Read"].text
    assert not mails["Long"].flags


def test_that_an_apple_file_without_length_or_tail_is_read_whole() -> None:
    whole = mail(b"Bare", 17)
    assert take_apart(whole).untrusted == whole
    assert take_apart(emlx(whole)[:100]).untrusted == whole[:89]
    assert take_apart(emlx(whole)[:100]).cut
    assert take_apart(b"%d\n" % len(whole) + whole).told is None
    assert take_apart(b"").untrusted == b""


@pytest.mark.parametrize("blank", [b"\n", b" \t\r\n"])
def test_that_blanks_before_the_properties_are_no_part_of_a_mail(blank: bytes) -> None:
    tail = b'<?xml version="1.0"?><plist><key>flags</key><integer>1</integer>'
    whole = b"9999999\nwords" + blank * 200_000 + tail
    assert take_apart(whole).untrusted == b"words"
    assert take_apart(whole).told == 1
    assert take_apart(b"5\nwords" + blank * 200_000 + tail).told == 1


def test_that_apple_files_are_imported_together(tmp_path: Path) -> None:
    paths = []
    for number in range(2):
        paths.append(tmp_path / f"{number}.emlx")
        paths[-1].write_bytes(emlx(mail(b"One", number, PARTS)))
    assert split(paths) == [paths]
    items = list(recognise(open_export(paths)).read(open_export(paths), ImportOptions(), None))
    assert not any(isinstance(item, Unreadable) for item in items)
