"""Makes the odd Outlook items of ``msg/``; all in them is invented.

Run it by itself to write the files anew.
"""

from __future__ import annotations

import datetime as dt
import struct
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.compound_files import Storage, compound
from exports.zipped import zipped

HERE = Path(__file__).resolve().parent
Value = str | bytes | int | dt.datetime | list[str]
NOON = dt.datetime(2026, 3, 14, 18, 4, tzinfo=dt.UTC)
RTF_ONLY = (
    rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset0 B;}}"
    rb"{\*\generator x;}\f0 \'cf\'f0\'e8\'e2\'e5\'f2\par\f1 caf\'e9 \u9731?{\pict 00ff}\tab end}"
)
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_SIGNED = (
    b"Content-Type: multipart/signed; protocol=x; boundary=s\n\n--s\nContent-Type: text/plain\n\n"
    b"Signed words.\n--s\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--s--\n"
)


def held_plain(rtf: bytes) -> bytes:
    """Give RTF in Outlook's wrapping, not packed."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def item(
    values: dict[int, Value],
    recipients: list[dict[int, Value]] | None = None,
    attachments: list[Storage] | None = None,
    *,
    names: list[str | int] | None = None,
    charset: str = "",
    header: int = 32,
) -> dict[str, bytes | Storage]:
    """Give the streams of an item; texts are in UTF-16 unless a character set is named."""
    made: dict[str, bytes | Storage] = dict(_streams(values, header, charset))
    for number, one in enumerate(recipients or []):
        made[f"__recip_version1.0_#{number:08X}"] = _streams(one, 8, charset)
    for number, storage in enumerate(attachments or []):
        made[f"__attach_version1.0_#{number:08X}"] = storage
    if names is not None:
        made["__nameid_version1.0"] = _names(names)
    return made


def attachment(values: dict[int, Value], inside: Storage | None = None) -> Storage:
    """Give the streams of an attachment, with an item or an object's streams in it."""
    made: dict[str, bytes | Storage] = dict(_streams(values, 8, ""))
    if inside is not None:
        made["__substg1.0_3701000D"] = inside
    return made


def _streams(values: dict[int, Value], header: int, charset: str) -> dict[str, bytes]:
    entries = bytearray(header)
    streams: dict[str, bytes] = {}
    for number, value in values.items():
        kind, inline = _written(number, value, streams, charset)
        entries += struct.pack("<HHIQ", kind, number, 6, inline)
    return {"__properties_version1.0": bytes(entries), **streams}


def _written(number: int, value: Value, streams: dict[str, bytes], charset: str) -> tuple[int, int]:
    if isinstance(value, dt.datetime):
        return 0x40, (value - _EPOCH) // dt.timedelta(microseconds=1) * 10
    if isinstance(value, int):
        return 0x03, value
    if isinstance(value, list):
        for place, one in enumerate(value):
            streams[f"__substg1.0_{number:04X}101F-{place:08X}"] = one.encode("utf-16-le")
        streams[f"__substg1.0_{number:04X}101F"] = bytes(4 * len(value))
        return 0x101F, 4 * len(value)
    kind = 0x102 if isinstance(value, bytes) else 0x1E if charset else 0x1F
    data = value if isinstance(value, bytes) else value.encode(charset or "utf-16-le")
    streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
    return kind, len(data)


def _names(names: list[str | int]) -> dict[str, bytes]:
    entries, words = b"", b""
    for place, name in enumerate(names):
        if isinstance(name, int):
            entries += struct.pack("<IHH", name, 6, place)
            continue
        coded = name.encode("utf-16-le")
        entries += struct.pack("<IHH", len(words), 7, place)
        words += struct.pack("<I", len(coded)) + coded
        words += bytes(-len(words) % 4)
    return {
        "__substg1.0_00020102": bytes(16),
        "__substg1.0_00030102": entries,
        "__substg1.0_00040102": words,
    }


def person(role: int, name: str, address: str) -> dict[int, Value]:
    """Give a recipient."""
    return {0x0C15: role, 0x3001: name, 0x3002: "SMTP", 0x3003: address}


