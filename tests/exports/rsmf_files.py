# ruff: noqa: E501 - events stand as manifests hold them
"""Makes RSMF files in the folder ``rsmf``; everything in them is invented.

Run ``python tests/exports/rsmf_files.py`` from the top of the checkout; the same script always
gives the same bytes. The shape is that of ``formats.md``, g9.
"""

from __future__ import annotations

import sys
from base64 import encodebytes
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, write_all, zipped

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
PEOPLE = [
    {"id": "P1", "display": "Rosa Diaz", "email": "diaz@example.com", "avatar": "rosa.png"},
    {
        "id": "P2",
        "display": "Dana Whitlow",
        "account_id": "+18505550142",
        "custom": [{"name": "unit", "value": "Harbor"}],
    },
    {"id": "P3", "display": "Sam Reyes"},
]
TALK = {
    "id": "C1",
    "display": "Harbor night",
    "platform": "sms",
    "type": "channel",
    "participants": ["P1", "P2", "P3"],
    "custodian": "P1",
}


def event(number: int, body: str, who: str = "P1", **more: object) -> dict[str, object]:
    """Give one message."""
    return {
        "type": "message", "id": f"E{number}", "body": body, "participant": who,
        "conversation": "C1", "timestamp": f"2026-05-13T09:{number % 60:02}:20-04:00", **more,
    }  # fmt: skip


EVENTS: list[object] = [
    event(1, "", type="join", who="P2"),
    event(2, "Where is the boat?", direction="outgoing", importance="high"),
    event(
        3, "At the pier", who="P2", parent="E2", direction="incoming",
        reactions=[{"value": "👍", "count": 2, "participants": ["P1", "P3"]}, {"value": "🙂", "count": 4}],
        edits=[{"participant": "P2", "timestamp": "2026-05-13T13:04:00Z", "previous": "At the dock", "new": "At the pier"}],
        read_receipts=[{"participant": "P1", "timestamp": "2026-05-13T13:05:00Z", "action": "read"}],
        attachments=[{"id": "boat.jpg", "display": "boat at night.jpg", "size": 22}, {"id": "gone.mov"}],
        custom=[{"name": "cell", "value": "12"}],
    ),
    event(4, "Taken back", who="P3", deleted=True, mood="unknown field"),
    event(5, "", who="P9", type="unknown"),
    event(6, "Bound by policy 4", type="disclaimer", who="P3"),
    event(7, "Said before", type="history", who="P2", timestamp="2026-05-12T09:00:00"),
    event(8, "", type="leave", who="P2"),
]  # fmt: skip


def manifest(events: list[object], **more: object) -> dict[str, object]:
    """Give a manifest of one conversation."""
    return {
        "version": "2.0.0", "participants": PEOPLE, "conversations": [TALK], "events": events,
        "eventcollectionid": "harbor-2026-05", **more,
    }  # fmt: skip


def mail(packed: bytes, extra: Mapping[str, bytes] | None = None, **headers: str) -> bytes:
    """Give an RSMF file around a ZIP; without bytes there is none."""
    told = {"Version": "2.0.0", "Generator": "Harbor", "EventCount": "8", "Custodian": "Rosa Diaz"}
    lines = [f"X-RSMF-{name}: {value}" for name, value in (told | headers).items() if value]
    head = "\r\n".join(["From: Archive <archive@example.com>", "Subject: Harbor night", *lines])
    parts = ["Content-Type: text/plain; charset=utf-8\r\n\r\nRosa: Where is the boat?\r\n"]
    files = {"rsmf.zip": packed} if packed else {}
    for name, data in (files | dict(extra or {})).items():
        kind = "application/zip" if name.endswith(".zip") else "application/octet-stream"
        parts.append(
            f'Content-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
            f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
            + encodebytes(data).decode().replace("\n", "\r\n")
        )
    body = "".join(f"--RSMF\r\n{part}" for part in parts) + "--RSMF--\r\n"
    kind = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="RSMF"'
    return f"{head}\r\n{kind}\r\n\r\n{body}".encode()


def packed(events: list[object], files: Tree | None = None, **more: object) -> bytes:
    """Give the ZIP of an RSMF file."""
    return zipped({"rsmf_manifest.json": as_json(manifest(events, **more)), **(files or {})})


FILES = {"boat.jpg": JPEG, "rosa.png": b"\x89PNG\r\n\x1a\n", "stray.txt": b"Nobody names me"}
LOOSE = [
    {"type": "message", "id": 7, "participant": 3, "conversation": 9, "body": "Numbers as ids"},
    {"type": "message", "body": "Nothing else"},
    "no event",
    {"type": "message", "id": 7, "participant": 3, "conversation": 9, "body": "Late", "parent": 7},
]


def samples() -> dict[str, Tree]:
    """Give the members of each sample."""
    second = [event(20, "Next day", timestamp="2026-05-14T08:00:00Z", parent="E2")]
    return {
        "days": {
            "C1-2026-05-13.rsmf": mail(packed(EVENTS, FILES), {"notes.pdf": b"%PDF-1.4"}),
            "C1-2026-05-14.rsmf": mail(packed(second)),
            "readme.txt": b"Made by the archive",
        },
        "odd": {
            "no_zip.rsmf": mail(b""),
            "empty.rsmf": mail(packed([])),
            "cut_manifest.rsmf": mail(
                zipped({"rsmf_manifest.json": as_json(manifest([event(1, "Whole")]))[:-90]})
            ),
            "broken_zip.rsmf": mail(packed(EVENTS)[:200]),
            "two_zips.rsmf": mail(packed([event(3, "Found")]), {"more.zip": zipped({"a": b"b"})}),
            "loose.rsmf": mail(
                packed(LOOSE, participants=[{"id": 3, "display": "Sam"}], conversations=[], eventcollectionid=""),
                Application="Microsoft Teams",
            ),
            "as_mail.eml": mail(packed([event(4, "Named .eml")])),
        },
        "unpacked": {
            "one/rsmf_manifest.json": as_json(manifest(EVENTS)),
            **{f"one/{name}": data for name, data in FILES.items()},
            "two/rsmf_manifest.json": as_json(manifest([], eventcollectionid="")),
        },
    }  # fmt: skip


def many(count: int) -> bytes:
    """Give one file of so many messages, always the same."""
    texts = ("The boat is out", "Rain at the pier", "Call me from the desk")
    talk = [
        event(n, f"{texts[n % 3]} {n}", f"P{n % 3 + 1}", timestamp=f"2026-05-{1 + n // 5000 % 28:02}T10:{n // 60 % 60:02}:{n % 60:02}Z")
        for n in range(count)
    ]  # fmt: skip
    return mail(packed(list(talk)))


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "rsmf"
    folder.mkdir(exist_ok=True)
    (folder / "night.rsmf").write_bytes(mail(packed(EVENTS, FILES)))
    write_all(samples(), folder)


if __name__ == "__main__":
    main()
