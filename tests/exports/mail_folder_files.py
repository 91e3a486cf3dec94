"""Makes the Maildirs and the Apple Mail folders of ``maildir/`` and ``emlx/``; all is invented.

Run it by itself to write the files anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.mail_files import mail
from exports.zipped import zipped

HERE = Path(__file__).resolve().parent
PARTS = (
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee both.\n"
    b"--x\nContent-Type: application/pdf; name=plan.pdf\nContent-Transfer-Encoding: base64\n"
    b"Content-Disposition: attachment; filename=plan.pdf\nX-Apple-Content-Length: 9\n\n\n"
    b"--x\nContent-Type: image/png; name=map.png\nContent-Transfer-Encoding: base64\n"
    b"Content-Disposition: inline; filename=map.png\nX-Apple-Content-Length: 9\n\n\n--x--\n"
)
_TAIL = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
    '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n<dict>\n'
    "\t<key>flags</key>\n\t<integer>{}</integer>\n</dict>\n</plist>\n"
)


def emlx(whole: bytes, flags: int = 1, length: int | None = None) -> bytes:
    """Give a file of Apple Mail; ``length`` lies about the mail's size."""
    told = len(whole) if length is None else length
    return b"%-10d\n" % told + whole + _TAIL.format(flags).encode()


def dovecot() -> dict[str, bytes]:
    """Give folders as Dovecot keeps them: sizes in names, words by letters, names in UTF-7."""
    return {
        "Maildir/cur/1772446500.M1P9.mail,S=300,W=310:2,RSa": mail(b"Stops", 1),
        "Maildir/cur/1772446501.M2P9.mail,S=300:2,DT": mail(b"Draft", 2),
        "Maildir/new/1772446502.M3P9.mail": mail(b"New", 3),
        "Maildir/tmp/1772446503.M4P9.mail": mail(b"Half", 4)[:60],
        "Maildir/dovecot-keywords": b"0 Bay Street\n1 $Junk\n",
        "Maildir/dovecot.index.log": b"\x01\x02",
        "Maildir/subscriptions": b"Sent\n",
        "Maildir/.Sent.2026/cur/1772446504.M5P9.mail;2,FPS": mail(b"Sent", 5),
        "Maildir/.Entw&APw-rfe/cur/1772446505.M6P9.mail!2,DS": mail(b"Entwurf", 6),
        "Maildir/.Entw&APw-rfe/maildirfolder": b"",
    }


def courier() -> dict[str, bytes]:
    """Give folders as Courier keeps them, and nested ones, with an odd mail and an empty one."""
    return {
        "diaz/Archive/cur/1772446506.77_0.mail,S=9:2,S": b"no header",
        "diaz/Archive/cur/1772446507.77_0.mail:2,": b"",
        "diaz/cur/1772446508.77_0.mail:2,S": mail(b"Top", 8),
        "diaz/courierimapuiddb": b"3 1 2\n",
        "diaz/maildirsize": b"0S\n",
        "diaz/new/notes.txt": b"Buy paper\n",
    }


def apple() -> dict[str, bytes]:
    """Give a mailbox of Apple Mail: flags, files taken out of mails, lying lengths."""
    box = "V10/A1B2/Stops.mbox/Bay Street.mbox/C3D4/Data/"
    return {
        f"{box}Messages/1.emlx": emlx(mail(b"Read", 11)),
        f"{box}Messages/2.emlx": emlx(mail(b"Unread", 12), 0b10100),
        f"{box}Messages/3.partial.emlx": emlx(mail(b"Apart", 13, PARTS)),
        f"{box}Messages/4.emlx": emlx(mail(b"Short", 14), length=100_000),
        f"{box}Messages/5.emlx": emlx(mail(b"Long", 15), length=20),
        f"{box}Messages/6.emlx": emlx(mail(b"Dropped", 16), 0b1000010),
        f"{box}Attachments/3/2/plan.pdf": b"%PDF-fake",
        f"{box}Attachments/3/9/more.txt": b"unplaced\n",
        f"{box}Attachments/7/2/lost.txt": b"of no mail\n",
        "V10/A1B2/Stops.mbox/Info.plist": b"<plist/>",
    }


def main() -> None:
    """Write all samples."""
    for folder, name, tree in (
        ("maildir", "dovecot", dovecot()),
        ("maildir", "courier", courier()),
        ("emlx", "apple_mail", apple()),
    ):
        (HERE / folder / f"{name}.zip").write_bytes(zipped(tree))


if __name__ == "__main__":
    main()
