# ruff: noqa: E501 - pages stand as the program writes them
"""Makes the samples of imessage-exporter in the folder ``imessage_exporter``; all invented.

Run ``python tests/exports/exporter_files.py`` from the top of the checkout; the same script always
gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, write_all

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")

CHAT = """May 13, 2026  9:04:20 AM (Read by you after 5 seconds)
+18505550142
Is the gate open?
Tapbacks:
    Loved by Me
    Emphasized by +18505550142

May 13, 2026  9:05:00 AM
Me
Gate
It is.
attachments/1/gate.jpg
/Users/rosa/Library/Messages/Attachments/ab/11/GUID/IMG_1.HEIC
Sent with Echo
    May 13, 2026  9:06:00 AM
    +18505550142
    Thanks

    May 13, 2026  9:06:30 AM (Read by you after 1 second)
    +18505550142
    only told here


May 13, 2026  9:06:00 AM
+18505550142
Thanks
This message responded to an earlier message.

May 13, 2026  9:07:00 AM You renamed the conversation to Gate

May 13, 2026  9:08:00 AM
Me
now open
Edited 5 seconds later: now ajar
Edited 12 seconds later: now shut

May 13, 2026  9:09:00 AM
+18505550142
You unsent a message!

May 13, 2026  9:10:00 PM
+18505550142
two paragraphs, with words that look like a head:
May 13, 2026  9:05:00 AM
and so on

the second
Attachment missing!

Feb 31, 2026  9:10:00 AM
Me
no such day
Sticker from nobody by the gate
"""

OLD = """Oct 17, 2021 10:31:49 PM
Dana Whitlow
An older date
Reactions:
Liked by Me
Sticker from Dana Whitlow: attachments/2/star.png

Oct 17, 2021 10:32:49 PM
Rosa Diaz
Yes
"""


def message(inner: str, kind: str = "received", guid: str = "") -> str:
    """Give one message of a page."""
    return f'<div class="message"{guid}>\n<div class="{kind}">{inner}</div>\n</div>\n'


def head(time: str, sender: str, guid: str = "", read: str = "") -> str:
    """Give the head of a message of a page; newer ones name the message's id."""
    told = (
        f'<a title="Reveal" href="sms://open?message-guid={guid}">{time}</a>{read}'
        if guid
        else f"{time}{read}"
    )
    return f'<p><span class="timestamp">{told}</span>\n<span class="sender">{sender}</span></p><hr>'


def part(inner: str) -> str:
    """Give one part of a message of a page."""
    return f'<div class="message_part">{inner}</div>'


A, B, C = "AAAA-1111-2222", "BBBB-1111-2222", "CCCC-1111-2222"
LOVED = '<div class="tapbacks"><hr><p>Tapbacks:</p><p><span class="tapback"><b>Loved</b> by Me</span></p></div>'
THANKS = head("May 13, 2026  9:06:00 AM", "Dana", B) + part(
    '<span class="bubble">Thanks &amp; bye</span>'
)
PARTS = (
    part('<span class="bubble">It is.<br>Now.</span>')
    + part('<img src="attachments/1/gate.jpg" loading="lazy">')
    + part('<a href="attachments/1/plan%20one.pdf">Click to download</a>')
    + part('<video controls><source src="attachments/9/gone.mov"></video>')
    + part(
        '<div class="app"><a href="https://example.com/gate"><div class="name">Gate</div></a></div>'
    )
)
EDITED = (
    '<table class="edited"><tbody><tr><td><span class="timestamp">5 seconds later</span></td><td><span class="bubble">now open</span></td></tr></tbody>'
    '<tfoot><tr><td></td><td><span class="bubble">now shut</span></td></tr></tfoot></table>'
)
PAGE = "".join([
    '<html><head><meta charset="UTF-8"><style>.message .sent { color: white }</style></head><body>\n',
    message(head("May 13, 2026  9:04:20 AM", "Dana", A, " (Read by you after 5 seconds)")
            + '<span class="subject">Gate</span>' + part('<span class="bubble">Is the gate open? 🙂</span>') + LOVED
            + '<div class="replies"><div class="reply">' + message(THANKS, guid=f' id="r-{B}"') + "</div></div>"),
    message(head("May 13, 2026  9:05:00 AM", "Me", C) + PARTS + '<span class="expressive">Sent with Echo</span>', "sent SMS"),
    message(THANKS + '<span class="reply_context">This message responded to an earlier message.</span>'),
    '<div class="announcement"><p><span class="timestamp">May 13, 2026  9:07:00 AM</span> You renamed the conversation to <b>Gate</b></p></div>\n',
    message(head("May 13, 2026  9:08:00 AM", "Me") + part(EDITED), "sent iMessage"),
    message(head("May 13, 2026  9:09:00 AM", "Dana") + part('<span class="unsent">Dana unsent this message part 2 seconds after sending!</span>')),
    message(head("someday", "Ben") + part('<span class="bubble">unclosed <b>bold')),
    "</body></html>",
])  # fmt: skip

FOLDER: Tree = {
    "export/+18505550142.txt": CHAT.encode(),
    "export/Gate crew.html": PAGE.encode(),
    "export/attachments/1/gate.jpg": JPEG,
    "export/attachments/1/plan one.pdf": b"%PDF-1.4\n",
    "export/attachments/2/star.png": b"\x89PNG\r\n",
    "export/attachments/3/nobody-names-this.txt": b"words",
    "export/orphaned.txt": OLD.replace("\n", "\r\n").encode(),
}


def many_messages(count: int) -> str:
    """Give a long chat as text."""
    return "".join(
        f"May {1 + n // 1440 % 28:02}, 2026 {n // 60 % 12 or 12:2}:{n % 60:02}:00 AM\n"
        f"{'Me' if n % 2 else '+18505550142'}\nMessage {n} on the gate\n\n"
        for n in range(count)
    )


def many_on_a_page(count: int) -> str:
    """Give a long chat as a page."""
    return "<html><body>" + "".join(
        message(
            head(f"May 13, 2026  9:{n % 60:02}:00 AM", "Dana", f"GUID-{n:08}")
            + part(f'<span class="bubble">Message {n} on the gate</span>')
        )
        for n in range(count)
    )


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "imessage_exporter"
    folder.mkdir(exist_ok=True)
    (folder / "Dana Whitlow.txt").write_bytes(b"\xef\xbb\xbf" + OLD.encode())
    (folder / "+18505550142, +18505550143.html").write_bytes(PAGE.encode()[:-900])
    write_all({"both_forms": FOLDER}, folder)


if __name__ == "__main__":
    main()
