"""Makes the Takeouts of ``google_chat/``; everything in them is invented.

Run it by itself to write the files anew; the same script always gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, write_all

ROSA = {"name": "Rosa Diaz", "email": "diaz@example.com", "user_type": "Human"}
DANA = {"name": "Dana Whitlow", "email": "whitlow@example.org", "user_type": "Human"}
ROOT = "Takeout/Google Chat"
URL = "private_do_not_access_or_else_safe_url_wrapped_value"


def said(
    text: str, number: int = 1, topic: str = "t1", creator: object = ROSA, **more: object
) -> dict[str, object]:
    """Give a message of a Monday morning."""
    when = f"Monday, March 2, 2026 at 9:{number % 60:02}:00\u202fAM UTC"
    return {"creator": creator, "created_date": when, "text": text, "topic_id": topic,
            "message_id": f"AAA/{topic}/{number}", **more}  # fmt: skip


def space() -> list[object]:
    """Give the messages of a space, one of every kind."""
    link = {"start_index": 4, "length": 20, "url_metadata": {
        "title": "Harbor", "snippet": "All boats",
        "url": {URL: "https://example.com/harbor"}}}  # fmt: skip
    return [
        said("Who has the map?", 1),
        said("See https://example.com/harbor", 2, creator=DANA, annotations=[link, {
            "drive_metadata": {"id": "d1", "title": "Plan"}}, {"video_call_metadata": {"a": "b"}}]),
        said("Here", 3, attached_files=[
            {"original_name": "a?b.png", "export_name": "File-a?b.png"},
            {"original_name": "gone.pdf", "export_name": "File-gone.pdf"}, "odd.txt"]),
        said("Second topic", 4, "t2", updated_date="Monday, March 2, 2026 at 10:00:00 AM UTC",
             previous_message_versions=[{"text": "First words"}]),
        said("", 5, "t2", DANA, message_state="DELETED",
             deletion_metadata={"deletion_type": "CREATOR"}),
        said("Yes", 6, "t2", quoted_message_metadata={"creator": DANA, "text": "Really?", "x": 1},
             reactions=[{"emoji": {"unicode": "👍"}, "reactor_emails": ["whitlow@example.org"]},
                        {"emoji": {"custom_emoji": {}}, "reactor_emails": []}]),
        {"creator": {"name": "Tide", "user_type": "Bot"}, "text": "High tide",
         "created_date": "Montag, 2. März 2026 um 21:07:00 UTC", "topic_id": "t3"},
        {"created_date": "someday", "text": "No creator", "message_id": "AAA/t4/8"},
        said("", 9, "t5"),
        {"text": "No date"},
        {"unknown": True},
        7,
    ]  # fmt: skip


def samples() -> dict[str, Tree]:
    """Give the ZIPs by name."""
    info = {"members": [ROSA, DANA]}
    return {
        "takeout": {
            f"{ROOT}/Groups/DM abc/group_info.json": as_json(info),
            f"{ROOT}/Groups/DM abc/messages.json": as_json({"messages": [said("Lunch?", 10)]}),
            f"{ROOT}/Groups/DM empty/group_info.json": as_json(info),
            f"{ROOT}/Groups/DM empty/messages.json": as_json({"messages": []}),
            f"{ROOT}/Groups/Space xyz/File-a_b.png": b"\x89PNG",
            f"{ROOT}/Groups/Space xyz/File-unnamed.png": b"\x89PNG",
            f"{ROOT}/Groups/Space xyz/group_info.json": as_json({"name": "Harbor", **info}),
            f"{ROOT}/Groups/Space xyz/messages.json": as_json({"messages": space()}),
            f"{ROOT}/Users/User 1/user_info.json": as_json({"user": ROSA, "membership_info": []}),
            "Takeout/archive_browser.html": b"<html>",
        },
        "cut": {
            "Google Chat/Groups/DM a/messages.json": as_json(
                {"messages": [said("Whole"), said("c")]}
            )[:-60],
        },
    }


def many(count: int) -> Tree:
    """Give a conversation of so many messages, always the same."""
    dice = random.Random(9)
    entries = [
        said(f"Boat {dice.randrange(999)} is in, and the tide is out", n, f"t{n // 7}")
        for n in range(count)
    ]
    return {
        f"{ROOT}/Groups/Space a/group_info.json": as_json(
            {"name": "Harbor", "members": [ROSA, DANA]}
        ),
        f"{ROOT}/Groups/Space a/messages.json": as_json({"messages": entries}),
    }


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "google_chat"
    folder.mkdir(exist_ok=True)
    write_all(samples(), folder)


if __name__ == "__main__":
    main()
