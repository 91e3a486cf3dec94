# ruff: noqa: E501 - mails stand as archives hold them
"""Makes mails of archives in the folder ``archived_mail``; everything in them is invented.

Run ``python tests/exports/archived_mail_files.py`` from the top of the checkout; the same script
always gives the same bytes. No real export is public: the shapes are those of ``formats.md``, g1
and g3.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, write_all

ROSA, DANA = "+18505550101@sms.smarsh.example.com", "+18505550142@sms.smarsh.example.com"
GIF = "R0lGODlhAQABAAAAACw="


def mail(number: int, sender: str, to: str, text: str, *fields: str, subject: str = "SMS") -> bytes:
    """Give one mail with a picture."""
    head = [
        f"From: {sender}", f"To: {to}", f"Subject: {subject}",
        f"Date: Wed, 13 May 2026 09:{number % 60:02}:00 -0400", f"Message-ID: <{number}@archive.example.com>",
        "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="B"', *fields,
    ]  # fmt: skip
    parts = f"--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    parts += (
        "--B\r\nContent-Type: image/gif; name=boat.gif\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; filename=boat.gif\r\n\r\n{GIF}\r\n--B--\r\n"
    )
    return ("\r\n".join(head) + "\r\n\r\n" + parts).encode()


REAL = mail(
    9, "Rosa <diaz@example.com>", "whitlow@example.com", "A real mail",
    "X-Smarsh-MessageType: Email", subject="Minutes",
)  # fmt: skip
CHAT = mail(
    5, "diaz@example.com", "whitlow@example.com, reyes@example.com",
    "Conversation Summary\r\n2 users\r\n\r\n09:01:00 Rosa Diaz Where is the boat?\r\n09:02:00 Dana Whitlow At the pier",
    "X-GlobalRelay-MsgType: Mattermost", "X-Mattermost-ChannelType: private",
    "X-Mattermost-ChannelName: harbor-night", "X-Mattermost-ChannelID: abc123def456",
    subject="Mattermost Compliance Export: harbor-night",
)  # fmt: skip


def samples() -> dict[str, Tree]:
    """Give the members of each sample."""
    return {
        "smarsh": {
            "1/text.eml": mail(1, f"Rosa Diaz <{ROSA}>", DANA, "Where is the boat?"),
            "1/reply.eml": mail(2, DANA, ROSA, "At the pier"),
            "1/post.eml": mail(3, "harborpd@archive.example.com", "all@example.com", "Road closed", "X-Smarsh-Network: Facebook", "X-Smarsh-PolicyId: 7", subject="Post"),
            "1/real.eml": REAL,
            "1/notice.eml": mail(8, "notify@facebook.com", "diaz@example.com", "You have news", subject="News"),
            "2/index.pdf": b"%PDF-1.4\n",
        },
        "global_relay": {"chat.eml": CHAT, "mail.eml": mail(6, "diaz@example.com", "reyes@example.com", "Plain", "X-GlobalRelay-MsgType: Mail")},
    }  # fmt: skip


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "archived_mail"
    folder.mkdir(exist_ok=True)
    (folder / "transcript.eml").write_bytes(CHAT)
    write_all(samples(), folder)


if __name__ == "__main__":
    main()
