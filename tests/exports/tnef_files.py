"""Makes mails with Outlook containers (winmail.dat) for ``eml/``; all in them is invented.

Run it by itself to write the file anew.
"""

from __future__ import annotations

import base64
import struct
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.mail_files import mail
from exports.zipped import zipped

HERE = Path(__file__).resolve().parent
Pair = tuple[int, str | bytes | int]
KEYWORDS = bytes(16) + struct.pack("<II", 1, 18) + "Keywords\0".encode("utf-16-le") + bytes(2)


def attribute(level: int, kind: int, data: bytes) -> bytes:
    """Give one attribute with its checksum."""
    return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 65535)


def properties(*pairs: Pair, more: bytes = b"", others: int = 0) -> bytes:
    """Give a property list; ``more`` are ``others`` properties written already."""
    return struct.pack("<I", len(pairs) + others) + b"".join(map(_property, pairs)) + more


def container(*pairs: Pair, files: tuple[bytes, ...] = (), more: bytes = b"") -> bytes:
    """Give a container of properties and attachments."""
    whole = struct.pack("<IH", 0x223E9F78, 1)
    whole += attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    whole += attribute(1, 0x00078008, b"IPM.Microsoft Mail.Note\0")
    whole += attribute(1, 0x00069003, properties(*pairs, more=more, others=bool(more)))
    return whole + b"".join(files)


def file(name: str, data: bytes, *pairs: Pair) -> bytes:
    """Give an attachment."""
    return (
        attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00018010, name.encode("cp1252") + b"\0")
        + (attribute(2, 0x0006800F, data) if data else b"")
        + (attribute(2, 0x00069005, properties(*pairs)) if pairs else b"")
    )


def with_container(subject: bytes, number: int, held: bytes, text: bytes = b"") -> bytes:
    """Give a mail that brings a container."""
    return mail(
        subject, number,
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n" + text
        + b"\n--x\nContent-Type: application/ms-tnef; name=winmail.dat\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(held) + b"--x--\n",
    )  # fmt: skip


def keywords(*words: str) -> bytes:
    """Give the named property that holds categories."""
    written = b"".join(map(_text, words))
    return struct.pack("<HH", 0x101F, 0x8005) + KEYWORDS + struct.pack("<I", len(words)) + written


def plain() -> bytes:
    """Give a container with a text and two files, one by property."""
    files = (
        file("plan.txt", b"the plan\n", (0x3707, "plan (long name).txt")),
        file("map.bin", b"", (0x3701, b"\1\2\3")),
    )
    return container((0x1000, "Words within."), files=files, more=keywords("Stops"))


def nested() -> bytes:
    """Give a container with a mail in it that holds a file."""
    inner = container((0x37, "Inner"), (0x1000, "Deep."), files=(file("deep.txt", b"deep\n"),))
    held = (0x3701, bytes(16) + inner)
    return container(files=(file("Inner", b"", (0x3705, 5), held),))


def mails() -> dict[str, bytes]:
    """Give mails with containers, whole and damaged."""
    return {
        "both.eml": with_container(b"Both", 31, plain(), b"Words within."),
        "within.eml": with_container(b"Within", 32, plain()),
        "nested.eml": with_container(b"Nested", 33, nested(), b"See inside."),
        "cut.eml": with_container(b"Cut", 34, plain()[:-8], b"Words."),
        "none.eml": with_container(b"None", 35, b"no container", b"Words."),
        "longer.eml": with_container(b"Longer", 36, container((0x1000, "More. " * 20)), b"Short."),
    }


def _property(pair: Pair) -> bytes:
    number, value = pair
    if isinstance(value, int):
        return struct.pack("<HHI", 3, number, value)
    if isinstance(value, str):
        return struct.pack("<HHI", 0x1F, number, 1) + _text(value)
    kind = 0x0D if value[:16] == bytes(16) else 0x102
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + bytes(-len(value) % 4)


def _text(value: str) -> bytes:
    data = value.encode("utf-16-le") + b"\0\0"
    return struct.pack("<I", len(data)) + data + bytes(-len(data) % 4)


def main() -> None:
    """Write the sample."""
    (HERE / "eml" / "outlook_containers.zip").write_bytes(zipped(mails()))
    (HERE / "msg" / "winmail.dat").write_bytes(plain())


if __name__ == "__main__":
    main()
