"""Makes the samples of Apple Messages in the folder ``imessage``; everything in them is invented.

Run ``python tests/exports/imessage_files.py`` from the top of the checkout. The log's salts are
random, so the bytes of ``folder_with_log.zip`` differ each time; what is in it does not. Tables as
macOS has them, with the columns that matter.
"""

from __future__ import annotations

import plistlib
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import write_all

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
START = 800_355_600  # 2026-05-13 09:00 UTC, since 2001
SECOND = 10**9
ME, DANA, LEE = "+18505550101", "+18505550142", "lee@example.com"

SCHEMA = """
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL,
  country TEXT, service TEXT NOT NULL, UNIQUE (id, service));
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL,
  style INTEGER, chat_identifier TEXT, service_name TEXT, display_name TEXT, group_id TEXT);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL,
  text TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT,
  account TEXT, error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER,
  is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0,
  group_title TEXT, group_action_type INTEGER DEFAULT 0, associated_message_guid TEXT,
  associated_message_type INTEGER DEFAULT 0, associated_message_emoji TEXT,
  balloon_bundle_id TEXT, payload_data BLOB, thread_originator_guid TEXT,
  message_summary_info BLOB, date_edited INTEGER DEFAULT 0, date_retracted INTEGER DEFAULT 0,
  destination_caller_id TEXT);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, filename TEXT,
  uti TEXT, mime_type TEXT, transfer_name TEXT, total_bytes INTEGER DEFAULT 0,
  hide_attachment INTEGER DEFAULT 0);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER,
  PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER,
  delete_date INTEGER, PRIMARY KEY (chat_id, message_id));
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER,
  UNIQUE(message_id, attachment_id));
"""

OLD_SCHEMA = """
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, guid TEXT, style INTEGER, chat_identifier TEXT);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER,
  service TEXT, date INTEGER, is_from_me INTEGER);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);
"""

PEOPLE = f"""
INSERT INTO handle(id, service) VALUES ('{DANA}', 'iMessage'), ('{LEE}', 'iMessage'),
  ('{DANA}', 'SMS');
INSERT INTO chat(guid, style, chat_identifier, display_name, group_id) VALUES
  ('iMessage;-;{DANA}', 45, '{DANA}', '', 'G1'), ('SMS;-;{DANA}', 45, '{DANA}', NULL, 'G2'),
  ('iMessage;+;chat77', 43, 'chat77', 'Gate crew', 'G3');
INSERT INTO chat_handle_join VALUES (1, 1), (2, 3), (3, 1), (3, 2);
"""


def archived(text: str, length: int | None = None) -> bytes:
    """Write an attributed string as Apple archives it, if need be with a lying length."""
    data = text.encode("utf-8")
    size = len(data) if length is None else length
    if size < 0x80:
        told = bytes([size])
    elif size < 0x10000:
        told = b"\x81" + size.to_bytes(2, "little")
    else:
        told = b"\x82" + size.to_bytes(4, "little")
    head = b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84"
    middle = b"\x08NSObject\x00\x85\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+"
    return head + middle + told + data + b"\x86\x84\x02iI\x01\x05\x92\x84\x84\x84\x0cNSDictionary"


def summary(*versions: str, unsent: bool = False) -> bytes:
    """Write the summary of an edited or unsent message."""
    history = [
        {"d": float(START + 60 * number), "t": archived(text)}
        for number, text in enumerate(versions)
    ]
    value: dict[str, object] = {"ust": True}
    if history:
        value |= {"ec": {"0": history}, "otr": {"0": {"le": 3, "lo": 0}}}
    if unsent:
        value["rp"] = [0]
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)


def payment() -> bytes:
    """Write what an app hands over: a keyed archive with some words."""
    objects = ["$null", {"a": plistlib.UID(2)}, "Apple Cash", "$25.00", "NSDictionary"]
    value = {"$archiver": "NSKeyedArchiver", "$objects": objects, "$version": 100_000}
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)


