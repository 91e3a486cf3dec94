"""Makes the Discord exports of ``discord/``; everything in them is invented.

Run it by itself to write the files anew; the same script always gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, zipped

HERE = Path(__file__).resolve().parent
ROSA = {"id": "1001", "name": "rdiaz", "discriminator": "0000", "nickname": "Rosa Diaz",
        "color": None, "isBot": False, "roles": [{"id": "5"}], "avatarUrl": "x.png"}  # fmt: skip
DANA = {"id": "1002", "name": "dana", "discriminator": "4242", "nickname": "dana", "isBot": False}
FILES = "chat.json_Files"


def said(text: str, number: int = 1, author: object = ROSA, **more: object) -> dict[str, object]:
    """Give a message as DiscordChatExporter writes it."""
    when = (
        f"2026-03-02T{9 + number // 3600 % 12:02}:{number // 60 % 60:02}:{number % 60:02}.85+00:00"
    )
    return {"id": str(863_900_000_000_000_000 + number), "type": "Default", "timestamp": when,
            "timestampEdited": None, "callEndedTimestamp": None, "isPinned": False, "content": text,
            "author": author, "attachments": [], "embeds": [], "stickers": [], "reactions": [],
            "mentions": [], "inlineEmojis": [], **more}  # fmt: skip


def chat(messages: list[object], **more: object) -> dict[str, object]:
    """Give a chat's file."""
    return {
        "guild": {"id": "77", "name": "Harbor", "iconUrl": "i.png"},
        "channel": {"id": "99", "type": "GuildTextChat", "categoryId": "98", "category": "Boats",
                    "name": "dock", "topic": None},
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2026-03-03T00:00:00+00:00",
        "messages": messages,
        "messageCount": len(messages),
        **more,
    }  # fmt: skip


def kinds() -> list[object]:
    """Give a message of every kind."""
    first = said("Boat for @dana", 1, mentions=[DANA])
    embed = {"title": "Tide", "url": "https://example.com/tide", "description": "High at 5",
             "author": {"name": "Port"}, "fields": [{"name": "Level", "value": "4 ft"}],
             "footer": {"text": "by port"}, "image": {"url": f"{FILES}\\tide-0A1B2.png"},
             "thumbnail": {"url": "https://cdn.example.com/t.png"}}  # fmt: skip
    return [
        first,
        said("Yes", 2, DANA, type="Reply", timestampEdited="2026-03-02T09:30:00+00:00",
             reference={"messageId": first["id"], "channelId": "99", "guildId": "77"}),
        said("", 3, attachments=[
            {"id": "1", "url": f"{FILES}\\map-1A2B3.png", "fileName": "map.png",
             "fileSizeBytes": 4},
            {"id": "2", "url": "https://cdn.example.com/a.pdf?ex=1", "fileName": "a.pdf"},
            {"id": "3", "url": f"{FILES}/gone.png", "fileName": "gone.png"}]),
        said("", 4, embeds=[embed, {"color": 5}]),
        said("", 5, stickers=[{"id": "8", "name": "Wave", "format": "PNG"}], isPinned=True),
        said("Vote", 6, reactions=[
            {"emoji": {"id": "", "name": "👍"}, "count": 3, "users": [DANA, ROSA]},
            {"emoji": {"name": "boat"}, "count": 2}]),
        said("Joined the server.", 7, DANA, type="GuildMemberJoin"),
        said("Started a call that lasted 3 minutes.", 8, type="Call",
             callEndedTimestamp="2026-03-02T09:03:00+00:00"),
        said("", 9, forwardedMessage={"content": "Their words", "timestamp": "x", "attachments": [
            {"url": "https://cdn.example.com/f.png", "fileName": "f.png"}]}),
        said("done", 10, {"id": "5", "name": "Bot", "isBot": True}, type="20",
             interaction={"id": "6", "name": "tide", "user": ROSA}),
        said("", 11),
        {"id": "12", "content": "No author", "timestamp": "never"},
        {"odd": 1},
        None,
    ]  # fmt: skip


def package(root: str = "messages") -> Tree:
    """Give the package that a person asks Discord for, in both of its ages."""
    table = (
        "ID,Timestamp,Contents,Attachments\r\n"
        '863900000000000201,2021-07-11 22:14:09.512000+00:00,"Old, but mine",\r\n'
        "863900000000000202,2021-07-11 22:15:09+00:00,,https://cdn.example.com/1/a.png"
        " https://cdn.example.com/2/b.png\r\n,,,\r\n"
    )
    rows = [
        {"ID": 863900000000000301, "Timestamp": "2026-03-02 09:00:00", "Contents": "New",
         "Attachments": ""},
        {"ID": 863900000000000302, "Timestamp": "", "Contents": ""},
        {"Contents": "nothing else"},
    ]  # fmt: skip
    return {
        "account/user.json": as_json({"id": "1001", "username": "rdiaz", "discriminator": 0,
                                      "global_name": "Rosa Diaz", "email": "diaz@example.com"}),
        "account/avatar.png": b"\x89PNG",
        f"{root}/c863900000000000001/channel.json": as_json(
            {"id": "863900000000000001", "type": 1, "recipients": ["1001", "1002"]}),
        f"{root}/c863900000000000001/messages.csv": table.encode(),
        f"{root}/c863900000000000002/channel.json": as_json(
            {"id": "863900000000000002", "type": "GUILD_TEXT", "name": "dock",
             "guild": {"id": "77", "name": "Harbor"}}),
        f"{root}/c863900000000000002/messages.json": as_json(rows),
        f"{root}/c863900000000000003/messages.csv": b"ID,Timestamp,Contents,Attachments\r\n",
        f"{root}/index.json": as_json({"863900000000000001": "Direct Message with dana#4242",
                                       "863900000000000003": None}),
    }  # fmt: skip


def samples() -> dict[str, bytes]:
    """Give the files by name."""
    media = {
        "chat.json": as_json(chat(kinds())),
        f"{FILES}/map-1A2B3.png": b"\x89PNG",
        f"{FILES}/tide-0A1B2.png": b"\x89PN2",
        f"{FILES}/avatar.png": b"\x89PN3",
    }
    late = {key: value for key, value in chat([said("Head behind", 1)]).items() if key != "channel"}
    return {
        "chat_with_files.zip": zipped(media),
        "direct.json": as_json(
            chat([said("Only us", 5)], guild={"id": "0", "name": "Direct Messages"})
        ),
        "empty.json": as_json(chat([])),
        "package.zip": zipped(package()),
        "late_head.json": as_json({**late, "channel": {"id": "99", "name": "dock"}}),
    }


def many(count: int) -> bytes:
    """Give a chat of so many messages, always the same."""
    dice = random.Random(3)
    people = [ROSA, DANA]
    return as_json(
        chat([said(f"Boat {dice.randrange(999)} is in", n, people[n % 2]) for n in range(count)])
    )


def main() -> None:
    """Write all samples."""
    (HERE / "discord").mkdir(exist_ok=True)
    for name, data in samples().items():
        (HERE / "discord" / name).write_bytes(data)


if __name__ == "__main__":
    main()
