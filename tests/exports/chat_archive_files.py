# ruff: noqa: E501 - events stand as archives hold them
"""Makes archives of chats in the folder ``chat_archive``; everything in them is invented.

Run ``python tests/exports/chat_archive_files.py`` from the top of the checkout; the same script
always gives the same bytes. No real archive is public: the shapes are those of ``formats.md``, g2,
g4 and g10.
"""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, write_all

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
ROSA, DANA = "diaz@example.com", "whitlow@example.com"


def element(name: str, *inner: str, text: str = "", **attributes: str) -> str:
    """Give one element."""
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{escape(text)}{''.join(inner)}</{name}>\n"


def leaves(**told: str) -> str:
    """Give elements that hold only text."""
    return "".join(element(name, text=text) for name, text in told.items())


def entered(who: str, at: int = 1778677200, name: str = "ParticipantEntered") -> str:
    """Give somebody who comes or goes."""
    return element(
        name,
        leaves(
            LoginName=who,
            UserType="user",
            DateTimeUTC=str(at),
            InternalFlag="true",
            ConversationID="room-1",
            CorporateEmailID=who,
        ),
    )


def message(number: int, text: str, who: str = ROSA, **more: str) -> str:
    """Give one message."""
    return element(
        "Message",
        leaves(
            MessageId=f"post{number:022}",
            LoginName=who,
            UserType="user",
            DateTimeUTC=str(1778677200 + number * 60),
            **more,
            Content=text,
            PreviewsPost="",
        ),
    )


def transfer(name: str, file: str, shown: str) -> str:
    """Give the begin or the end of the sending of a file."""
    return element(
        name,
        leaves(
            LoginName=DANA,
            DateTimeUTC="1778677500",
            UserFileName=shown,
            FileName=file,
            Status="Completed",
        ),
    )


def conversation(*events: str, title: str = "harbor-night", room: str = "room-1") -> str:
    """Give a conversation as Actiance holds it."""
    told = leaves(RoomID=room, StartTimeUTC="1778677200")
    return element(
        "Conversation", told, *events, leaves(EndTimeUTC="1778690000"), Perspective=title
    )


def dump(*inner: str) -> str:
    """Give a whole file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<FileDump xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{"".join(inner)}</FileDump>\n'


TALK = conversation(
    entered(ROSA), entered(DANA),
    message(1, "Where is the boat?"),
    message(2, "At the <dock> & beyond", DANA, UpdatedType="EditedOriginalMsg", UpdatedDateTimeUTC="1778677400", EditedNewMsgId="post3"),
    message(3, "At the pier", DANA, UpdatedType="EditedNewMsg", Mood="calm"),
    message(4, "Gone", DANA, UpdatedType="Deleted"),
    transfer("FileTransferStarted", "f1/boat.jpg", "boat.jpg"),
    transfer("FileTransferEnded", "f1/boat.jpg", "boat.jpg"),
    transfer("FileTransferStarted", "f9/lost.mov", "lost.mov"),
    transfer("FileTransferEnded", "f8/other.pdf", "other.pdf"),
    entered(DANA, 1778678000, "ParticipantLeft"),
    message(5, "Good night"),
)  # fmt: skip


def user(first: str, last: str, mail: str, number: str) -> str:
    """Give somebody as Bloomberg holds them."""
    return element(
        "User",
        leaves(
            LoginName=first.upper(),
            FirstName=first,
            LastName=last,
            UUID=number,
            FirmNumber="9001",
            CompanyName="Harbor Office",
            EmailAddress=f"{first.lower()}@bloomberg.example.net",
            CorporateEmailAddress=mail,
        ),
    )


def bloomberg(
    name: str, who: str, *inner: str, at: str = "05/13/2026 09:01:00", utc: str = "1778677260"
) -> str:
    """Give one event of a chat of Bloomberg's."""
    times = leaves(
        DateTime=at, **({"DateTimeUTC": utc} if utc else {}), ConversationID="PCHAT-0x1000000000001"
    )
    return element(name, who, times, *inner, InteractionType="N", DeviceType="M")