def messages() -> list[tuple[int, dict[str, object]]]:
    """Give messages with the number of their chat; 0 for one without a chat."""
    edited = summary("The gate is shut at six", "The gate is open", "The gate is shut")
    return [
        (1, {"text": "Is the gate at Mill Street open?", "handle_id": 1}),
        (1, {"attributedBody": archived("Yes ✨ \u2184 it is"), "is_from_me": 1}),
        (1, {"attributedBody": archived("x" * 300), "is_from_me": 1, "subject": "Long"}),
        (1, {"attributedBody": archived("lying", 200), "handle_id": 1}),
        (1, {"text": "The gate is shut", "is_from_me": 1, "message_summary_info": edited,
             "date_edited": (START + 300) * SECOND}),
        (1, {"handle_id": 1, "message_summary_info": summary(unsent=True)}),
        (1, {"text": "\ufffc\ufffc two pictures", "handle_id": 1}),
        (1, {"text": "Loved “Yes”", "handle_id": 1, "associated_message_type": 2000,
             "associated_message_guid": "p:0/GUID-2"}),
        (1, {"text": "Reacted", "is_from_me": 1, "associated_message_type": 2006,
             "associated_message_emoji": "🚒", "associated_message_guid": "bp:GUID-1"}),
        (1, {"text": "Removed", "handle_id": 1, "associated_message_type": 3001,
             "associated_message_guid": "GUID-GONE"}),
        (1, {"text": "A reply", "handle_id": 1, "thread_originator_guid": "GUID-1"}),
        (2, {"text": "By text", "is_from_me": 1, "service": "SMS", "error": 4}),
        (3, {"text": "In the group", "handle_id": 2}),
        (3, {"handle_id": 1, "item_type": 2, "group_title": "Gate crew"}),
        (3, {"handle_id": 1, "item_type": 1, "other_handle": 2, "group_action_type": 1}),
        (3, {"text": "By nobody", "handle_id": 0}),
        (3, {"handle_id": 2, "payload_data": payment(),
             "balloon_bundle_id": "com.apple.messages.MSMessageExtensionBalloonPlugin:cash"}),
        (0, {"text": "Without a chat", "handle_id": 9}),
        (0, {"text": "Deleted last week", "handle_id": 1}),
        (3, {"text": "In seconds", "handle_id": 2, "date": START}),
        (3, {"text": "Without a date", "handle_id": 2, "date": 0}),
        (3, {"handle_id": 2}),
        (3, {"handle_id": 2, "attributedBody": b"no archive"}),
    ]  # fmt: skip


FILES = [
    ("~/Library/Messages/Attachments/ab/11/AT-1/IMG_1.jpg", "IMG_1.jpg", "image/jpeg", 22),
    ("~/Library/Messages/Attachments/ab/12/AT-2/IMG_1.jpg", "IMG_1.jpg", "image/jpeg", 9),
    ("~/Library/Messages/Attachments/../../etc/passwd", "passwd", "text/plain", 1),
    (None, "", "image/heic", -1),
    ("~/Library/Messages/Attachments/cd/x.pluginPayloadAttachment", "x", "", 5),
]


def fill(database: sqlite3.Connection) -> None:
    """Write people, messages and attachments."""
    database.executescript(PEOPLE)
    for number, (chat, given) in enumerate(messages(), 1):
        row = {"guid": f"GUID-{number}", "service": "iMessage", "date": (START + number) * SECOND,
               "account": f"P:{ME}", "date_read": 7} | given  # fmt: skip
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        values = tuple(cast("str", value) for value in row.values())
        database.execute(f"INSERT INTO message({names}) VALUES ({marks})", values)
        if chat:
            database.execute("INSERT INTO chat_message_join VALUES (?, ?, 0)", (chat, number))
    database.execute("INSERT INTO chat_message_join VALUES (3, 1, 0)")
    database.execute("INSERT INTO chat_recoverable_message_join VALUES (1, 19, 5)")
    for number, (path, name, kind, size) in enumerate(FILES, 1):
        database.execute(
            "INSERT INTO attachment(guid, filename, mime_type, transfer_name, total_bytes)"
            " VALUES (?, ?, ?, ?, ?)", (f"AT-{number}", path, kind, name, size),
        )  # fmt: skip
        database.execute("INSERT INTO message_attachment_join VALUES (7, ?)", (number,))
    database.commit()


def plain_database(path: Path) -> None:
    """Write a database whose log was put back."""
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        fill(database)
    database.close()


def old_database(path: Path) -> None:
    """Write a database as of ten years ago: times in seconds, few columns."""
    database = sqlite3.connect(path)
    database.executescript(OLD_SCHEMA)
    database.executescript(f"""
        INSERT INTO handle VALUES (1, '{DANA}');
        INSERT INTO chat VALUES (1, 'SMS;-;{DANA}', 45, '{DANA}');
        INSERT INTO message VALUES (1, 'OLD-1', 'Old words', 1, 'SMS', {START}, 0),
          (2, 'OLD-2', 'Answer', 1, 'SMS', {START + 5}, 1);
        INSERT INTO chat_message_join VALUES (1, 1), (1, 2);
    """)
    database.commit()
    database.close()


def with_log(folder: Path) -> dict[str, bytes]:
    """Give database and log where the newest messages lie in the log alone."""
    path = folder / "chat.db"
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.executescript(SCHEMA)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    fill(database)
    read = {name: (folder / name).read_bytes() for name in ("chat.db", "chat.db-wal")}
    database.close()
    return {
        **read,
        "chat.db-shm": b"\0" * 32,
        "Attachments/ab/11/AT-1/IMG_1.jpg": JPEG,
        "Attachments/zz/99/AT-9/nobody.jpg": JPEG,
    }


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "imessage"
    folder.mkdir(exist_ok=True)
    for name, make in (("chat.db", plain_database), ("old_schema.db", old_database)):
        (folder / name).unlink(missing_ok=True)
        make(folder / name)
    with tempfile.TemporaryDirectory() as scratch:
        write_all({"folder_with_log": with_log(Path(scratch))}, folder)


if __name__ == "__main__":
    main()
