"""Makes the odd mails and mailboxes of ``mbox/`` and ``eml/``; all in them is invented.

Run it by itself to write the files anew.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import zipped

HERE = Path(__file__).resolve().parent
_HEAD = (
    b"From: Rosa Diaz <diaz@example.com>\nTo: Ben Cole <ben@example.com>\n"
    b"Date: Sat, 14 Mar 2026 14:04:00 -0400\nMIME-Version: 1.0\n"
)
_MIXED = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n"
_LYING = b"Content-Type: text/plain; charset=us-ascii\n\n\x93Hi\x94\n"
_PAGE = (
    b"Content-Type: text/html\n\n<p>Seen<p hidden>unseen"
    b'<a href="http://example.com/x">here</a>'
    b'<img src="http://example.com/t.gif" width=1>\n'
)


def mail(subject: bytes, number: int, body: bytes = b"\nSeen at Bay Street.\n") -> bytes:
    """Give one mail; ``body`` begins with its own headers or a blank line."""
    return _HEAD + b"Subject: " + subject + b"\nMessage-ID: <%d@example.com>\n" % number + body


def takeout() -> dict[str, bytes]:
    """Give a Google Takeout with labels that hold commas and letters beyond ASCII."""
    labels = (b"Inbox,Unread", b'"Stops, traffic",Sent', b"=?UTF-8?Q?Entw=C3=BCrfe?=")
    mails = (
        b"From 18443477%d@xxx\nX-GM-THRID: 18443477%d\nX-Gmail-Labels: %s\n" % (n, n, label)
        + mail(b"Re: Stop %d" % n, n)
        + b"\n"
        for n, label in enumerate(labels)
    )
    return {
        "Takeout/Mail/All mail Including Spam and Trash.mbox": b"".join(mails),
        "Takeout/archive_browser.html": b"<!doctype html><p>Takeout",
    }


def thunderbird() -> dict[str, bytes]:
    """Give a profile's folders: no endings, no blank lines between mails, one expunged mail."""
    expunged = b"From - Sat Mar 14 2026\nX-Mozilla-Status: 0009\n" + mail(b"Deleted", 1)
    inbox = b"From - \n" + mail(b"First", 2) + b"From -\n" + mail(b"Second", 3)
    return {
        "Local Folders/Inbox": inbox + expunged,
        "Local Folders/Inbox.msf": b"// index",
        "Local Folders/Inbox.sbd/Stops": b"\xef\xbb\xbfFrom -\r\n" + mail(b"Marked", 4),
        "Local Folders/Trash": b"",
    }


def odd_bodies() -> dict[str, bytes]:
    """Give a mailbox whose bodies hold what looks like the beginning of a mail."""
    bodies = (
        b"\nFrom the desk of Rosa\n\nFrom here on:\n>From the start\n>>From before\n",
        b"Content-Length: 3\n\nLonger than three letters.\n",
        b"\nFrom a@example.com Sat Mar 14 10:00:00 2026\n\nno header follows\n",
    )
    mails = (
        b"From a@example.com Sat Mar 14 10:00:00 2026\n" + mail(b"Odd", n, body) + b"\n"
        for n, body in enumerate(bodies)
    )
    return {"odd.mbox": b"".join(mails)}


def odd_mails() -> dict[str, bytes]:
    """Give single mails with what goes wrong in mails."""
    deep = b"Subject: deep\nContent-Type: message/rfc822\n\n" * 1000 + b"Subject: end\n\nend\n"
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1000)
    )
    crowd = b", ".join(b"Person %d <p%d@example.com>" % (n, n) for n in range(4000))
    unbroken = base64.b64encode(bytes(range(256)) * 100)
    file = b"Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n"
    return {
        "no headers at all.eml": b"Dear Ben,\nwe met at Bay Street.\n",
        "empty.eml": b"\r\n\r\n",
        "old line ends.eml": mail(b"CR", 10).replace(b"\n", b"\r"),
        "deep.eml": deep,
        "nested.eml": nested + b"\ndeepest",
        "crowd.eml": b"From: diaz@example.com\nTo: " + crowd + b"\nSubject: all\n\nHello.\n",
        "nul.eml": mail(b"a\0b", 11, b"\nc\0d\n"),
        "lying set.eml": mail(b"set", 12, _LYING),
        "eight bit.eml": mail(b"caf\xe9 closed", 13),
        "split word.eml": mail(b"=?utf-8?Q?caf=C3?=\n =?utf-8?Q?=A9?=", 14),
        "two boundaries.eml": mail(
            b"twice", 15, _MIXED + b"A\n--x--\n--x\n\nB\n--x--\n"
        ),
        "unbroken.eml": mail(
            b"file", 16,
            _MIXED + b"Text\n--x\n" + file + unbroken + b"\n--x--\n",
        ),
        "path.eml": mail(
            b"path", 17, b'Content-Type: application/pdf; name="..\\\\..\\\\x.exe"\n\nnothing\n'
        ),
        "page.eml": mail(b"page", 18, _PAGE),
        "odd date.eml": mail(b"date", 19).replace(b"14 Mar 2026", b"14 Mar 0020"),
        "odd zone.eml": mail(b"zone", 20).replace(b"-0400", b"+9999"),
        "apple.emlx": b"100\n" + mail(b"apple", 21),
        "notes.txt": b"Not a mail.\n",
    }  # fmt: skip


def main() -> None:
    """Write all samples."""
    for folder, name, tree in (
        ("mbox", "takeout", takeout()),
        ("mbox", "thunderbird", thunderbird()),
        ("mbox", "odd_bodies", odd_bodies()),
        ("eml", "odd_mails", odd_mails()),
    ):
        (HERE / folder / f"{name}.zip").write_bytes(zipped(tree))


if __name__ == "__main__":
    main()