def sent_mail() -> dict[str, bytes | Storage]:
    """Give a mail from the outbox: no header lines, a blind copy, categories, files in it."""
    inner = item({0x1A: "IPM.Note", 0x37: "Inner", 0x1000: "Inner words.", 0x39: NOON}, header=24)
    deep = attachment({0x3705: 5, 0x3001: "Inner"}, inner)
    return item(
        {
            0x1A: "IPM.Note", 0x37: "Stops: plan", 0x39: NOON, 0x1000: "See both.\r\nRosa",
            0x0C1A: "Rosa Diaz", 0x0C1F: "/O=X/CN=DIAZ", 0x5D01: "diaz@example.com",
            0x1035: "<m1@example.com>", 0x1042: "<m0@example.com>", 0x1081: 102, 0x1090: 2,
            0x8000: ["Bay Street", "Stops"],
        },
        [
            person(1, "Cole, Ben", "ben@example.com"),
            person(2, 'Ann "Annie" Roe', "ann@example.com"),
            person(3, "Chief", "chief@example.com"),
        ],
        [
            deep,
            attachment({0x3705: 1, 0x3707: "plan é.pdf", 0x370E: "application/pdf", 0x3701: b"%P"}),
            attachment({0x3705: 6, 0x3001: "Drawing"}, {"CONTENTS": b"ink", "\x03Info": b"i"}),
            attachment({0x3705: 7, 0x3707: "cloud.docx", 0x3708: "https://example.com/d"}),
            attachment({0x3705: 1, 0x3712: "p1", 0x7FFE: 1, 0x3704: "map.png", 0x3701: b"\x89P"}),
        ],
        names=["Keywords"],
    )  # fmt: skip


def items() -> dict[str, bytes]:
    """Give items of several kinds and what goes wrong in them."""
    headers = (
        "Microsoft Mail Internet Headers Version 2.0\r\nFrom: Ben <ben@example.com>\r\n"
        "To: diaz@example.com\r\nSubject: Received\r\nDate: Sat, 14 Mar 2026 14:04:00 -0400\r\n"
        "Content-Type: text/html\r\nMessage-ID: <m2@example.com>\r\n\r\n"
    )
    made: dict[str, dict[str, bytes | Storage]] = {
        "sent.msg": sent_mail(),
        "received.msg": item(
            {0x1A: "IPM.Note", 0x7D: headers, 0x1013: b"<p>Caf\xe9<p hidden>x", 0x3FDE: 1252},
            [person(1, "Rosa", "diaz@example.com"), person(3, "Chief", "chief@example.com")],
        ),
        "draft.msg": item(
            {0x1A: "IPM.Note", 0x0E07: 8, 0x3007: NOON, 0x37: "Draft", 0x0E04: "Ben; Ann Roe"}
        ),
        "rtf only.msg": item(
            {0x1A: "IPM.Note", 0x37: "RTF", 0x39: NOON, 0x1009: held_plain(RTF_ONLY)}
        ),
        "code page.msg": item(
            {0x1A: "IPM.Note", 0x37: "Grüße", 0x1000: "größer", 0x39: NOON, 0x3FFD: 850},
            charset="cp850",
        ),
        "contact.msg": item(
            {0x1A: "IPM.Contact", 0x37: "Ann Roe", 0x3001: "Ann Roe", 0x3A1C: "850-555-0142",
             0x3007: NOON, 0x8000: "ann@example.com"},
            names=[0x8083],
        ),
        "task.msg": item(
            {0x1A: "IPM.Task", 0x37: "Call", 0x3007: NOON, 0x8000: NOON}, names=[0x8105]
        ),
        "signed.msg": item(
            {0x1A: "IPM.Note.SMIME.MultipartSigned", 0x37: "Signed", 0x39: NOON},
            attachments=[attachment({0x3705: 1, 0x370E: "multipart/signed", 0x3701: _SIGNED})],
        ),
        "empty.msg": item({}),
    }  # fmt: skip
    return {
        **{name: compound(storage) for name, storage in made.items()},
        "no item.msg": compound({"CONTENTS": b"of something else"}),
        "not a compound file.msg": b"Not an Outlook file.\n",
        "no ending": compound(item({0x1A: "IPM.Note", 0x37: "Bare", 0x1000: "x", 0x39: NOON})),
    }


def main() -> None:
    """Write all samples."""
    made = items()
    (HERE / "msg" / "items.zip").write_bytes(zipped(made))
    (HERE / "msg" / "sent.msg").write_bytes(made["sent.msg"])


if __name__ == "__main__":
    main()
