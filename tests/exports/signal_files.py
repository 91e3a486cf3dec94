# ruff: noqa: E501 - frames stand as exports hold them
"""Makes the Signal samples in the folder ``signal``; everything in them is invented.

Run ``python tests/exports/signal_files.py`` from the top of the checkout; the same script always
gives the same bytes. No export by Signal itself is public: frames are as in Backup.proto.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, write_all

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
LONG = b"The whole long text.\n" * 40
KEY = bytes(range(32))
WHEN = 1_778_677_440_000
Frame = Mapping[str, object]


def b64(data: bytes) -> str:
    """Write bytes as JSON exports do."""
    return base64.b64encode(data).decode()


DANA, BEN = bytes([1] * 16), bytes([2] * 16)


def contact(number: int, aci: bytes, **told: object) -> Frame:
    """Give somebody."""
    return {"recipient": {"id": str(number), "contact": {"aci": b64(aci), **told}}}


def item(number: int, author: int, content: Frame, chat: int = 1, **told: object) -> Frame:
    """Give one message; author 1 is the account itself."""
    way: Frame = (
        {"outgoing": {"sendStatus": [{"recipientId": "2", "read": {}}]}}
        if author == 1
        else {"incoming": {"dateReceived": str(WHEN + 1), "read": True}}
    )
    sent = str(WHEN + number * 60_000)
    head = {"chatId": str(chat), "authorId": str(author), "dateSent": sent}
    return {"chatItem": {**head, **way, **content, **told}}


def words(body: str, **told: object) -> Frame:
    """Give a text message."""
    return {"standardMessage": {"text": {"body": body}, **told}}


def pointer(data: bytes, name: str = "", kind: str = "image/jpeg", **told: object) -> Frame:
    """Give what points to a file."""
    locator = {"plaintextHash": b64(hashlib.sha256(data).digest()), "size": len(data), **told}
    named = {"fileName": name} if name else {}
    return {"contentType": kind, **named, "locatorInfo": locator}


PEOPLE: list[Frame] = [
    {"version": "1", "backupTimeMs": str(WHEN)},
    {"account": {"givenName": "Rosa", "familyName": "Diaz"}},
    {"recipient": {"id": "1", "self": {}}},
    contact(2, DANA, e164="18505550142", profileGivenName="Dana", profileFamilyName="Whitlow"),
    contact(3, BEN, username="ben.07", nickname={"given": "Ben"}),
    {"recipient": {"id": "4", "group": {
        "masterKey": b64(KEY),
        "snapshot": {"title": {"title": "Gate crew"},
                     "members": [{"userId": b64(DANA)}, {"userId": b64(BEN)}]}}}},
    {"recipient": {"id": "5", "releaseNotes": {}}},
    {"recipient": {"id": "6", "distributionList": {"name": "My story"}}},
    {"chat": {"id": "1", "recipientId": "2"}},
    {"chat": {"id": "2", "recipientId": "4"}},
    {"chat": {"id": "3", "recipientId": "5"}},
    {"chat": {"id": "4", "recipientId": "1"}},
    {"stickerPack": {"packId": "AA=="}},
]  # fmt: skip

REACTION = {"emoji": "👍", "authorId": "2", "sentTimestamp": str(WHEN + 90_000), "sortOrder": "1"}
ITEMS: list[Frame] = [
    item(0, 2, words("Is the gate open? 🙂")),
    item(1, 1, words("It is.", quote={"targetSentTimestamp": str(WHEN), "authorId": "2", "text": {"body": "Is"}}, reactions=[REACTION])),
    item(2, 1, {"standardMessage": {"attachments": [
        {"pointer": {**pointer(JPEG, "gate.jpg"), "caption": "The gate"}, "flag": "NONE", "wasDownloaded": True},
        {"pointer": pointer(JPEG + b"2", localKey=b64(KEY)), "wasDownloaded": True},
        {"pointer": pointer(b"not here", "far.jpg"), "wasDownloaded": False}]}}),
    item(3, 1, words("now shut"), revisions=[item(2, 1, words("now open"))["chatItem"]]),
    item(4, 2, words("Begins", longText=pointer(LONG, kind="text/x-signal-plain"), linkPreview=[{"url": "https://example.com/gate", "title": "Gate"}])),
    item(5, 2, {"remoteDeletedMessage": {}}),
    item(6, 2, {"contactMessage": {"contact": {"name": {"givenName": "Ben", "familyName": "Ortiz"}, "number": [{"value": "+18505550143", "type": "MOBILE"}]}}}),
    item(7, 3, {"stickerMessage": {"sticker": {"packId": "AA==", "stickerId": 1, "emoji": "🎉", "data": pointer(b"x")}}}, chat=2),
    item(8, 3, {"poll": {"question": "When?", "options": [{"option": "Nine", "votes": [{"voterId": "2", "voteCount": 1}]}, {"option": "Ten"}]}}, chat=2),
    item(9, 2, {"updateMessage": {"individualCall": {"type": "VIDEO_CALL", "direction": "INCOMING", "state": "MISSED"}}}),
    item(10, 3, {"updateMessage": {"groupChange": {"updates": [{"groupNameUpdate": {"updaterAci": b64(BEN), "newGroupName": "Gate crew"}}, {"groupMemberLeftUpdate": {"aci": b64(BEN)}}]}}}, chat=2),
    item(11, 2, {"updateMessage": {"simpleUpdate": {"type": "IDENTITY_VERIFIED"}}}),
    item(12, 2, {"viewOnceMessage": {}}, expiresInMs="60000"),
    item(13, 1, {"paymentNotification": {"amountMob": "1.5", "note": "key"}}),
    item(14, 2, {"giftBadge": {"state": "OPENED"}}),
    item(15, 2, {"directStoryReplyMessage": {"textReply": {"text": {"body": "Nice"}}}}),
    item(16, 2, {"hologramMessage": {"depth": 3}}),
    item(17, 9, words("by nobody known"), sms=True),
    item(18, 1, words("failed"), outgoing={"sendStatus": [{"recipientId": "2", "failed": {"reason": "NETWORK"}}]}),
    item(19, 1, words("a note to myself"), chat=4),
    item(20, 5, words("News of Signal"), chat=3),
    item(21, 1, words("to the crew"), chat=2),
    {"frameOfTomorrow": {"a": 1}},
]  # fmt: skip


def lines(*frames: Frame) -> bytes:
    """Write frames one a line."""
    return "".join(json.dumps(frame, ensure_ascii=False) + "\n" for frame in frames).encode()


OWN: Tree = {
    "signal/files/aa/" + hashlib.sha256(JPEG).hexdigest() + ".jpg": JPEG,
    "signal/files/bb/" + hashlib.sha256(
        hashlib.sha256(JPEG + b"2").digest() + KEY).hexdigest(): JPEG + b"2",
    "signal/files/cc/" + hashlib.sha256(LONG).hexdigest() + ".txt": LONG,
    "signal/files/dd/nobody-names-this.txt": b"words",
    "signal/main.jsonl": lines(*PEOPLE, *ITEMS),
    "signal/metadata.json": b'{"version":1}',
}  # fmt: skip

DATA: list[Frame] = [
    {"date": "2026-05-13T09:04:20", "sender": "Dana Whitlow", "body": "Is the gate open?  ", "quote": "", "sticker": None, "reactions": [["Rosa", "👍"]], "attachments": []},
    {"date": "2026-05-13T09:05:00.123000-04:00", "sender": "Me", "body": "It is.  ", "quote": "\n\n> Is the gate open?\n\n", "sticker": "", "reactions": [{"name": "Dana Whitlow", "emoji": "❤️"}],
     "attachments": [{"name": "gate.jpg", "path": "media/gate.jpg"}, {"name": "x.jpg", "path": "../../x.jpg"}], "tomorrow": "kept"},
    {"date": "2026-05-13T09:06:00", "sender": "Dana Whitlow", "body": "", "quote": "", "sticker": {"emoji": "🎉", "packId": "1"}, "reactions": [], "attachments": [], "deleted": True},
    {"date": "2026-05-13T09:07:00", "sender": "No-Sender", "body": "Missed voice call  ", "quote": "", "sticker": None, "reactions": [], "attachments": [], "call": True},
]  # fmt: skip

TEXT = """[2026-05-13, 09:04] Dana Whitlow: Is the gate open?  \r
two lines\r
(- Rosa: 👍, Ben: ❤️ -)\r
[2026-05-13 09:05:20] Me: \r
\r
> Is the gate open?\r
\r
It is.  ![gate.jpg](./media/gate%20one.jpg)  \r
[2026-05-13 09:06:00] Dana Whitlow: (This message was deleted)\r
[2026-05-13 09:07:00] Ben Ortiz: [🎉](../exported_stickers/1/2.webp)  \r
[2026-02-31 09:08:00] Ben Ortiz: no such day\r
"""

TOOL: Tree = {
    "export/Dana Whitlow/chat.md": b"[2026-05-13 09:04:20] Dana Whitlow: the same\n",
    "export/Dana Whitlow/data.json": lines(*DATA),
    "export/Dana Whitlow/index.html": b"<html>the same</html>",
    "export/Dana Whitlow/media/gate.jpg": JPEG,
    "export/Gate crew/chat.md": TEXT.encode(),
    "export/Gate crew/media/gate one.jpg": JPEG,
    "export/exported_stickers/1/2.webp": b"RIFF",
}


def many_messages(count: int) -> bytes:
    """Give a long export by Signal itself."""
    said = (item(n % 50_000, 1 + n % 2, words(f"Message {n} on the gate")) for n in range(count))
    return lines(*PEOPLE, *said)


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "signal"
    folder.mkdir(exist_ok=True)
    broken = lines(*PEOPLE, *ITEMS[:2]) + b'{"chatItem": {"chatId"\n[1]\n' + lines(*ITEMS[2:4])
    (folder / "main.jsonl").write_bytes(b"\xef\xbb\xbf" + broken[:-40])
    (folder / "chat.md").write_bytes(b"Words before\n" + TEXT.encode())
    write_all({"by_signal": OWN, "by_signal_export": TOOL}, folder)


if __name__ == "__main__":
    main()
