# ruff: noqa: E501 - rows stand as phones hold them
"""Makes the samples of SMS Import / Export in the folder ``android_messages``; all invented.

Run ``python tests/exports/android_files.py`` from the top of the checkout; the same script always
gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, write_all

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
WHEN = 1_778_677_440
OWN, DANA, BEN = "+18505550101", "+18505550142", "+18505550143"
STORED = "/data/user_de/0/com.android.providers.telephony/app_parts/"
Row = Mapping[str, object]


def sms(number: int, body: str, **told: object) -> Row:
    """Give a row of the table of text messages."""
    return {
        "_id": str(number), "thread_id": "1", "address": DANA, "person": None,
        "date": str((WHEN + number) * 1_000), "date_sent": "0", "protocol": "0", "read": "1",
        "status": "-1", "type": "1", "subject": None, "body": body, "locked": "0", "sub_id": "1",
        "error_code": "-1", "creator": "com.google.android.apps.messaging", "seen": "1",
        "__display_name": "Dana Whitlow", **told,
    }  # fmt: skip


def address(number: str, kind: int, name: str = "") -> Row:
    """Give one address: 137 from, 151 to."""
    named = {"__display_name": name} if name else {}
    return {"address": number, "type": str(kind), "charset": "106", **named}


def mms(number: int, sender: Row, to: list[Row], parts: list[Row], **told: object) -> Row:
    """Give a row of the table of multimedia messages; its times are in seconds."""
    return {
        "_id": str(number), "thread_id": "2", "date": str(WHEN + number), "date_sent": "0",
        "msg_box": "1", "read": "1", "m_type": "132", "sub": None, "locked": "0",
        "ct_t": "application/vnd.wap.multipart.related", "creator": "com.google.android.apps.messaging",
        "__sender_address": sender, "__recipient_addresses": to, "__parts": parts, **told,
    }  # fmt: skip


def part(kind: str, text: str = "", stored: str = "", **told: object) -> Row:
    """Give one part."""
    where = {"_data": STORED + stored} if stored else {}
    return {"seq": "0", "ct": kind, "text": text or None, "chset": "106", **where, **told}


ROWS: list[Row] = [
    sms(1, "Is the gate open? 🙂"),
    sms(2, "It is.", type="2", __display_name=None),
    mms(3, address(DANA, 137, "Dana Whitlow"), [address("insert-address-token", 151)],
        [part("application/smil", "<smil/>"), part("text/plain", "The gate"),
         part("image/jpeg", stored="PART_1.jpg", cl="gate.jpg"),
         part("image/jpeg", stored="../../PART_2.jpg")], tr_id="proto:CkIK"),
    mms(4, address(OWN, 137), [address(DANA, 151, "Dana Whitlow"), address(BEN, 151, "Ben Ortiz")],
        [part("text/plain", "to both")], msg_box="2"),
    mms(5, address(BEN, 137), [address(DANA, 151), address("+18505550177", 151)],
        [part("text/plain", "in a group")], sub="Gate"),
    {"_id": "6", "what": "neither"},
    sms(7, "odd", date="soon", type=9, tags=["a"], flagged=True),
]  # fmt: skip
CALLS: list[Row] = [
    {"_id": "1", "number": DANA, "duration": "65", "date": str(WHEN * 1_000), "type": "2", "name": "Dana Whitlow", "new": "0"},
    {"_id": "2", "number": "", "duration": "0", "date": str(WHEN * 1_000 + 1), "type": "3", "name": None, "presentation": "2"},
]  # fmt: skip
LISTED: list[object] = [
    sms(1, "Is the gate open? 🙂"),
    {**mms(3, {}, [], [part("image/png", stored="PART_9.png", __binary_data=base64.b64encode(JPEG).decode()),
                       part("image/png", stored="PART_8.png", __binary_data="no base64!")]),
     "__addresses": [address(DANA, 137), address(OWN, 151)]},
    "no row",
]  # fmt: skip


def lines(rows: list[Row]) -> bytes:
    """Write rows one a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


EXPORT: Tree = {
    "calls.ndjson": lines(CALLS),
    "data/PART_1.jpg": JPEG,
    "data/nobody-names-this.txt": b"words",
    "messages.ndjson": lines(ROWS) + b'{"_id": "8", "bo\n',
}


def many_messages(count: int) -> bytes:
    """Give a long table."""
    return lines([sms(n, f"Message {n} on the gate", type=str(1 + n % 2)) for n in range(count)])


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "android_messages"
    folder.mkdir(exist_ok=True)
    (folder / "messages.json").write_bytes(as_json(LISTED)[:-4] + b",")
    write_all({"messages-2026-05-13": EXPORT}, folder)


if __name__ == "__main__":
    main()
