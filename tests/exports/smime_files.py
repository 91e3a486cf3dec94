"""Makes mails in S/MIME envelopes and a journal report for ``eml/``; all in them is invented.

Run it by itself to write the file anew.
"""

from __future__ import annotations

import base64
import sys
import zlib
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.mail_files import mail
from exports.zipped import zipped

HERE = Path(__file__).resolve().parent
DATA, SIGNED, ENVELOPED = (bytes.fromhex("06092a864886f70d0107") + bytes([n]) for n in (1, 2, 3))
COMPRESSED = bytes.fromhex("060b2a864886f70d0109100109")
INSIDE = (
    b"Content-Type: multipart/mixed; boundary=i\n\n--i\nContent-Type: text/plain\n\n"
    b"Sealed words.\n--i\nContent-Type: text/csv; name=a.csv\n\n1,2\n--i--\n"
)


def der(tag: int, *parts: bytes) -> bytes:
    """Give a value with its length."""
    whole = b"".join(parts)
    if len(whole) < 0x80:
        return bytes([tag, len(whole)]) + whole
    size = len(whole).to_bytes((len(whole).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + whole


def ber(tag: int, *parts: bytes) -> bytes:
    """Give a value without a length, ended by two zeros."""
    return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"


def signed(content: bytes) -> bytes:
    """Give a signed envelope (without signers) with lengths."""
    inner = der(0x30, DATA, der(0xA0, der(0x04, content)))
    body = der(0x30, b"\2\1\1", der(0x31), inner, der(0x31))
    return der(0x30, SIGNED, der(0xA0, body))


def streamed(content: bytes) -> bytes:
    """Give a signed envelope as streams write it: no lengths, its content in pieces."""
    pieces = [der(0x04, content[at : at + 50]) for at in range(0, len(content), 50)]
    inner = ber(0x30, DATA, ber(0xA0, ber(0x24, *pieces)))
    body = ber(0x30, b"\2\1\1", der(0x31, der(0x30, DATA)), inner, der(0x31))
    return ber(0x30, SIGNED, ber(0xA0, body))


def compressed(content: bytes) -> bytes:
    """Give a compressed envelope."""
    inner = der(0x30, DATA, der(0xA0, der(0x04, zlib.compress(content))))
    return der(0x30, COMPRESSED, der(0xA0, der(0x30, b"\2\1\0", der(0x30, DATA), inner)))


def enveloped() -> bytes:
    """Give an encrypted envelope."""
    return der(0x30, ENVELOPED, der(0xA0, der(0x30, b"\2\1\0", der(0x31))))


def sealed_mail(subject: bytes, number: int, envelope: bytes) -> bytes:
    """Give a mail that is one envelope."""
    return mail(
        subject, number,
        b"Content-Type: application/pkcs7-mime; name=smime.p7m\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(envelope),
    )  # fmt: skip


def journalled() -> bytes:
    """Give a journal report without Exchange's header."""
    report = (
        b"Sender: diaz@example.com\nSubject: Stops\nMessage-Id: <47@example.com>\n"
        b"To: ben@example.com\nBcc: chief@example.com\n"
    )
    return mail(
        b"Journal", 46,
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n" + report
        + b"--x\nContent-Type: message/rfc822\n\n" + mail(b"Stops", 47) + b"\n--x--\n",
    )  # fmt: skip


def mails() -> dict[str, bytes]:
    """Give mails in envelopes of every kind."""
    return {
        "signed.eml": sealed_mail(b"Signed", 41, signed(INSIDE)),
        "streamed.eml": sealed_mail(b"Streamed", 42, streamed(INSIDE)),
        "twice.eml": sealed_mail(b"Twice", 43, signed(_inner(streamed(INSIDE)))),
        "compressed.eml": sealed_mail(b"Compressed", 44, compressed(INSIDE)),
        "encrypted.eml": sealed_mail(b"Encrypted", 45, enveloped()),
        "damaged.eml": sealed_mail(b"Damaged", 48, b"\x30\x80\x06\x7f\1\2"),
        "journal.eml": journalled(),
    }


def _inner(envelope: bytes) -> bytes:
    head = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n"
    return head + base64.encodebytes(envelope)


def main() -> None:
    """Write the sample."""
    (HERE / "eml" / "envelopes.zip").write_bytes(zipped(mails()))


if __name__ == "__main__":
    main()
