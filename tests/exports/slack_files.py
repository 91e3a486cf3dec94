"""Makes the Slack exports of ``slack/``; everything in them is invented.

Run it by itself to write the files anew; the same script always gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, write_all

T0 = 1_772_446_500
KEY = "xoxe-123-abc"
USERS = [
    {"id": "U1", "name": "rdiaz", "real_name": "Rosa Diaz",
     "profile": {"real_name": "Rosa Diaz", "email": "diaz@example.com"}},
    {"id": "U2", "name": "dwhitlow", "deleted": True,
     "profile": {"display_name": "Dana", "email": "whitlow@example.org"}},
    {"id": "U3", "name": "gone", "profile": {}},
]  # fmt: skip
CHANNELS = [
    {"id": "C1", "name": "harbor", "created": T0, "members": ["U1", "U2"],
     "topic": {"value": "Boats"}, "purpose": {"value": "All boats"}},
    {"id": "C2", "name": "empty", "members": []},
]  # fmt: skip


def said(text: str, number: int = 0, user: str = "U1", **more: object) -> dict[str, object]:
    """Give a message."""
    stamp = f"{T0 + number * 60}.{number:06}"
    return {"type": "message", "user": user, "text": text, "ts": stamp, "team": "T1", **more}


def day() -> list[object]:
    """Give a day of a channel with every kind of message."""
    file = {"id": "F1", "name": "map.pdf", "mimetype": "application/pdf", "size": 900,
            "mode": "hosted", "url_private": f"https://files.example.com/map.pdf?t={KEY}",
            "permalink": "https://example.slack.com/files/U1/F1/map.pdf"}  # fmt: skip
    rich = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
        {"type": "text", "text": "Only in blocks for "}, {"type": "user", "user_id": "U2"},
        {"type": "link", "url": "https://example.com", "text": "page"},
        {"type": "emoji", "name": "boat"}]}]}]  # fmt: skip
    thread = f"{T0}.000000"
    return [
        said("Boat <@U2> at <#C1|harbor> &amp; <https://example.com/a|the map> <!here>", 0,
             thread_ts=thread, reply_count=1, replies=[{"user": "U2", "ts": "1"}],
             reactions=[{"name": "+1", "users": ["U2", "U9"], "count": 3}]),
        said("On my way", 1, "U2", thread_ts=thread, edited={"user": "U2", "ts": "1772446600.0"}),
        said("", 2, "U1", blocks=rich),
        said("Here it is", 3, files=[file], upload=True),
        said("Deleted file", 4, files=[{"id": "F2", "mode": "tombstone"},
                                       {"id": "F3", "mode": "hidden_by_limit"},
                                       {"id": "F4", "name": "doc", "mode": "external"}]),
        said("This message was deleted.", 5, "USLACKBOT", subtype="tombstone", hidden=True),
        said("<@U2> has joined the channel", 6, "U2", subtype="channel_join"),
        {"type": "message", "subtype": "bot_message", "username": "Tide", "bot_id": "B1",
         "text": "", "ts": f"{T0 + 420}.0", "attachments": [
             {"fallback": "High tide", "title": "Tide", "text": "High at 5",
              "from_url": "https://example.com/tide",
              "fields": [{"title": "Level", "value": "4 ft"}]}]},
        {"type": "message", "subtype": "message_changed", "ts": f"{T0 + 500}.000100",
         "hidden": True,
         "message": said("New words", 1, "U2"), "previous_message": said("Old words", 1, "U2")},
        {"type": "message", "subtype": "message_deleted", "ts": f"{T0 + 510}.000100",
         "deleted_ts": f"{T0 + 480}.0", "previous_message": said("Regretted words", 8, "U2")},
        said("Huddle", 9, subtype="sh_room_created", room={"id": "R1", "name": ""}),
        said("<!date^1772446500^{date}|March 2> <!subteam^S1|@deputies>"
             " <mailto:a@example.com|a@example.com>", 10),
        said("Snippet", 11, files=[
            {"id": "F5", "name": "s.txt", "mode": "snippet", "preview": "line one"}]),
        {"type": "message", "text": "A number for a time", "user": "U3", "ts": T0 + 800.5},
        {"type": "message", "text": "Nobody", "user": None, "ts": ""},
        said("", 14, "U2"),
        "not an object",
        {"odd": 1},
    ]  # fmt: skip


def samples() -> dict[str, Tree]:
    """Give the ZIPs by name."""
    direct = [{"id": "D1", "created": T0, "members": ["U1", "U2"]}]
    several = [{"id": "G2", "name": "mpdm-rdiaz--dwhitlow--gone-1", "members": ["U1", "U2", "U3"]}]
    return {
        "workspace": {
            "users.json": as_json(USERS),
            "channels.json": as_json(CHANNELS),
            "groups.json": as_json([{"id": "G1", "name": "secret", "members": ["U1", "U2"]}]),
            "dms.json": as_json(direct),
            "mpims.json": as_json(several),
            "integration_logs.json": as_json([]),
            "harbor/2026-03-02.json": as_json(day()),
            "harbor/2026-03-03.json": as_json([]),
            "secret/2026-03-02.json": as_json([said("Between us", 20)]),
            "D1/2026-03-02.json": as_json([said("Only you", 30, "U2")]),
            "mpdm-rdiaz--dwhitlow--gone-1/2026-03-02.json": as_json([said("All three", 40)]),
            "renamed/2026-03-02.json": as_json([said("Unlisted", 50)]),
            "renamed/2026-03-04.json": b'[{"type": "message", "text": "cut',
            "__uploads/F1/map.pdf": b"%PDF-fake",
            "notes.txt": b"words",
        },
        "organisation": {
            "org_users.json": as_json(USERS),
            "teams/records/channels.json": as_json(CHANNELS),
            "teams/records/harbor/2026-03-02.json": as_json([said("In a grid", 1)]),
            "teams/police/groups.json": as_json([{"id": "G7", "name": "desk", "members": ["U1"]}]),
            "teams/police/desk/2026-03-02.json": as_json([said("At the desk", 2)]),
        },
    }


def many(count: int) -> Tree:
    """Give an export of so many messages over channels and days, always the same."""
    dice = random.Random(8)
    words = ["boat", "tide", "lamp", "<@U2>", "&amp;", "rain"]
    days: dict[str, list[object]] = {}
    for n in range(count):
        text = " ".join(dice.choices(words, k=12))
        days.setdefault(f"harbor/2026-{1 + n // 2000:02}-01.json", []).append(said(text, n))
    lists = {"users.json": as_json(USERS), "channels.json": as_json(CHANNELS)}
    return {**lists, **{name: as_json(entries) for name, entries in days.items()}}


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "slack"
    folder.mkdir(exist_ok=True)
    write_all(samples(), folder)


if __name__ == "__main__":
    main()
