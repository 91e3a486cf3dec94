"""Bad input of every kind ends in one sentence that says what happened and what to do."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from exports.bad_zips import DEFLATED, LOCKED, UTF8, Piece, made_zip, write_plain
from exports.sms_files import backup, mms, part, sms
from importer_samples import assert_sound

from app.errors import AppError
from app.importers.base import ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.registry import read_all, recognise


def items_of(path: Path) -> list[Item]:
    export = open_export([path])
    return list(recognise(export).read(export, ImportOptions(), None))


def written(tmp_path: Path, name: str, whole: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(whole)
    return path


SMS = backup(sms("words")).encode()
BOMB = SMS.replace(b"<smses", b'<!DOCTYPE s [<!ENTITY a "aaaa">]><smses', 1)


@pytest.mark.parametrize(
    ("name", "whole", "what"),
    [
        ("viewer.exe", b"MZ a shopping list", "viewer.exe is none of the exports"),
        ("odd.bin", b"\xff\xd8\0\xe0" + bytes(500), "odd.bin is none of the exports"),
        ("empty.xml", b"", "The file is empty."),
        ("zeros.mbox", bytes(10_000), "zeros.mbox is none of the exports"),
        ("broken.zip", b"PK\3\4" + bytes(100), "cannot be read as one"),
        ("empty.zip", made_zip([]), "empty.zip is none of the exports"),
        ("locked.zip", made_zip([Piece(b"a.xml", flags=UTF8 | LOCKED)]), "locked with a password"),
        ("outside.zip", made_zip([Piece(b"../a.xml", SMS)]), "its name leads out of the export"),
        ("bomb.zip", made_zip([Piece(b"a", bytes(60_000_000), DEFLATED)]), "far more than it can"),
        ("bomb.xml", BOMB, "declares a document type"),
        ("part.z01", b"PK", "one of several pieces"),
        ("takeout.tgz", b"\x1f\x8b\x08\x00cut", "cannot be read as one"),
    ],
)
def test_that_what_is_no_export_is_refused(
    tmp_path: Path, name: str, whole: bytes, what: str
) -> None:
    with pytest.raises(AppError) as refused:
        items_of(written(tmp_path, name, whole))
    assert what in refused.value.what
    assert refused.value.what.endswith(".")
    assert refused.value.remedy.endswith(".")


def test_that_a_removed_drive_says_so(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"sms\.xml is no longer there") as refused:
        open_export([tmp_path / "sms.xml"])
    assert "put the drive in again" in refused.value.remedy


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Give up the rights of root for a while, where the tests have them."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(mine)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given otherwise there")
def test_that_a_forbidden_file_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "sms.xml", SMS)
    path.chmod(0)
    with as_somebody_else(), pytest.raises(AppError, match=r"not permit sms\.xml to be") as refused:
        open_export([path])
    assert "folder of your own" in refused.value.remedy


def test_that_lone_surrogates_and_wide_numbers_are_kept_as_text(tmp_path: Path) -> None:
    whole = backup(sms("@", brand="4611686018427387904")).replace("@", "a&#55357;b")
    (item,) = items_of(written(tmp_path, "sms.xml", whole.encode()))
    assert isinstance(item, Parsed)
    assert item.text == "a\ufffdb"
    assert '"4611686018427387904"' in item.raw


def test_that_a_truncated_export_gives_its_whole_records_and_one_sentence(tmp_path: Path) -> None:
    whole = backup(*(sms(f"number {n}", n) for n in range(50))).encode()
    items = items_of(written(tmp_path, "sms.xml", whole[: len(whole) // 2]))
    assert len(items) > 20
    assert [type(item) for item in items[:-1]] == [Parsed] * (len(items) - 1)
    assert isinstance(items[-1], Unreadable)
    assert items[-1].reason.startswith("The file ends in the middle")


def test_that_a_folder_of_good_and_bad_gives_all_the_good(tmp_path: Path) -> None:
    written(tmp_path, "a.xml", SMS)
    written(tmp_path, "b.xml", b"")
    written(tmp_path, "c.xml", BOMB)
    written(tmp_path, "d.xml", backup(mms(part("text/plain", text="more"))).encode())
    items = items_of(tmp_path)
    assert [item.text for item in items if isinstance(item, Parsed)] == ["words", "more"]
    assert [item.locator for item in items] == ["a.xml #1", "b.xml", "c.xml", "d.xml #1"]


def test_that_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    whole = made_zip([Piece(b"sms.xml", SMS)])
    for depth in range(50):
        whole = made_zip([Piece(b"%d.zip" % depth, whole), Piece(b"sms.xml", SMS)])
    items = items_of(written(tmp_path, "nested.zip", whole))
    assert [type(item).__name__ for item in items] == ["Ignored", "Parsed"]


def test_that_nothing_is_written_beside_the_export(tmp_path: Path) -> None:
    path = write_plain(tmp_path / "backup.zip", {"sms.xml": SMS, "../evil.txt": b"x"})
    items_of(path)
    assert [*tmp_path.iterdir()] == [path]
    assert not (tmp_path.parent / "evil.txt").exists()


DEEP = "[" * 1_000_000
DIGITS = "9" * 6_000
FROM = "From: a@example.com"
PARTS = "Content-Type: multipart/mixed; boundary=b{}\n\n--b{}\n"
HOSTILE = {
    "facebook": {
        "your_facebook_activity/messages/inbox/a_1/message_1.json": '{"participants": ' + DEEP,
        "your_facebook_activity/messages/inbox/b_1/message_1.json": '{"participants": [],'
        ' "messages": [{"sender_name": "Ana", "timestamp_ms": ' + DIGITS + "}]}",
    },
    "slack": {
        "channels.json": '[{"id": "C1", "name": "boats"}]',
        "users.json": "[]",
        "boats/2026-03-01.json": '[{"type": "message", "ts": ' + DIGITS + ', "text": "x"}]',
        "boats/2026-03-02.json": '[{"type": "message", "ts": "1.1", "blocks": ' + DEEP,
    },
    "eml": {
        "deep.eml": FROM + "\n" + "".join(map(PARTS.format, *[range(10_000)] * 2)),
        "addresses.eml": FROM + ":x" * 200_000 + "\nCc: " + '"(<' * 100_000 + "\n\nx",
        "folded.eml": FROM + "\nSubject: x" + "\n " * 200_000 + "\n\nx",
        "page.eml": FROM
        + "\nContent-Type: text/html\n\n"
        + '<b style="display:none">' * 200
        + "<i></i>" * 50_000,
        "a.txt:stream.eml": FROM + "\n\nx",
        "CON.eml": FROM + "\n\ny",
    },
    "calendar": {
        "a.ics": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 50_000 + "SUMMARY:x" + "\n " * 100_000,
    },
    "contacts": {
        "a.vcf": "BEGIN:VCARD\nFN:x\nTEL" + ";TYPE=cell" * 100_000 + ":555-0101\nEND:VCARD\n",
    },
    "google_voice": {
        "Takeout/Voice/Calls/Ana - Text - 2026-03-01T10_00_00Z.html": '<div class="hChatLog">'
        + '<div class="message"><q>x</q>' * 20_000
    },
}  # fmt: skip


@pytest.mark.parametrize("key", HOSTILE)
def test_that_hostile_shapes_cost_items_and_neither_hours_nor_memory(
    tmp_path: Path, key: str
) -> None:
    tree = {name: text.encode() for name, text in HOSTILE[key].items()}
    export = open_export([write_plain(tmp_path / "hostile.zip", tree)])
    assert recognise(export).key == key
    items = list(read_all(recognise(export), export, ImportOptions(), None))
    assert_sound(items)
    for member in export.members():
        assert any(item.locator.startswith(member) for item in items), member


def test_that_a_database_of_views_and_triggers_runs_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
    with closing(sqlite3.connect(path)) as database:
        for table in ("message", "handle", "chat_message_join"):
            database.execute(f"CREATE VIEW {table} AS {endless}")
        database.execute("CREATE TABLE chat(ROWID INTEGER PRIMARY KEY, guid TEXT)")
        database.execute("CREATE TRIGGER t AFTER INSERT ON chat BEGIN DELETE FROM chat; END")
        database.commit()
    with pytest.raises(AppError, match=r"chat\.db is none of the exports"):
        items_of(path)
