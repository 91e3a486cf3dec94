"""Makes the Takeouts of Hangouts in ``hangouts/``; everything in them is invented.

Run it by itself to write the files anew; the same script always gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, write_all

T0 = 1_442_446_500_000_000
ROSA, DANA = {"gaia_id": "101", "chat_id": "101"}, {"gaia_id": "102", "chat_id": "102"}


def event(number: int, sort: str = "REGULAR_CHAT_MESSAGE", **more: object) -> dict[str, object]:
    """Give an event of a conversation."""
    return {
        "conversation_id": {"id": "Ug1"}, "sender_id": ROSA, "timestamp": str(T0 + number * 10**6),
        "self_event_state": {"user_id": ROSA}, "event_id": f"e{number}", "event_type": sort, **more,
    }  # fmt: skip


def said(*segments: object, **content: object) -> dict[str, object]:
    """Give what a message says."""
    return {"message_content": {"segment": list(segments), **content}}


def conversation() -> dict[str, object]:
    """Give a conversation with an event of every kind."""
    photo = {"embed_item": {"plus_photo": {"url": "https://example.com/a.jpg"},
                            "type": ["PLUS_PHOTO"]}, "id": "p1"}  # fmt: skip
    about = {
        "id": {"id": "Ug1"}, "type": "GROUP", "name": "Harbor",
        "self_conversation_state": {"self_read_state": {"participant_id": ROSA}},
        "participant_data": [{"id": ROSA, "fallback_name": "Rosa Diaz"},
                             {"id": DANA, "fallback_name": "Dana Whitlow"},
                             {"id": {"chat_id": "103"}, "phone_number": {"e164": "+18505550142"}}],
    }  # fmt: skip
    words = said({"type": "TEXT", "text": "Boat is"}, {"type": "LINE_BREAK"},
                 {"type": "LINK", "text": "in", "link_data": {}})  # fmt: skip
    held = {"embed_item": {"plus_photo": {"url": "https://example.com/x/photo.jpg"}}}
    return {
        "conversation": {"conversation_id": {"id": "Ug1"}, "conversation": about},
        "events": [
            event(1, chat_message=words),
            event(2, sender_id=DANA, chat_message=said(attachment=[photo, held])),
            event(3, "ADD_USER", membership_change={"type": "JOIN", "participant_id": [DANA]}),
            event(4, "RENAME_CONVERSATION", conversation_rename={"new_name": "Harbor"}),
            event(5, "HANGOUT_EVENT", hangout_event={"event_type": "END_HANGOUT"}),
            event(6, sender_id={"gaia_id": "999"}),
            {"odd": 1},
            3,
        ],
    }


def samples() -> dict[str, Tree]:
    """Give the ZIPs by name."""
    old = {"conversation_state": {**conversation(), "event": [event(9, chat_message=said(
        {"type": "TEXT", "text": "Older"}))]}}  # fmt: skip
    old["conversation_state"].pop("events")
    return {
        "takeout": {
            "Takeout/Hangouts/Hangouts.json": as_json({"conversations": [conversation(), "odd"]}),
            "Takeout/Hangouts/photo.jpg": b"\xff\xd8",
        },
        "older": {"Hangouts/Hangouts.json": as_json({"conversation_state": [old]})},
    }


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "hangouts"
    folder.mkdir(exist_ok=True)
    write_all(samples(), folder)


if __name__ == "__main__":
    main()