B_ROSA, B_DANA = user("Rosa", "Diaz", ROSA, "101"), user("Dana", "Whitlow", DANA, "102")
CHAT = dump(element(
    "Conversation", leaves(RoomID="PCHAT-0x1000000000001", StartTime="05/13/2026 09:00:00", StartTimeUTC="1778677200"),
    bloomberg("ParticipantEntered", B_ROSA), bloomberg("Invite", B_ROSA, element("Invitee", B_DANA)),
    bloomberg("ParticipantEntered", B_DANA),
    bloomberg("Message", B_ROSA, leaves(Content="Tide tables?", DisclaimerReference="7")),
    bloomberg("Attachment", B_DANA, leaves(FileName="tides.pdf", FileID="A77.pdf", FileSize="9")),
    bloomberg("History", B_DANA, leaves(Content="Said before you came")),
    bloomberg("SystemMessage", "", leaves(Content="The room was closed")),
    bloomberg("Message", B_DANA, leaves(Content="No zone"), utc=""),
    bloomberg("Poll", B_DANA, leaves(Question="Noon?")),
    bloomberg("ParticipantLeft", B_DANA), leaves(EndTime="05/13/2026 10:00:00"),
))  # fmt: skip


def info(first: str, last: str, mail: str) -> str:
    """Give somebody of a mail of Bloomberg's."""
    return element(
        "UserInfo",
        leaves(
            FirstName=first,
            LastName=last,
            BloombergUUID="101",
            BloombergEmailAddress=f"{first.lower()}@bloomberg.example.net",
            CorporateEmailAddress=mail,
        ),
    )


MAILS = dump(
    leaves(Version="1.4"),
    element(
        "Message", leaves(MsgID="6093A1", MsgTime="2026-05-13-09.05.00.000000", MsgTimeUTC="1778677500", MsgLang="ENGLISH"),
        element("Sender", info("Rosa", "Diaz", ROSA)),
        element("Recipient", info("Dana", "Whitlow", DANA), DeliveryType="TO"),
        element("Recipient", info("Sam", "Reyes", ""), DeliveryType="CC"),
        leaves(Subject="Tide tables", MsgBody="See the file.", Greeting="MORNING ALL"),
        element("Attachment", leaves(FileName="tides.pdf", FileID="A77.pdf", FileSize="9")),
    ),
)  # fmt: skip
LYNC = (
    '<?xml version="1.0"?>\n<Conversations>'
    + element(
        "Conversation", leaves(Channel="lync-room-4"),
        element(
            "Messages",
            *(
                element(
                    "Message", f'<Sender UserName="{name}" email="{mail}" uri="sip:{mail}"/>',
                    f'<DateTimeUTC since1970="{1778677200 + n}" string="2026-05-13T13:00:00Z" long="639142812000000000"/>',
                    *([leaves(Content=text)] if text else []), type=sort,
                )
                for n, (sort, name, mail, text) in enumerate([("JOIN", "Rosa Diaz", ROSA, ""), ("JOIN", "Dana Whitlow", DANA, ""), ("CHAT", "Rosa Diaz", ROSA, "On my way"), ("PART", "Dana Whitlow", DANA, "")])
            ),
        ),
    )
    + "</Conversations>\n"
)  # fmt: skip


def packed(files: Tree) -> bytes:
    """Give an archive of files as Bloomberg delivers it, uncompressed and without dates."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return target.getvalue()


DAMAGED = dump(
    conversation(entered(ROSA), message(1, "Before"), "<Message><Content>broken</Contents></Message>\n", message(2, "After")),
    conversation(room="silent"),
    conversation(message(3, "Whole again"), room="room-3"),
)  # fmt: skip


def samples() -> dict[str, Tree]:
    """Give the members of each sample."""
    return {
        "actiance": {
            "actiance_export.xml": dump(TALK, conversation(message(9, "Elsewhere"), room="room-2")).encode(),
            "f1/boat.jpg": JPEG,
            "metadata.json": b'{"Channels": 2}',
        },
        "bloomberg": {
            "f9001.ib19.260513.xml": CHAT.encode(),
            "f9001.ib19.att.260513.tar": packed({"A77.pdf": b"%PDF-1.4\n", "stray.txt": b"words"}),
            "f9001.msg.260513.xml": MAILS.encode(),
            "f9001.dscl.260513.xml": dump(element("Disclaimer", leaves(DisclaimerReference="7", Text="Not advice."))).encode(),
            "f9001.msg.260514.xml": dump().encode(),
        },
        "skype": {"lync.xml": LYNC.encode("utf-16")},
    }  # fmt: skip


def many(count: int) -> bytes:
    """Give one file of so many messages, always the same."""
    texts = ("The boat is out", "Rain at the pier", "Call me from the desk")
    said = [message(n, f"{texts[n % 3]} {n}", (ROSA, DANA)[n % 2]) for n in range(count)]
    return dump(conversation(entered(ROSA), entered(DANA), *said)).encode()


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "chat_archive"
    folder.mkdir(exist_ok=True)
    (folder / "damaged.xml").write_bytes(DAMAGED.encode())
    write_all(samples(), folder)


if __name__ == "__main__":
    main()
